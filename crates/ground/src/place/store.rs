//! 存地方 — Keeping places.

use kernel::{County, Error, PlaceCode, Result};
use store::{Row, Tx, binds};
use web::Crumb;

use super::Place;
use super::was::{self, Old};

pub(super) fn read(row: &Row) -> Result<Place> {
    Ok(Place {
        code: row.place("code")?,
        name: row.text("name")?,
        kind: row.text("kind")?,
        way: row.text("way")?,
        since: row.text("since")?,
        until: row.opt_text("until")?,
    })
}

/// A place by its code.
///
/// # Errors
/// [`kernel::Error::NotFound`] when the tree has no such place.
pub async fn load(tx: &mut Tx, code: &PlaceCode) -> Result<Place> {
    let row = tx
        .one(
            "SELECT code, name, kind, way, since, until FROM ground_place \
             WHERE county = $1 AND code = $2",
            binds![code.county(), code],
        )
        .await?;
    read(&row)
}

/// The places right below one, by code, those still valid.
///
/// # Errors
/// A fault when the database fails.
pub async fn children(tx: &mut Tx, code: &PlaceCode) -> Result<Vec<Place>> {
    let head: String = code.as_str().chars().take(6).collect();
    tx.all(
        "SELECT code, name, kind, way, since, until FROM ground_place \
         WHERE county >= $1 AND county <= $2 AND parent = $3 AND until IS NULL ORDER BY code",
        binds![format!("{head:0<6}"), format!("{head:9<6}"), code],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Adds a place (estate, hamlet, group, building, household of our own), or renames it: the old name is
/// kept, and the ways of all places below follow. The place above must be known, except for a province.
///
/// # Errors
/// [`kernel::Error::NotFound`] when the place above is missing.
pub async fn put(tx: &mut Tx, code: &PlaceCode, kind: &str, name: &str) -> Result<()> {
    let (parent, way) = match code.parent() {
        Some(parent) => {
            let above = load(tx, &parent).await?;
            (parent.to_string(), format!("{} / {name}", above.way))
        }
        None => (String::new(), name.to_owned()),
    };
    match load(tx, code).await {
        Ok(before) if before.name != name => {
            let old = Old { code, name: &before.name, way: &before.way, since: &before.since };
            was::keep(tx, &old, tx.now.day()).await?;
            was::rename_way(tx, &old, &way).await?;
        }
        Ok(_) | Err(Error::NotFound) => {}
        Err(fault) => return Err(fault),
    }
    // The official name an import brought stays as long as the name does.
    tx.run(
        "INSERT INTO ground_place (county, code, name, official, kind, way, parent, since) \
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7) \
         ON CONFLICT (county, code) DO UPDATE SET name = excluded.name, kind = excluded.kind, \
         way = excluded.way, official = CASE WHEN ground_place.name = excluded.name \
         THEN ground_place.official ELSE excluded.official END",
        binds![code.county(), code, name, kind, way, parent, tx.now.date()],
    )
    .await?;
    Ok(())
}

/// The way back from a place: its own page and those above, from the county down.
///
/// # Errors
/// A fault when the database fails.
pub async fn crumbs(tx: &mut Tx, code: &PlaceCode) -> Result<Vec<Crumb>> {
    let mut crumbs = Vec::new();
    for (at, name) in names(tx, &code.path()).await? {
        if at.as_str().len() >= 6 {
            crumbs.push(Crumb::new(format!("/places/{at}"), name));
        }
    }
    Ok(crumbs)
}

/// The names of places, in the order asked; those the tree does not know are left out.
///
/// # Errors
/// A fault when the database fails.
pub async fn names(tx: &mut Tx, codes: &[PlaceCode]) -> Result<Vec<(PlaceCode, String)>> {
    let mut names = Vec::new();
    for code in codes {
        let county: County = code.county();
        let row = tx
            .maybe(
                "SELECT name FROM ground_place WHERE county = $1 AND code = $2",
                binds![&county, code],
            )
            .await?;
        if let Some(row) = row {
            names.push((code.clone(), row.text("name")?));
        }
    }
    Ok(names)
}

/// The name of a place among those looked up by [`names`]; its code where it has none.
pub fn named<'a>(names: &'a [(PlaceCode, String)], code: &'a PlaceCode) -> &'a str {
    let known = names.iter().find(|(known, _)| known == code);
    known.map_or_else(|| code.as_str(), |(_, name)| name)
}
