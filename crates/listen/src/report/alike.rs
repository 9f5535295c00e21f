//! 同一件吗 — What was asked beside what was said before: the model of pairs (`text::near`) judges, and
//! says by what.
//!
//! Likeness of words alone finds much and tells little: the same words about another estate are another
//! problem. So words only open the door, and the model says how likely it is the same, and why.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use ::store::{Row, Tx, binds};
use ground::matter as spine;

use kernel::{County, Moment, PlaceCode, Result, Stage, Standing, days, hours};
use text::Bag;
use text::near::{Card, Corpus, Judged, Message, Reason, Verdict, judge, likeness, plain};

use super::gist::{gist, headline, unmarked};
use super::index::Near;
use crate::memory::Memory;

/// From this likeness of words (per mille) on a matter is offered, also where the model sees another: who
/// writes three words says little to a model.
const LEAST: u64 = 110;
/// By how many reports of the county it is told how rare a word is.
const COUNTED: i64 = 300;

/// By county, with the latest report counted: later words weigh the same until the next hour.
static CORPORA: Memory<(String, Arc<Corpus>)> = Memory::new(64);

/// How rare words are in a county: among its latest reports of before this hour. Until there are any,
/// every word is as rare as the next.
pub(super) async fn corpus(tx: &mut Tx, county: &County) -> Result<Arc<Corpus>> {
    let before = Moment(tx.now.0 - tx.now.0.rem_euclid(hours(1)));
    let sql = "SELECT r.voice FROM listen_report r WHERE r.county = $1 AND r.at < $2 \
               ORDER BY r.at DESC, r.voice DESC LIMIT 1";
    let Some(latest) = tx.maybe(sql, binds![county, before]).await? else {
        return Ok(Arc::default());
    };
    let latest = latest.text("voice")?;
    if let Some((_, kept)) = CORPORA.get(county.as_str()).filter(|(of, _)| *of == latest) {
        return Ok(kept);
    }
    let sql = "SELECT r.title, r.words FROM listen_report r WHERE r.county = $1 AND r.at < $2 \
               ORDER BY r.at DESC, r.voice DESC LIMIT $3";
    let mut corpus = Corpus::default();
    for row in &tx.all(sql, binds![county, before, COUNTED]).await? {
        corpus.add(&message("", &row.text("title")?, &row.text("words")?, None, before));
    }
    let corpus = Arc::new(corpus);
    CORPORA.put(county.to_string(), (latest, Arc::clone(&corpus)));
    Ok(corpus)
}

/// What was said, as the model reads it: without the marks that hide personal numbers, and the day by the clock
/// of its place.
pub(crate) fn message(
    id: &str,
    title: &str,
    words: &str,
    place: Option<&PlaceCode>,
    at: Moment,
) -> Message {
    Message {
        id: id.to_owned(),
        title: title.to_owned(),
        body: unmarked(words),
        day: i32::try_from(at.plus(hours(8)).0.div_euclid(days(1))).ok(),
        place: place.map(ToString::to_string),
    }
}

/// The matters of these reports that seem to say the same, likeliest first, each once.
pub(super) fn compare(
    at: &PlaceCode,
    asked: &str,
    now: Moment,
    rows: &[Row],
    corpus: &Corpus,
) -> Result<Vec<Near>> {
    let query = Card::of(&message("", "", asked, Some(at), now), corpus);
    let bags = [Bag::of(&headline(asked)), Bag::of(&gist("", asked))];
    let mut best: BTreeMap<String, (Near, u64)> = BTreeMap::new();
    for row in rows {
        let (title, words, place) =
            (row.text("said_title")?, row.text("words")?, row.place("place")?);
        let known = message("", &title, &words, Some(&place), row.moment("at")?);
        let judged = judge(&query, &Card::of(&known, corpus));
        let overlap = overlap(&bags, &[Bag::of(&title), Bag::of(&gist(&title, &words))]);
        if judged.verdict == Verdict::Other && (overlap < LEAST || elsewhere(&judged)) {
            continue;
        }
        let found = (read(row, place, judged)?, overlap);
        let kept = best.entry(found.0.id.to_string()).or_insert_with(|| found.clone());
        if order(kept) > order(&found) {
            *kept = found;
        }
    }
    let mut best: Vec<_> = best.into_values().collect();
    best.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.0.id.cmp(&b.0.id)));
    Ok(best.into_iter().map(|(near, _)| near).collect())
}

/// The likelier first; where the model cannot tell, who shares more words.
fn order((near, overlap): &(Near, u64)) -> (Reverse<u64>, Reverse<u64>) {
    (Reverse(near.score), Reverse(*overlap))
}

/// Likeness of words, headline and whole, each with each: a long report may begin with the same short
/// sentence.
fn overlap(asked: &[Bag], known: &[Bag]) -> u64 {
    let each = asked.iter().flat_map(|a| known.iter().map(move |b| likeness(a, b, plain)));
    each.max().unwrap_or(0)
}

/// Whether the words name places that contradict each other. Estates the tree tells apart do not: who reports may
/// stand in the wrong one.
fn elsewhere(judged: &Judged) -> bool {
    judged.because.iter().any(|reason| matches!(reason, Reason::OtherPlace(..)))
}

fn read(row: &Row, place: PlaceCode, judged: Judged) -> Result<Near> {
    let id = row.matter("id")?;
    Ok(Near {
        url: spine::url(&place, &id),
        id,
        title: row.text("title")?,
        place,
        place_name: String::new(),
        stage: row.word("stage", Stage::parse)?,
        standing: row.word("standing", Standing::parse)?,
        voices: row.int("voices")?,
        score: per_mille(judged.probability),
        because: judged.because,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=1000 just before"
)]
fn per_mille(probability: f64) -> u64 {
    (probability * 1000.0).round().clamp(0.0, 1000.0) as u64
}
