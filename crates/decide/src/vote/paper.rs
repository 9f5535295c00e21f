//! 纸质选票 — One ballot per unit that has not voted yet, with its serial number.

use askama::Template;
use ground::{matter, place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::ballot::{self, Elector};
use super::{Choice, Vote, policy, store};
use crate::proposal::{self, Proposal};

#[derive(Template, Serialize)]
#[template(path = "vote/paper.html")]
struct PaperPage {
    #[serde(skip)]
    page: Frame,
    vote: Vote,
    proposal: Proposal,
    place: place::Place,
    electors: Vec<Elector>,
}

impl PaperPage {
    fn qr(&self) -> String {
        self.page.qr(&self.vote.url())
    }

    fn choices() -> &'static [&'static str] {
        Choice::WORDS
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-vote-paper", "/{county}/votes/{id}/paper", policy::may_paper, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Vote>)>) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_paper, &vote.subject(stage, false))?;
    let mut electors = ballot::electors(&mut tx, &vote).await?;
    electors.retain(|e| e.way.is_none());
    let proposal = proposal::load(&mut tx, &county, &vote.proposal).await?;
    let place = place::load(&mut tx, &vote.place).await?;
    let back = vec![Link::new(vote.url(), vote.question.clone())];
    let page = cx.frame(cx.t("decide-vote-paper")).crumbs_of(back);
    cx.page(&PaperPage { page, vote, proposal, place, electors })
}
