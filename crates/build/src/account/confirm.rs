//! 复核 — A second person holds the voucher against the line: right, or wrong and why.

use kernel::{County, Id};
use web::{At, Checked, Cx, Fields, Form, Link, Reply, Verb};

use super::{Entry, policy, store};
use crate::project;

/// What it asks.
#[derive(Debug)]
struct Confirm {
    right: bool,
    why: String,
}

impl Form for Confirm {
    const NAME: &'static str = "build-account-confirm";
    fn read(f: &mut Fields) -> Self {
        let right = f.choice("verdict", &["right", "wrong"]).required().get() == "right";
        let why = f.long("why").max(300).get();
        if !right && why.is_empty() && f.errors.is_empty() {
            f.wrong("why", "web-wrong-empty", "");
        }
        Self { right, why }
    }
}

pub(super) fn verb() -> Verb {
    Verb::act::<Confirm, _, _, _, _>(
        "/{county}/entries/{id}/confirm",
        policy::may_confirm,
        get,
        post,
    )
}

type Where = At<(County, Id<Entry>)>;

async fn get(cx: Cx, At((county, id)): Where) -> Reply {
    let mut tx = cx.read().await?;
    let entry = store::load(&mut tx, &county, &id).await?;
    let site = project::site(&mut tx, &county, &entry.project).await?;
    cx.may(policy::may_confirm, &site.subject())?;
    let mut crumbs = site.crumbs();
    crumbs.push(Link::new(site.project.account_url(), cx.t("build-account")));
    cx.ask::<Confirm>().intro(super::show::line(&cx.frame(""), &entry)).crumbs(crumbs).reply()
}

async fn post(cx: Cx, At((county, id)): Where, Checked(form): Checked<Confirm>) -> Reply {
    let mut tx = cx.begin().await?;
    let mut entry = store::load(&mut tx, &county, &id).await?;
    let site = project::held(&mut tx, &county, &entry.project).await?;
    cx.may(policy::may_confirm, &site.subject())?;
    let by = cx.actor().signed_in()?;
    let fact = entry.confirm(by, &cx.actor().name, form.right, &text::redact::mask(&form.why))?;
    store::save(&mut tx, &mut entry).await?;
    tx.tell(fact).await?;
    cx.done(tx, "build-account-confirm-done", site.project.account_url()).await
}
