//! Keeping proposals.

use kernel::{County, Error, Id, MatterId, Refusal, Result};
use store::{Row, Tx, binds};
use web::Sample;

use super::{Proposal, State};

fn read(row: &Row) -> Result<Proposal> {
    Ok(Proposal {
        id: row.id("id")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        author: row.text("author")?,
        title: row.text("title")?,
        body: row.text("body")?,
        state: row.word("state", State::parse)?,
        reason: row.opt_text("reason")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A proposal by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Proposal>) -> Result<Proposal> {
    let row = tx
        .one(
            "SELECT id, matter, place, author, title, body, state, reason, version, at \
             FROM decide_proposal WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The proposals of a matter, oldest first.
pub(super) async fn of_matter(tx: &mut Tx, county: &County, matter: &MatterId) -> Result<Vec<Proposal>> {
    tx.all(
        "SELECT id, matter, place, author, title, body, state, reason, version, at \
         FROM decide_proposal WHERE county = $1 AND matter = $2 ORDER BY at, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, p: &Proposal) -> Result<()> {
    tx.run(
        "INSERT INTO decide_proposal (county, id, matter, place, author, title, body, state, version, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
        binds![
            p.place.county(), &p.id, &p.matter, &p.place, &p.author, &p.title, &p.body,
            p.state.word(), p.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a changed proposal; of two at the same moment, the second is refused and shown the newer state.
pub(super) async fn save(tx: &mut Tx, p: &mut Proposal) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE decide_proposal SET title = $3, body = $4, state = $5, reason = $6, \
             version = version + 1 WHERE county = $1 AND id = $2 AND version = $7",
            binds![
                p.place.county(), &p.id, &p.title, &p.body, p.state.word(), p.reason.clone(), p.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(Error::from(Refusal::new("ground-matter-refused-changed").next(p.url(), "ground-matter-look")));
    }
    p.version += 1;
    Ok(())
}

/// The pages of proposals.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    tx.all(
        "SELECT '/' || county || '/proposals/' || id AS path FROM decide_proposal \
         WHERE county >= '000000' ORDER BY at LIMIT 2",
        binds![],
    )
    .await?
    .iter()
    .map(|row| row.text("path").map(Sample::public))
    .collect()
}
