//! 看板 — The board of a place: at a community what happens there, above it numbers only.

use askama::Template;
use ground::matter::{self, List, Matter};
use ground::place::{self, Place};
use kernel::{PlaceCode, Result, Stage, Subject};
use serde::Serialize;
use store::{Told, Tx};
use web::{At, Cx, Frame, Reply, Verb};

use super::count::{self, Count, Pick, Sums};
use super::store::Hanging;
use super::{policy, store as kept};
use crate::line::Line;

/// A number with the address of the records behind it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tile {
    pub label: String,
    pub count: Count,
    pub url: String,
    pub late: bool,
}

/// A stage as one bar.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bar {
    pub label: String,
    pub count: i64,
    /// `12.5%` of all, rounded down to a tenth; exact counts stand beside it.
    pub share: String,
    pub permille: i64,
    pub url: String,
}

/// A place right below, with its numbers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Below {
    pub name: String,
    pub url: String,
    pub tiles: Vec<Tile>,
}

/// One thing that happened, with the address of its matter when it belongs to one.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Happened {
    #[serde(flatten)]
    pub told: Told,
    pub url: Option<String>,
}

impl Happened {
    fn new(told: Told) -> Self {
        let url = told.matter.as_ref().map(|id| matter::url(&told.place, id));
        Self { told, url }
    }
}

/// What a community shows beyond numbers.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Inside {
    pub latest: Vec<Happened>,
    pub notices: Vec<Hanging>,
    pub doing: Vec<Matter>,
    pub upcoming: Vec<Line>,
    pub estates: Vec<Place>,
}

/// Everything on a board; the poster shows a part of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Board {
    pub place: Place,
    pub as_of: String,
    pub all: i64,
    pub lists: Vec<Tile>,
    pub standings: Vec<Tile>,
    pub stages: Vec<Bar>,
    /// The heads of the columns of the places below.
    pub columns: Vec<String>,
    pub below: Vec<Below>,
    pub inside: Option<Inside>,
}

#[derive(Template, Serialize)]
#[template(path = "board/show.html")]
struct ShowPage {
    #[serde(skip)]
    page: Frame,
    board: Board,
}

impl ShowPage {
    fn sentence(&self, told: &Told) -> String {
        matter::sentence(&self.page, told)
    }

    fn who(&self, told: &Told) -> String {
        if told.name.is_empty() {
            self.page.word("web-role", &told.role)
        } else {
            told.name.clone()
        }
    }

    fn tone(&self, matter: &Matter) -> &'static str {
        matter.tone(self.page.now())
    }

    /// What is late says so before anything else.
    fn standing(&self, matter: &Matter) -> String {
        if matter.overdue(self.page.now()) {
            return self.page.t("ground-matter-overdue");
        }
        self.page.word("ground-standing", matter.standing.word())
    }

    fn due(&self, line: &Line) -> String {
        let day = line.due.map_or_else(String::new, kernel::Moment::date);
        self.page.t1("ground-home-due", "due", &day)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("share-board-show", "/places/{place}/board", policy::may_show, get)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_show, &Subject::at(at.clone(), Stage::Share))?;
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let title = cx.frame("").t1("share-board-title", "place", &place.name);
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    let board = board(&mut tx, &page, place).await?;
    cx.public(&ShowPage { page, board })
}

/// Puts the board of a place together.
pub(super) async fn board(tx: &mut Tx, page: &Frame, place: Place) -> Result<Board> {
    let at = place.code.clone();
    let (sums, below, inside) = if let Some(head) = count::head(&at) {
        let (sums, below) = above(tx, page, &at, head).await?;
        (sums, below, None)
    } else {
        (kept::sums(tx, &at).await?, Vec::new(), Some(inside(tx, &at).await?))
    };
    Ok(Board {
        as_of: page.now().to_string(),
        all: sums.numbers.all(),
        lists: List::ALL.iter().map(|l| list_tile(page, &at, *l, &sums)).collect(),
        standings: Pick::STANDINGS.iter().map(|p| tile(page, &at, *p, &sums)).collect(),
        stages: Stage::ALL.iter().map(|s| bar(page, &at, *s, &sums)).collect(),
        columns: COLUMNS.iter().map(|p| page.t(&p.label())).collect(),
        below,
        inside,
        place,
    })
}

async fn above(tx: &mut Tx, page: &Frame, at: &PlaceCode, head: i64) -> Result<(Sums, Vec<Below>)> {
    let rows = places(tx, at, head, true).await?;
    let below = rows
        .iter()
        .map(|(code, name, sums)| {
            let own = code == at;
            Below {
                name: if own { page.t1("share-board-itself", "place", name) } else { name.clone() },
                url: if own { format!("/places/{at}") } else { format!("/places/{code}/board") },
                tiles: COLUMNS.iter().map(|p| tile(page, code, *p, sums)).collect(),
            }
        })
        .collect();
    Ok((count::total(rows.iter().map(|(_, _, sums)| sums)), below))
}

/// What the table of places below shows of each.
const COLUMNS: [Pick; 4] = [
    Pick::Standing(kernel::Standing::Open),
    Pick::Overdue,
    Pick::Standing(kernel::Standing::Waiting),
    Pick::Standing(kernel::Standing::Solved),
];

/// The places right below with their numbers, by code; the place itself first when matters are its own.
/// Places that ended are shown as long as they have matters.
pub(super) async fn places(
    tx: &mut Tx,
    at: &PlaceCode,
    head: i64,
    overdue: bool,
) -> Result<Vec<(PlaceCode, String, Sums)>> {
    let mut sums = kept::below(tx, at, head, overdue).await?;
    let mut known: Vec<(PlaceCode, String)> =
        place::children(tx, at).await?.into_iter().map(|p| (p.code, p.name)).collect();
    let missing: Vec<PlaceCode> =
        sums.keys().filter(|code| !known.iter().any(|(k, _)| k == *code)).cloned().collect();
    let named = place::names(tx, &missing).await?;
    for code in missing {
        let name = named
            .iter()
            .find(|(k, _)| *k == code)
            .map_or_else(|| code.to_string(), |(_, n)| n.clone());
        known.push((code, name));
    }
    known.sort();
    let rows = known.into_iter().map(|(code, name)| {
        let own = sums.remove(&code).unwrap_or_default();
        (code, name, own)
    });
    Ok(rows.collect())
}

async fn inside(tx: &mut Tx, at: &PlaceCode) -> Result<Inside> {
    Ok(Inside {
        latest: kept::latest(tx, at, 5).await?.into_iter().map(Happened::new).collect(),
        notices: kept::notices(tx, at, 5).await?,
        doing: matter::page_of(tx, at, List::Task, None, 6).await?,
        upcoming: kept::upcoming(tx, at, 4).await?,
        estates: if at.as_str().len() == 12 { place::children(tx, at).await? } else { Vec::new() },
    })
}

pub(super) fn tile(page: &Frame, at: &PlaceCode, pick: Pick, sums: &Sums) -> Tile {
    let count = sums.of(pick);
    let late = pick == Pick::Overdue && count.n > 0;
    Tile { label: page.t(&pick.label()), count, url: pick.url(at), late }
}

fn list_tile(page: &Frame, at: &PlaceCode, list: List, sums: &Sums) -> Tile {
    Tile {
        label: page.word("ground-list", list.word()),
        count: Count::exact(sums.numbers.on(list)),
        url: format!("/places/{at}/lists/{}", list.word()),
        late: false,
    }
}

fn bar(page: &Frame, at: &PlaceCode, stage: Stage, sums: &Sums) -> Bar {
    let (count, all) = (sums.numbers.at(stage), sums.numbers.all().max(1));
    let permille = count * 1000 / all;
    Bar {
        label: page.word("web-stage", stage.word()),
        count,
        share: web::percent(permille),
        permille,
        url: Pick::Stage(stage).url(at),
    }
}
