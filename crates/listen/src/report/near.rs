//! 相近的事 — What others already said, as a piece of a page (or JSON), while somebody writes.

use askama::Template;
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::index::{self, Near};
use super::policy;

#[derive(Template, Serialize)]
#[template(path = "report/near.html")]
struct NearPiece {
    #[serde(skip)]
    page: Frame,
    near: Vec<Near>,
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-report-near", "/places/{place}/near", policy::may_near, get)
}

/// `GET /places/420583001003/near?text=路灯不亮&place=420583001003.01`
async fn get(cx: Cx, At(here): At<PlaceCode>) -> Reply {
    cx.may(policy::may_near, &Subject::at(here.clone(), Stage::Listen))?;
    let words: String = cx.query("text").unwrap_or_default().chars().take(400).collect();
    let at = cx.query("place").and_then(|p| PlaceCode::parse(&p).ok()).filter(|p| here.contains(p));
    let mut tx = cx.read().await?;
    let near = index::near(&mut tx, &at.unwrap_or(here), &text::redact::mask(&words)).await?;
    let page = cx.frame(cx.t("listen-report-near-heading"));
    cx.page(&NearPiece { page, near })
}
