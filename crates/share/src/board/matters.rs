//! 数字背后 — The matters a number of the board counts; above the community, the places they are in.

use askama::Template;
use ground::place;
use kernel::{Error, PlaceCode, Stage, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::count::{self, Count, Pick, Sums};
use super::show::{self, Tile};
use super::{policy, store};
use crate::line::Line;

/// How many matters a page shows.
const PAGE: i64 = 30;

#[derive(Template, Serialize)]
#[template(path = "board/matters.html")]
struct MattersPage {
    #[serde(skip)]
    page: Frame,
    place: PlaceCode,
    count: Count,
    /// Above the community: the places right below, each with its number.
    below: Vec<Tile>,
    matters: Vec<Line>,
    next: Option<String>,
}

impl MattersPage {
    /// What is late says so before anything else.
    fn standing(&self, line: &Line) -> String {
        if line.tone(self.page.now()) == "late" {
            return self.page.t("ground-matter-overdue");
        }
        self.page.word("ground-standing", line.standing.word())
    }

    fn tone(&self, line: &Line) -> &'static str {
        line.tone(self.page.now())
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("share-board-matters", "/places/{place}/matters", policy::may_matters, get)
}

/// `GET /places/420583001003/matters?standing=parked`, `?standing=overdue` or `?stage=build`
async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_matters, &Subject::at(at.clone(), Stage::Share))?;
    let pick = Pick::parse(cx.query("standing").as_deref(), cx.query("stage").as_deref());
    let pick = pick.ok_or(Error::NotFound)?;
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &at).await?;
    let title = format!("{} · {}", here.name, cx.t(&pick.label()));
    let mut crumbs = place::crumbs(&mut tx, &at).await?;
    crumbs.push(Link::new(format!("{}/board", here.url()), cx.t("ground-place-board")));
    let page = cx.frame(title).crumbs_of(crumbs);
    let (sums, below): (Sums, Vec<Tile>) = if let Some(head) = count::head(&at) {
        let rows = show::places(&mut tx, &at, head, pick == Pick::Overdue).await?;
        let tiles = rows.iter().filter(|(code, _, sums)| *code != at && sums.of(pick).n > 0).map(
            |(code, name, sums)| Tile {
                label: name.clone(),
                count: sums.of(pick),
                url: pick.url(code),
                late: pick == Pick::Overdue,
            },
        );
        let tiles = tiles.collect();
        (count::total(rows.iter().map(|(_, _, sums)| sums)), tiles)
    } else {
        (store::sums(&mut tx, &at).await?, Vec::new())
    };
    let after = cx.query("after").as_deref().and_then(store::after);
    let matters = store::matters(&mut tx, &at, pick, after, PAGE).await?;
    let full = i64::try_from(matters.len()).unwrap_or(i64::MAX) == PAGE;
    let next = matters.last().filter(|_| full).map(|last| {
        let (moment, id) = store::cursor(pick, last);
        format!("{}&after={moment}-{id}", pick.url(&at))
    });
    cx.public(&MattersPage { page, place: at, count: sums.of(pick), below, matters, next })
}
