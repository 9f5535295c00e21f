//! 成对 — Matters of a month, two by two, that look the same: for whoever may join them.
//!
//! The model of pairs judges and says by what ([`text::near`]); a person looks and joins, or does not. Only
//! matters that may still be joined are paired.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use ground::place::{self, Place};
use kernel::{Error, MatterId, Moment, PlaceCode, Result, Stage, Standing, Subject};
use serde::Serialize;
use text::near::{Message, Reason, Verdict};
use tokio::sync::Mutex;
use web::{At, Cx, Frame, Link, Reply, Verb};

use super::find::{Month, Said, mark, said};
use super::policy;
use crate::because::because;
use crate::memory::Memory;
use crate::report::{self, may_be_joined};

/// The most reports of a month that are paired: of more, the latest, and the page says so.
const MOST: usize = 1_000;
/// The most pairs on a page.
const SHOWN: usize = 40;
/// Below this probability a person is not asked.
const LEAST: f64 = text::near::verdict::PERHAPS;

/// By place and month, with what they were made from.
static FOUND: Memory<(String, Arc<Vec<Pair>>)> = Memory::new(64);
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

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
    // Above the community nobody is shown what two people said.
    at.community().ok_or(Error::NotFound)?;
    let mut said = {
        let mut tx = cx.read().await?;
        said(&mut tx, &at, month).await?
    };
    let cut = said.len() > MOST;
    said.truncate(MOST);
    said.retain(|said| may_be_joined(said.stage, said.standing));
    // Judging may take a second: no connection waits for it.
    let mut pairs = pairs(format!("{at} {month}"), said).await?.to_vec();
    let mut tx = cx.read().await?;
    let place = place::load(&mut tx, &at).await?;
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

/// The pairs of what was said, likeliest first. Judged once for the same words, and one month at a time: who asks
/// meanwhile waits and finds it done.
async fn pairs(name: String, said: Vec<Said>) -> Result<Arc<Vec<Pair>>> {
    let mark = mark(&said);
    let kept = |mark: &str| FOUND.get(&name).filter(|(of, _)| of == mark).map(|(_, pairs)| pairs);
    if let Some(kept) = kept(&mark) {
        return Ok(kept);
    }
    let _one = ONE_AT_A_TIME.lock().await;
    if let Some(kept) = kept(&mark) {
        return Ok(kept);
    }
    let found = tokio::task::spawn_blocking(move || judged(&said)).await.map_err(Error::fault)?;
    let found = Arc::new(found);
    FOUND.put(name, (mark, Arc::clone(&found)));
    Ok(found)
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

/// By when its matter was raised: the newer is joined to the older.
fn age(said: &Said) -> (Moment, &MatterId) {
    (said.raised, &said.matter)
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
    report::message(&said.voice, &said.title, &said.words, Some(&said.place), said.at)
}
