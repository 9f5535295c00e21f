//! 报竣工 — Those who serve the place say it is built, once residents signed every step.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{FINISHED, Project, Whole, held, policy, site, store};

/// What finishing asks: whether somebody must keep it up, and what was learned.
#[derive(Debug)]
struct Finish {
    upkeep: bool,
    learned: String,
}

impl Form for Finish {
    const NAME: &'static str = "build-project-finish";
    fn read(f: &mut Fields) -> Self {
        Self {
            upkeep: f.choice("upkeep", &["yes", "no"]).required().get() == "yes",
            learned: f.long("learned").max(1000).get(),
        }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/projects/{id}/finish";
    Verb::act::<Finish, _, _, _, _>(path, policy::may_finish, get, post)
}

type Where = At<(County, Id<Project>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_finish, &site.subject())?;
    cx.ask::<Finish>().crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Finish>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut site = held(&mut tx, &county, &id).await?;
    cx.may(policy::may_finish, &site.subject())?;
    let whole = Whole::load(&mut tx, &site.project).await?;
    let project = &mut site.project;
    project.finish(
        &whole.readiness(),
        form.upkeep,
        &text::redact::mask(&form.learned),
        cx.now(),
    )?;
    store::save(&mut tx, project).await?;
    let fact = project
        .fact(FINISHED)
        .with("title", &project.title)
        .with("upkeep", form.upkeep)
        .with("cost", whole.account.spending)
        .with("planned", project.cost.as_str())
        .with("raised", whole.account.gifts)
        .with("days", whole.totals.days)
        .with("learned", project.learned.as_deref().unwrap_or_default());
    tx.tell(fact).await?;
    cx.done(tx, "build-project-finish-done", site.project.url()).await
}
