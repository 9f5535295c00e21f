//! 开放数据页 — What the files hold, how many rows, and where to get them.

use ::store::Tx;
use askama::Template;
use ground::matter;
use ground::place::{self, Place};
use kernel::{PlaceCode, Result, Stage, Standing, Subject};
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
    let numbers = matter::numbers(&mut tx, &at).await?;
    let rows = numbers.all() + numbers.of(Standing::Merged);
    let (begins, file) = begins(&cx, &mut tx, &at).await?;
    let here = begins.as_ref().map(Cursor::text);
    let next = (rows > store::MOST.saturating_mul(file)).then(|| {
        let (from, file) = (here.as_deref().unwrap_or("begin"), file + 1);
        format!("/places/{at}/open-data?past={from}&file={file}")
    });
    let part = here.map_or_else(String::new, |here| format!("?after={here}"));
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
        next,
        place,
    })
}

/// Where the file of this page begins (`None`: at the first row), and its number from 1. Ten thousand
/// rows are walked past only when somebody goes on to the next file, not to know that there is one.
async fn begins(cx: &Cx, tx: &mut Tx, at: &PlaceCode) -> Result<(Option<Cursor>, i64)> {
    let file = cx.query("file").and_then(|n| n.parse().ok()).filter(|n| *n > 1).unwrap_or(1);
    let Some(past) = cx.query("past") else {
        return Ok((cx.query("after").as_deref().and_then(Cursor::parse), file));
    };
    let before = Cursor::parse(&past).unwrap_or_else(Cursor::begin);
    // Where rows are gone meanwhile there is no such file: its page then holds the last rows again.
    let next = store::next(tx, at, &before).await?;
    Ok((next.or(Some(before)), file))
}
