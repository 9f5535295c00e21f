//! 记录总览 — The record as a list, with its head: how many facts, and the root over all of them.

use askama::Template;
use kernel::{County, PlaceCode, Stage, Subject};
use ledger::ConsistencyProof;
use serde::Serialize;
use store::{Head, Told};
use web::{At, Cx, Frame, Reply, Verb};

use super::policy;
use crate::matter::sentence;
use crate::place;

/// How many facts a page of the record shows.
const PAGE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "record/index.html")]
struct IndexPage {
    #[serde(skip)]
    page: Frame,
    county: County,
    head: Head,
    facts: Vec<Told>,
    /// That the record of `old` facts (asked by `?old=`) is the beginning of today's.
    consistency: Option<ConsistencyProof>,
    /// What the places of these facts are called.
    names: Vec<(PlaceCode, String)>,
    older: Option<i64>,
    newer: Option<i64>,
}

impl IndexPage {
    fn sentence(&self, told: &Told) -> String {
        sentence(&self.page, told)
    }

    /// The place by its name; by its code when it has none any more.
    fn place<'a>(&'a self, told: &'a Told) -> &'a str {
        place::named(&self.names, &told.place)
    }

    fn newer_address(&self) -> String {
        self.newer.map(|from| format!("/{}/record?from={from}", self.county)).unwrap_or_default()
    }

    fn older_address(&self) -> String {
        self.older.map(|from| format!("/{}/record?from={from}", self.county)).unwrap_or_default()
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-record-index", "/{county}/record", policy::may_index, get)
}

async fn get(cx: Cx, At(county): At<County>) -> Reply {
    cx.may(policy::may_index, &Subject::at(PlaceCode::parse(county.as_str())?, Stage::Share))?;
    let mut tx = cx.read().await?;
    let head = store::head(&mut tx, &county).await?;
    let last = (head.size - PAGE).max(0);
    let from = cx.query("from").and_then(|n| n.parse().ok()).unwrap_or(last).clamp(0, head.size);
    let mut facts = store::facts_since(&mut tx, &county, from, PAGE).await?;
    facts.reverse();
    let consistency = match cx.query("old").and_then(|n| n.parse().ok()) {
        Some(old) => Some(store::consistency(&mut tx, &county, old, head.size).await?),
        None => None,
    };
    let older = (from > 0).then(|| (from - PAGE).max(0));
    let newer = (from < last).then(|| (from + PAGE).min(last));
    let mut codes: Vec<PlaceCode> = facts.iter().map(|told| told.place.clone()).collect();
    codes.sort();
    codes.dedup();
    let names = place::names(&mut tx, &codes).await?;
    let crumbs = place::crumbs(&mut tx, &PlaceCode::parse(county.as_str())?).await?;
    let page = cx.frame(cx.t("ground-record-index")).crumbs_of(crumbs);
    cx.public(&IndexPage { page, county, head, facts, consistency, names, older, newer })
}
