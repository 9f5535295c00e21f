//! 够得着 — Of all sample pages, those that the one who signs in for their role can open, a few of every form.
//!
//! The demo has one link per role, but a role is held at a place: the grid worker of one community has no
//! business in another county. So slices name many records, and here those within reach are chosen.

use std::collections::BTreeMap;

use kernel::{County, PlaceCode, Result};
use store::{Tx, binds};
use web::Sample;

use crate::session;

/// How many samples of one form are enough for everybody, and for a role.
const PUBLIC: usize = 8;
const OF_A_ROLE: usize = 3;

/// The samples of one form for one role.
#[derive(Default)]
struct Found {
    within: Vec<Sample>,
    beyond: Vec<Sample>,
}

/// Chooses from what the slices name. A form of which nothing is within reach keeps its first sample, so
/// that a test that visits it says so.
///
/// # Errors
/// A fault when the database fails.
pub async fn within_reach(tx: &mut Tx, samples: Vec<Sample>) -> Result<Vec<Sample>> {
    let homes: BTreeMap<String, PlaceCode> =
        session::signers(tx).await?.into_iter().map(|s| (s.role, s.place)).collect();
    let mut forms: BTreeMap<(String, Option<&str>), Found> = BTreeMap::new();
    for sample in samples {
        let role = sample.role.map(kernel::Role::word);
        let near = match role.and_then(|r| homes.get(r)) {
            Some(home) => place_of(tx, &sample.path).await?.is_none_or(|at| home.contains(&at)),
            None => true,
        };
        let found = forms.entry((form(&sample.path), role)).or_default();
        let known = found.within.iter().any(|s| s.path == sample.path);
        let enough = if role.is_some() { OF_A_ROLE } else { PUBLIC };
        if near && !known && found.within.len() < enough {
            found.within.push(sample);
        } else if !near && found.beyond.is_empty() {
            found.beyond.push(sample);
        }
    }
    Ok(forms
        .into_values()
        .flat_map(|found| if found.within.is_empty() { found.beyond } else { found.within })
        .collect())
}

/// The address with its numbers left out: pages of one form look alike.
fn form(path: &str) -> String {
    let bare = path.split('?').next().unwrap_or_default();
    let part = |p: &str| {
        if p.chars().any(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) { "*" } else { p }
            .to_owned()
    };
    bare.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Where a page belongs to: the place in its address, or the place of the record it is about.
async fn place_of(tx: &mut Tx, path: &str) -> Result<Option<PlaceCode>> {
    let mut parts = path.split('?').next().unwrap_or_default().split('/').skip(1);
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return Ok(None) };
    if first == "places" {
        return Ok(PlaceCode::parse(second).ok());
    }
    let (Ok(county), Some(id)) = (County::parse(first), parts.next()) else { return Ok(None) };
    let sql =
        "SELECT place FROM store_fact WHERE county = $1 AND subject = $2 ORDER BY seq LIMIT 1";
    tx.maybe(sql, binds![county, id]).await?.map(|row| row.place("place")).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_form_are_told_from_others() {
        assert_eq!(form("/420583/matters/C4Z8GJAV/accept"), "/*/matters/*/accept");
        assert_eq!(form("/places/420583001003.01/board"), "/places/*/board");
        assert_eq!(form("/places?name=社区"), "/places");
    }
}
