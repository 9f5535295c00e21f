//! 看板海报 — The board on A3 for the wall, with a QR code to the living one.

use askama::Template;
use ground::matter;
use ground::place;
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use store::Told;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::policy;
use super::show::{self, Board};

#[derive(Template, Serialize)]
#[template(path = "board/poster.html")]
struct PosterPage {
    #[serde(skip)]
    page: Frame,
    board: Board,
}

impl PosterPage {
    fn qr(&self) -> String {
        self.page.qr(&format!("{}/board", self.board.place.url()))
    }

    fn sentence(&self, told: &Told) -> String {
        matter::sentence(&self.page, told)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("share-board-poster", "/places/{place}/board/poster", policy::may_poster, get)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_poster, &Subject::at(at.clone(), Stage::Share))?;
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let title = cx.frame("").t1("share-board-title", "place", &place.name);
    let mut crumbs = place::crumbs(&mut tx, &at).await?;
    crumbs.push(Link::new(format!("{}/board", place.url()), cx.t("ground-place-board")));
    let page = cx.frame(title).crumbs_of(crumbs);
    let board = show::board(&mut tx, &page, place).await?;
    cx.public(&PosterPage { page, board })
}
