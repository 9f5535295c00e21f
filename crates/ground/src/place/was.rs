//! 曾用名 — A place keeps its code when its name changes; the old name and its days are kept too.

use jiff::civil::Date;
use kernel::{PlaceCode, Result};
use serde::Serialize;
use store::{Tx, binds};

/// A name a place had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Was {
    /// The name people said.
    pub name: String,
    /// The first day it was in use, as far as known.
    pub since: String,
    /// The last day.
    pub until: String,
}

/// A place whose name is about to change, as it stands in the tree.
pub(super) struct Old<'a> {
    pub(super) code: &'a PlaceCode,
    pub(super) name: &'a str,
    pub(super) way: &'a str,
    pub(super) since: &'a str,
}

/// The names a place had before, latest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn was(tx: &mut Tx, code: &PlaceCode) -> Result<Vec<Was>> {
    let rows = tx
        .all(
            "SELECT name, since, until FROM ground_place_was \
             WHERE county = $1 AND code = $2 ORDER BY until DESC, since DESC, name",
            binds![code.county(), code],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (since, until) = (row.text("since")?, row.text("until")?);
            Ok(Was { name: row.text("name")?, since, until })
        })
        .collect()
}

/// Keeps the old name until the day before `from`. A correction of the same day leaves it that one day,
/// so that no name ends before it began.
pub(super) async fn keep(tx: &mut Tx, old: &Old<'_>, from: Date) -> Result<()> {
    let since = match was(tx, old.code).await?.first() {
        Some(before) => next_day(&before.until).max(old.since.to_owned()),
        None => old.since.to_owned(),
    };
    let until = day_before(from).max(since.clone());
    record(tx, old, &since, &until).await
}

/// Keeps the days of a place that had ended and is valid again.
pub(super) async fn keep_days(tx: &mut Tx, old: &Old<'_>, until: &str) -> Result<()> {
    record(tx, old, old.since, until).await
}

async fn record(tx: &mut Tx, old: &Old<'_>, since: &str, until: &str) -> Result<()> {
    tx.run(
        "INSERT INTO ground_place_was (county, code, name, since, until) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (county, code, name, since) DO UPDATE SET until = excluded.until",
        binds![old.code.county(), old.code, old.name, since, until],
    )
    .await?;
    Ok(())
}

/// Everything below a place shows its new name on the way.
pub(super) async fn rename_way(tx: &mut Tx, old: &Old<'_>, way: &str) -> Result<()> {
    let (head, end) = old.code.range();
    let digits: String = head.chars().take(6).collect();
    tx.run(
        "UPDATE ground_place SET way = $1 || SUBSTR(way, LENGTH($2) + 1) \
         WHERE county >= $3 AND county <= $4 AND code > $5 AND code < $6 \
         AND SUBSTR(way, 1, LENGTH($2)) = $2",
        binds![way, old.way, format!("{digits:0<6}"), format!("{digits:9<6}"), head, end],
    )
    .await?;
    Ok(())
}

/// The day before `day`, as text.
pub(super) fn day_before(day: Date) -> String {
    day.yesterday().unwrap_or(day).to_string()
}

fn next_day(day: &str) -> String {
    let next = day.parse::<Date>().and_then(Date::tomorrow);
    next.map_or_else(|_| day.to_owned(), |next| next.to_string())
}
