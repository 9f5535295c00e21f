//! 受理·看到的联系方式 — The page that shows a contact after the look was logged: to who gave the reason, for half an hour.

use ::store::binds;
use askama::Template;
use ground::matter::{self as spine, Matter};
use kernel::{County, Id, MatterId, Moment, Refusal, minutes};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{back, policy};
use crate::report;

/// A logged look at a contact.
#[derive(Debug)]
pub(super) struct Reveal;

#[derive(Template, Serialize)]
#[template(path = "matter/revealed.html")]
struct RevealedPage {
    #[serde(skip)]
    page: Frame,
    matter: Matter,
    name: Option<String>,
    contact: Option<String>,
    original: Option<String>,
    until: Moment,
}

pub(super) fn verb() -> Verb {
    let path = "/{county}/matters/{id}/revealed/{reveal}";
    Verb::page("listen-matter-revealed", path, policy::may_revealed, get)
}

async fn get(cx: Cx, At((county, id, reveal)): At<(County, MatterId, Id<Reveal>)>) -> Reply {
    let mut tx = cx.read().await?;
    let matter = spine::load(&mut tx, &county, &id).await?;
    let row = tx
        .one(
            "SELECT voice, person, at FROM listen_reveal WHERE county = $1 AND id = $2 AND matter = $3",
            binds![&county, &reveal, &id],
        )
        .await?;
    let own = cx.actor().person.as_ref() == Some(&row.text("person")?);
    cx.may(policy::may_revealed, &matter.subject().own(own))?;
    let until = row.moment("at")?.plus(minutes(30));
    if cx.now() > until {
        let again = format!("{}/reveal", matter.url());
        return Err(Refusal::new("listen-matter-refused-over")
            .next(again, "listen-matter-reveal")
            .into());
    }
    let left = report::open_contact(&mut tx, &cx.app.seal, &county, &row.id("voice")?).await?;
    let page = cx.frame(cx.t("listen-matter-revealed")).crumbs_of(back(&matter));
    let (name, contact, original) = (left.name, left.contact, left.original);
    cx.page(&RevealedPage { page, matter, name, contact, original, until })
}
