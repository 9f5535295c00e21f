//! 搜索 — Finding matters by what was said: words as written, names also as they sound.
//!
//! The latest matters of the place that have every word are ranked (`text::search`): BM25, raised for what
//! is recent and near. When nothing has all of it, less is asked for, and the page says so.

use std::collections::BTreeMap;

use ::store::Tx;
use askama::Template;
use kernel::{Level, Moment, PlaceCode, Result, Stage, Standing, Subject};
use serde::Serialize;
use text::Words;
use text::near::Place as Nearness;
use text::search::{MAX_QUERY, Query, Reason, Row, Snippet, rank, snippet};
use web::{At, Cx, Frame, Reply, Verb};

use super::index::{self, Hit};
use super::policy;
use crate::place::{self, Place};

/// How many matters are ranked at a time, the latest first.
const WINDOW: i64 = 120;
/// How many of them a page shows.
const PAGE: usize = 20;
/// How many windows one page looks through when words stand together in none of them.
const WINDOWS: usize = 4;
/// The characters of a snippet.
const SHOWN: usize = 70;

/// A matter that was found.
#[derive(Debug, Serialize)]
struct Found {
    id: String,
    url: String,
    /// Its title with what to mark.
    title: Snippet,
    /// What was said around the words searched, with what to mark.
    snippet: Snippet,
    /// The way to its place.
    place: String,
    stage: Stage,
    standing: Standing,
    tone: &'static str,
    raised: Moment,
    voices: i64,
    /// What it is ordered by, and why.
    score: u64,
    because: Vec<Reason>,
}

#[derive(Template, Serialize)]
#[template(path = "matter/search.html")]
struct SearchPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    /// What was typed.
    words: String,
    found: Vec<Found>,
    /// What was asked for instead, when nothing had all that was typed.
    instead: Option<String>,
    /// Whether this is the first page.
    first: bool,
    next: Option<String>,
    /// Above the county only numbers go up, never the matters of persons: one of these is searched.
    below: Vec<Below>,
}

impl SearchPage {
    /// Where what nobody has said yet is reported.
    fn report(&self) -> String {
        format!("{}/report", self.place.url())
    }
}

/// A place below, with where it is searched.
#[derive(Debug, Serialize)]
struct Below {
    name: String,
    way: String,
    url: String,
}

/// Where a page begins: before which number, and how many of the ranked were shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cursor {
    before: Option<i64>,
    shown: usize,
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-matter-search", "/places/{place}/search", policy::may_search, get)
}

/// `GET /places/420583001003/search?words=路灯 nanhulu`
async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_search, &Subject::at(at.clone(), Stage::Listen))?;
    let words: String = cx.query("words").unwrap_or_default().chars().take(MAX_QUERY).collect();
    let cursor = cx.query("after").as_deref().and_then(cursor).unwrap_or_default();
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let page = cx.frame(format!("{} · {}", cx.t("ground-matter-search"), place.name));
    let page = page.crumbs_of(place::crumbs(&mut tx, &at).await?);
    let mut shown = SearchPage {
        page,
        place,
        words,
        found: Vec::new(),
        instead: None,
        first: cursor == Cursor::default(),
        next: None,
        below: Vec::new(),
    };
    let query = Query::parse(&shown.words);
    if at.level() < Level::County {
        shown.below = below(&mut tx, &at, &shown.words).await?;
    } else if !query.is_empty() {
        search(&mut tx, &mut shown, query, cursor).await?;
    }
    cx.public(&shown)
}

/// Fills the page: with what has everything, else with what has most of it.
async fn search(tx: &mut Tx, shown: &mut SearchPage, query: Query, cursor: Cursor) -> Result<()> {
    let mut query = query;
    let mut batch = Batch::look(tx, &shown.place.code, &query, cursor).await?;
    if batch.found.is_empty() && shown.first {
        let names = known_names(tx, &shown.place).await?;
        for less in query.weaker(Words::house(), &names) {
            batch = Batch::look(tx, &shown.place.code, &less, cursor).await?;
            if !batch.found.is_empty() {
                shown.instead = Some(less.to_string());
                query = less;
                break;
            }
        }
    }
    let asked = shown.instead.as_ref().unwrap_or(&shown.words);
    shown.next = batch.next.map(|next| {
        let words: String = web::query_value(asked);
        let before = next.before.map_or_else(String::new, |n| n.to_string());
        format!("{}/search?words={words}&after={before}-{}", shown.place.url(), next.shown)
    });
    let ways = ways(tx, &batch.found).await?;
    shown.found = batch.found.iter().map(|one| one.show(&query, &ways, tx.now)).collect();
    Ok(())
}

/// The ranked matters of one page.
struct Batch {
    found: Vec<Ranked>,
    next: Option<Cursor>,
}

struct Ranked {
    hit: Hit,
    score: u64,
    because: Vec<Reason>,
}

impl Batch {
    async fn look(tx: &mut Tx, at: &PlaceCode, query: &Query, from: Cursor) -> Result<Self> {
        let mut cursor = from;
        for _ in 0..WINDOWS {
            let hits = index::latest(tx, at, query, cursor.before, WINDOW).await?;
            let full = i64::try_from(hits.len()).unwrap_or(i64::MAX) >= WINDOW;
            let after = hits.last().filter(|_| full).map(|hit| hit.n);
            let ranked = ranked(query, at, hits, tx.now);
            let more = ranked.len() > cursor.shown + PAGE;
            let found: Vec<Ranked> = ranked.into_iter().skip(cursor.shown).take(PAGE).collect();
            let next = if more {
                Some(Cursor { shown: cursor.shown + PAGE, ..cursor })
            } else {
                after.map(|n| Cursor { before: Some(n), shown: 0 })
            };
            match next {
                Some(on) if found.is_empty() => cursor = on,
                _ => return Ok(Self { found, next }),
            }
        }
        Ok(Self { found: Vec::new(), next: Some(cursor) })
    }
}

/// Those that have the words as written, in their order.
fn ranked(query: &Query, at: &PlaceCode, hits: Vec<Hit>, now: Moment) -> Vec<Ranked> {
    let near = |place: &PlaceCode| match (place == at, place.community() == at.community()) {
        (true, _) => Nearness::Same,
        (_, true) => Nearness::Near,
        _ => Nearness::Other,
    };
    let row = |hit: &'_ Hit| {
        let days = (now.0 - hit.matter.raised.0).max(0) / kernel::days(1);
        (u32::try_from(days).unwrap_or(u32::MAX), near(&hit.matter.place))
    };
    let ages: Vec<(u32, Nearness)> = hits.iter().map(row).collect();
    let rows: Vec<Row> = hits
        .iter()
        .zip(&ages)
        .map(|(hit, (days, place))| Row {
            title: &hit.matter.title,
            words: &hit.words,
            names: &hit.names,
            days: *days,
            place: *place,
        })
        .collect();
    let order = rank(query, &rows);
    let mut hits: Vec<Option<Hit>> = hits.into_iter().map(Some).collect();
    let take = |found: text::search::Found| {
        let hit = hits.get_mut(found.index)?.take()?;
        Some(Ranked { hit, score: found.score, because: found.because })
    };
    order.into_iter().filter_map(take).collect()
}

impl Ranked {
    fn show(&self, query: &Query, ways: &BTreeMap<PlaceCode, String>, now: Moment) -> Found {
        let matter = &self.hit.matter;
        Found {
            id: matter.id.to_string(),
            url: matter.url(),
            title: snippet(&matter.title, query, usize::MAX),
            snippet: snippet(&self.hit.words, query, SHOWN),
            place: ways.get(&matter.place).cloned().unwrap_or_default(),
            stage: matter.stage,
            standing: matter.standing,
            tone: matter.tone(now),
            raised: matter.raised,
            voices: matter.voices,
            score: self.score,
            because: self.because.clone(),
        }
    }
}

/// The ways of the places found.
async fn ways(tx: &mut Tx, found: &[Ranked]) -> Result<BTreeMap<PlaceCode, String>> {
    let mut ways = BTreeMap::new();
    for one in found {
        let code = &one.hit.matter.place;
        if !ways.contains_key(code) {
            let way = place::load(tx, code).await.map(|place| place.way);
            ways.insert(code.clone(), way.unwrap_or_default());
        }
    }
    Ok(ways)
}

/// The names on the way to a place and right below it: in a question they stay whole.
async fn known_names(tx: &mut Tx, place: &Place) -> Result<Vec<String>> {
    let below = place::children(tx, &place.code).await?;
    let above = place.way.split(" / ").map(str::to_owned);
    Ok(above.chain(below.into_iter().map(|below| below.name)).collect())
}

async fn below(tx: &mut Tx, at: &PlaceCode, words: &str) -> Result<Vec<Below>> {
    let words: String = web::query_value(words);
    let below = place::children(tx, at).await?.into_iter().map(|place| Below {
        url: format!("{}/search?words={words}", place.url()),
        name: place.name,
        way: place.way,
    });
    Ok(below.collect())
}

/// `<number>-<shown>`; without a number, from the latest.
fn cursor(text: &str) -> Option<Cursor> {
    let (before, shown) = text.split_once('-')?;
    let before = if before.is_empty() { None } else { Some(before.parse().ok()?) };
    Some(Cursor { before, shown: shown.parse::<u16>().ok()?.into() })
}
