//! 判断 — A small model over the features of a pair: how likely both speak of the same problem.
//!
//! Logistic regression: every number can be read in `data/pair.txt`, and the same on every machine,
//! because training and use need only + − × ÷ (`exact`). A host with labels of its own may
//! [`train`] another.

use std::sync::LazyLock;

use super::feature::{Features, NAMES};
use crate::exact::exp;

const TABLE: &str = include_str!("../../data/pair.txt");

static SHIPPED: LazyLock<Model> = LazyLock::new(|| Model::parse(TABLE).unwrap_or_default());

/// One weight for each feature, and one that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    alone: f64,
    weights: Features,
}

impl Default for Model {
    fn default() -> Self {
        Self { alone: 0.0, weights: [0.0; NAMES.len()] }
    }
}

/// A pair with what is known of it, to learn from.
#[derive(Debug, Clone)]
pub struct Example {
    /// The features of the pair.
    pub features: Features,
    /// Whether both speak of the same problem.
    pub same: bool,
    /// How much it counts; a group of sixty makes 1,770 pairs that say much the same.
    pub counts: f64,
}

impl Model {
    /// The model that comes with the crate.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads `name weight` lines; `alone` is the weight without a feature. Nothing if a line is no
    /// such thing or names no feature.
    pub fn parse(table: &str) -> Option<Self> {
        let mut model = Self::default();
        let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
        for line in lines.filter(|line| !line.starts_with('#')) {
            let (name, rest) = line.split_once(' ')?;
            let weight: f64 = rest.split_whitespace().next()?.parse().ok()?;
            let weight = Some(weight).filter(|weight| weight.is_finite())?;
            if name == "alone" {
                model.alone = weight;
            } else {
                let at = NAMES.iter().position(|known| *known == name)?;
                *model.weights.get_mut(at)? = weight;
            }
        }
        Some(model)
    }

    /// The lines [`Model::parse`] reads, four decimals each.
    pub fn print(&self) -> String {
        let lines =
            NAMES.iter().zip(&self.weights).map(|(name, weight)| format!("{name} {weight:.4}\n"));
        format!("alone {:.4}\n", self.alone) + &lines.collect::<String>()
    }

    /// The probability, 0 to 1, that a pair with these features is the same problem.
    pub fn probability(&self, features: &Features) -> f64 {
        sigmoid(self.sum(features))
    }

    /// The evidence for the same problem, in nats.
    pub fn sum(&self, features: &Features) -> f64 {
        let sum: f64 =
            self.weights.iter().zip(features).map(|(weight, value)| weight * value).sum();
        self.alone + sum
    }
}

/// e^x / (1 + e^x), with `x` first brought into -40..=40; the same on every machine. What is not a
/// number is no evidence: it gives 0.
pub(super) fn sigmoid(x: f64) -> f64 {
    let power = exp(x.clamp(-40.0, 40.0));
    power / (1.0 + power)
}

/// The features of which more must never make a pair likelier: all others must never make it less so.
fn against(name: &str) -> bool {
    name == "days" || name.ends_with("_apart")
}

impl Example {
    /// The same words about another place, which is another problem: what a likeness of two messages
    /// that agree on a place would look like if it did not. Labelled collections hold few of these.
    /// Nothing when they name no place of `kind` (`estate`, `line`, `road`, `region`) together.
    pub fn elsewhere(&self, kind: &str) -> Option<Self> {
        let at = |name: &str| NAMES.iter().position(|known| *known == name);
        let agrees = at(kind).and_then(|at| self.features.get(at)).is_some_and(|says| *says > 0.0);
        if !(self.same && agrees) {
            return None;
        }
        let mut other = Self { same: false, counts: self.counts * ELSEWHERE, ..self.clone() };
        for name in ["estate", "line", "body", "road", "topic_place", "themes_place", kind] {
            if let Some(slot) = at(name).and_then(|at| other.features.get_mut(at)) {
                *slot = 0.0;
            }
        }
        for name in [format!("{kind}_apart"), "place_apart".to_owned()] {
            if let Some(slot) = at(&name).and_then(|at| other.features.get_mut(at)) {
                *slot = 1.0;
            }
        }
        Some(other)
    }
}

/// How much an [`Example::elsewhere`] counts beside the one it was made from.
const ELSEWHERE: f64 = 0.3;
/// How often Newton's step is taken; the change is below 1e-6 long before.
const STEPS: usize = 20;
/// How often each step's own equations are gone through.
const ROUNDS: usize = 200;
/// One weight for each feature and the one alone.
const SIZE: usize = NAMES.len() + 1;

/// Fits a model to examples, with those of [`Example::elsewhere`] added, by Newton's steps under one
/// rule: likeness never speaks against a pair, distance never for it, so that the model can not learn
/// the habits of a few groups. The same examples in the same order give the same model.
pub fn train(examples: &[Example]) -> Model {
    let kinds = ["estate", "line", "road", "region"];
    let added = examples.iter().flat_map(|one| kinds.iter().filter_map(|kind| one.elsewhere(kind)));
    let all: Vec<Example> = examples.iter().cloned().chain(added).collect();
    let mut weights = [0.0; SIZE];
    for _ in 0..STEPS {
        let (slope, curve) = quadratic(&all, &weights);
        weights = step(&weights, &slope, &curve);
    }
    let mut model = Model::default();
    let [alone, rest @ ..] = weights;
    model.alone = alone;
    model.weights = rest;
    model
}

/// Slope and curvature of the likelihood at `weights`, with a pull towards zero.
fn quadratic(examples: &[Example], weights: &[f64; SIZE]) -> ([f64; SIZE], Vec<[f64; SIZE]>) {
    let mut slope = [0.0; SIZE];
    let mut curve = vec![[0.0; SIZE]; SIZE];
    for example in examples {
        let mut row = [1.0; SIZE];
        row.iter_mut().skip(1).zip(&example.features).for_each(|(slot, value)| *slot = *value);
        let sum: f64 = row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        let p = sigmoid(sum);
        let target = if example.same { 1.0 } else { 0.0 };
        let (error, bend) = (example.counts * (target - p), example.counts * p * (1.0 - p));
        for ((line, slope), x) in curve.iter_mut().zip(&mut slope).zip(&row) {
            *slope += error * x;
            if *x != 0.0 {
                line.iter_mut().zip(&row).for_each(|(cell, y)| *cell += bend * x * y);
            }
        }
    }
    for (at, ((line, slope), weight)) in curve.iter_mut().zip(&mut slope).zip(weights).enumerate() {
        let pull = if at == 0 { 1e-6 } else { 1.0 };
        *slope -= pull * weight;
        if let Some(cell) = line.get_mut(at) {
            *cell += pull;
        }
    }
    (slope, curve)
}

/// The best weights of the quadratic within the rule, one after the other, round by round.
fn step(weights: &[f64; SIZE], slope: &[f64; SIZE], curve: &[[f64; SIZE]]) -> [f64; SIZE] {
    let mut change = [0.0; SIZE];
    for _ in 0..ROUNDS {
        for (at, line) in curve.iter().enumerate() {
            let (Some(bend), Some(slope)) = (line.get(at), slope.get(at)) else { continue };
            let (Some(weight), Some(now)) = (weights.get(at), change.get(at)) else { continue };
            let pull: f64 = line.iter().zip(&change).map(|(cell, change)| cell * change).sum();
            let best = weight + now + (slope - pull) / bend.max(1e-12);
            let name = at.checked_sub(1).and_then(|at| NAMES.get(at));
            let ruled = match name {
                Some(name) if against(name) => best.min(0.0),
                Some(_) => best.max(0.0),
                None => best,
            };
            let limited = (ruled - weight).clamp(-4.0, 4.0);
            if let Some(slot) = change.get_mut(at) {
                *slot = limited;
            }
        }
    }
    let mut next = *weights;
    next.iter_mut().zip(change).for_each(|(weight, change)| *weight += change);
    next
}

impl Model {
    /// The same order with probabilities that hold: of pairs called 0.8, eight in ten. `held` are the
    /// sums ([`Model::sum`]) that models gave to pairs they had not learned from, and whether those
    /// were the same problem.
    #[must_use]
    pub fn calibrated(&self, held: &[(f64, bool)]) -> Self {
        let (mut slope, mut shift) = (1.0_f64, 0.0_f64);
        for _ in 0..STEPS * 2 {
            let (mut g, mut h) = ([0.0; 2], [1e-9, 0.0, 1e-9]);
            for (sum, same) in held {
                let p = sigmoid(slope * sum + shift);
                let error = if *same { 1.0 } else { 0.0 } - p;
                let bend = p * (1.0 - p);
                g = [g[0] + error * sum, g[1] + error];
                h = [h[0] + bend * sum * sum, h[1] + bend * sum, h[2] + bend];
            }
            let whole = (h[0] * h[2] - h[1] * h[1]).max(1e-12);
            slope += ((g[0] * h[2] - g[1] * h[1]) / whole).clamp(-0.5, 0.5);
            slope = slope.max(0.05);
            shift += ((g[1] * h[0] - g[0] * h[1]) / whole).clamp(-2.0, 2.0);
        }
        let weights = self.weights.map(|weight| weight * slope);
        Self { alone: self.alone * slope + shift, weights }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigmoid_is_the_logistic_function() {
        for x in [-30.0, -5.5, -0.7, 0.0, 0.1, 1.0, 3.3, 20.0] {
            let expected = 1.0 / (1.0 + f64::exp(-x));
            assert!((sigmoid(x) - expected).abs() < 1e-9, "{x}");
        }
        assert!(sigmoid(f64::NAN).abs() < 1e-12);
        assert!(sigmoid(-1e300) > 0.0 && sigmoid(1e300) < 1.0 + 1e-12);
    }

    #[test]
    fn the_shipped_file_is_whole() {
        let model = Model::parse(TABLE).expect("data/pair.txt can be read");
        assert_eq!(Model::parse(&model.print()).as_ref(), Some(&model));
        for (name, weight) in NAMES.iter().zip(&model.weights) {
            assert!(if against(name) { *weight <= 0.0 } else { *weight >= 0.0 }, "{name}");
            assert!(TABLE.lines().any(|line| line.starts_with(&format!("{name} "))), "{name}");
        }
    }

    #[test]
    fn a_damaged_file_is_no_model() {
        assert_eq!(Model::parse("alone x"), None);
        assert_eq!(Model::parse("nonsense 1.0"), None);
        assert_eq!(Model::parse("words inf"), None);
        assert_eq!(Model::parse("words"), None);
    }

    fn example(words: f64, place: &str, same: bool) -> Example {
        let mut features = [0.0; NAMES.len()];
        let at = |name: &str| NAMES.iter().position(|known| *known == name).unwrap();
        features[at("words")] = words;
        features[at(place)] = 1.0;
        Example { features, same, counts: 1.0 }
    }

    #[test]
    fn it_learns_likeness_and_that_elsewhere_is_another_problem() {
        let examples: Vec<_> =
            (0..200).map(|n| example(f64::from(n % 10) / 10.0, "estate", n % 10 > 5)).collect();
        let model = train(&examples);
        let p = |one: &Example| model.probability(&one.features);
        assert!(p(&example(0.9, "estate", true)) > 0.8);
        assert!(p(&example(0.1, "estate", true)) < 0.2);
        assert!(p(&example(0.9, "estate_apart", false)) < p(&example(0.9, "estate", true)));
        assert_eq!(model, train(&examples));
        let sums: Vec<_> =
            examples.iter().map(|one| (model.sum(&one.features), one.same)).collect();
        let calibrated = model.calibrated(&sums);
        let order = |model: &Model| p_order(model, &examples);
        assert_eq!(order(&model), order(&calibrated));
    }

    fn p_order(model: &Model, examples: &[Example]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..10).collect();
        order.sort_by(|a, b| {
            let p = |at: &usize| model.probability(&examples[*at].features);
            p(a).total_cmp(&p(b))
        });
        order
    }
}
