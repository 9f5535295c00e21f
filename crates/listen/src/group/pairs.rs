//! 成对 — Matters of a month, two by two, that look the same: for whoever may join them.
//!
//! The model of pairs judges and says by what ([`text::near`]); a person looks and joins, or does not. Only
//! matters that may still be joined are paired.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::store::Tx;
use askama::Template;
use ground::place::{self, Place};
use kernel::{Error, MatterId, Moment, PlaceCode, Result, Stage, Standing, Subject};
use serde::Serialize;
use text::near::{Message, Reason, Verdict};
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::find::{Month, Said, said};
use super::policy;
use crate::because::because;
use crate::memory::Memory;

/// The most reports of a month that are paired: of more, the latest, and the page says so.
const MOST: usize = 1_000;
/// The most pairs on a page.
const SHOWN: usize = 40;
/// Below this probability a person is not asked.
const LEAST: f64 = text::near::verdict::PERHAPS;
/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

static FOUND: Memory<Arc<Vec<Pair>>> = Memory::new(16);

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct One {
    id: MatterId,
    title: String,
    place: PlaceCode,
    url: String,
    standing: Standing,
}

/// Two matters that look the same, the older first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Pair {
    older: One,
    newer: One,
    /// Whether the words and the place say so clearly; else a person is asked.
    clear: bool,
    because: Vec<Reason>,
}

impl Pair {
    fn both(&self) -> [&One; 2] {
        [&self.older, &self.newer]
    }
}

#[derive(Template, Serialize)]
#[template(path = "group/pairs.html")]
struct PairsPage {
    #[serde(skip)]
    page: Frame,
    place: Place,
    month: String,
    before: String,
    pairs: Vec<Pair>,
    /// How many more there are than shown.
    more: usize,
    /// Whether more was said than was looked at.
    cut: bool,
    /// Names of the places.
    places: Vec<(PlaceCode, String)>,
}

impl PairsPage {
    fn name<'a>(&'a self, code: &'a PlaceCode) -> &'a str {
        place::named(&self.places, code)
    }

    fn reasons(&self, pair: &Pair) -> Vec<String> {
        because(&self.page, &pair.because)
    }
}

pub(super) fn verb() -> Verb {
    Verb::page("listen-group-pairs", "/places/{place}/pairs", policy::may_pairs, get)
}

/// `GET /places/420583001003/pairs?month=2026-11`
async fn get(cx: Cx, At(at): At<PlaceCode>) -> Reply {
    cx.may(policy::may_pairs, &Subject::at(at.clone(), Stage::Listen))?;
    let month = Month::read(cx.query("month").as_deref(), cx.now().day());
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
    let (found, cut) = pairs(&mut tx, &at, month).await?;
    let mut pairs = found.to_vec();
    let all = pairs.len();
    pairs.truncate(SHOWN);
    let codes: BTreeSet<&PlaceCode> =
        pairs.iter().flat_map(Pair::both).map(|one| &one.place).collect();
    let codes: Vec<PlaceCode> = codes.into_iter().cloned().collect();
    let places = place::names(&mut tx, &codes).await?;
    let mut crumbs = place::crumbs(&mut tx, &at).await?;
    crumbs.push(Link::new(format!("/places/{at}/groups?month={month}"), cx.t("listen-group")));
    let page = cx.frame(format!("{} · {}", cx.t("listen-group-pairs"), place.name));
    cx.page(&PairsPage {
        page: page.crumbs_of(crumbs),
        place,
        month: month.to_string(),
        before: month.before().to_string(),
        more: all - pairs.len(),
        pairs,
        cut,
        places,
    })
}

/// The pairs of a month, likeliest first, and whether more was said than was looked at. Judged once for the same
/// words.
async fn pairs(tx: &mut Tx, at: &PlaceCode, month: Month) -> Result<(Arc<Vec<Pair>>, bool)> {
    let mut said = said(tx, at, month).await?;
    let cut = said.len() > MOST;
    said.truncate(MOST);
    // What is decided or done is joined with nothing any more.
    said.retain(|said| joinable(said.standing));
    let last = said.first().map(|s| s.voice.clone()).unwrap_or_default();
    let versions: i64 = said.iter().map(|s| s.version).sum();
    let key = format!("{at} {month} {} {last} {versions}", said.len());
    if let Some(kept) = FOUND.get(&key) {
        return Ok((kept, cut));
    }
    let found = tokio::task::spawn_blocking(move || judged(&said)).await.map_err(Error::fault)?;
    let found = Arc::new(found);
    FOUND.put(key, Arc::clone(&found));
    Ok((found, cut))
}

fn joinable(standing: Standing) -> bool {
    matches!(standing, Standing::Heard | Standing::Open | Standing::Parked | Standing::Waiting)
}

/// Each two matters once, by the two reports that are most alike.
fn judged(said: &[Said]) -> Vec<Pair> {
    let by_voice: BTreeMap<&str, &Said> = said.iter().map(|s| (s.voice.as_str(), s)).collect();
    let messages: Vec<Message> = said.iter().rev().map(message).collect();
    let mut seen: BTreeSet<(&MatterId, &MatterId)> = BTreeSet::new();
    let mut pairs = Vec::new();
    for pair in text::near::pairs(&messages, LEAST) {
        let both = by_voice.get(pair.a.as_str()).zip(by_voice.get(pair.b.as_str()));
        let Some((a, b)) = both.filter(|(a, b)| a.matter != b.matter) else { continue };
        if pair.judged.verdict == Verdict::Other {
            continue;
        }
        let (older, newer) = if age(a) <= age(b) { (a, b) } else { (b, a) };
        let (one, two) = (&older.matter, &newer.matter);
        let names = if one < two { (one, two) } else { (two, one) };
        if seen.insert(names) {
            let clear = pair.judged.verdict == Verdict::Same;
            let because = pair.judged.because;
            pairs.push(Pair { older: shown(older), newer: shown(newer), clear, because });
        }
    }
    pairs
}

fn age(said: &Said) -> (Moment, &str) {
    (said.at, &said.voice)
}

fn shown(said: &Said) -> One {
    One {
        id: said.matter.clone(),
        title: said.title.clone(),
        place: said.place.clone(),
        url: ground::matter::url(&said.place, &said.matter),
        standing: said.standing,
    }
}

fn message(said: &Said) -> Message {
    Message {
        id: said.voice.clone(),
        title: said.title.clone(),
        body: said.words.clone(),
        day: i32::try_from(said.at.0.div_euclid(DAY)).ok(),
        place: Some(said.place.to_string()),
    }
}
