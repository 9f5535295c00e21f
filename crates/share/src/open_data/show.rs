//! 开放数据页 — What the files hold, how many rows, and where to get them.

use askama::Template;
use ground::matter;
use ground::place::{self, Place};
use kernel::{PlaceCode, Stage, Standing, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::store::Cursor;
use super::{download, policy, store};

#[derive(Template, Serialize)]
#[template(path = "open_data/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    as_of: String,
    /// All rows of all files: joined matters are rows too.
    rows: i64,
    columns: Vec<&'static str>,
    /// The file that begins here.
    csv: String,
    /// The same rows as JSON.
    json: String,
    /// The page of the next file.
    next: Option<String>,
}

pub(super) fn verb() -> Verb {
    Verb::page("share-open-data-show", "/places/{place}/open-data", policy::may_show, get)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_show, &Subject::at(at.clone(), Stage::Share))?;
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let asked = cx.query("after").as_deref().and_then(Cursor::parse);
    let numbers = matter::numbers(&mut tx, &at).await?;
    let rows = numbers.all() + numbers.of(Standing::Merged);
    let begin = asked.clone().unwrap_or_else(Cursor::begin);
    let next = if rows > store::MOST { store::next(&mut tx, &at, &begin).await? } else { None };
    let part = asked.map_or_else(String::new, |c| format!("?after={}", c.text()));
    let title = format!("{} · {}", place.name, cx.t("share-open-data-show"));
    let mut crumbs = place::crumbs(&mut tx, &at).await?;
    crumbs.push(Link::new(format!("{}/board", place.url()), cx.t("ground-place-board")));
    let page = cx.frame(title).crumbs_of(crumbs);
    cx.public(&ShowPage {
        as_of: page.now().to_string(),
        page,
        rows,
        columns: download::COLUMNS.to_vec(),
        csv: format!("/places/{at}/open-data/download{part}"),
        json: format!("/api/v1/places/{at}/open-data/download{part}"),
        next: next.map(|c| format!("/places/{at}/open-data?after={}", c.text())),
        place,
    })
}
