//! 撤回方案 — The author takes a proposal back and says why. This is the verb every other imitates.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Proposal, policy, store};
use ground::matter;

/// What taking back asks: a reason people can read.
#[derive(Debug)]
struct Withdraw {
    reason: String,
}

impl Form for Withdraw {
    const NAME: &'static str = "decide-proposal-withdraw";
    fn read(f: &mut Fields) -> Self {
        Self { reason: f.long("reason").required().max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/withdraw";
    Verb::act::<Withdraw, _, _, _, _>(path, policy::may_withdraw, get, post)
}

type Where = At<(County, Id<Proposal>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_withdraw, &proposal.subject(stage, cx.actor()))?;
    cx.ask::<Withdraw>().danger().crumbs(vec![Link::new(proposal.url(), proposal.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Withdraw>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_withdraw, &proposal.subject(stage, cx.actor()))?;
    let fact = proposal.withdraw(&text::redact::mask(&form.reason))?;
    store::save(&mut tx, &mut proposal).await?;
    tx.tell(fact).await?;
    cx.done(tx, "decide-proposal-withdraw-done", proposal.url()).await
}
