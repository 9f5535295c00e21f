//! 看板取数 — Counting and finding what a board shows. Each statement reads a bounded number of rows.

use ground::matter::{self, Numbers};
use kernel::{MatterId, Moment, PlaceCode, Result, Stage, Standing};
use store::{Row, Told, Tx, binds};

use super::count::{ByPlace, Count, Pick, Sums};
use crate::line::Line;

/// How far back a quiet place inside a busy community is looked for: the community's last facts.
const WINDOW: i64 = 2000;

/// The first twelve characters of a code: the community, or the place itself above it (`heads` of ground).
fn community(place: &PlaceCode) -> String {
    place.as_str().chars().take(12).collect()
}

/// The counties a place spans, as codes.
pub(crate) fn counties(at: &PlaceCode) -> (String, String) {
    let head: String = at.as_str().chars().take(6).collect();
    (format!("{head:0<6}"), format!("{head:9<6}"))
}

/// The numbers of a place that shows its matters: a community, or a place in it.
pub(super) async fn sums(tx: &mut Tx, at: &PlaceCode) -> Result<Sums> {
    let numbers = matter::numbers(tx, at).await?;
    let (from, to) = at.range();
    let row = tx
        .one(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ground_matter WHERE county = $1 AND community = $2 \
             AND place >= $3 AND place < $4 AND standing IN ('open', 'parked') AND due < $5 LIMIT 1001) AS late",
            binds![at.county(), community(at), from, to, tx.now],
        )
        .await?;
    Ok(Sums { numbers, overdue: Count::capped(row.int("n")?) })
}

/// The numbers of every place right below one above the community, by code; what is overdue only when
/// it is asked for.
pub(super) async fn below(
    tx: &mut Tx,
    at: &PlaceCode,
    head: i64,
    overdue: bool,
) -> Result<ByPlace> {
    let ((low, high), (from, to)) = (counties(at), at.range());
    // Counts hold everything below their place: those right below are read, and what is left of the
    // place's own count is the matters of the place itself. Above the county nothing is added up yet.
    let rows = if head <= 6 {
        tx.all(
            "SELECT SUBSTR(place, 1, CAST($5 AS INTEGER)) AS head, standing, stage, \
             CAST(SUM(n) AS BIGINT) AS n FROM ground_tally WHERE county >= $1 AND county <= $2 \
             AND level <= 6 AND place >= $3 AND place < $4 GROUP BY head, standing, stage",
            binds![low, high, from, to, head],
        )
        .await?
    } else {
        tx.all(
            "SELECT place AS head, standing, stage, n FROM ground_tally WHERE county = $1 \
             AND level = $2 AND place >= $3 AND place < $4",
            binds![at.county(), head, from, to],
        )
        .await?
    };
    let mut places = ByPlace::new();
    let mut own = if head <= 6 { Numbers::default() } else { matter::numbers(tx, at).await? };
    for row in rows {
        let standing = row.word("standing", Standing::parse)?;
        let (stage, n) = (row.word("stage", Stage::parse)?, row.int("n")?);
        places.entry(row.place("head")?).or_default().add(standing, stage, n);
        own.take(standing, stage, n);
    }
    if head > 6 && own.all() > 0 {
        places.entry(at.clone()).or_default().numbers = own;
    }
    let late = if overdue { late(tx, at, head).await? } else { Vec::new() };
    for row in late {
        if row.int("n")? == 0 {
            continue;
        }
        let code = over(at, head, &row.text("head")?);
        let sums = places.entry(PlaceCode::parse(&code)?).or_default();
        sums.overdue = sums.overdue.and(Count::capped(row.int("n")?));
    }
    Ok(places)
}

/// The place right below `at` that a county (or a place of that length) belongs to.
fn over(at: &PlaceCode, head: i64, code: &str) -> String {
    if code == at.county().as_str() {
        return at.to_string();
    }
    code.chars().take(usize::try_from(head).unwrap_or(12)).collect()
}

/// What is overdue below a place: by county above the county, else by the places right below and the
/// place itself. Counties are found by stepping from one to the next, not by reading their rows.
async fn late(tx: &mut Tx, at: &PlaceCode, head: i64) -> Result<Vec<Row>> {
    let (low, high) = counties(at);
    match head {
        ..=6 => {
            tx.all(
                "WITH RECURSIVE p (county) AS (SELECT MIN(county) FROM ground_tally \
                 WHERE county >= $1 AND county <= $2 UNION ALL SELECT (SELECT MIN(t.county) \
                 FROM ground_tally t WHERE t.county > p.county AND t.county <= $2) FROM p \
                 WHERE p.county IS NOT NULL) \
                 SELECT p.county AS head, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM ground_matter m \
                 WHERE m.county = p.county AND m.standing IN ('open', 'parked') AND m.due < $3 \
                 LIMIT 1001) AS late) AS n FROM p WHERE p.county IS NOT NULL",
                binds![low, high, tx.now],
            )
            .await
        }
        9 => {
            tx.all(
                "SELECT p.head, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM ground_matter m \
                 WHERE m.county = $1 AND m.street = p.head AND m.standing IN ('open', 'parked') \
                 AND m.due < $3 LIMIT 1001) AS late) AS n FROM (SELECT code AS head FROM ground_place \
                 WHERE county = $1 AND parent = $2 UNION ALL SELECT CAST($2 AS TEXT) AS head) AS p",
                binds![at.county(), at, tx.now],
            )
            .await
        }
        _ => {
            tx.all(
                "SELECT p.head, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM ground_matter m \
                 WHERE m.county = $1 AND m.community = p.head AND m.standing IN ('open', 'parked') \
                 AND m.due < $3 LIMIT 1001) AS late) AS n FROM (SELECT code AS head FROM ground_place \
                 WHERE county = $1 AND parent = $2 UNION ALL SELECT CAST($2 AS TEXT) AS head) AS p",
                binds![at.county(), at, tx.now],
            )
            .await
        }
    }
}

/// The last facts of a community or a place in it, latest first. Erased ones are left out.
pub(super) async fn latest(tx: &mut Tx, at: &PlaceCode, most: i64) -> Result<Vec<Told>> {
    let county = at.county();
    let rows = if at.as_str().len() == 12 {
        tx.all(
            "SELECT seq, kind, place, matter, stage, subject, at, role, name, body FROM store_fact \
             WHERE county = $1 AND SUBSTR(place, 1, 12) = $2 AND body IS NOT NULL ORDER BY seq DESC LIMIT $3",
            binds![&county, at, most],
        )
        .await?
    } else {
        let (from, to) = at.range();
        tx.all(
            "SELECT seq, kind, place, matter, stage, subject, at, role, name, body FROM \
             (SELECT seq, kind, place, matter, stage, subject, at, role, name, body FROM store_fact \
             WHERE county = $1 AND SUBSTR(place, 1, 12) = $2 ORDER BY seq DESC LIMIT $6) AS fresh \
             WHERE place >= $3 AND place < $4 AND body IS NOT NULL ORDER BY seq DESC LIMIT $5",
            binds![&county, community(at), from, to, most, WINDOW],
        )
        .await?
    };
    rows.iter().map(told).collect()
}

fn told(row: &Row) -> Result<Told> {
    let matter = if row.opt_text("matter")?.is_some() { Some(row.matter("matter")?) } else { None };
    Ok(Told {
        seq: row.int("seq")?,
        kind: row.text("kind")?,
        place: row.place("place")?,
        matter,
        stage: row.word("stage", Stage::parse)?,
        subject: row.text("subject")?,
        at: row.moment("at")?,
        role: row.text("role")?,
        name: row.text("name")?,
        body: serde_json::from_str(&row.text("body")?).map_err(kernel::Error::fault)?,
    })
}

/// A notice that still hangs: its address, its headline and the last day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Hanging {
    pub url: String,
    pub title: String,
    pub until: String,
}

/// The notices that run now at a place or in it, the first to end first.
pub(super) async fn notices(tx: &mut Tx, at: &PlaceCode, most: i64) -> Result<Vec<Hanging>> {
    let (from, to) = at.range();
    tx.all(
        "SELECT '/' || county || '/notices/' || id AS url, title, ends FROM ground_notice \
         WHERE county = $1 AND place >= $2 AND place < $3 AND ends >= $4 ORDER BY ends, id LIMIT $5",
        binds![at.county(), from, to, tx.now, most],
    )
    .await?
    .iter()
    .map(|row| {
        let until = row.moment("ends")?.date();
        Ok(Hanging { url: row.text("url")?, title: row.text("title")?, until })
    })
    .collect()
}

/// Matters of a community with a due day, open and parked: each in the order of its index, so that both stop
/// early; together they are a handful.
macro_rules! due {
    ($when:literal, $most:literal) => {
        concat!(
            "SELECT * FROM (", due!("open", $when, $most), ") AS open UNION ALL SELECT * FROM (",
            due!("parked", $when, $most), ") AS parked ORDER BY due, id LIMIT ", $most
        )
    };
    ($standing:literal, $when:literal, $most:literal) => {
        concat!(
            "SELECT id, place, title, stage, standing, klass, answers, due, voices, raised, changed \
             FROM ground_matter WHERE county = $1 AND community = $2 AND place >= $3 AND place < $4 \
             AND standing = '", $standing, "' AND ", $when, " ORDER BY due, id LIMIT ", $most
        )
    };
}

/// Matters whose next word is due soonest, from now on.
pub(super) async fn upcoming(tx: &mut Tx, at: &PlaceCode, most: i64) -> Result<Vec<Line>> {
    let (from, to) = at.range();
    tx.all(due!("due >= $5", "$6"), binds![at.county(), community(at), from, to, tx.now, most])
        .await?
        .iter()
        .map(Line::read)
        .collect()
}

/// Where a page of matters goes on: the last one's moment and number.
pub(super) type After = (i64, String);

/// The matters behind a number: those of a community or a place in it; above the community those that
/// belong to the place itself and to none below. Latest change first; overdue: longest overdue first.
pub(super) async fn matters(
    tx: &mut Tx,
    at: &PlaceCode,
    pick: Pick,
    after: Option<After>,
    most: i64,
) -> Result<Vec<Line>> {
    let (from, to) = at.range();
    let county = at.county();
    let mut values = binds![&county, community(at), from, to].to_vec();
    let (sql, word) = match pick {
        Pick::Standing(standing) => (
            "SELECT id, place, title, stage, standing, klass, answers, due, voices, raised, changed \
             FROM ground_matter WHERE county = $1 AND community = $2 AND place >= $3 AND place < $4 \
             AND standing = $5 AND (changed, id) < ($6, $7) ORDER BY changed DESC, id DESC LIMIT $8",
            standing.word(),
        ),
        Pick::Stage(stage) => (
            "SELECT id, place, title, stage, standing, klass, answers, due, voices, raised, changed \
             FROM ground_matter WHERE county = $1 AND community = $2 AND place >= $3 AND place < $4 \
             AND stage = $5 AND standing <> 'merged' AND (changed, id) < ($6, $7) \
             ORDER BY changed DESC, id DESC LIMIT $8",
            stage.word(),
        ),
        Pick::Overdue => return overdue(tx, values, after, most).await,
    };
    let (moment, id) = after.unwrap_or((i64::MAX, "~".to_owned()));
    values.extend(binds![word, moment, id, most].iter().cloned());
    tx.all(sql, &values).await?.iter().map(Line::read).collect()
}

async fn overdue(
    tx: &mut Tx,
    mut values: Vec<store::Value>,
    after: Option<After>,
    most: i64,
) -> Result<Vec<Line>> {
    let (moment, id) = after.unwrap_or((i64::MIN, String::new()));
    values.extend(binds![tx.now, moment, id, most].iter().cloned());
    tx.all(due!("due < $5 AND (due, id) > ($6, $7)", "$8"), &values)
        .await?
        .iter()
        .map(Line::read)
        .collect()
}

/// The order overdue matters go on by: their due day; others by their last change.
pub(super) fn cursor(pick: Pick, last: &Line) -> After {
    let moment = match pick {
        Pick::Overdue => last.due.unwrap_or(Moment(0)),
        Pick::Standing(_) | Pick::Stage(_) => last.changed,
    };
    (moment.0, last.id.to_string())
}

/// Reads where a page goes on, `1677632400000-7KQ2MXA9`.
pub(super) fn after(text: &str) -> Option<(i64, String)> {
    let (moment, id) = text.rsplit_once('-')?;
    Some((moment.parse().ok()?, MatterId::parse(id).ok()?.to_string()))
}
