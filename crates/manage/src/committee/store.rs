//! 存取 — Keeping bodies and their seats.

use ::store::{Row, Tx, binds};
use kernel::{County, Id, MatterId, PlaceCode, Result, Role};
use web::Sample;

use super::{Committee, Kind, Seat, State};
use crate::later;

fn read(row: &Row) -> Result<Committee> {
    let matter = match row.opt_text("matter")? {
        Some(_) => Some(row.matter("matter")?),
        None => None,
    };
    Ok(Committee {
        id: row.id("id")?,
        source: row.text("source")?,
        matter,
        place: row.place("place")?,
        kind: row.word("kind", Kind::parse)?,
        name: row.text("name")?,
        mandate: row.text("mandate")?,
        origin: row.text("origin")?,
        elected: row.yes("elected")?,
        since: row.moment("since")?,
        until: row.moment("until")?,
        state: row.word("state", State::parse)?,
        reason: row.opt_text("reason")?,
        seats: Vec::new(),
        version: row.int("version")?,
    })
}

async fn with_seats(tx: &mut Tx, county: &County, rows: Vec<Row>) -> Result<Vec<Committee>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let mut committee = read(&row)?;
        committee.seats = tx
            .all(
                "SELECT alias, office FROM manage_seat WHERE county = $1 AND committee = $2 ORDER BY no",
                binds![county, &committee.id],
            )
            .await?
            .iter()
            .map(|r| Ok(Seat { alias: r.text("alias")?, office: r.text("office")? }))
            .collect::<Result<_>>()?;
        all.push(committee);
    }
    Ok(all)
}

/// A body by its id.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Committee>) -> Result<Committee> {
    let row = tx
        .one(
            "SELECT id, source, matter, place, kind, name, mandate, origin, elected, since, until, state, \
             reason, version FROM manage_committee WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    with_seats(tx, county, vec![row]).await?.pop().ok_or(kernel::Error::NotFound)
}

/// Whether a record already brought a body into office.
pub(super) async fn known(tx: &mut Tx, county: &County, source: &str) -> Result<bool> {
    let sql = "SELECT id FROM manage_committee WHERE county = $1 AND source = $2";
    Ok(tx.maybe(sql, binds![county, source]).await?.is_some())
}

/// The bodies of a place and everything in it, serving ones first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_place(tx: &mut Tx, place: &PlaceCode) -> Result<Vec<Committee>> {
    let (from, to) = place.range();
    let county = place.county();
    let rows = tx
        .all(
            "SELECT id, source, matter, place, kind, name, mandate, origin, elected, since, until, state, \
             reason, version FROM manage_committee WHERE county = $1 AND place >= $2 AND place < $3 \
             ORDER BY CASE state WHEN 'serving' THEN 0 ELSE 1 END, place, since DESC, id LIMIT 200",
            binds![&county, from, to],
        )
        .await?;
    with_seats(tx, &county, rows).await
}

/// The bodies that can take a duty at a place now: its own, those above it and those in it.
pub(crate) async fn serving(tx: &mut Tx, place: &PlaceCode) -> Result<Vec<Committee>> {
    let wide = place.community().unwrap_or_else(|| place.clone());
    let now = tx.now;
    let all = of_place(tx, &wide).await?;
    let near = |c: &Committee| c.place.contains(place) || place.contains(&c.place);
    Ok(all.into_iter().filter(|c| c.serves(now) && near(c)).collect())
}

/// The bodies formed for a matter.
pub(super) async fn of_matter(
    tx: &mut Tx,
    county: &County,
    matter: &MatterId,
) -> Result<Vec<Committee>> {
    let rows = tx
        .all(
            "SELECT id, source, matter, place, kind, name, mandate, origin, elected, since, until, state, \
             reason, version FROM manage_committee WHERE county = $1 AND matter = $2 ORDER BY since, id",
            binds![county, matter],
        )
        .await?;
    with_seats(tx, county, rows).await
}

pub(super) async fn insert(tx: &mut Tx, c: &Committee) -> Result<()> {
    let county = c.place.county();
    tx.run(
        "INSERT INTO manage_committee (county, id, source, matter, place, kind, name, mandate, origin, \
         elected, since, until, state, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)",
        binds![
            &county, &c.id, &c.source, c.matter.clone(), &c.place, c.kind.word(), &c.name, &c.mandate,
            &c.origin, c.elected, c.since, c.until, c.state.word(),
        ],
    )
    .await?;
    for (no, seat) in (1_i64..).zip(&c.seats) {
        tx.run(
            "INSERT INTO manage_seat (county, committee, no, alias, office) VALUES ($1, $2, $3, $4, $5)",
            binds![&county, &c.id, no, &seat.alias, &seat.office],
        )
        .await?;
    }
    Ok(())
}

/// Keeps a changed body; of two at the same moment, the second is refused and shown the newer state.
pub(super) async fn save(tx: &mut Tx, c: &mut Committee) -> Result<()> {
    let kept = tx
        .run(
            "UPDATE manage_committee SET until = $3, state = $4, reason = $5, version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $6",
            binds![c.place.county(), &c.id, c.until, c.state.word(), c.reason.clone(), c.version],
        )
        .await?;
    if kept != 1 {
        return Err(later::changed(c.url()));
    }
    c.version += 1;
    Ok(())
}

/// The pages of bodies.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT county, id, place, elected, state FROM manage_committee WHERE county >= '000000' \
             ORDER BY elected, since, id LIMIT 20",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let (county, id, place) = (row.text("county")?, row.text("id")?, row.text("place")?);
        let url = format!("/{county}/committees/{id}");
        pages.push(Sample::public(format!("/places/{place}/committees")));
        pages.push(Sample::of(Role::Worker, format!("/places/{place}/committees/found")));
        pages.push(Sample::of(Role::Worker, format!("{url}/renew")));
        pages.push(Sample::of(Role::Worker, format!("{url}/dissolve")));
        pages.push(Sample::public(url));
    }
    Ok(pages)
}
