//! 试 — Who tries a case, kept on both sides: beside the case, and beside the place, maybe in another county.

use ground::place::Place;
use kernel::{County, Id, Moment, PlaceCode, Refusal, Result};
use serde::Serialize;
use store::{Tx, binds};

use super::Case;
use crate::board::counties;

/// A place that tries a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Adoption {
    pub place: PlaceCode,
    pub way: String,
    pub at: Moment,
}

/// The places that try a case, latest first.
pub(super) async fn adoptions(
    tx: &mut Tx,
    county: &County,
    id: &Id<Case>,
) -> Result<Vec<Adoption>> {
    tx.all(
        "SELECT place, way, at FROM share_adoption WHERE county = $1 AND case_id = $2 \
         ORDER BY at DESC, place LIMIT 50",
        binds![county, id],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Adoption { place: row.place("place")?, way: row.text("way")?, at: row.moment("at")? })
    })
    .collect()
}

/// A case that is tried at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Trial {
    pub title: String,
    pub url: String,
    pub words: String,
    pub at: Moment,
}

/// What is tried at a place or in it, by place.
pub(super) async fn trials(tx: &mut Tx, at: &PlaceCode) -> Result<Vec<Trial>> {
    let (from, to) = at.range();
    let (low, high) = counties(at);
    tx.all(
        "SELECT title, '/' || case_county || '/cases/' || case_id AS url, words, at FROM share_trial \
         WHERE county >= $1 AND county <= $2 AND place >= $3 AND place < $4 \
         ORDER BY county, place, case_id LIMIT 50",
        binds![low, high, from, to],
    )
    .await?
    .iter()
    .map(|row| {
        let words = row.text("words")?;
        Ok(Trial { title: row.text("title")?, url: row.text("url")?, words, at: row.moment("at")? })
    })
    .collect()
}

/// Keeps beside the case that a place tries it, and beside the place what it tries. Once per place.
pub(super) async fn keep(tx: &mut Tx, case: &Case, there: &Place, words: &str) -> Result<()> {
    let (home, now) = (case.place.county(), tx.now);
    let fresh = tx
        .run(
            "INSERT INTO share_adoption (county, case_id, place, way, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING",
            binds![&home, &case.id, &there.code, &there.way, now],
        )
        .await?;
    if fresh != 1 {
        let place = format!("{}/cases", there.url());
        return Err(Refusal::new("share-case-refused-tried").next(place, "share-case-look").into());
    }
    tx.run(
        "INSERT INTO share_trial (county, place, case_county, case_id, title, words, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![there.code.county(), &there.code, &home, &case.id, &case.words.title, words, now],
    )
    .await?;
    Ok(())
}
