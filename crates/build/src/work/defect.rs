//! 提出缺陷 — A resident says that something about a step is not right.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Step, policy, store};
use crate::project;

/// What it asks: what is wrong.
#[derive(Debug)]
struct Fault {
    words: String,
}

impl Form for Fault {
    const NAME: &'static str = "build-work-defect";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Fault, _, _, _, _>("/{county}/works/{id}/defect", policy::may_defect, get, post)
}

type Where = At<(County, Id<Step>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let step = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_defect, &site.subject())?;
    site.project.building()?;
    cx.ask::<Fault>().intro(step.what).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Fault>) -> Reply {
    let mut tx = cx.begin().await?;
    let step = store::load(&mut tx, &county, &id).await?;
    let site = project::held(&mut tx, &county, &step.project).await?;
    cx.may(policy::may_defect, &site.subject())?;
    site.project.building()?;
    let by = cx.actor().signed_in()?;
    let words = text::redact::mask(&form.words);
    let (defect, fact) = step.fault(Id::random(&mut *tx.rng), &words, by, cx.now())?;
    store::insert_defect(&mut tx, &county, &defect).await?;
    tx.tell(fact).await?;
    cx.done(tx, "build-work-defect-done", format!("{}#work", site.project.url())).await
}
