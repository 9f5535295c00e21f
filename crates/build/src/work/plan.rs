//! 安排工序 — Those who serve the place say what is done, from when to when, and by whom.

use jiff::civil::Date;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{PLANNED, State, Step, policy, store};
use crate::project::{Project, held, site};

/// What planning asks.
#[derive(Debug)]
struct Plan {
    what: String,
    begins: Option<Date>,
    ends: Option<Date>,
    doer: String,
}

impl Form for Plan {
    const NAME: &'static str = "build-work-plan";
    fn read(f: &mut Fields) -> Self {
        let what = f.text("what").required().get();
        let begins = f.date("begins").required().day();
        let ends = f.date("ends").required().day();
        let doer = f.text("doer").required().max(60).get();
        if matches!((begins, ends), (Some(from), Some(to)) if to < from) {
            f.wrong("ends", "build-wrong-before", "");
        }
        Self { what, begins, ends, doer }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Plan, _, _, _, _>("/{county}/projects/{id}/plan", policy::may_plan, get, post)
}

type Where = At<(County, Id<Project>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_plan, &site.subject())?;
    site.project.building()?;
    let today = cx.now().date();
    cx.ask::<Plan>().fill("begins", &today).fill("ends", &today).crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Plan>) -> Reply {
    let mut tx = cx.begin().await?;
    let site = held(&mut tx, &county, &id).await?;
    cx.may(policy::may_plan, &site.subject())?;
    site.project.building()?;
    let today = cx.now().day();
    let step = Step {
        id: Id::random(&mut *tx.rng),
        project: site.project.id.clone(),
        matter: site.matter.id.clone(),
        place: site.project.place.clone(),
        what: text::redact::mask(&form.what),
        begins: form.begins.unwrap_or(today).to_string(),
        ends: form.ends.unwrap_or(today).to_string(),
        doer: text::redact::mask(&form.doer),
        state: State::Planned,
        started: None,
        completed: None,
        completed_by: None,
        note: None,
        signed_by: None,
        signed_name: None,
        signed_at: None,
        version: 0,
    };
    store::insert(&mut tx, &step).await?;
    let fact = step
        .fact(PLANNED)
        .with("begins", &step.begins)
        .with("ends", &step.ends)
        .with("doer", &step.doer);
    tx.tell(fact).await?;
    cx.done(tx, "build-work-plan-done", format!("{}#work", site.project.url())).await
}
