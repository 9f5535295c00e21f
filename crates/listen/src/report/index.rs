//! 相近 — Finding what was said before: an inverted index of our own, one look of bounded size.
//!
//! For every word of the text the latest few reports of the community that have it are read; rare words
//! bring few, common ones a fixed number. The best of these are judged one by one ([`super::alike`]). So
//! the cost is the same with a thousand and with half a million matters in a county.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use ::store::{Dialect, Tx, binds};
use ground::place;
use kernel::{Error, MatterId, Moment, PlaceCode, Result, Stage, Standing};
use serde::Serialize;
use text::near::{Reason, plain};
use web::Frame;

use super::alike;
use super::gist::{gist, tokens};
use crate::because::because;

/// The most reports judged one by one.
const CANDIDATES: usize = 40;
/// The most matters shown.
const SHOWN: usize = 5;

/// A matter that seems to say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    /// Its number.
    pub id: MatterId,
    /// What it is, in a line.
    pub title: String,
    /// Where it is.
    pub place: PlaceCode,
    /// The name of that place.
    pub place_name: String,
    /// Where it is on its way.
    pub stage: Stage,
    /// How it stands.
    pub standing: Standing,
    /// How many have it.
    pub voices: i64,
    /// The address of its page.
    pub url: String,
    /// How likely it is the same problem, in per mille.
    pub score: u64,
    /// By what one can see it: places, words, copies.
    pub because: Vec<Reason>,
}

impl Near {
    /// By what one can see it, in the reader's language.
    pub(crate) fn reasons(&self, page: &Frame) -> Vec<String> {
        because(page, &self.because)
    }

    /// Whether another matter may still be joined to it.
    pub(crate) fn takes_others(&self) -> bool {
        may_be_joined(self.stage, self.standing)
    }
}

/// Whether a matter may still be joined to another: nothing was decided on it yet.
pub(crate) fn may_be_joined(stage: Stage, standing: Standing) -> bool {
    let open = matches!(standing, Standing::Heard | Standing::Open | Standing::Parked);
    open && stage == Stage::Listen
}

/// Joins `$3`, a JSON list of texts, as `j.value`: the one thing the two engines name differently.
macro_rules! with_list {
    ($tx:expr, $before:literal, $after:literal) => {
        match $tx.dialect() {
            Dialect::Sqlite => concat!($before, "json_each($3) AS j ", $after),
            Dialect::Postgres => {
                concat!($before, "json_array_elements_text(CAST($3 AS json)) AS j(value) ", $after)
            }
        }
    };
}

fn json(list: &[String]) -> Result<String> {
    serde_json::to_string(list).map_err(Error::fault)
}

/// The community whose reports are compared; a place above the community stands for itself.
fn community(place: &PlaceCode) -> PlaceCode {
    place.community().unwrap_or_else(|| place.clone())
}

/// Makes a report findable by its words.
pub(super) async fn put(
    tx: &mut Tx,
    at: &PlaceCode,
    report: &str,
    title: &str,
    words: &str,
    when: Moment,
) -> Result<()> {
    let list = json(&tokens(&gist(title, words)))?;
    let sql = with_list!(
        tx,
        "INSERT INTO listen_token (county, community, token, at, report) \
         SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), j.value, CAST($4 AS BIGINT), CAST($5 AS TEXT) FROM ",
        ""
    );
    tx.run(sql, binds![at.county(), community(at), list, when, report]).await?;
    Ok(())
}

/// The matters of the community that seem to say the same, likeliest first, at most five.
///
/// # Errors
/// A fault when the database fails.
pub async fn near(tx: &mut Tx, at: &PlaceCode, words: &str) -> Result<Vec<Near>> {
    let asked = gist("", words);
    let found_by = tokens(&asked);
    if found_by.is_empty() {
        return Ok(Vec::new());
    }
    let ids = candidates(tx, at, &found_by).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = with_list!(
        tx,
        "SELECT r.title AS said_title, r.words, r.at, m.id, m.title, m.place, m.stage, m.standing, m.voices FROM ",
        // CROSS JOIN keeps SQLite to this order: from the few candidates to their rows, never the other way.
        "CROSS JOIN listen_report r CROSS JOIN ground_matter m \
         WHERE r.county = $1 AND r.voice = j.value AND m.county = $1 AND m.id = r.matter \
         AND m.standing IN ('heard', 'open', 'parked', 'waiting') AND $2 = $2"
    );
    let rows = tx.all(sql, binds![at.county(), community(at), json(&ids)?]).await?;
    let corpus = alike::corpus(tx, &at.county()).await?;
    let mut best = alike::compare(at, words, tx.now, &rows, &corpus)?;
    best.truncate(SHOWN);
    for near in &mut best {
        let names = place::names(tx, std::slice::from_ref(&near.place)).await?;
        near.place_name = names.into_iter().next().map(|(_, name)| name).unwrap_or_default();
    }
    Ok(best)
}

/// The reports that share the rarest words, by one statement that reads index entries only.
async fn candidates(tx: &mut Tx, at: &PlaceCode, found_by: &[String]) -> Result<Vec<String>> {
    let sql = with_list!(
        tx,
        "SELECT j.value AS token, (SELECT STRING_AGG(r.report, ',') FROM (SELECT t.report \
         FROM listen_token t WHERE t.county = $1 AND t.community = $2 AND t.token = j.value \
         ORDER BY t.at DESC, t.report DESC LIMIT 60) AS r) AS reports FROM ",
        ""
    );
    let rows = tx.all(sql, binds![at.county(), community(at), json(found_by)?]).await?;
    let mut weights: BTreeMap<String, u64> = BTreeMap::new();
    for row in &rows {
        let Some(reports) = row.opt_text("reports")? else { continue };
        let weight = plain(&row.text("token")?) * 600;
        let having: Vec<&str> = reports.split(',').collect();
        let each = weight / u64::try_from(having.len()).unwrap_or(u64::MAX).max(1);
        for report in having {
            *weights.entry(report.to_owned()).or_default() += each;
        }
    }
    let mut order: Vec<_> = weights.into_iter().collect();
    order.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    Ok(order.into_iter().take(CANDIDATES).map(|(report, _)| report).collect())
}
