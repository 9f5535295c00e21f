//! Finding a place by the path of its names: 江夏 has two 凤凰社区, so the way is always shown.

use askama::Template;
use kernel::{PlaceCode, Result, Stage, Subject};
use serde::Serialize;
use store::{Tx, binds};
use web::{Cx, Frame, Reply, Verb};

use super::{Place, policy, store::read};

#[derive(Template, Serialize)]
#[template(path = "place/find.html")]
struct FindPage {
    #[serde(skip)]
    page: Frame,
    words: String,
    found: Vec<Place>,
}

pub(super) fn verb() -> Verb {
    Verb::page("ground-place-find", "/places", policy::may_find, get)
}

/// `GET /places?name=江夏 凤凰`
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_find, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    let words: String = cx.query("name").unwrap_or_default().chars().take(60).collect();
    let mut tx = cx.read().await?;
    let found = if words.is_empty() { Vec::new() } else { search(&mut tx, &words, 30).await? };
    let page = cx.frame(cx.t("ground-place-find"));
    cx.public(&FindPage { page, words, found })
}

/// Places whose name begins with the last word and whose way holds the others, in order of code.
///
/// # Errors
/// A fault when the database fails.
pub async fn search(tx: &mut Tx, words: &str, most: i64) -> Result<Vec<Place>> {
    let words: Vec<&str> =
        words.split(|c: char| c.is_whitespace() || "/／>、,，".contains(c)).filter(|w| !w.is_empty()).collect();
    let Some((last, above)) = words.split_last() else { return Ok(Vec::new()) };
    // A range on the name's bytes is an index look-up on both engines.
    let end = format!("{last}\u{10FFFF}");
    let rows = tx
        .all(
            "SELECT code, name, kind, way, since, until FROM ground_place \
             WHERE county >= '000000' AND name >= $1 AND name < $2 AND until IS NULL \
             ORDER BY name, code LIMIT 2000",
            binds![*last, end],
        )
        .await?;
    let mut found = Vec::new();
    for row in &rows {
        let place = read(row)?;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        if above.iter().all(|w| place.way.contains(w)) && found.len() < most {
            found.push(place);
        }
    }
    Ok(found)
}
