//! 入库 — Writes places a few hundred at a time, and keeps the names they had.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use kernel::{Level, PlaceCode, Result};
use store::{Tx, Value, binds};

use super::super::was::{self, Old};
use super::row::{Row, digits, kind};

/// A row with its way.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) row: Row,
    pub(super) way: String,
}

/// What became of a chunk.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) new: u64,
    pub(super) renamed: u64,
    pub(super) unchanged: u64,
}

/// A place as the tree has it.
struct Known {
    name: String,
    official: String,
    way: String,
    since: String,
    until: Option<String>,
}

/// A place as it is to be written.
struct Entry<'a> {
    found: &'a Found,
    official: &'a str,
    since: String,
}

/// One statement in three lengths, so that any number of rows takes few round trips and the engines
/// prepare only three texts.
struct Ladder([(usize, LazyLock<String>); 3]);

static KNOWN: Ladder = Ladder([
    (200, LazyLock::new(|| known_sql(200))),
    (20, LazyLock::new(|| known_sql(20))),
    (1, LazyLock::new(|| known_sql(1))),
]);
static PUT: Ladder = Ladder([
    (200, LazyLock::new(|| put_sql(200))),
    (20, LazyLock::new(|| put_sql(20))),
    (1, LazyLock::new(|| put_sql(1))),
]);

impl Ladder {
    /// The longest statement that fits, its rows, and the rows that are left.
    fn step<'r, T>(&'static self, rows: &'r [T]) -> Option<(&'static str, &'r [T], &'r [T])> {
        self.0.iter().find_map(|(n, sql)| {
            let (now, rest) = rows.split_at_checked(*n)?;
            Some((sql.as_str(), now, rest))
        })
    }
}

/// `($1, $2), ($3, $4)` for two rows of two.
fn tuples(rows: usize, columns: usize) -> String {
    let tuple = |row: usize| {
        let marks: Vec<String> =
            (1..=columns).map(|at| format!("${}", row * columns + at)).collect();
        format!("({})", marks.join(", "))
    };
    (0..rows).map(tuple).collect::<Vec<_>>().join(", ")
}

fn known_sql(rows: usize) -> String {
    format!(
        "SELECT code, name, official, way, since, until FROM ground_place \
         WHERE (county, code) IN (VALUES {})",
        tuples(rows, 2)
    )
}

fn put_sql(rows: usize) -> String {
    format!(
        "INSERT INTO ground_place (county, code, name, official, kind, way, parent, since) VALUES {} \
         ON CONFLICT (county, code) DO UPDATE SET name = excluded.name, official = excluded.official, \
         kind = excluded.kind, way = excluded.way, parent = excluded.parent, since = excluded.since, \
         until = NULL",
        tuples(rows, 8)
    )
}

/// The ways of the valid places one level above, by code: 41,352 at most.
pub(super) async fn above(tx: &mut Tx, level: Level) -> Result<HashMap<String, String>> {
    let up = LEVELS_UP.iter().find(|(below, _)| *below == level);
    let Some((_, up)) = up else { return Ok(HashMap::new()) };
    let rows = tx
        .all(
            "SELECT code, way FROM ground_place \
             WHERE county >= '000000' AND kind = $1 AND LENGTH(code) = $2 AND until IS NULL",
            binds![kind(*up), length(*up)],
        )
        .await?;
    rows.iter().map(|row| Ok((row.text("code")?, row.text("way")?))).collect()
}

const LEVELS_UP: [(Level, Level); 4] = [
    (Level::City, Level::Province),
    (Level::County, Level::City),
    (Level::Street, Level::County),
    (Level::Community, Level::Street),
];

fn length(level: Level) -> i64 {
    i64::try_from(digits(level)).unwrap_or_default()
}

/// Writes a chunk whose codes differ: what is new or changed, and the names that were.
pub(super) async fn keep(tx: &mut Tx, level: Level, chunk: &[Found], from: Date) -> Result<Kept> {
    let known = known(tx, chunk).await?;
    let mut kept = Kept::default();
    let mut entries = Vec::new();
    for found in chunk {
        let row = &found.row;
        let entry = match known.get(row.code.as_str()) {
            None => {
                kept.new += 1;
                Some(Entry { found, official: &row.official, since: from.to_string() })
            }
            Some(old) => changed(tx, found, old, from, &mut kept).await?,
        };
        entries.extend(entry);
    }
    let mut rest = entries.as_slice();
    while let Some((sql, now, later)) = PUT.step(rest) {
        let values: Vec<Value> = now.iter().flat_map(|entry| values(level, entry)).collect();
        tx.run(sql, &values).await?;
        rest = later;
    }
    Ok(kept)
}

/// What is to be written of a place the tree has; `None` when it has all of it.
async fn changed<'a>(
    tx: &mut Tx,
    found: &'a Found,
    old: &'a Known,
    from: Date,
    kept: &mut Kept,
) -> Result<Option<Entry<'a>>> {
    let row = &found.row;
    let was = Old { code: &row.code, name: &old.name, way: &old.way, since: &old.since };
    if old.way != found.way {
        was::rename_way(tx, &was, &found.way).await?;
    }
    if old.name != row.name {
        was::keep(tx, &was, from).await?;
        kept.renamed += 1;
        return Ok(Some(Entry { found, official: &row.official, since: old.since.clone() }));
    }
    // A list of short names does not take away the official one.
    let official =
        if row.official.len() > old.official.len() { &row.official } else { &old.official };
    if old.until.is_some() {
        was::keep_days(tx, &was, old.until.as_deref().unwrap_or_default()).await?;
        kept.new += 1;
        return Ok(Some(Entry { found, official, since: from.to_string() }));
    }
    kept.unchanged += 1;
    let same = *official == old.official && old.way == found.way;
    Ok((!same).then(|| Entry { found, official, since: old.since.clone() }))
}

async fn known(tx: &mut Tx, chunk: &[Found]) -> Result<HashMap<String, Known>> {
    let mut known = HashMap::new();
    let mut rest = chunk;
    while let Some((sql, now, later)) = KNOWN.step(rest) {
        let codes: Vec<Value> = now
            .iter()
            .flat_map(|f| [Value::from(f.row.code.county()), Value::from(&f.row.code)])
            .collect();
        for row in tx.all(sql, &codes).await? {
            let place = Known {
                name: row.text("name")?,
                official: row.text("official")?,
                way: row.text("way")?,
                since: row.text("since")?,
                until: row.opt_text("until")?,
            };
            known.insert(row.text("code")?, place);
        }
        rest = later;
    }
    Ok(known)
}

fn values(level: Level, entry: &Entry<'_>) -> [Value; 8] {
    let row = &entry.found.row;
    let parent = row.code.parent().map(|up| up.to_string()).unwrap_or_default();
    [
        row.code.county().into(),
        (&row.code).into(),
        (&row.name).into(),
        entry.official.into(),
        kind(level).into(),
        (&entry.found.way).into(),
        parent.into(),
        (&entry.since).into(),
    ]
}

/// The valid places of a level in a province, each with the day it began.
pub(super) async fn valid(
    tx: &mut Tx,
    level: Level,
    province: &PlaceCode,
) -> Result<Vec<(PlaceCode, String)>> {
    let rows = tx
        .all(
            "SELECT code, since FROM ground_place WHERE county >= $1 AND county <= $2 \
             AND kind = $3 AND LENGTH(code) = $4 AND until IS NULL",
            binds![
                format!("{province}0000"),
                format!("{province}9999"),
                kind(level),
                length(level)
            ],
        )
        .await?;
    rows.iter().map(|row| Ok((row.place("code")?, row.text("since")?))).collect()
}

/// Ends a place the day before `from`, but not before it began.
pub(super) async fn end(tx: &mut Tx, code: &PlaceCode, since: &str, from: Date) -> Result<()> {
    let until = was::day_before(from).max(since.to_owned());
    tx.run(
        "UPDATE ground_place SET until = $1 WHERE county = $2 AND code = $3",
        binds![until, code.county(), code],
    )
    .await?;
    Ok(())
}
