//! 首页 — The front page: find your place, find your matter, see what is happening.

use askama::Template;
use kernel::{PlaceCode, Stage, Subject};
use serde::Serialize;
use store::binds;
use web::{Cx, Frame, Reply, Verb};

use super::policy;
use crate::place::{self, Place};

#[derive(Template, Serialize)]
#[template(path = "home/front.html")]
struct FrontPage {
    #[serde(skip)]
    page: Frame,
    places: Vec<Place>,
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-home-front", "/", policy::may_front, get)
}

async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_front, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    let mut tx = cx.read().await?;
    let rows = tx
        .all(
            "SELECT code AS place FROM ground_place WHERE county >= '000000' AND matters > 0 \
             ORDER BY matters DESC, code DESC LIMIT 12",
            binds![],
        )
        .await?;
    let mut places = Vec::new();
    for row in rows {
        places.push(place::load(&mut tx, &row.place("place")?).await?);
    }
    let page = cx.frame(cx.t("ground-home-front"));
    cx.public(&FrontPage { page, places })
}
