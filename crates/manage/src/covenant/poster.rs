//! 公约海报 — A poster (A3) of the clauses with a QR code, for the gate and the stairwell.

use askama::Template;
use ground::place;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Covenant, policy, store};

#[derive(Template, Serialize)]
#[template(path = "covenant/poster.html")]
struct PosterPage {
    #[serde(skip)]
    page: Frame,
    covenant: Covenant,
    way: String,
}

impl PosterPage {
    fn qr(&self) -> String {
        self.page.qr(&self.covenant.url())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-covenant-poster", "/{county}/covenants/{id}/poster", policy::may_poster, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Covenant>)>) -> Reply {
    let mut tx = cx.read().await?;
    let covenant = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_poster, &covenant.subject())?;
    let way = place::load(&mut tx, &covenant.place).await?.way;
    let title = format!("{} · {}", covenant.title, cx.t("manage-covenant-poster"));
    let page = cx.frame(title).crumbs_of(vec![Link::new(covenant.url(), &covenant.title)]);
    cx.public(&PosterPage { page, covenant, way })
}
