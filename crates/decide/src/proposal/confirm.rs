//! 确认通过 — A held proposal is adopted once every objection has its public answer.

use ::store::{Told, Tx};
use ground::matter;
use kernel::{County, Id, Result};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Proposal, State, objection, policy, store};

/// Confirming asks nothing more than the button.
#[derive(Debug)]
struct Confirm;

impl Form for Confirm {
    const NAME: &'static str = "decide-proposal-confirm";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/proposals/{id}/confirm";
    Verb::act::<Confirm, _, _, _, _>(path, policy::may_confirm, get, post)
}

type Where = At<(County, Id<Proposal>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_confirm, &proposal.subject(stage, cx.actor()))?;
    cx.ask::<Confirm>().crumbs(vec![Link::new(proposal.url(), proposal.title)]).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(_): Checked<Confirm>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut proposal = store::load(&mut tx, &county, &id).await?;
    let stage = matter::load(&mut tx, &county, &proposal.matter).await?.stage;
    cx.may(policy::may_confirm, &proposal.subject(stage, cx.actor()))?;
    let unanswered = objection::unanswered(&mut tx, &proposal).await?;
    let fact = proposal.confirm(unanswered)?;
    store::save(&mut tx, &mut proposal).await?;
    tx.tell(fact).await?;
    cx.done(tx, "decide-proposal-confirm-done", proposal.url()).await
}

/// When the notice of a passed vote ends (`ground-notice-ended`, about `proposal`): adopted, or held
/// while an objection waits. Done once, however often it is called.
///
/// # Errors
/// A fault when the database fails.
pub async fn notice_ended(tx: &mut Tx, told: &Told) -> Result<()> {
    if told.text("about") != "proposal" {
        return Ok(());
    }
    let id = Id::parse(told.text("record"))?;
    let mut proposal = store::load(tx, &told.county(), &id).await?;
    if proposal.state != State::Noticed {
        return Ok(());
    }
    let unanswered = objection::unanswered(tx, &proposal).await?;
    let fact = proposal.noticed(unanswered)?;
    store::save(tx, &mut proposal).await?;
    tx.tell(fact).await
}
