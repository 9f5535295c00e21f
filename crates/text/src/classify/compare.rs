//! 比较 — Two models on the same messages, before one may replace the other.
//!
//! Whether a difference is more than chance is told by `McNemar`'s test on the messages only one of
//! them got right. Nothing is replaced here: a person reads the figures and says so. The messages
//! should be ones that neither model learned from.

use serde::Serialize;

use super::score::{Judged, Score, score, whole};
use super::train::Example;
use super::{Model, SURE};

/// The square of 1.96: beyond it a difference this large comes by chance once in twenty times.
const BEYOND_CHANCE: f64 = 3.84;

/// What the comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The other is right more often than the live one, beyond chance.
    Better,
    /// No difference beyond chance.
    Alike,
    /// The other is right less often, beyond chance.
    Worse,
}

/// The live model beside another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The name of the live model.
    pub live: String,
    /// The name of the other.
    pub other: String,
    /// The figures of the live model.
    pub live_score: Score,
    /// The figures of the other.
    pub other_score: Score,
    /// How many messages would get another first suggestion.
    pub changed: usize,
    /// How many only the live model gets right.
    pub only_live: usize,
    /// How many only the other gets right.
    pub only_other: usize,
    /// What that says.
    pub verdict: Verdict,
}

/// The figures of a model on messages with labels.
pub fn evaluate(model: &Model, examples: &[Example<'_>]) -> Score {
    score(&judge(model, examples))
}

/// The suggestions of a model beside the labels a person gave.
pub fn judge<'a>(model: &'a Model, examples: &[Example<'a>]) -> Vec<Judged<'a>> {
    let judged = |one: &Example<'a>| {
        let (ranked, sure) = model.ranked(&one.message, SURE);
        Judged { truth: one.label.trim(), ranked, sure }
    };
    examples.iter().map(judged).collect()
}

/// Compares two models on the same messages.
pub fn compare(live: &Model, other: &Model, examples: &[Example<'_>]) -> Comparison {
    let (left, right) = (judge(live, examples), judge(other, examples));
    let first = |one: &Judged<'_>| one.ranked.first().map(|first| first.0.to_owned());
    let mut comparison = Comparison {
        live: live.name(),
        other: other.name(),
        live_score: score(&left),
        other_score: score(&right),
        changed: 0,
        only_live: 0,
        only_other: 0,
        verdict: Verdict::Alike,
    };
    for (left, right) in left.iter().zip(&right) {
        comparison.changed += usize::from(first(left) != first(right));
        let is_right = |one: &Judged<'_>| one.ranked.first().is_some_and(|l| l.0 == one.truth);
        match (is_right(left), is_right(right)) {
            (true, false) => comparison.only_live += 1,
            (false, true) => comparison.only_other += 1,
            _ => {}
        }
    }
    comparison.verdict = verdict(comparison.only_live, comparison.only_other);
    comparison
}

fn verdict(only_live: usize, only_other: usize) -> Verdict {
    let (live, other) = (whole(only_live), whole(only_other));
    let apart = live - other;
    if apart * apart <= BEYOND_CHANCE * (live + other) {
        Verdict::Alike
    } else if apart < 0.0 {
        Verdict::Better
    } else {
        Verdict::Worse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_difference_may_be_chance() {
        assert_eq!(verdict(10, 14), Verdict::Alike);
        assert_eq!(verdict(10, 30), Verdict::Better);
        assert_eq!(verdict(30, 10), Verdict::Worse);
        assert_eq!(verdict(0, 0), Verdict::Alike);
    }
}
