//! 报完工 — A step is done: when, by whom, and what there is to say about it.

use jiff::civil::Date;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Step, policy, store};
use crate::project;

/// What completing asks.
#[derive(Debug)]
struct Complete {
    day: Option<Date>,
    doer: String,
    note: String,
}

impl Form for Complete {
    const NAME: &'static str = "build-work-complete";
    fn read(f: &mut Fields) -> Self {
        Self {
            day: f.date("day").required().day(),
            doer: f.text("doer").required().max(60).get(),
            note: f.long("note").max(500).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Complete, _, _, _, _>(
        "/{county}/works/{id}/complete",
        policy::may_complete,
        get,
        post,
    )
}

type Where = At<(County, Id<Step>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_complete, &site.subject())?;
    let ask = cx.ask::<Complete>().intro(step.what).crumbs(site.crumbs());
    ask.fill("day", cx.now().date()).fill("doer", step.doer).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Complete>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_complete, &site.subject())?;
    let (today, by) = (cx.now().day(), cx.actor().signed_in()?);
    let fact =
        step.complete(form.day.unwrap_or(today), today, by, &text::redact::mask(&form.note))?;
    step.doer = text::redact::mask(&form.doer);
    store::save(&mut tx, &mut step).await?;
    tx.tell(fact.with("doer", &step.doer)).await?;
    cx.done(tx, "build-work-complete-done", format!("{}#work", site.project.url())).await
}
