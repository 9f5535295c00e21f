//! 一条记录 — One entry of the record with the proof that it is in it.

use askama::Template;
use kernel::{County, PlaceCode, Stage, Subject};
use ledger::{Algorithm, InclusionProof};
use serde::Serialize;
use store::{Head, Told};
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::policy;
use crate::matter::sentence;

#[derive(Template, Serialize)]
#[template(path = "record/entry.html")]
struct EntryPage {
    #[serde(skip)]
    page: Frame,
    county: County,
    told: Told,
    said: String,
    /// The public bytes: hash them with a leading zero byte to get `hash` (RFC 6962).
    leaf: String,
    hash: String,
    head: Head,
    proof: InclusionProof,
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-record-entry", "/{county}/record/{seq}", policy::may_entry, get)
}

async fn get(cx: Cx, At((county, seq)): At<(County, i64)>) -> Reply {
    cx.may(policy::may_entry, &Subject::at(PlaceCode::parse(county.as_str())?, Stage::Share))?;
    let mut tx = cx.read().await?;
    let leaf = store::leaf_bytes(&mut tx, &county, seq).await?;
    let head = store::head(&mut tx, &county).await?;
    let proof = store::inclusion(&mut tx, &county, seq, head.size).await?;
    let told = store::facts_since(&mut tx, &county, seq, 1).await?;
    let told = told.into_iter().next().ok_or(kernel::Error::NotFound)?;
    let hash = Algorithm::Sha256.leaf(leaf.as_bytes()).to_string();
    let back = Link::new(format!("/{county}/record"), cx.t("ground-record-index"));
    let page = cx.frame(cx.t("ground-record-entry")).crumbs_of(vec![back]);
    let said = sentence(&page, &told);
    cx.public(&EntryPage { page, county, told, said, leaf, hash, head, proof })
}
