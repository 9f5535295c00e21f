//! 历次版本 — An edition as it was shown, with the objections that were made on it.

use askama::Template;
use ground::matter;
use kernel::{County, Error, Fen, Id, Moment};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Objection, Proposal, objection, policy, store};

/// An edition that was shown. It is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its number, from 1.
    pub edition: i64,
    /// What, in a line.
    pub title: String,
    /// What, in full.
    pub body: String,
    /// What there was to choose from.
    pub options: Vec<String>,
    /// What it was expected to cost, in fen.
    pub cost: Option<Fen>,
    /// What changed against the one before; empty for the first.
    pub why: String,
    /// When.
    pub at: Moment,
}

#[derive(Template, Serialize)]
#[template(path = "proposal/version.html")]
struct VersionPage {
    #[serde(skip)]
    page: Frame,
    proposal: Proposal,
    shown: Version,
    objections: Vec<Objection>,
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/versions/{edition}";
    Verb::page("decide-proposal-version", path, policy::may_version, get)
}

async fn get(cx: Cx, At((county, id, edition)): At<(County, Id<Proposal>, i64)>) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &proposal.matter).await?;
    cx.may(policy::may_version, &matter.subject())?;
    let versions = store::versions(&mut tx, &proposal).await?;
    let shown = versions.into_iter().find(|v| v.edition == edition).ok_or(Error::NotFound)?;
    let mut objections = objection::of(&mut tx, &proposal).await?;
    objections.retain(|o| o.edition == edition);
    let back = vec![
        Link::new(matter.url(), matter.title),
        Link::new(proposal.url(), proposal.title.clone()),
    ];
    let page = cx.frame(shown.title.clone()).crumbs_of(back);
    cx.public(&VersionPage { page, proposal, shown, objections })
}
