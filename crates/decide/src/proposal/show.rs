//! The page of a proposal, and its place on the matter's page.

use askama::Template;
use ground::matter;
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use store::Tx;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Proposal, policy, store as kept};

#[derive(Template, Serialize)]
#[template(path = "proposal/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    proposal: Proposal,
    may_withdraw: bool,
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-proposal-show", "/{county}/proposals/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Proposal>)>) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = kept::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &proposal.matter).await?;
    cx.may(policy::may_show, &matter.subject())?;
    let page = cx.frame(proposal.title.clone()).crumbs_of(vec![Link::new(matter.url(), matter.title)]);
    let subject = proposal.subject(matter.stage, cx.actor());
    let may_withdraw = proposal.state == super::State::Open && page.may(policy::may_withdraw, &subject);
    cx.public(&ShowPage { page, proposal, may_withdraw })
}

#[derive(Template)]
#[template(path = "proposal/card.html")]
struct Card<'a> {
    page: &'a Frame,
    proposals: Vec<Proposal>,
    propose: Option<String>,
}

/// The proposals of a matter, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(tx: &mut Tx, page: &Frame, county: &County, id: &MatterId) -> Result<Option<String>> {
    let matter = matter::load(tx, county, id).await?;
    let proposals = kept::of_matter(tx, county, id).await?;
    let may = page.may(policy::may_propose, &matter.subject());
    let propose = may.then(|| format!("{}/propose", matter.url()));
    if proposals.is_empty() && propose.is_none() {
        return Ok(None);
    }
    Card { page, proposals, propose }.render().map(Some).map_err(Error::fault)
}
