//! 送到登记 — It was brought or done: the signed-in giver says so, or somebody who serves the place.

use jiff::civil::Date;
use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Contribution, policy, store};
use crate::project;

/// What delivering asks: the day.
#[derive(Debug)]
pub(super) struct Deliver {
    day: Option<Date>,
}

impl Form for Deliver {
    const NAME: &'static str = "build-contribution-deliver";
    fn read(f: &mut Fields) -> Self {
        Self { day: f.date("day").required().day() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/contributions/{id}/deliver";
    Verb::act::<Deliver, _, _, _, _>(path, policy::may_deliver, get, post)
}

type Where = At<(County, Id<Contribution>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let given = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_deliver, &given.subject(site.matter.stage, cx.actor()))?;
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(given.url(), given.gift(&cx.frame(""))));
    cx.ask::<Deliver>().fill("day", cx.now().date()).crumbs(crumbs).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Deliver>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut given = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    let subject = given.subject(site.matter.stage, cx.actor());
    cx.may(policy::may_deliver, &subject)?;
    let by = cx.actor().signed_in()?;
    let name = Some(cx.actor().name.as_str()).filter(|_| !subject.own);
    let fact = given.deliver(form.day.unwrap_or(cx.now().day()), cx.now().day(), Some(by), name)?;
    store::save(&mut tx, &mut given).await?;
    if subject.own {
        store::tell_nameless(&mut tx, fact).await?;
    } else {
        tx.tell(fact).await?;
    }
    cx.done(tx, "build-contribution-deliver-done", given.url()).await
}
