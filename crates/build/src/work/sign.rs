//! 签字认可 — A resident who watches says that a step is done well. Never who did it.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Step, policy, store, watches};
use crate::project;

/// It asks nothing: the name under it is the answer.
#[derive(Debug)]
struct Sign;

impl Form for Sign {
    const NAME: &'static str = "build-work-sign";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Sign, _, _, _, _>("/{county}/works/{id}/sign", policy::may_sign, get, post)
}

type Where = At<(County, Id<Step>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    let monitors = store::monitors(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_sign, &site.subject().own(watches(&monitors, cx.actor())))?;
    let intro = cx.frame("").t1("build-work-sign-what", "step", &step.what);
    cx.ask::<Sign>().intro(intro).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Sign): Checked<Sign>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    let monitors = store::monitors(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_sign, &site.subject().own(watches(&monitors, cx.actor())))?;
    let defects = store::defects(&mut tx, &county, &step.project).await?;
    let fact = step.sign(cx.actor().signed_in()?, &cx.actor().name, &defects, cx.now())?;
    store::save(&mut tx, &mut step).await?;
    tx.tell(fact).await?;
    cx.done(tx, "build-work-sign-done", format!("{}#work", site.project.url())).await
}
