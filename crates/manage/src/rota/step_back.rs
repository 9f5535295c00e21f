//! 退出班次 — One's own turn is given back before the slot begins; no reason is asked and nothing is kept.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Rota, STEPPED_BACK, policy, store, turns};

/// Stepping back asks nothing.
#[derive(Debug)]
struct StepBack;

impl Form for StepBack {
    const NAME: &'static str = "manage-rota-step-back";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/rotas/{id}/slots/{no}/step-back";
    Verb::act::<StepBack, _, _, _, _>(path, policy::may_step_back, get, post)
}

type Where = At<(County, Id<Rota>, i64)>;

async fn get(cx: Cx, At((county, id, no)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    let slot = store::slot(&mut tx, &rota, no).await?;
    cx.may(policy::may_step_back, &rota.subject().own(slot.has(cx.actor())))?;
    cx.ask::<StepBack>().crumbs(vec![Link::new(rota.url(), rota.title)]).reply()
}

async fn post(cx: Cx, At((county, id, no)): Where, Checked(StepBack): Checked<StepBack>) -> Reply {
    let mut tx = cx.begin().await?;
    let rota = store::load(&mut tx, &county, &id).await?;
    let slot = store::slot(&mut tx, &rota, no).await?;
    cx.may(policy::may_step_back, &rota.subject().own(slot.has(cx.actor())))?;
    slot.not_begun(cx.now())?;
    turns::give_back(&mut tx, &rota, no, cx.actor()).await?;
    tx.actor.name.clear();
    tx.tell(rota.quiet(STEPPED_BACK).with("day", slot.starts.date())).await?;
    cx.done(tx, "manage-rota-step-back-done", rota.url()).await
}
