//! 议程 — The agenda composes itself: the ten most stuck matters, each with why it is on the list.
//!
//! Every piece is read by an index in the order it needs and stops after a few rows, so that the page of
//! a county with half a million matters opens as fast as that of a village.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ::store::{Row, Tx, binds};
use ground::matter as spine;
use kernel::{Klass, MatterId, Moment, PlaceCode, Result, days};
use serde::Serialize;

/// How many matters an agenda has.
const ITEMS: usize = 10;
/// A hard matter without movement for so many days is stuck.
const STILL: i64 = 30;

/// Why a matter is on the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Its answer is overdue.
    Overdue,
    /// It is parked and its review is due.
    Review,
    /// A hard one, and nothing was told on its thread for 30 days.
    Still,
    /// Who answers for it sits above or beside this place.
    Across,
}

impl Why {
    /// The word in keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Review => "review",
            Self::Still => "still",
            Self::Across => "across",
        }
    }
}

/// A stuck matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stuck {
    /// Its number.
    pub id: MatterId,
    /// What it is.
    pub title: String,
    /// The address of its page.
    pub url: String,
    /// Who answers for it.
    pub answers: Option<String>,
    /// When it was due.
    pub due: Option<Moment>,
    /// When it last moved.
    pub changed: Moment,
    /// Its class.
    pub klass: Option<Klass>,
    /// Why it is here, most pressing first.
    pub why: BTreeSet<Why>,
}

/// A statement with the filter put in that finds the index of a place's level: county, street or community.
macro_rules! by_level {
    ($place:expr, $before:expr, $after:expr) => {
        match $place.as_str().len() {
            ..=6 => concat!($before, "$2 = $2", $after),
            9 => concat!($before, "street = $2", $after),
            _ => concat!($before, "community = $2", $after),
        }
    };
}

/// Reads matters of a place.
macro_rules! of_place {
    ($place:expr, $where:literal) => {
        by_level!(
            $place,
            "SELECT id, place, title, answers, due, changed, klass FROM ground_matter WHERE county = $1 AND ",
            concat!(" AND place >= $3 AND place < $4 AND ", $where)
        )
    };
}

/// The ten most stuck matters of a place: more reasons first, then the urgent, then the oldest.
///
/// # Errors
/// A fault when the database fails.
pub async fn agenda(tx: &mut Tx, at: &PlaceCode) -> Result<Vec<Stuck>> {
    let mut found: BTreeMap<MatterId, Stuck> = BTreeMap::new();
    let now = tx.now.0;
    let overdue = of_place!(at, "standing = 'open' AND due < $5 ORDER BY due, id LIMIT 20");
    gather(&mut found, Why::Overdue, &read(tx, at, overdue, now).await?)?;
    let review = of_place!(at, "standing = 'parked' AND due < $5 ORDER BY due, id LIMIT 20");
    gather(&mut found, Why::Review, &read(tx, at, review, now).await?)?;
    slow(tx, at, &mut found).await?;
    let mut order: Vec<Stuck> = found.into_values().collect();
    order.sort_by(|a, b| rank(a).cmp(&rank(b)));
    order.truncate(ITEMS);
    Ok(order)
}

fn rank(s: &Stuck) -> (Reverse<usize>, bool, Moment, &str) {
    let urgent = s.klass == Some(Klass::Urgent);
    (Reverse(s.why.len()), !urgent, s.due.unwrap_or(s.changed), s.id.as_str())
}

async fn read(tx: &mut Tx, at: &PlaceCode, sql: &'static str, limit: i64) -> Result<Vec<Row>> {
    let (from, to) = at.range();
    tx.all(sql, binds![at.county(), at, from, to, limit]).await
}

/// Hard matters that stand still: nothing happened to them nor on their thread, for a road being built
/// moves by its works although its matter stays as it is. And of the open matters that moved least lately
/// those that somebody outside this place answers for, who is not at this table otherwise.
async fn slow(tx: &mut Tx, at: &PlaceCode, found: &mut BTreeMap<MatterId, Stuck>) -> Result<()> {
    let hard = of_place!(
        at,
        "klass = 'hard' AND list = 'task' AND standing = 'open' AND changed < $5 \
         AND NOT EXISTS (SELECT 1 FROM store_fact f WHERE f.county = ground_matter.county \
         AND f.matter = ground_matter.id AND f.at >= $5) ORDER BY changed, id LIMIT 20"
    );
    gather(found, Why::Still, &read(tx, at, hard, tx.now.0 - days(STILL)).await?)?;

    // The 200 that moved least lately come from an index alone; of those few rows are read.
    let across = by_level!(
        at,
        "SELECT m.id, m.place, m.title, m.answers, m.due, m.changed, m.klass FROM \
         (SELECT id, answers FROM ground_matter WHERE county = $1 AND ",
        " AND place >= $3 AND place < $4 AND list = 'task' AND standing = 'open' \
         ORDER BY changed, id LIMIT 200) AS s CROSS JOIN ground_matter m \
         WHERE m.county = $1 AND m.id = s.id AND s.answers NOT IN (SELECT o.title FROM ground_office o \
         WHERE o.county = $1 AND o.place >= $3 AND o.place < $4 AND (o.until IS NULL OR o.until > $5)) \
         ORDER BY m.changed, m.id LIMIT 20"
    );
    gather(found, Why::Across, &read(tx, at, across, tx.now.0).await?)
}

fn gather(found: &mut BTreeMap<MatterId, Stuck>, why: Why, rows: &[Row]) -> Result<()> {
    for row in rows {
        let id = row.matter("id")?;
        if let Some(known) = found.get_mut(&id) {
            known.why.insert(why);
            continue;
        }
        let stuck = Stuck {
            url: spine::url(&row.place("place")?, &id),
            title: row.text("title")?,
            answers: row.opt_text("answers")?,
            due: row.opt_moment("due")?,
            changed: row.moment("changed")?,
            klass: row.opt_word("klass", Klass::parse)?,
            why: BTreeSet::from([why]),
            id: id.clone(),
        };
        found.insert(id, stuck);
    }
    Ok(())
}
