//! 当质量监督员 — A resident watches the quality of a project. Anybody of the place may.

use kernel::{County, Id, Refusal};
use web::{At, Checked, Cx, Fields, Form, Reply, Verb};

use super::{Monitor, VOLUNTEERED, policy, store};
use crate::project::{Project, site};

/// It asks nothing.
#[derive(Debug)]
struct Volunteer;

impl Form for Volunteer {
    const NAME: &'static str = "build-work-volunteer";
    fn read(_: &mut Fields) -> Self {
        Self
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/projects/{id}/volunteer";
    Verb::act::<Volunteer, _, _, _, _>(path, policy::may_volunteer, get, post)
}

type Where = At<(County, Id<Project>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_volunteer, &site.subject())?;
    site.project.building()?;
    cx.ask::<Volunteer>().crumbs(site.crumbs()).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(Volunteer): Checked<Volunteer>) -> Reply {
    let mut tx = cx.begin().await?;
    let site = site(&mut tx, &county, &id).await?;
    cx.may(policy::may_volunteer, &site.subject())?;
    site.project.building()?;
    let person = cx.actor().signed_in()?.to_owned();
    let monitor = Monitor { person, name: cx.actor().name.clone() };
    if !store::add_monitor(&mut tx, &site.project, &monitor).await? {
        let already = Refusal::new("build-work-refused-already");
        return Err(already.next(site.project.url(), "build-project-look").into());
    }
    tx.tell(site.project.fact(VOLUNTEERED).with("title", &site.project.title)).await?;
    cx.done(tx, "build-work-volunteer-done", format!("{}#work", site.project.url())).await
}
