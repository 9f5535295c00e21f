//! 打分 — Numbers beside names, added up (range voting).
//!
//! The range is stated beforehand. A number outside it makes a ballot void: it says more than is
//! allowed, and nobody may guess less. An empty space counts as the lowest number, so that a name
//! few have heard of does not win by their few scores. A ballot without any number is blank.

use std::collections::BTreeMap;

use super::{Count, Method, Points, Scores, Sum, Terms, cast, contested};
use crate::invalid::Invalid;
use crate::lot::Lot;

/// The numbers a ballot may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lowest.
    pub least: i64,
    /// The highest.
    pub most: i64,
}

/// Adds up the scores.
///
/// # Errors
/// No seats, fewer names than seats, an empty range, a ballot with more numbers than names, or more
/// ballots than [`MAX_BALLOTS`](crate::read::MAX_BALLOTS).
pub fn score(
    scores: &Scores,
    range: Range,
    terms: Terms,
    lot: Option<&Lot>,
) -> Result<Count, Invalid> {
    let Scores { candidates, heaps } = scores;
    contested(terms, candidates.len())?;
    if range.least > range.most {
        return Err(Invalid::Exceeds { field: "least", of: "most" });
    }
    let votes: BTreeMap<_, _> =
        (1..=candidates.len()).map(|number| (number, Points::ZERO)).collect();
    let mut sum = Sum {
        method: Method::Score,
        names: candidates.clone(),
        cast: cast(heaps.iter().map(|heap| heap.count))?,
        blank: 0,
        void: 0,
        votes,
        against: BTreeMap::new(),
    };
    for heap in heaps {
        let mut said = heap.scores.iter().flatten().peekable();
        if heap.scores.len() > candidates.len() {
            return Err(Invalid::Exceeds { field: "scores", of: "candidates" });
        } else if said.peek().is_none() {
            sum.blank += heap.count;
        } else if said.any(|score| !(range.least..=range.most).contains(score)) {
            sum.void += heap.count;
        } else {
            let given = heap.scores.iter().copied().chain(std::iter::repeat(None));
            for (votes, score) in sum.votes.values_mut().zip(given) {
                votes.add(Points::whole(score.unwrap_or(range.least).into()), heap.count);
            }
        }
    }
    sum.seat(terms, lot)
}

#[cfg(test)]
mod tests {
    use super::super::Scored;
    use super::*;

    #[test]
    fn sums_void_and_blank() {
        let heap = |scores: [Option<i64>; 3], count| Scored { scores: scores.to_vec(), count };
        let heaps = vec![
            heap([Some(5), Some(3), None], 2),
            heap([Some(0), Some(4), Some(1)], 3),
            heap([Some(6), None, None], 1),
            heap([None; 3], 4),
        ];
        let candidates = ["甲", "乙", "丙"].map(str::to_owned).to_vec();
        let scores = Scores { candidates, heaps };
        let range = Range { least: 0, most: 5 };
        let count = score(&scores, range, Terms::new(1), None).unwrap();
        let votes: Vec<_> = count.votes.values().map(ToString::to_string).collect();
        assert_eq!(votes, ["10", "18", "3"]);
        assert_eq!((count.cast, count.valid, count.blank, count.void), (10, 5, 4, 1));
        assert_eq!(count.elected, [2]);
        let below = score(&scores, Range { least: -5, most: 5 }, Terms::new(1), None).unwrap();
        assert_eq!(below.votes[&3].to_string(), "-7");
        assert!(score(&scores, Range { least: 1, most: 0 }, Terms::new(1), None).is_err());
    }
}
