//! 校准 — From scores to confidence that means what it says, and when to say "not sure".
//!
//! Both are learned from messages the scores were not trained on. Shares are the softmax of scores
//! times one factor (temperature scaling, Guo et al. 2017), found as the factor under which the true
//! classes are least surprising. How confident is sure enough is read off the same messages.

use serde::Serialize;

use super::score::{Judged, threshold, whole};
use crate::exact::{exp, ln, softmax};

/// Precisions a host may ask for, in per mille, for which a threshold is kept.
const LADDER: [u16; 12] = [800, 850, 880, 900, 920, 940, 950, 960, 970, 980, 990, 995];

/// How scores become shares, and from where on they are sure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Calibration {
    /// What scores are multiplied by.
    pub factor: f64,
    /// Precision in per mille and the lowest confidence that reached it.
    pub steps: Vec<(u16, f64)>,
    /// The smallest share of known features a suggestion may rest on.
    pub known: f64,
}

/// A message that was not trained on: its scores, its class, the share of features known.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub scores: Vec<f32>,
    pub class: usize,
    pub known: f64,
}

impl Calibration {
    /// Learns from held-out messages.
    pub fn learn(held: &[Held], labels: &[String]) -> Self {
        let mut known: Vec<f64> = held.iter().map(|one| one.known).collect();
        known.sort_by(f64::total_cmp);
        let mut found = Self {
            factor: factor(held),
            steps: Vec::new(),
            // One in two hundred genuine messages is as strange; below that nobody has any experience.
            known: known.get(held.len() / 200).copied().unwrap_or(0.0),
        };
        let judged = found.judge(held, labels);
        let step = |per_mille: &u16| {
            let wanted = f64::from(*per_mille) / 1000.0;
            // One standard error more than asked, or half of all hosts would stay below it.
            let wanted = wanted + (wanted * (1.0 - wanted) / whole(held.len().max(1))).sqrt();
            Some((*per_mille, threshold(&judged, wanted)?.0))
        };
        found.steps = LADDER.iter().filter_map(step).collect();
        found
    }

    /// The shares of all classes.
    pub fn shares(&self, scores: &[f32]) -> Vec<f64> {
        let mut shares: Vec<f64> =
            scores.iter().map(|score| f64::from(*score) * self.factor).collect();
        softmax(&mut shares);
        shares
    }

    /// Whether so confident a suggestion is right as often as wanted (per mille), as far as seen.
    pub fn is_sure(&self, confidence: f64, known: f64, per_mille: u16) -> bool {
        let step = self.steps.iter().find(|(reached, _)| *reached >= per_mille);
        known >= self.known && known > 0.0 && step.is_some_and(|(_, least)| confidence >= *least)
    }

    /// The held-out messages with their shares, as the figures of training are taken from them.
    pub fn judge<'a>(&self, held: &[Held], labels: &'a [String]) -> Vec<Judged<'a>> {
        held.iter()
            .map(|one| {
                let ranked = ranked(&self.shares(&one.scores), labels);
                let confidence = ranked.first().map_or(0.0, |first| first.1);
                let truth = labels.get(one.class).map_or("", String::as_str);
                let sure = self.is_sure(confidence, one.known, super::SURE);
                Judged { truth, ranked, sure }
            })
            .collect()
    }
}

/// Labels with their shares, best first, in order of the labels where equal.
pub(super) fn ranked<'a>(shares: &[f64], labels: &'a [String]) -> Vec<(&'a str, f64)> {
    let mut ranked: Vec<_> =
        labels.iter().map(String::as_str).zip(shares.iter().copied()).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    ranked
}

/// The factor with the least surprise, by ternary search on its logarithm (the loss is convex in
/// the factor, so it has one lowest point).
fn factor(held: &[Held]) -> f64 {
    let (mut low, mut high) = (ln(0.05), ln(50.0));
    for _ in 0..30 {
        let third = (high - low) / 3.0;
        let (left, right) = (low + third, high - third);
        if surprise(held, exp(left)) <= surprise(held, exp(right)) {
            high = right;
        } else {
            low = left;
        }
    }
    exp(low.midpoint(high))
}

/// The mean negative logarithm of the true class's share.
fn surprise(held: &[Held], factor: f64) -> f64 {
    let one = |held: &Held| {
        let top = held.scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let raised = |score: f32| f64::from(score - top) * factor;
        let sum: f64 = held.scores.iter().map(|score| exp(raised(*score))).sum();
        ln(sum) - held.scores.get(held.class).map_or(0.0, |score| raised(*score))
    };
    held.iter().map(one).sum::<f64>() / whole(held.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Dice;

    /// Messages whose first class is right as often as a factor of four says.
    fn held() -> Vec<Held> {
        let mut dice = Dice::new(3);
        (0..4_000u16)
            .map(|at| {
                let score = f32::from(at % 100) / 100.0;
                let share = 1.0 / (1.0 + exp(-4.0 * f64::from(score)));
                let right = whole(dice.below(10_000)) / 10_000.0 < share;
                Held { scores: vec![score, 0.0], class: usize::from(!right), known: 0.9 }
            })
            .collect()
    }

    #[test]
    fn the_factor_is_found_again_and_confidence_is_kept() {
        let labels = ["电".to_owned(), "水".to_owned()];
        let found = Calibration::learn(&held(), &labels);
        assert!((found.factor - 4.0).abs() < 0.4, "{}", found.factor);
        let judged = found.judge(&held(), &labels);
        assert!(super::super::score::calibration_error(&judged) < 0.03);
        let sure: Vec<_> = judged.iter().filter(|one| one.sure).collect();
        let right = sure.iter().filter(|one| one.ranked[0].0 == one.truth).count();
        assert!(sure.len() > 400 && right * 100 >= sure.len() * 95, "{right} of {}", sure.len());
    }

    #[test]
    fn what_is_strange_is_not_sure() {
        let labels = ["电".to_owned(), "水".to_owned()];
        let found = Calibration::learn(&held(), &labels);
        assert!(found.is_sure(0.99, 0.95, 900));
        assert!(!found.is_sure(0.99, 0.5, 900), "hardly a feature is known");
        assert!(!found.is_sure(0.99, 0.95, 999), "nobody measured that");
        assert!(!Calibration { known: 0.0, ..found }.is_sure(0.99, 0.0, 900));
    }
}
