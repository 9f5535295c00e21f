//! 相近 — Which known matters say nearly the same, and by which words one can see it.
//!
//! Two ways. [`rank`] orders a few candidates by the weighted Jaccard index of their tokens, in whole
//! per mille, and needs nothing but the candidates. [`Index`], [`pairs()`] and [`judge`] know how rare
//! words are and read from the text itself which places it names; a small model weighs likeness of
//! title, words, subject, place and time, and says the same, perhaps, or another, with reasons.
//!
//! The same words about another place are another problem, so whether the places agree weighs more
//! than any wording: without it nothing is merged but by a person.
//!
//! ```
//! use text::near::{Index, Message, Verdict};
//!
//! let message = |id: &str, title: &str| Message {
//!     id: id.to_owned(),
//!     title: title.to_owned(),
//!     body: "一楼餐馆没有专用烟道，油烟直排，窗户不能打开，请尽快处理。".to_owned(),
//!     ..Message::default()
//! };
//! let known = [message("1", "桂花园小区油烟扰民"), message("2", "春天家园小区油烟扰民")];
//! let found = Index::of(&known).search(&message("", "桂花园小区油烟扰民"), 5);
//! assert_eq!(found[0].id, "1");
//! assert_eq!(found[0].judged.because[0].to_string(), "同一地点桂花园");
//! assert!(found.iter().all(|near| near.id == "1" || near.judged.verdict != Verdict::Same));
//! ```

pub mod feature;
pub mod index;
pub mod message;
pub mod model;
pub mod pairs;
pub mod place;
pub mod verdict;

#[cfg(test)]
mod props;

pub use feature::Card;
pub use index::{Found, Index, probe};
pub use message::{Corpus, Message};
pub use pairs::{Pair, pairs};
pub use verdict::{Judged, Reason, Verdict, judge, pair, pair_score};

use std::collections::BTreeSet;

use serde::Serialize;

use crate::tokens::{Bag, is_heavy};

/// How many shared tokens are returned as the reason for a rank.
pub const MAX_SHARED: usize = 8;

/// Whether two texts speak of the same place, as the place tree knows and words do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The same building, estate or hamlet, or one inside the other.
    Same,
    /// Neighbouring places, or the same community.
    Near,
    /// One of them named no place.
    Unknown,
    /// Another place: another problem, however alike the words.
    Other,
}

impl Place {
    /// What remains of a likeness of words, in per mille.
    pub fn per_mille(self) -> u64 {
        match self {
            Self::Same => 1_000,
            Self::Near => 900,
            Self::Unknown => 750,
            Self::Other => 200,
        }
    }
}

/// A known text to compare with.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its tokens.
    pub bag: &'a Bag,
    /// Whether it speaks of the same place as the query.
    pub place: Place,
}

impl<'a> Candidate<'a> {
    /// A candidate from its tokens and place.
    pub fn new((bag, place): (&'a Bag, Place)) -> Self {
        Self { bag, place }
    }
}

/// A candidate that shares something with the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    /// Which of the candidates, from 0.
    pub index: usize,
    /// Likeness in per mille, 1 to 1000; 1000 is the same words at the same place.
    pub score: u64,
    /// Up to [`MAX_SHARED`] tokens both have, heaviest first: the reason to show.
    pub shared: Vec<String>,
}

/// The weight of a token when nothing is known about how rare it is: pairs and words count four
/// times a single character. A word with a digit (line 7, building 3) counts 24 times, because line 7
/// and line 5 are not the same problem whatever else the words say.
pub fn plain(token: &str) -> u64 {
    match (is_heavy(token), token.contains(|c: char| c.is_ascii_digit())) {
        (_, true) => 24,
        (true, false) => 4,
        (false, false) => 1,
    }
}

/// A weight that grows with rarity: [`plain`] times `8 × log2(documents / documents with it)`,
/// in whole numbers, at least [`plain`].
pub fn by_rarity(token: &str, documents: u64, with_token: u64) -> u64 {
    let times = documents.saturating_add(1).saturating_mul(256)
        / with_token.min(documents).saturating_add(1);
    let times = times.max(256);
    let whole = times.ilog2();
    // Between powers of two the logarithm is taken as a straight line, in eighths.
    let eighths = (times - (1 << whole)).saturating_mul(8) >> whole;
    plain(token) * (u64::from(whole - 8) * 8 + eighths).max(1)
}

/// Likeness of two token sets in per mille of the weighted Jaccard index, without regard to place.
pub fn likeness(a: &Bag, b: &Bag, weight: impl Fn(&str) -> u64) -> u64 {
    let tokens: BTreeSet<&str> = a.iter().chain(b.iter()).map(|(token, _)| token).collect();
    let (mut both, mut either) = (0_u128, 0_u128);
    for token in tokens {
        let weight = u128::from(weight(token));
        let (in_a, in_b) = (a.get(token), b.get(token));
        both += weight * u128::from(in_a.min(in_b));
        either += weight * u128::from(in_a.max(in_b));
    }
    let per_mille = (both * 1_000).checked_div(either).unwrap_or(0);
    u64::try_from(per_mille).unwrap_or(1_000)
}

/// The candidates that share words with `query`, most alike first, then in their own order.
pub fn rank(query: &Bag, candidates: &[Candidate], weight: impl Fn(&str) -> u64) -> Vec<Near> {
    let near = |(index, candidate): (usize, &Candidate)| {
        let words = likeness(query, candidate.bag, &weight);
        let score = words * candidate.place.per_mille() / 1_000;
        (score > 0).then(|| Near { index, score, shared: shared(query, candidate.bag, &weight) })
    };
    let mut found: Vec<_> = candidates.iter().enumerate().filter_map(near).collect();
    found.sort_by_key(|near| (std::cmp::Reverse(near.score), near.index));
    found
}

/// The heaviest tokens both have; single characters only where nothing longer is shared.
fn shared(a: &Bag, b: &Bag, weight: impl Fn(&str) -> u64) -> Vec<String> {
    let mut tokens: Vec<_> =
        a.iter().map(|(token, _)| token).filter(|token| b.get(token) > 0).collect();
    if tokens.iter().any(|token| is_heavy(token)) {
        tokens.retain(|token| is_heavy(token));
    }
    tokens.sort_by_key(|token| (std::cmp::Reverse(weight(token)), *token));
    tokens.into_iter().take(MAX_SHARED).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(query: &str, known: &[(&str, Place)]) -> Vec<Near> {
        let bags: Vec<_> = known.iter().map(|(text, _)| Bag::of(text)).collect();
        let places = known.iter().map(|(_, place)| *place);
        let candidates: Vec<_> = bags.iter().zip(places).map(Candidate::new).collect();
        rank(&Bag::of(query), &candidates, plain)
    }

    #[test]
    fn the_same_words_elsewhere_are_another_problem() {
        let words = "小区底层餐馆油烟扰民";
        let found = ranked(words, &[(words, Place::Other), ("餐馆油烟太大，扰民", Place::Same)]);
        let order: Vec<_> = found.iter().map(|near| near.index).collect();
        assert_eq!(order, [1, 0]);
        assert_eq!(found[1].score, 200);
        assert_eq!(ranked(words, &[(words, Place::Same)])[0].score, 1_000);
    }

    #[test]
    fn the_reason_is_words_and_not_single_characters() {
        let found = ranked("电梯坏了", &[("楼里的电梯", Place::Same), ("了", Place::Same)]);
        assert_eq!(found[0].shared, ["电梯"]);
        assert_eq!(found[1].shared, ["了"]);
        assert_eq!(ranked("电梯", &[("路灯", Place::Same)]), []);
        assert_eq!(ranked("", &[("", Place::Same)]), []);
    }

    #[test]
    fn another_number_is_less_alike_than_another_verb() {
        let known = [("社区巴士5号线很难等", Place::Same), ("社区巴士7号线要久等", Place::Same)];
        assert_eq!(ranked("社区巴士7号线很难等", &known)[0].index, 1);
    }

    #[test]
    fn rare_words_weigh_more() {
        let weights: Vec<_> =
            [0, 1, 10, 100, 1_000].iter().map(|with| by_rarity("电梯", 1_000, *with)).collect();
        assert!(weights.windows(2).all(|pair| pair[0] > pair[1]), "{weights:?}");
        assert_eq!(weights[4], plain("电梯"));
        assert_eq!(by_rarity("电梯", 0, u64::MAX), plain("电梯"));
        assert!(by_rarity("电梯", u64::MAX, 0) > 0);
    }
}
