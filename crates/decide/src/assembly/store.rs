//! 议事会·存取 — Keeping assemblies and what was corrected about them.

use kernel::{County, Error, Id, Moment, Refusal, Result, Role};
use store::{Row, Tx, binds};
use web::Sample;

use super::{Assembly, Correction, Kind};
use crate::topic::Topic;

fn read(row: &Row) -> Result<Assembly> {
    let positions = row.text("positions")?;
    Ok(Assembly {
        id: row.id("id")?,
        topic: row.id("topic")?,
        matter: row.matter("matter")?,
        place: row.place("place")?,
        kind: row.word("kind", Kind::parse)?,
        held: row.moment("held")?,
        venue: row.text("venue")?,
        agenda: row.text("agenda")?.lines().map(str::to_owned).collect(),
        residents: row.int("residents")?,
        representatives: row.int("representatives")?,
        officials: row.int("officials")?,
        women: row.int("women")?,
        positions: serde_json::from_str(&positions).map_err(Error::fault)?,
        minutes: row.text("minutes")?,
        outcome: row.text("outcome")?,
        recorded: row.opt_moment("recorded")?,
        version: row.int("version")?,
    })
}

/// An assembly by its id.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn load(tx: &mut Tx, county: &County, id: &Id<Assembly>) -> Result<Assembly> {
    let row = tx
        .one(
            "SELECT id, topic, matter, place, kind, held, venue, agenda, residents, representatives, \
             officials, women, positions, minutes, outcome, recorded, version \
             FROM decide_assembly WHERE county = $1 AND id = $2",
            binds![county, id],
        )
        .await?;
    read(&row)
}

/// The assemblies on a topic, oldest first.
///
/// # Errors
/// A fault when the database fails.
pub async fn of_topic(tx: &mut Tx, county: &County, topic: &Id<Topic>) -> Result<Vec<Assembly>> {
    tx.all(
        "SELECT id, topic, matter, place, kind, held, venue, agenda, residents, representatives, \
         officials, women, positions, minutes, outcome, recorded, version \
         FROM decide_assembly WHERE county = $1 AND topic = $2 ORDER BY held, id",
        binds![county, topic],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The most women at any recorded assembly on a topic: what a covenant's rule asks about.
pub(crate) async fn most_women(tx: &mut Tx, county: &County, topic: &Id<Topic>) -> Result<i64> {
    let assemblies = of_topic(tx, county, topic).await?;
    Ok(assemblies.iter().map(|a| a.women).max().unwrap_or(0))
}

pub(super) async fn insert(tx: &mut Tx, a: &Assembly) -> Result<()> {
    tx.run(
        "INSERT INTO decide_assembly (county, id, topic, matter, place, kind, held, venue, agenda, \
         state, residents, representatives, officials, women, positions, minutes, outcome, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'called', 0, 0, 0, 0, '[]', '', '', 0)",
        binds![
            a.place.county(), &a.id, &a.topic, &a.matter, &a.place, a.kind.word(), a.held, &a.venue,
            a.agenda.join("\n"),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps the record; nothing updates a recorded assembly again.
pub(super) async fn save(tx: &mut Tx, a: &mut Assembly) -> Result<()> {
    let positions = serde_json::to_string(&a.positions).map_err(Error::fault)?;
    let kept = tx
        .run(
            "UPDATE decide_assembly SET state = 'recorded', residents = $3, representatives = $4, \
             officials = $5, women = $6, positions = $7, minutes = $8, outcome = $9, recorded = $10, \
             version = version + 1 \
             WHERE county = $1 AND id = $2 AND version = $11 AND recorded IS NULL",
            binds![
                a.place.county(), &a.id, a.residents, a.representatives, a.officials, a.women,
                positions, &a.minutes, &a.outcome, a.recorded, a.version,
            ],
        )
        .await?;
    if kept != 1 {
        let again = Refusal::new("decide-assembly-refused-recorded");
        return Err(again.next(a.url(), "ground-matter-look").into());
    }
    a.version += 1;
    Ok(())
}

pub(super) async fn add_correction(tx: &mut Tx, a: &Assembly, words: &str) -> Result<()> {
    let id: Id<Correction> = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO decide_correction (county, assembly, id, words, at) VALUES ($1, $2, $3, $4, $5)",
        binds![a.place.county(), &a.id, &id, words, tx.now],
    )
    .await?;
    Ok(())
}

/// What was corrected, oldest first.
pub(super) async fn corrections(tx: &mut Tx, a: &Assembly) -> Result<Vec<Correction>> {
    tx.all(
        "SELECT words, at FROM decide_correction WHERE county = $1 AND assembly = $2 ORDER BY at, id",
        binds![a.place.county(), &a.id],
    )
    .await?
    .iter()
    .map(|row| Ok(Correction { words: row.text("words")?, at: row.moment("at")? }))
    .collect()
}

/// The pages of assemblies.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let mut pages = Vec::new();
    let rows = tx
        .all(
            "SELECT '/' || county || '/assemblies/' || id AS path, held, recorded \
             FROM decide_assembly WHERE county >= '000000' ORDER BY held DESC LIMIT 60",
            binds![],
        )
        .await?;
    for row in rows {
        let path = row.text("path")?;
        let done: Option<Moment> = row.opt_moment("recorded")?;
        let verb = if done.is_some() { "correct" } else { "record" };
        pages.push(Sample::of(Role::Worker, format!("{path}/{verb}")));
        pages.push(Sample::public(format!("{path}/poster")));
        pages.push(Sample::public(format!("{path}/minutes")));
        pages.push(Sample::public(path));
    }
    Ok(pages)
}
