//! 类案 — The cases that solved the like of a problem, wherever it was: the kind counts, the place does not.

use std::collections::BTreeMap;

use kernel::{PlaceCode, Result};
use store::Tx;
use text::group::{CaseText, Message, like_cases};

use super::{Case, store as kept};

/// How many words of the problem are looked up, the longest first.
const WORDS: usize = 8;
/// How many cases are read for each.
const LOOK: i64 = 20;
/// The most cases shown.
const SHOWN: usize = 10;

/// The cases most like `problem`, each with the words both have.
///
/// # Errors
/// A fault when the database fails.
pub(super) async fn cases(
    tx: &mut Tx,
    at: Option<&PlaceCode>,
    problem: &str,
) -> Result<Vec<(Case, Vec<String>)>> {
    let mut tokens = text::tokens::query(problem);
    tokens.sort_by_key(|token| (std::cmp::Reverse(token.chars().count()), token.clone()));
    let mut found: BTreeMap<String, Case> = BTreeMap::new();
    for token in tokens.iter().take(WORDS) {
        let begin = (i64::MAX, "~".to_owned());
        for case in kept::page_with(tx, token, begin, LOOK).await? {
            if at.is_none_or(|at| at.contains(&case.place)) {
                found.entry(case.id.to_string()).or_insert(case);
            }
        }
    }
    let cases: Vec<Case> = found.into_values().collect();
    let asked = Message { id: String::new(), title: problem.to_owned(), ..Message::default() };
    let texts: Vec<CaseText> = cases.iter().map(text_of).collect();
    let like = like_cases(&[&asked], &texts).into_iter().take(SHOWN);
    Ok(like.filter_map(|like| Some((cases.get(like.index)?.clone(), like.because))).collect())
}

fn text_of(case: &Case) -> CaseText {
    CaseText {
        id: case.id.to_string(),
        title: case.words.title.clone(),
        body: format!("{}\n{}", case.words.problem, case.words.worked),
    }
}
