//! 纸质约定书 — The agreement on paper, with lines for both signatures and those present.

use askama::Template;
use ground::place;
use kernel::{County, Id};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::{Agreement, policy, store};

#[derive(Template, Serialize)]
#[template(path = "agreement/sheet.html")]
struct SheetPage {
    #[serde(skip)]
    page: Frame,
    agreement: Agreement,
    way: String,
}

impl SheetPage {
    fn qr(&self) -> String {
        self.page.qr(&self.agreement.url())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("manage-agreement-sheet", "/{county}/agreements/{id}/sheet", policy::may_sheet, get)
}

async fn get(cx: Cx, At((county, id)): At<(County, Id<Agreement>)>) -> Reply {
    let mut tx = cx.read().await?;
    let agreement = store::load(&mut tx, &county, &id).await?;
    cx.may(policy::may_sheet, &agreement.subject())?;
    let way = place::load(&mut tx, &agreement.place).await?.way;
    let title = format!("{} · {}", agreement.title, cx.t("manage-agreement-sheet"));
    let page = cx.frame(title).crumbs_of(vec![Link::new(agreement.url(), &agreement.title)]);
    cx.public(&SheetPage { page, agreement, way })
}
