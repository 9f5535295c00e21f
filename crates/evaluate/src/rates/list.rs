//! 数字的依据 — The matters behind a number, latest first: no persons, no words.

use std::collections::BTreeSet;

use ::store::Tx;
use askama::Template;
use ground::matter::{self, List, Matter};
use ground::place;
use kernel::{Error, Level, MatterId, PlaceCode, Result, Stage, Standing, Subject};
use serde::Serialize;
use web::{At, Cx, Frame, Reply, Verb};

use super::{Mark, policy, store};

/// How many a page shows.
const PAGE: usize = 30;

/// How many pages of a list are looked through for matters of one standing before the next link is shown.
const LOOKS: usize = 20;

/// One line of evidence.
#[derive(Debug, Clone, Serialize)]
struct Line {
    title: String,
    href: String,
    /// How many it adds to the number.
    n: i64,
    day: String,
}

/// Evidence, and where the next page begins.
type Found = (Vec<Line>, Option<String>);

#[derive(Template, Serialize)]
#[template(path = "rates/list.html")]
struct ListPage {
    #[serde(skip)]
    page: Frame,
    place: PlaceCode,
    result: String,
    lines: Vec<Line>,
    /// Above the county only numbers go up, never matters (privacy narrows upward).
    below: Vec<place::Place>,
    next: Option<String>,
}

impl ListPage {
    fn rates(&self) -> String {
        format!("/places/{}/rates", self.place)
    }

    fn below_address(&self, below: &place::Place) -> String {
        format!("{}/verdicts?result={}", below.url(), self.result)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("evaluate-rates-list", "/places/{place}/verdicts", policy::may_list, get)
}

async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_list, &Subject::at(at.clone(), Stage::Evaluate))?;
    let result = cx.query("result").unwrap_or_else(|| "not".to_owned());
    let after = cx.query("after").as_deref().and_then(cursor);
    let mut tx = cx.read().await?;
    let here = place::load(&mut tx, &at).await?;
    let high = at.level() < Level::County;
    let (lines, next) = match result.as_str() {
        "parked" | "awaiting" | "reached" if high => (Vec::new(), None),
        "parked" => standing(&mut tx, &at, List::Problem, Standing::Parked, after).await?,
        "awaiting" => standing(&mut tx, &at, List::Task, Standing::Waiting, after).await?,
        "reached" => reached(&mut tx, &at, after).await?,
        word => {
            let mark = Mark::parse(word).ok_or(Error::NotFound)?;
            if high { (Vec::new(), None) } else { marked(&mut tx, &at, mark, after).await? }
        }
    };
    let below = if high { place::children(&mut tx, &at).await? } else { Vec::new() };
    let next = next.map(|after| format!("/places/{at}/verdicts?result={result}&after={after}"));
    let title = format!("{} · {}", here.name, cx.word("evaluate-rates", &result));
    let page = cx.frame(title).crumbs_of(place::crumbs(&mut tx, &at).await?);
    cx.public(&ListPage { page, place: at, result, lines, below, next })
}

fn cursor(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, id.to_owned()))
}

/// The rounds or reviews behind one kept number.
async fn marked(
    tx: &mut Tx,
    at: &PlaceCode,
    mark: Mark,
    after: Option<(i64, String)>,
) -> Result<Found> {
    let most = crate::number(PAGE);
    let found = store::evidence(tx, at, mark, after, most).await?;
    let next =
        found.last().filter(|_| found.len() == PAGE).map(|e| format!("{}-{}", e.at.0, e.subject));
    let mut lines = Vec::new();
    for e in found {
        let matter = matter::load(tx, &e.place.county(), &e.matter).await?;
        let review = format!("/{}/reviews/{}", e.place.county(), e.subject);
        let href = if mark.of_reviews() { review } else { matter.url() };
        lines.push(Line { title: matter.title, href, n: e.n, day: e.at.date() });
    }
    Ok((lines, next))
}

/// The rounds in which somebody was reached, one line for each of the three things they may have said.
async fn reached(tx: &mut Tx, at: &PlaceCode, after: Option<(i64, String)>) -> Result<Found> {
    let most = crate::number(PAGE);
    let mut found = Vec::new();
    for mark in [Mark::Solved, Mark::Partly, Mark::Not] {
        found.extend(store::evidence(tx, at, mark, after.clone(), most).await?);
    }
    found.sort_by(|a, b| (b.at, &b.subject).cmp(&(a.at, &a.subject)));
    found.truncate(PAGE);
    let next =
        found.last().filter(|_| found.len() == PAGE).map(|e| format!("{}-{}", e.at.0, e.subject));
    let mut lines = Vec::new();
    for e in found {
        let matter = matter::load(tx, &e.place.county(), &e.matter).await?;
        lines.push(Line { href: matter.url(), title: matter.title, n: e.n, day: e.at.date() });
    }
    Ok((lines, next))
}

/// The matters of one standing out of their list. A page may hold fewer than there are; the next link
/// leads on from where it stopped.
async fn standing(
    tx: &mut Tx,
    at: &PlaceCode,
    list: List,
    standing: Standing,
    mut after: Option<(i64, String)>,
) -> Result<Found> {
    let (mut lines, mut seen) = (Vec::new(), BTreeSet::<MatterId>::new());
    for _ in 0..LOOKS {
        let page: Vec<Matter> =
            matter::page_of(tx, at, list, after.clone(), crate::number(PAGE)).await?;
        let full = page.len() == PAGE;
        for m in page {
            after = Some((m.changed.0, m.id.to_string()));
            if m.standing == standing && seen.insert(m.id.clone()) {
                lines.push(Line { href: m.url(), title: m.title, n: 1, day: m.changed.date() });
            }
            if lines.len() == PAGE {
                break;
            }
        }
        if lines.len() == PAGE || !full {
            let next = after.filter(|_| lines.len() == PAGE || full);
            return Ok((lines, next.map(|(at, id)| format!("{at}-{id}"))));
        }
    }
    Ok((lines, after.map(|(at, id)| format!("{at}-{id}"))))
}
