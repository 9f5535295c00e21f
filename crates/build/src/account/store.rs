//! 账目·存取 — Keeping the lines of accounts.

use kernel::{County, Id, Result};
use store::{Row, Tx, binds};

use super::{Entry, Kind, State};
use crate::project::{Project, changed};

fn read(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.id("id")?,
        project: row.id("project")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        kind: row.word("kind", Kind::parse)?,
        amount: row.fen("amount")?,
        day: row.text("day")?,
        what: row.text("what")?,
        party: row.text("party")?,
        voucher: row.text("voucher")?,
        record: row.opt_text("record")?,
        counters: row.opt_id("counters")?,
        state: row.word("state", State::parse)?,
        entered_by: row.opt_text("entered_by")?,
        entered_name: row.text("entered_name")?,
        checked_by: row.opt_text("checked_by")?,
        checked_name: row.opt_text("checked_name")?,
        why: row.opt_text("why")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A line by its id.
pub(super) async fn load(tx: &mut Tx, county: &County, id: &Id<Entry>) -> Result<Entry> {
    let sql = "SELECT * FROM build_entry WHERE county = $1 AND id = $2";
    read(&tx.one(sql, binds![county, id]).await?)
}

/// The lines of a project's account, by day.
pub(crate) async fn of_project(
    tx: &mut Tx,
    county: &County,
    project: &Id<Project>,
) -> Result<Vec<Entry>> {
    let sql = "SELECT * FROM build_entry WHERE county = $1 AND project = $2 ORDER BY day, at, id";
    tx.all(sql, binds![county, project]).await?.iter().map(read).collect()
}

/// Adds a line.
pub(crate) async fn insert(tx: &mut Tx, e: &Entry) -> Result<()> {
    tx.run(
        "INSERT INTO build_entry (county, id, project, matter, place, kind, amount, day, what, party, \
         voucher, record, counters, state, entered_by, entered_name, checked_by, checked_name, at, \
         version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
         $18, $19, 0)",
        binds![
            e.place.county(), &e.id, &e.project, &e.matter, &e.place, e.kind.word(), e.amount, &e.day,
            &e.what, &e.party, &e.voucher, e.record.clone(), e.counters.as_ref(), e.state.word(),
            e.entered_by.clone(), &e.entered_name, e.checked_by.clone(), e.checked_name.clone(), e.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps what a second person said about a line; of two at the same moment, the second is refused.
/// Amount, day, voucher and words are not in this statement: they never change.
pub(super) async fn save(tx: &mut Tx, e: &mut Entry) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE build_entry SET state = $3, checked_by = $4, checked_name = $5, why = $6, \
             version = version + 1 WHERE county = $1 AND id = $2 AND version = $7",
            binds![
                e.place.county(),
                &e.id,
                e.state.word(),
                e.checked_by.clone(),
                e.checked_name.clone(),
                e.why.clone(),
                e.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(changed(format!("/{}/projects/{}/account", e.place.county(), e.project)));
    }
    e.version += 1;
    Ok(())
}
