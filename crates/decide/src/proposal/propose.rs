//! 提出方案 — Proposing something for a matter.

use ground::{matter, person};
use kernel::{County, Id, MatterId};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{PROPOSED, Proposal, State, policy, store};

/// What proposing asks.
#[derive(Debug)]
struct Propose {
    title: String,
    body: String,
}

impl Form for Propose {
    const NAME: &'static str = "decide-proposal-propose";
    fn read(f: &mut Fields) -> Self {
        Self { title: f.text("title").required().max(60).get(), body: f.long("body").required().get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Propose, _, _, _, _>("/{county}/matters/{id}/propose", policy::may_propose, get, post)
}

async fn get(cx: Cx, At((county, id)): At<(County, MatterId)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_propose, &matter.subject())?;
    cx.ask::<Propose>().crumbs(vec![Link::new(matter.url(), matter.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): At<(County, MatterId)>, Checked(form): Checked<Propose>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_propose, &matter.subject())?;
    let proposal = Proposal {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        author: person::signed_in(cx.actor())?.to_owned(),
        title: text::redact::mask(&form.title),
        body: text::redact::mask(&form.body),
        state: State::Open,
        reason: None,
        at: cx.now(),
        version: 0,
    };
    store::insert(&mut tx, &proposal).await?;
    matter.advance(kernel::Stage::Decide)?;
    matter::save(&mut tx, &mut matter).await?;
    tx.tell(proposal.fact(PROPOSED).with("title", &proposal.title)).await?;
    cx.done(tx, "decide-proposal-propose-done", proposal.url()).await
}
