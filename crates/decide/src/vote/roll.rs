//! 表决名册 — The frozen roll as a sheet to print: who may vote, and who has, never what.

use askama::Template;
use ground::{matter, place};
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::ballot::{self, Elector};
use super::{Vote, policy, store};

#[derive(Template, Serialize)]
#[template(path = "vote/roll.html")]
struct RollPage {
    #[serde(skip)]
    page: Frame,
    vote: Vote,
    place: place::Place,
    electors: Vec<Elector>,
}

impl RollPage {
    fn voted(&self, elector: &Elector) -> String {
        elector.way.map_or_else(String::new, |w| self.page.word("decide-vote-way", w.word()))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("decide-vote-roll", "/{county}/votes/{id}/roll", policy::may_roll, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Vote>)>) -> Reply {
    let mut tx = cx.read().await?;
    let vote = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &vote.matter).await?.stage;
    cx.may(policy::may_roll, &vote.subject(stage, false))?;
    let electors = ballot::electors(&mut tx, &vote).await?;
    let place = place::load(&mut tx, &vote.place).await?;
    let back = vec![Link::new(vote.url(), vote.question.clone())];
    let page = cx.frame(cx.t("decide-vote-roll")).crumbs_of(back);
    cx.page(&RollPage { page, vote, place, electors })
}
