//! 存取 — Keeping covenants and their clauses. Every edition that was in force is kept.

use ::store::{Row, Tx, binds};
use kernel::{County, Id, MatterId, PlaceCode, Result, Role};
use web::Sample;

use super::{Covenant, Filing};
use crate::later;

fn read(row: &Row) -> Result<Covenant> {
    let matter = match row.opt_text("matter")? {
        Some(_) => Some(row.matter("matter")?),
        None => None,
    };
    let number = row.opt_text("file_number")?.unwrap_or_default();
    Ok(Covenant {
        id: row.id("id")?,
        source: row.text("source")?,
        matter,
        place: row.place("place")?,
        title: row.text("title")?,
        edition: row.int("edition")?,
        starts: row.moment("starts")?,
        ends: row.opt_moment("ends")?,
        review: row.moment("review")?,
        rule: row.text("rule")?,
        filed: row.opt_moment("filed")?.map(|day| Filing { day, number }),
        clauses: Vec::new(),
        version: row.int("version")?,
    })
}

/// A covenant by its id, with its clauses.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Covenant>) -> Result<Covenant> {
    let row = tx
        .one(
            "SELECT id, source, matter, place, title, edition, starts, ends, review, rule, filed, \
             file_number, version FROM manage_covenant WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    let mut covenant = read(&row)?;
    covenant.clauses = tx
        .all(
            "SELECT words FROM manage_clause WHERE county = $1 AND covenant = $2 ORDER BY no",
            binds![county, id],
        )
        .await?
        .iter()
        .map(|r| r.text("words"))
        .collect::<Result<_>>()?;
    Ok(covenant)
}

/// Whether a proposal already came into force.
pub(super) async fn known(tx: &mut Tx, county: &County, source: &str) -> Result<bool> {
    let sql = "SELECT id FROM manage_covenant WHERE county = $1 AND source = $2";
    Ok(tx.maybe(sql, binds![county, source]).await?.is_some())
}

/// The editions of a title at a place, newest first, without clauses.
pub(super) async fn editions(tx: &mut Tx, place: &PlaceCode, title: &str) -> Result<Vec<Covenant>> {
    tx.all(
        "SELECT id, source, matter, place, title, edition, starts, ends, review, rule, filed, \
         file_number, version FROM manage_covenant WHERE county = $1 AND place = $2 AND title = $3 \
         ORDER BY edition DESC",
        binds![place.county(), place, title],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The covenants of a place and in it, those in force first, without clauses.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_place(tx: &mut Tx, place: &PlaceCode) -> Result<Vec<Covenant>> {
    let (from, to) = place.range();
    tx.all(
        "SELECT id, source, matter, place, title, edition, starts, ends, review, rule, filed, \
         file_number, version FROM manage_covenant WHERE county = $1 AND place >= $2 AND place < $3 \
         ORDER BY CASE WHEN ends IS NULL THEN 0 ELSE 1 END, starts DESC, id LIMIT 200",
        binds![place.county(), from, to],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The covenants of a matter, oldest first, without clauses.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Covenant>> {
    tx.all(
        "SELECT id, source, matter, place, title, edition, starts, ends, review, rule, filed, \
         file_number, version FROM manage_covenant WHERE county = $1 AND matter = $2 ORDER BY starts, id",
        binds![county, matter],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

pub(super) async fn insert(tx: &mut Tx, c: &Covenant) -> Result<()> {
    let county = c.place.county();
    tx.run(
        "INSERT INTO manage_covenant (county, id, source, matter, place, title, edition, starts, review, \
         rule, at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
        binds![
            &county, &c.id, &c.source, c.matter.clone(), &c.place, &c.title, c.edition, c.starts, c.review,
            &c.rule, tx.now,
        ],
    )
    .await?;
    for (no, words) in (1_i64..).zip(&c.clauses) {
        tx.run(
            "INSERT INTO manage_clause (county, covenant, no, words) VALUES ($1, $2, $3, $4)",
            binds![&county, &c.id, no, words],
        )
        .await?;
    }
    Ok(())
}

/// Keeps a changed covenant; of two at the same moment, the second is refused and shown the newer state.
pub(super) async fn save(tx: &mut Tx, c: &mut Covenant) -> Result<()> {
    let filed = c.filed.as_ref();
    let kept = tx
        .run(
            "UPDATE manage_covenant SET ends = $3, filed = $4, file_number = $5, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $6",
            binds![
                c.place.county(), &c.id, c.ends, filed.map(|f| f.day), filed.map(|f| f.number.clone()),
                c.version,
            ],
        )
        .await?;
    if kept != 1 {
        return Err(later::changed(c.url()));
    }
    c.version += 1;
    Ok(())
}

/// The pages of covenants.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT county, id, place FROM manage_covenant WHERE county >= '000000' ORDER BY at, id LIMIT 9",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let url = format!("/{}/covenants/{}", row.text("county")?, row.text("id")?);
        let place = row.text("place")?;
        pages.push(Sample::public(format!("/places/{place}/covenants")));
        pages.push(Sample::public(format!("/places/{place}/covenants/check")));
        pages.push(Sample::public(format!("{url}/poster")));
        pages.push(Sample::of(Role::Street, format!("{url}/file")));
        pages.push(Sample::public(url));
    }
    Ok(pages)
}
