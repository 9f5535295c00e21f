//! 贡献·存取 — Keeping contributions. The private link is kept as its digest only.

use kernel::{County, Error, Fact, Fen, Id, Result, digest};
use store::{Row, Tx, binds};

use super::{Accepted, Contribution, Delivered, Kind, State};
use crate::project::{Project, changed};

fn read(row: &Row) -> Result<Contribution> {
    let delivered = match row.opt_text("day")? {
        Some(day) => Some(Delivered {
            day,
            by: row.opt_text("delivered_by")?,
            name: row.opt_text("delivered_name")?,
        }),
        None => None,
    };
    let accepted = match row.opt_text("receipt")? {
        Some(receipt) => Some(Accepted {
            amount: row.int("accepted")?,
            worth: row.opt_int("worth")?.map(Fen),
            receipt,
            name: row.text("accepted_name")?,
            at: row.moment("accepted_at")?,
        }),
        None => None,
    };
    Ok(Contribution {
        id: row.id("id")?,
        project: row.id("project")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        kind: row.word("kind", Kind::parse)?,
        amount: row.int("amount")?,
        what: row.text("what")?,
        shown: row.opt_text("shown")?,
        entered: row.opt_text("entered")?,
        remote: row.yes("remote")?,
        giver: row.opt_text("giver")?,
        state: row.word("state", State::parse)?,
        delivered,
        accepted,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A contribution by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Contribution>) -> Result<Contribution> {
    let row = tx
        .one("SELECT * FROM build_contribution WHERE county = $1 AND id = $2", binds![county, id])
        .await?;
    read(&row)
}

/// The contribution a private link belongs to.
///
/// # Errors
/// [`Error::NotFound`] for any other secret.
pub async fn by_secret(tx: &mut Tx, county: &County, secret: &str) -> Result<Contribution> {
    if secret.len() != 26 {
        return Err(Error::NotFound);
    }
    let row = tx
        .one(
            "SELECT * FROM build_contribution WHERE county = $1 AND mark = $2",
            binds![county, digest(secret)],
        )
        .await?;
    read(&row)
}

/// The contributions to a project, oldest first.
pub(crate) async fn of_project(
    tx: &mut Tx,
    county: &County,
    project: &Id<Project>,
) -> Result<Vec<Contribution>> {
    tx.all(
        "SELECT * FROM build_contribution WHERE county = $1 AND project = $2 ORDER BY at, id",
        binds![county, project],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, c: &Contribution, secret: &str) -> Result<()> {
    tx.run(
        "INSERT INTO build_contribution (county, id, project, matter, place, kind, amount, what, shown, \
         entered, remote, giver, mark, state, at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)",
        binds![
            c.place.county(), &c.id, &c.project, &c.matter, &c.place, c.kind.word(), c.amount, &c.what,
            c.shown.clone(), c.entered.clone(), c.remote, c.giver.clone(), digest(secret),
            c.state.word(), c.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a changed contribution; of two at the same moment, the second is refused.
pub(super) async fn save(tx: &mut Tx, c: &mut Contribution) -> Result<()> {
    let delivered = c.delivered.as_ref();
    let accepted = c.accepted.as_ref();
    let kept = tx
        .run(
            "UPDATE build_contribution SET state = $3, day = $4, delivered_by = $5, delivered_name = $6, \
             accepted = $7, worth = $8, receipt = $9, accepted_name = $10, accepted_at = $11, \
             version = version + 1 WHERE county = $1 AND id = $2 AND version = $12",
            binds![
                c.place.county(), &c.id, c.state.word(), delivered.map(|d| d.day.clone()),
                delivered.and_then(|d| d.by.clone()), delivered.and_then(|d| d.name.clone()),
                accepted.map(|a| a.amount), accepted.and_then(|a| a.worth),
                accepted.map(|a| a.receipt.clone()), accepted.map(|a| a.name.clone()),
                accepted.map(|a| a.at), c.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(changed(c.url()));
    }
    c.version += 1;
    Ok(())
}

/// Tells what a giver did without telling who: the public record names no giver.
pub(super) async fn tell_nameless(tx: &mut Tx, fact: Fact) -> Result<()> {
    let actor = std::mem::take(&mut tx.actor);
    let told = tx.tell(fact).await;
    tx.actor = actor;
    told
}
