//! 人与职务 — People by public alias, and the offices they hold at places for a term.

use kernel::{Actor, County, Id, Moment, Office, PlaceCode, Result, Role};
use store::{Tx, binds};

/// A person as the house knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person;

/// Adds a person with a public alias (居民甲, 网格员): never a private name.
///
/// # Errors
/// A fault when the database fails.
pub async fn add(tx: &mut Tx, county: &County, alias: &str) -> Result<Id<Person>> {
    let id = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO ground_person (county, id, alias) VALUES ($1, $2, $3)",
        binds![county, &id, alias],
    )
    .await?;
    Ok(id)
}

/// Gives a person an office at a place, from now until the term ends.
///
/// # Errors
/// A fault when the database fails.
pub async fn appoint(
    tx: &mut Tx,
    person: &Id<Person>,
    role: Role,
    place: &PlaceCode,
    title: &str,
    until: Option<Moment>,
) -> Result<()> {
    let id: Id<Office> = Id::random(&mut *tx.rng);
    tx.run(
        "INSERT INTO ground_office (county, id, person, role, place, title, since, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        binds![place.county(), &id, person, role, place, title, tx.now, until],
    )
    .await?;
    Ok(())
}

/// Who a person is today: alias and the offices whose term runs.
///
/// # Errors
/// [`kernel::Error::NotFound`] when there is no such person.
pub async fn actor(tx: &mut Tx, county: &County, person: &str) -> Result<Actor> {
    let row = tx
        .one(
            "SELECT alias FROM ground_person WHERE county = $1 AND id = $2",
            binds![county, person],
        )
        .await?;
    let offices = tx
        .all(
            "SELECT role, place FROM ground_office WHERE county = $1 AND person = $2 \
             AND since <= $3 AND (until IS NULL OR until > $3) ORDER BY place, role",
            binds![county, person, tx.now],
        )
        .await?
        .iter()
        .map(|row| {
            let role = row.word("role", Role::parse)?;
            Ok(Office { role, place: row.place("place")? })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Actor { person: Some(person.to_owned()), name: row.text("alias")?, offices })
}

/// The names of bodies and units that can answer for a matter at a place: offices of it and above.
///
/// # Errors
/// A fault when the database fails.
pub async fn answerable(tx: &mut Tx, place: &PlaceCode) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for at in place.path().iter().rev().filter(|p| p.as_str().len() >= 6) {
        let rows = tx
            .all(
                "SELECT DISTINCT title FROM ground_office WHERE county = $1 AND place = $2 \
                 AND role NOT IN ('resident', 'coach', 'assessor', 'adviser', 'system-admin', \
                 'security-admin', 'audit-admin') AND (until IS NULL OR until > $3) ORDER BY title",
                binds![place.county(), at, tx.now],
            )
            .await?;
        for row in rows {
            let title = row.text("title")?;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
    }
    Ok(titles)
}

/// The offices whose term runs at a place or in it, for "who looks after what".
///
/// # Errors
/// A fault when the database fails.
pub async fn offices(tx: &mut Tx, place: &PlaceCode) -> Result<Vec<(String, Role, PlaceCode)>> {
    let (from, to) = place.range();
    tx.all(
        "SELECT DISTINCT title, role, place FROM ground_office WHERE county = $1 AND place >= $2 \
         AND place < $3 AND (until IS NULL OR until > $4) ORDER BY place, title",
        binds![place.county(), from, to, tx.now],
    )
    .await?
    .iter()
    .map(|row| Ok((row.text("title")?, row.word("role", Role::parse)?, row.place("place")?)))
    .collect()
}
