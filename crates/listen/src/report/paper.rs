//! 纸质反映单 — The blank form for those who write by hand; a worker enters it, and it counts the same.

use askama::Template;
use ground::place::{self, Place};
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::policy;

#[derive(Template, Serialize)]
#[template(path = "report/paper.html")]
struct PaperPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
}

impl PaperPage {
    fn qr(&self) -> String {
        self.page.qr(&format!("{}/report", self.place.url()))
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-report-paper", "/places/{place}/report/paper", policy::may_paper, get)
}

async fn get(cx: Cx, At(here): At<PlaceCode>) -> Reply {
    cx.may(policy::may_paper, &Subject::at(here.clone(), Stage::Listen))?;
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &here).await?;
    let mut crumbs = place::crumbs(&mut tx, &here).await?;
    crumbs.push(Link::new(format!("{}/report", place.url()), cx.t("listen-report-new")));
    let page = cx.frame(cx.t("listen-report-paper")).crumbs_of(crumbs);
    cx.public(&PaperPage { page, place })
}
