//! 存取 — Keeping duties of upkeep.

use ::store::{Row, Tx, binds};
use kernel::{County, Id, MatterId, PlaceCode, Result, Role};
use web::Sample;

use super::{Kept, State, Upkeep};
use crate::committee::Committee;
use crate::later;

fn read(row: &Row) -> Result<Upkeep> {
    let matter = match row.opt_text("matter")? {
        Some(_) => Some(row.matter("matter")?),
        None => None,
    };
    let kept = match row.word("state", State::parse)? {
        State::Awaiting => None,
        State::Kept => Some(Kept {
            body: row.id("body")?,
            name: row.text("body_name")?,
            what: row.text("what")?,
            often: row.text("often")?,
            since: row.moment("taken")?,
            reviews: [row.moment("review_first")?, row.moment("review_second")?],
        }),
    };
    Ok(Upkeep {
        id: row.id("id")?,
        source: row.text("source")?,
        matter,
        place: row.place("place")?,
        title: row.text("title")?,
        kept,
        reason: row.opt_text("reason")?,
        at: row.moment("at")?,
        version: row.int("version")?,
    })
}

/// A duty by its id.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Upkeep>) -> Result<Upkeep> {
    let row = tx
        .one(
            "SELECT id, source, matter, place, title, state, body, body_name, what, often, taken, \
             review_first, review_second, reason, at, version FROM manage_upkeep \
             WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// Whether a finished project already has its duty.
pub(super) async fn known(tx: &mut Tx, county: &County, source: &str) -> Result<bool> {
    let sql = "SELECT id FROM manage_upkeep WHERE county = $1 AND source = $2";
    Ok(tx.maybe(sql, binds![county, source]).await?.is_some())
}

/// The duties a body holds, oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_body(tx: &mut Tx, county: &County, body: &Id<Committee>) -> Result<Vec<Upkeep>> {
    tx.all(
        "SELECT id, source, matter, place, title, state, body, body_name, what, often, taken, \
         review_first, review_second, reason, at, version FROM manage_upkeep \
         WHERE county = $1 AND body = $2 ORDER BY at, id",
        binds![county, body],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The duties of a matter, oldest first.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Upkeep>> {
    tx.all(
        "SELECT id, source, matter, place, title, state, body, body_name, what, often, taken, \
         review_first, review_second, reason, at, version FROM manage_upkeep \
         WHERE county = $1 AND matter = $2 ORDER BY at, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The duties at a place and in it: those that await a taker, and those that are kept.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_place(tx: &mut Tx, place: &PlaceCode) -> Result<(Vec<Upkeep>, Vec<Upkeep>)> {
    let (from, to) = place.range();
    let all: Vec<Upkeep> = tx
        .all(
            "SELECT id, source, matter, place, title, state, body, body_name, what, often, taken, \
             review_first, review_second, reason, at, version FROM manage_upkeep \
             WHERE county = $1 AND place >= $2 AND place < $3 ORDER BY at DESC, id LIMIT 200",
            binds![place.county(), from, to],
        )
        .await?
        .iter()
        .map(read)
        .collect::<Result<_>>()?;
    Ok(all.into_iter().partition(|u| u.state() == State::Awaiting))
}

pub(super) async fn insert(tx: &mut Tx, u: &Upkeep) -> Result<()> {
    tx.run(
        "INSERT INTO manage_upkeep (county, id, source, matter, place, title, state, at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        binds![
            u.place.county(),
            &u.id,
            &u.source,
            u.matter.clone(),
            &u.place,
            &u.title,
            u.state().word(),
            u.at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a changed duty; of two at the same moment, the second is refused and shown the newer state.
pub(super) async fn save(tx: &mut Tx, u: &mut Upkeep) -> Result<()> {
    let kept = u.kept.as_ref();
    let changed = tx
        .run(
            "UPDATE manage_upkeep SET state = $3, body = $4, body_name = $5, what = $6, often = $7, \
             taken = $8, review_first = $9, review_second = $10, reason = $11, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $12",
            binds![
                u.place.county(), &u.id, u.state().word(), kept.map(|k| &k.body),
                kept.map(|k| k.name.clone()), kept.map(|k| k.what.clone()), kept.map(|k| k.often.clone()),
                kept.map(|k| k.since), kept.map(|k| k.reviews[0]), kept.map(|k| k.reviews[1]),
                u.reason.clone(), u.version,
            ],
        )
        .await?;
    if changed != 1 {
        return Err(later::changed(u.url()));
    }
    u.version += 1;
    Ok(())
}

/// The pages of duties.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT county, id, state FROM manage_upkeep WHERE county >= '000000' ORDER BY state, at, id LIMIT 20",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let url = format!("/{}/upkeeps/{}", row.text("county")?, row.text("id")?);
        pages.push(Sample::of(Role::Committee, format!("{url}/take-over")));
        pages.push(Sample::of(Role::Committee, format!("{url}/release")));
        pages.push(Sample::public(url));
    }
    Ok(pages)
}
