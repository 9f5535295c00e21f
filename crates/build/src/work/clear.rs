//! 确认整改 — Who raised a defect, or a resident who watches, says whether it was put right.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{CLEARED, Defect, FAULTED, defect_subject, policy, store};
use crate::project;

/// What it asks: whether it is right now.
#[derive(Debug)]
struct Clear {
    good: bool,
}

impl Form for Clear {
    const NAME: &'static str = "build-work-clear";
    fn read(f: &mut Fields) -> Self {
        Self { good: f.choice("good", &["yes", "no"]).required().get() == "yes" }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Clear, _, _, _, _>("/{county}/defects/{id}/clear", policy::may_clear, get, post)
}

type Where = At<(County, Id<Defect>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let defect = store::load_defect(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &defect.project).await?;
    let monitors = store::monitors(&mut tx, &county, &defect.project).await?;
    cx.may(policy::may_clear, &defect_subject(site.subject(), &defect, &monitors, cx.actor()))?;
    let mended = defect.mended.as_deref().unwrap_or_default();
    let intro = cx.frame("").t2("build-work-clear-what", "words", &defect.words, "mended", mended);
    cx.ask::<Clear>().intro(intro).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Clear>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut defect = store::load_defect(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &defect.project).await?;
    let monitors = store::monitors(&mut tx, &county, &defect.project).await?;
    cx.may(policy::may_clear, &defect_subject(site.subject(), &defect, &monitors, cx.actor()))?;
    defect.clear(cx.actor().signed_in()?, form.good)?;
    store::save_defect(&mut tx, &county, &mut defect).await?;
    let step = store::load(&mut tx, &county, &defect.step).await?;
    let kind = if form.good { CLEARED } else { FAULTED };
    tx.tell(step.fact(kind).with("words", &defect.words)).await?;
    cx.done(tx, "build-work-clear-done", format!("{}#work", site.project.url())).await
}
