//! 公开票据 — Every counted ballot, nameless, so that anybody can count again.

use askama::Template;
use ground::matter;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::ballot::{self, Ballot};
use super::{Vote, policy, store};

#[derive(Template, Serialize)]
#[template(path = "vote/ballots.html")]
struct BallotsPage {
    #[serde(skip)]
    page: Frame,
    vote: Vote,
    ballots: Vec<Ballot>,
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-vote-ballots", "/{county}/votes/{id}/ballots", policy::may_ballots, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Vote>)>) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_ballots, &vote.subject(stage, false))?;
    // Before the count nothing is shown: how a vote goes must not tell people how to vote.
    let ballots = match vote.result {
        Some(_) => ballot::ballots(&mut tx, &vote).await?,
        None => Vec::new(),
    };
    let back = vec![Link::new(vote.url(), vote.question.clone())];
    let page = cx.frame(cx.t("decide-vote-ballots")).crumbs_of(back);
    cx.public(&BallotsPage { page, vote, ballots })
}
