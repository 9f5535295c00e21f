//! 案例库 — Cases of all places, found by words.

use askama::Template;
use ground::place::{self, Place};
use kernel::{PlaceCode, Result, Stage, Subject};
use serde::Serialize;
use store::Tx;
use web::{Cx, Frame, Reply, Verb};

use super::store::After;
use super::trial::{self, Trial};
use super::{Case, like, policy, store as kept};

/// How many cases a page shows.
const PAGE: i64 = 20;
/// How many cases with the rarest-looking word are looked at for one page of a search.
const LOOK: i64 = 300;

#[derive(Template, Serialize)]
#[template(path = "case/list.html")]
struct ListPage {
    #[serde(skip)]
    page: Frame,
    /// Where the search is sent.
    action: String,
    words: String,
    /// What cases are to be like, when that is asked instead of words they have.
    like: String,
    cases: Vec<Found>,
    trials: Vec<Trial>,
    next: Option<String>,
}

/// A case in a list, with the name of its place.
#[derive(Debug, Serialize)]
struct Found {
    title: String,
    problem: String,
    url: String,
    way: String,
    tried: i64,
    day: String,
    /// The words it shares with what it is like.
    because: String,
}

pub(super) fn verb() -> Verb {
    Verb::page("share-case-list", "/cases", policy::may_list, get)
}

/// `GET /cases?words=停车`, `GET /cases?like=小区停车难`
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_list, &Subject::at(PlaceCode::nowhere(), Stage::Share))?;
    let mut tx = cx.read().await?;
    let page = cx.frame(cx.t("share-case-list"));
    list(&cx, &mut tx, page, None).await
}

/// The list of all places, or of one.
pub(super) async fn list(cx: &Cx, tx: &mut Tx, page: Frame, here: Option<Place>) -> Reply {
    let words: String = cx.query("words").unwrap_or_default().chars().take(60).collect();
    let like: String = cx.query("like").unwrap_or_default().chars().take(60).collect();
    let begin = cx.query("after").as_deref().and_then(kept::after);
    let begin = begin.unwrap_or((i64::MAX, "~".to_owned()));
    let at = here.as_ref().map(|p| &p.code);
    let (cases, on) = if like.is_empty() {
        let (cases, on) = search(tx, at, &words, begin).await?;
        (cases.into_iter().map(|case| (case, Vec::new())).collect(), on)
    } else {
        (like::cases(tx, at, &like).await?, None)
    };
    let action = at.map_or_else(|| "/cases".to_owned(), |at| format!("/places/{at}/cases"));
    let next = on.map(|(moment, id)| {
        let words = web::query_value(&words);
        format!("{action}?words={words}&after={moment}-{id}")
    });
    let trials = match at {
        Some(at) if words.is_empty() && like.is_empty() => trial::trials(tx, at).await?,
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for (case, because) in cases {
        let way =
            place::load(tx, &case.place).await.map_or_else(|_| case.place.to_string(), |p| p.way);
        found.push(Found {
            url: case.url(),
            title: case.words.title,
            problem: case.words.problem,
            way,
            tried: case.tried,
            day: case.at.date(),
            because: because.join("、"),
        });
    }
    cx.public(&ListPage { page, action, words, like, cases: found, trials, next })
}

/// A page of cases and where the next one begins. A search looks at no more than [`LOOK`] cases at a time.
async fn search(
    tx: &mut Tx,
    at: Option<&PlaceCode>,
    words: &str,
    begin: After,
) -> Result<(Vec<Case>, Option<After>)> {
    let tokens = text::tokens::query(words);
    // The longest token is most likely the rarest; the others are confirmed on what it brings.
    let driving = tokens.iter().max_by_key(|t| t.chars().count());
    let (found, most) = match (driving, at) {
        (Some(word), _) => (kept::page_with(tx, word, begin, LOOK).await?, LOOK),
        (None, Some(at)) => (kept::page_of(tx, at, begin, PAGE).await?, PAGE),
        (None, None) => (kept::page_of_all(tx, begin, PAGE).await?, PAGE),
    };
    let mut on = (i64::try_from(found.len()).unwrap_or(i64::MAX) >= most)
        .then(|| found.last().map(place_in_list))
        .flatten();
    let fits = |case: &Case| {
        let bag = case.words.found_by();
        at.is_none_or(|at| at.contains(&case.place)) && tokens.iter().all(|t| bag.get(t) > 0)
    };
    let mut cases: Vec<Case> = found.into_iter().filter(fits).collect();
    let page = usize::try_from(PAGE).unwrap_or(20);
    if cases.len() > page {
        cases.truncate(page);
        on = cases.last().map(place_in_list);
    }
    Ok((cases, on))
}

fn place_in_list(case: &Case) -> After {
    (case.at.0, case.id.to_string())
}
