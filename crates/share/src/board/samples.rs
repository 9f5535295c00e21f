//! 看板样页 — The addresses of boards in a filled database, for the tests that visit every page.

use kernel::{Result, Stage, Standing};
use store::{Tx, binds};
use web::Sample;

use super::count::{self, Pick};

/// The boards of places that have matters, and of a street, county, city and province above.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all("SELECT DISTINCT place FROM ground_tally WHERE county >= '000000' AND level >= 12 AND n > 0 ORDER BY place LIMIT 2", binds![])
        .await?;
    let mut pages = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        let place = row.place("place")?;
        pages.push(Sample::public(format!("/places/{place}/board/poster")));
        pages.push(Sample::public(Pick::Standing(Standing::Open).url(&place)));
        pages.push(Sample::public(Pick::Overdue.url(&place)));
        pages.push(Sample::public(Pick::Stage(Stage::Listen).url(&place)));
        pages.push(Sample::public(format!("/places/{place}/open-data")));
        let above = if nth == 0 { place.path() } else { vec![place] };
        for at in above {
            if count::head(&at).is_some() {
                pages.push(Sample::public(Pick::Standing(Standing::Open).url(&at)));
            }
            pages.push(Sample::public(format!("/places/{at}/board")));
        }
    }
    Ok(pages)
}
