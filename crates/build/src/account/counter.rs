//! 冲销 — A counted line was wrong: an opposite one is entered. Nothing is changed or removed.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{COUNTERED, Entry, policy, store};
use crate::project;

/// What it asks: why.
#[derive(Debug)]
struct Counter {
    why: String,
}

impl Form for Counter {
    const NAME: &'static str = "build-account-counter";
    fn read(f: &mut Fields) -> Self {
        Self { why: f.text("why").required().get() }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Counter, _, _, _, _>(
        "/{county}/entries/{id}/counter",
        policy::may_counter,
        get,
        post,
    )
}

type Where = At<(County, Id<Entry>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let entry = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &entry.project).await?;
    cx.may(policy::may_counter, &site.subject())?;
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(site.project.account_url(), cx.t("build-account")));
    cx.ask::<Counter>()
        .danger()
        .intro(super::show::line(&cx.frame(""), &entry))
        .crumbs(crumbs)
        .reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Counter>) -> Reply {
    let mut tx = cx.begin().await?;
    let entry = store::load(&mut tx, &county, &id).await?;
    let site = project::held(&mut tx, &county, &entry.project).await?;
    cx.may(policy::may_counter, &site.subject())?;
    let all = store::of_project(&mut tx, &county, &site.project.id).await?;
    let (by, name) = (cx.actor().signed_in()?, &cx.actor().name);
    let why = text::redact::mask(&form.why);
    let red = entry.counter(Id::random(&mut *tx.rng), &all, by, name, &why, cx.now())?;
    store::insert(&mut tx, &red).await?;
    tx.tell(red.fact(COUNTERED)).await?;
    cx.done(tx, "build-account-counter-done", site.project.account_url()).await
}
