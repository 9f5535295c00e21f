//! 我已送到 — The giver says by private link that it was brought.

use jiff::civil::Date;
use kernel::County;
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{policy, store};
use crate::project;

/// What it asks: the day.
#[derive(Debug)]
struct Bring {
    day: Option<Date>,
}

impl Form for Bring {
    const NAME: &'static str = "build-contribution-bring";
    fn read(f: &mut Fields) -> Self {
        Self { day: f.date("day").required().day() }
    }
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/follow/{secret}/contribution/bring";
    Verb::act::<Bring, _, _, _, _>(path, policy::may_bring, get, post)
}

type Where = At<(County, String)>;

async fn get(cx: Cx, At((county, secret)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let given = store::by_secret(&mut tx, &county, &secret).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_bring, &site.subject())?;
    let back = Link::new(super::follow::url(&county, &secret), given.gift(&cx.frame("")));
    cx.ask::<Bring>().fill("day", cx.now().date()).crumbs(vec![back]).reply()
}

async fn post(cx: Cx, At((county, secret)): Where, Checked(form): Checked<Bring>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut given = store::by_secret(&mut tx, &county, &secret).await?;
    let site = project::site(&mut tx, &county, &given.project).await?;
    cx.may(policy::may_bring, &site.subject())?;
    let by = cx.actor().person.as_deref();
    let fact = given.deliver(form.day.unwrap_or(cx.now().day()), cx.now().day(), by, None)?;
    store::save(&mut tx, &mut given).await?;
    store::tell_nameless(&mut tx, fact).await?;
    cx.done(tx, "build-contribution-bring-done", super::follow::url(&county, &secret)).await
}
