//! 方案·页面 — The page of a proposal, and its place on the matter's page.

use askama::Template;
use ground::{matter, notice};
use kernel::{County, Error, Id, MatterId, Result};
use serde::Serialize;
use store::Tx;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::version::Version;
use super::{Objection, Proposal, State, objection, policy, store as kept};
use crate::vote::{self, Vote};

/// What the reader may do now, and nothing else is offered.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one answer per verb, each read by the template")]
struct Acts {
    withdraw: bool,
    revise: bool,
    object: bool,
    answer: bool,
    vote: bool,
    confirm: bool,
}

#[derive(Template, Serialize)]
#[template(path = "proposal/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    proposal: Proposal,
    versions: Vec<Version>,
    objections: Vec<Objection>,
    votes: Vec<Vote>,
    notice: Option<String>,
    may: Acts,
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-proposal-show", "/{county}/proposals/{id}", policy::may_show, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Proposal>)>) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = kept::load(&mut tx, &county, &id).await?;
    let matter = matter::load(&mut tx, &county, &proposal.matter).await?;
    cx.may(policy::may_show, &matter.subject())?;
    let back = vec![Link::new(matter.url(), matter.title)];
    let page = cx.frame(proposal.title.clone()).crumbs_of(back);
    let subject = proposal.subject(matter.stage, cx.actor());
    let open = proposal.state == State::Open;
    let may = Acts {
        withdraw: open && page.may(policy::may_withdraw, &subject),
        revise: open && page.may(policy::may_revise, &subject),
        object: open && page.may(policy::may_object, &subject),
        answer: page.may(policy::may_answer, &subject),
        vote: open && page.may(vote::policy::may_open, &subject),
        confirm: proposal.state == State::Held && page.may(policy::may_confirm, &subject),
    };
    let versions = kept::versions(&mut tx, &proposal).await?;
    let objections = objection::of(&mut tx, &proposal).await?;
    let votes = vote::of_proposal(&mut tx, &county, &id).await?;
    let notice = notice::of_subject(&mut tx, &county, id.as_str()).await?.pop().map(|n| n.url());
    cx.public(&ShowPage { page, proposal, versions, objections, votes, notice, may })
}

/// A proposal of the card, with its votes below it, each with whether the reader's ballot is awaited.
struct Item {
    proposal: Proposal,
    votes: Vec<(Vote, bool)>,
}

#[derive(Template)]
#[template(path = "proposal/card.html")]
struct Card<'a> {
    page: &'a Frame,
    items: Vec<Item>,
    propose: Option<String>,
}

/// The proposals of a matter and their votes, for its page.
///
/// # Errors
/// A fault when the database fails.
pub async fn card(
    tx: &mut Tx,
    page: &Frame,
    county: &County,
    id: &MatterId,
) -> Result<Option<String>> {
    let matter = matter::load(tx, county, id).await?;
    let mut items = Vec::new();
    for proposal in kept::of_matters(tx, county, std::slice::from_ref(id)).await? {
        let mut votes = Vec::new();
        for vote in vote::of_proposal(tx, county, &proposal.id).await? {
            let awaited = vote::awaits(tx, &vote, page).await?;
            votes.push((vote, awaited));
        }
        items.push(Item { proposal, votes });
    }
    let may = page.may(policy::may_propose, &matter.subject());
    let propose = may.then(|| format!("{}/propose", matter.url()));
    if items.is_empty() && propose.is_none() {
        return Ok(None);
    }
    Card { page, items, propose }.render().map(Some).map_err(Error::fault)
}
