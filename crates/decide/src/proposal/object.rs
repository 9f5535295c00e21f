//! 对方案提意见 — Anybody objects to a proposal under discussion, without an account.

use ground::matter;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{OBJECTED, Proposal, objection, policy, store};

/// What objecting asks.
#[derive(Debug)]
struct Object {
    words: String,
}

impl Form for Object {
    const NAME: &'static str = "decide-proposal-object";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(2000).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/object";
    Verb::act::<Object, _, _, _, _>(path, policy::may_object, get, post)
}

type Where = At<(County, Id<Proposal>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_object, &proposal.subject(stage, cx.actor()))?;
    cx.ask::<Object>().crumbs(vec![Link::new(proposal.url(), proposal.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Object>) -> Reply {
    let mut tx = cx.begin().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_object, &proposal.subject(stage, cx.actor()))?;
    proposal.open()?;
    objection::insert(&mut tx, &proposal, &text::redact::mask(&form.words)).await?;
    // Signed in or not: the record shows that somebody objected, never who it is.
    tx.actor.name.clear();
    let fact = proposal.fact(OBJECTED).with("title", &proposal.title);
    tx.tell(fact.with("edition", proposal.edition)).await?;
    cx.done(tx, "decide-proposal-object-done", proposal.url()).await
}
