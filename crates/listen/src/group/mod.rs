//! 同类问题 — From one problem to a class of problems: what was said in a month, grouped, for those who serve a place.
//!
//! Groups are suggestions drawn from the words; nothing is joined by them. A group of fewer than five people
//! never leaves its community: above it only larger ones are shown.

mod find;
mod list;
mod pairs;
pub mod policy;
mod show;

use ::store::{Tx, binds};
use kernel::{PlaceCode, Result, Role};
use web::{Sample, Verb};

pub(crate) fn verbs() -> Vec<Verb> {
    vec![list::verb(), show::verb(), pairs::verb()]
}

/// The page of groups of the community where most was said, and one of its groups.
///
/// # Errors
/// A fault when the database fails.
pub async fn samples(tx: &mut Tx) -> Result<Vec<Sample>> {
    let rows = tx
        .all(
            "SELECT SUBSTR(place, 1, 12) AS community, COUNT(*) AS n FROM listen_report \
             WHERE county >= '000000' GROUP BY SUBSTR(place, 1, 12) ORDER BY n DESC, community LIMIT 1",
            binds![],
        )
        .await?;
    let mut pages = Vec::new();
    for row in rows {
        let community = row.text("community")?;
        let at = PlaceCode::parse(&community)?;
        let month = find::Month::read(None, tx.now.day());
        if let Some(group) = find::groups(tx, &at, month).await?.groups.first() {
            let one = format!("/places/{community}/groups/{}", group.key);
            pages.push(Sample::of(Role::Worker, one));
        }
        pages.push(Sample::of(Role::Worker, format!("/places/{community}/groups")));
        pages.push(Sample::of(Role::Worker, format!("/places/{community}/pairs")));
    }
    Ok(pages)
}
