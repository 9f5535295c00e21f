//! 报整改 — Those who build say how a defect was put right. It stays open until residents agree.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Defect, MENDED, policy, store};
use crate::project;

/// What it asks: what was done.
#[derive(Debug)]
struct Mend {
    words: String,
}

impl Form for Mend {
    const NAME: &'static str = "build-work-mend";
    fn read(f: &mut Fields) -> Self {
        Self { words: f.long("words").required().max(500).get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Mend, _, _, _, _>("/{county}/defects/{id}/mend", policy::may_mend, get, post)
}

type Where = At<(County, Id<Defect>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let defect = store::load_defect(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &defect.project).await?;
    cx.may(policy::may_mend, &site.subject())?;
    cx.ask::<Mend>().intro(defect.words).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Mend>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut defect = store::load_defect(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &defect.project).await?;
    cx.may(policy::may_mend, &site.subject())?;
    let words = text::redact::mask(&form.words);
    defect.mend(&words, cx.actor().signed_in()?)?;
    store::save_defect(&mut tx, &county, &mut defect).await?;
    let step = store::load(&mut tx, &county, &defect.step).await?;
    tx.tell(step.fact(MENDED).with("words", &words)).await?;
    cx.done(tx, "build-work-mend-done", format!("{}#work", site.project.url())).await
}
