//! 找地方 — Finding a place by the path of its names: 江夏 has two 凤凰社区, so the way is always shown.

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

/// Valid places whose name, spoken or official, begins with the last word and whose way holds the
/// others; larger places first, then by name and code.
///
/// # Errors
/// A fault when the database fails.
pub async fn search(tx: &mut Tx, words: &str, most: i64) -> Result<Vec<Place>> {
    let words: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || "/／>、,，".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    let Some((last, above)) = words.split_last() else { return Ok(Vec::new()) };
    // The official name begins with the spoken one, so a range on it finds both, by its index.
    let end = format!("{last}\u{10FFFF}");
    // A community has four places above it; one of our own may have more, which then do not narrow.
    let mut above = above.iter().map(|word| holding(word));
    let mut next = || above.next().unwrap_or_else(|| "%".to_owned());
    let rows = tx
        .all(
            "SELECT code, name, kind, way, since, until FROM ground_place \
             WHERE county >= '000000' AND official >= $1 AND official < $2 AND until IS NULL \
             AND way LIKE $3 ESCAPE '!' AND way LIKE $4 ESCAPE '!' AND way LIKE $5 ESCAPE '!' \
             AND way LIKE $6 ESCAPE '!' ORDER BY LENGTH(code), name, code LIMIT $7",
            binds![*last, end, next(), next(), next(), next(), most],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// A pattern for text that holds a word, whatever signs the word has.
fn holding(word: &str) -> String {
    let plain: String = word
        .chars()
        .flat_map(|c| ['!', c].into_iter().skip(usize::from(!"!%_".contains(c))))
        .collect();
    format!("%{plain}%")
}
