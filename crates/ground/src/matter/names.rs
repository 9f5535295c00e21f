//! 叫什么 — How the places of matters, and those who answer for them, may be typed: as written or as they sound.
//!
//! A matter has one token for each of its places and one for who answers. Which of these a typed name means
//! is looked up here, so that 马家店 is one token of the index and not thousands.

use std::collections::BTreeSet;

use ::store::{Tx, binds};
use kernel::{County, Error, PlaceCode, Result};
use text::search::{names, plain};

use super::Matter;
use crate::place;

/// Stands before a place's code, before a body's name, and before what only says that a name is kept: of
/// the private use area, which no word has.
const PLACE: char = '\u{e001}';
const BODY: char = '\u{e002}';
const KEPT: char = '\u{e003}';
/// The most places and bodies one typed name may mean.
const MOST: i64 = 12;

/// The token of everything in a place. A point parts words, so there is none in it.
pub(super) fn at(place: &PlaceCode) -> String {
    format!("{PLACE}{}", place.as_str().replace('.', "x"))
}

/// The tokens of a matter: of its places from the county down, and of who answers.
pub(super) fn of(place: &PlaceCode, answers: Option<&str>) -> BTreeSet<String> {
    let mut all: BTreeSet<String> =
        place.path().iter().filter(|p| p.as_str().len() >= 6).map(at).collect();
    all.extend(answers.and_then(body));
    all
}

fn body(name: &str) -> Option<String> {
    let plain = plain(name);
    (!plain.is_empty()).then(|| format!("{BODY}{plain}"))
}

/// The tokens that a typed beginning of a name may mean.
pub(super) async fn meant(tx: &mut Tx, county: &County, typed: &str) -> Result<Vec<String>> {
    let end = format!("{typed}\u{10ffff}");
    let rows = tx
        .all(
            "SELECT DISTINCT token FROM ground_find_name \
             WHERE county = $1 AND typed >= $2 AND typed < $3 ORDER BY token LIMIT $4",
            binds![county, typed, end, MOST],
        )
        .await?;
    rows.iter().map(|row| row.text("token")).collect()
}

/// Keeps how the places of a matter, from the street down, and who answers may be typed.
pub(super) async fn keep(tx: &mut Tx, matter: &Matter) -> Result<()> {
    let county = matter.place.county();
    let way = match place::load(tx, &matter.place).await {
        Ok(place) => place.way,
        Err(Error::NotFound) => String::new(),
        Err(fault) => return Err(fault),
    };
    // One look says whether the way is known; after a change of a name it is another way.
    if first(tx, &county, &format!("{KEPT}{way}"), &at(&matter.place)).await? {
        let path = matter.place.path();
        for (code, name) in path.iter().zip(way.split(" / ")).filter(|(c, _)| c.as_str().len() > 6)
        {
            put(tx, &county, name, &at(code)).await?;
        }
    }
    if let Some((name, token)) = matter.answers.as_deref().and_then(|a| Some((a, body(a)?)))
        && first(tx, &county, &format!("{KEPT}{}", plain(name)), &token).await?
    {
        put(tx, &county, name, &token).await?;
    }
    Ok(())
}

async fn put(tx: &mut Tx, county: &County, name: &str, token: &str) -> Result<()> {
    for typed in names(name) {
        first(tx, county, &typed, token).await?;
    }
    Ok(())
}

/// Keeps one way of typing; says whether it is new. Looks first: most are known, and need no lock.
async fn first(tx: &mut Tx, county: &County, typed: &str, token: &str) -> Result<bool> {
    let sql =
        "SELECT 1 AS one FROM ground_find_name WHERE county = $1 AND typed = $2 AND token = $3";
    if tx.maybe(sql, binds![county, typed, token]).await?.is_some() {
        return Ok(false);
    }
    let sql = "INSERT INTO ground_find_name (county, typed, token) VALUES ($1, $2, $3) \
               ON CONFLICT (county, typed, token) DO NOTHING";
    tx.run(sql, binds![county, typed, token]).await?;
    Ok(true)
}
