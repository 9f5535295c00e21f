//! 开工 — A step is begun.

use jiff::civil::Date;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Step, policy, store};
use crate::project;

/// What starting asks: the day.
#[derive(Debug)]
struct Start {
    day: Option<Date>,
}

impl Form for Start {
    const NAME: &'static str = "build-work-start";
    fn read(f: &mut Fields) -> Self {
        Self { day: f.date("day").required().day() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Start, _, _, _, _>("/{county}/works/{id}/start", policy::may_start, get, post)
}

type Where = At<(County, Id<Step>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_start, &site.subject())?;
    cx.ask::<Start>().intro(step.what).fill("day", cx.now().date()).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Start>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_start, &site.subject())?;
    let today = cx.now().day();
    let fact = step.start(form.day.unwrap_or(today), today)?;
    store::save(&mut tx, &mut step).await?;
    tx.tell(fact).await?;
    cx.done(tx, "build-work-start-done", format!("{}#work", site.project.url())).await
}
