//! 评分 — How good suggestions are, in the figures the papers use.
//!
//! Macro-F1 weighs every class alike, so that a small department counts as much as a large one. The
//! expected calibration error (Guo et al. 2017) says how far a stated confidence is from how often
//! it is right. Coverage at a precision says for how many messages a worker sees a sure suggestion.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// In how many equal steps of confidence the calibration error is taken.
pub const BINS: usize = 10;

/// A message somebody judged, beside what was suggested for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged<'a> {
    /// The label a person gave.
    pub truth: &'a str,
    /// The labels suggested with their confidence (0 to 1), best first; may be empty.
    pub ranked: Vec<(&'a str, f64)>,
    /// Whether the suggestion called itself sure.
    pub sure: bool,
}

impl Judged<'_> {
    fn confidence(&self) -> f64 {
        self.ranked.first().map_or(0.0, |(_, confidence)| *confidence)
    }

    fn right(&self) -> bool {
        self.within(1)
    }

    fn within(&self, first: usize) -> bool {
        self.ranked.iter().take(first).any(|(label, _)| *label == self.truth)
    }
}

/// How well one class is told from the others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassScore {
    /// The class.
    pub label: String,
    /// How many messages a person gave this class.
    pub rows: usize,
    /// Of those suggested, the share that was right.
    pub precision: f64,
    /// Of those a person gave, the share that was suggested.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// All figures of one set of judged messages; shares are between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// How many messages were judged.
    pub rows: usize,
    /// The mean of the F1 of every class.
    pub macro_f1: f64,
    /// The share whose first suggestion was right.
    pub accuracy: f64,
    /// The share with the right class among the first two.
    pub top_two: f64,
    /// The share with the right class among the first three.
    pub top_three: f64,
    /// How far stated confidence is from being right, on average.
    pub calibration_error: f64,
    /// The share of messages whose suggestion was sure.
    pub sure: f64,
    /// Of the sure ones, the share that was right.
    pub sure_precision: f64,
    /// The share that could be suggested so that 95 % of them are right.
    pub at_95: f64,
    /// The share that could be suggested so that 98 % of them are right.
    pub at_98: f64,
    /// Every class, in order of its name.
    pub classes: Vec<ClassScore>,
    /// For every class (a row) how often each class was suggested, in the order of `classes`;
    /// messages without a suggestion stand in no column.
    pub confusion: Vec<Vec<usize>>,
}

/// All figures at once.
pub fn score(judged: &[Judged<'_>]) -> Score {
    let (labels, confusion) = confusion(judged);
    let classes = classes(&labels, &confusion, judged);
    let sure: Vec<_> = judged.iter().filter(|one| one.sure).collect();
    Score {
        rows: judged.len(),
        macro_f1: mean(classes.iter().map(|class| class.f1)),
        accuracy: top(judged, 1),
        top_two: top(judged, 2),
        top_three: top(judged, 3),
        calibration_error: calibration_error(judged),
        sure: share(sure.len(), judged.len()),
        sure_precision: share(sure.iter().filter(|one| one.right()).count(), sure.len()),
        at_95: coverage(judged, 0.95),
        at_98: coverage(judged, 0.98),
        classes,
        confusion,
    }
}

/// The mean of the F1 of every class that a person gave or that was suggested.
pub fn macro_f1(judged: &[Judged<'_>]) -> f64 {
    let (labels, confusion) = confusion(judged);
    mean(classes(&labels, &confusion, judged).iter().map(|class| class.f1))
}

/// The share of messages with the right class among the `first` suggestions.
pub fn top(judged: &[Judged<'_>], first: usize) -> f64 {
    share(judged.iter().filter(|one| one.within(first)).count(), judged.len())
}

/// The expected calibration error of the first suggestion over [`BINS`] equal steps.
pub fn calibration_error(judged: &[Judged<'_>]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for one in judged {
        let step =
            (0..BINS - 1).take_while(|step| one.confidence() > share(step + 1, BINS)).count();
        if let Some((stated, right)) = bins.get_mut(step) {
            *stated += one.confidence();
            *right += if one.right() { 1.0 } else { 0.0 };
        }
    }
    let apart: f64 = bins.iter().map(|(stated, right): &(f64, f64)| (stated - right).abs()).sum();
    if judged.is_empty() { 0.0 } else { apart / whole(judged.len()) }
}

/// The largest share of messages, taken by falling confidence, of which `precision` are right.
/// Messages of the same confidence are taken together.
pub fn coverage(judged: &[Judged<'_>], precision: f64) -> f64 {
    threshold(judged, precision).map_or(0.0, |(_, taken)| share(taken, judged.len()))
}

/// The lowest confidence from which on `precision` of the messages are right, with their number.
pub fn threshold(judged: &[Judged<'_>], precision: f64) -> Option<(f64, usize)> {
    let mut order: Vec<_> = judged.iter().map(|one| (one.confidence(), one.right())).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut right = 0;
    let mut found = None;
    let mut followers = order.iter().skip(1).map(|next| next.0);
    for (place, (confidence, is_right)) in order.iter().enumerate() {
        right += usize::from(*is_right);
        let last_of_its_kind = followers.next().is_none_or(|next| next < *confidence);
        if last_of_its_kind && whole(right) >= precision * whole(place + 1) {
            found = Some((*confidence, place + 1));
        }
    }
    found
}

fn confusion<'a>(judged: &[Judged<'a>]) -> (Vec<&'a str>, Vec<Vec<usize>>) {
    let named: BTreeSet<&str> = judged
        .iter()
        .flat_map(|one| one.ranked.first().map(|first| first.0).into_iter().chain([one.truth]))
        .collect();
    let labels: Vec<_> = named.into_iter().collect();
    let place: BTreeMap<_, _> = labels.iter().zip(0..).map(|(label, at)| (*label, at)).collect();
    let mut table = vec![vec![0; labels.len()]; labels.len()];
    for one in judged {
        let row = place.get(one.truth).and_then(|at: &usize| table.get_mut(*at));
        let column = one.ranked.first().and_then(|(label, _)| place.get(label));
        if let Some(cell) = row.zip(column).and_then(|(row, at)| row.get_mut(*at)) {
            *cell += 1;
        }
    }
    (labels, table)
}

fn classes(labels: &[&str], table: &[Vec<usize>], judged: &[Judged<'_>]) -> Vec<ClassScore> {
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    for one in judged {
        *given.entry(one.truth).or_default() += 1;
    }
    let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(0);
    let class = |(at, label): (usize, &&str)| {
        let hits = table.get(at).map_or(0, |row| cell(row, at));
        let rows = given.get(label).copied().unwrap_or(0);
        let suggested = table.iter().map(|row| cell(row, at)).sum::<usize>();
        ClassScore {
            label: (*label).to_owned(),
            rows,
            precision: share(hits, suggested),
            recall: share(hits, rows),
            f1: share(2 * hits, rows + suggested),
        }
    };
    labels.iter().enumerate().map(class).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / whole(count) }
}

/// A part of a whole, zero when there is none.
pub(super) fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { whole(part) / whole(all) }
}

/// A count as a fraction can be taken of it.
#[expect(clippy::cast_precision_loss, reason = "counts of rows in memory stay far below 2⁵³")]
#[inline]
pub(super) fn whole(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(truth: &'static str, ranked: &[(&'static str, f64)]) -> Judged<'static> {
        Judged { truth, ranked: ranked.to_vec(), sure: ranked.first().is_some_and(|r| r.1 > 0.8) }
    }

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-12, "{left} {right}");
    }

    #[test]
    fn figures_by_hand() {
        let rows = [
            judged("水", &[("水", 0.9), ("电", 0.1)]),
            judged("水", &[("电", 0.6), ("水", 0.4)]),
            judged("电", &[("电", 0.85), ("水", 0.15)]),
            judged("路", &[]),
        ];
        let score = score(&rows);
        let names: Vec<_> = score.classes.iter().map(|class| class.label.as_str()).collect();
        assert_eq!(names, ["水", "电", "路"], "in order of the code points");
        assert_eq!(score.confusion, [[1, 1, 0], [0, 1, 0], [0, 0, 0]]);
        close(score.macro_f1, (2.0 / 3.0 + 2.0 / 3.0) / 3.0);
        close(macro_f1(&rows), score.macro_f1);
        close(score.accuracy, 0.5);
        close(score.top_two, 0.75);
        close(score.sure, 0.5);
        close(score.sure_precision, 1.0);
        close(score.calibration_error, (0.25 + 0.6) / 4.0);
        close(score.at_95, 0.5);
        close(coverage(&rows, 0.6), 0.75);
    }

    #[test]
    fn equal_confidence_is_taken_together() {
        let rows = [judged("水", &[("水", 0.7)]), judged("水", &[("电", 0.7)])];
        assert_eq!(threshold(&rows, 0.9), None, "the right one is not told from the wrong one");
        assert_eq!(threshold(&rows, 0.5), Some((0.7, 2)));
    }

    #[test]
    fn nothing_judged_is_no_division() {
        let score = score(&[]);
        assert_eq!((score.rows, score.classes.len()), (0, 0));
        close(score.macro_f1 + score.calibration_error + score.at_95, 0.0);
        close(score.accuracy, 0.0);
    }
}
