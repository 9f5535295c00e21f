//! 提出方案 — Proposing something for a matter.

use ground::matter;
use kernel::{County, Id, MatterId};
use web::{At, Checked, Cx, Link, Reply, Verb};

use super::draft::Propose;
use super::{PROPOSED, Proposal, State, policy, store};

pub(super) fn verb() -> Verb {
    let path = "/{county}/matters/{id}/propose";
    Verb::act::<Propose, _, _, _, _>(path, policy::may_propose, get, post)
}

type Where = At<(County, MatterId)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_propose, &matter.subject())?;
    cx.ask::<Propose>().crumbs(vec![Link::new(matter.url(), matter.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Propose>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut matter = matter::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_propose, &matter.subject())?;
    let proposal = Proposal {
        id: Id::random(&mut *tx.rng),
        matter: matter.id.clone(),
        place: matter.place.clone(),
        author: cx.actor().signed_in()?.to_owned(),
        kind: form.kind,
        title: form.draft.title,
        body: form.draft.body,
        options: form.draft.options,
        cost: form.draft.cost,
        edition: 1,
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
