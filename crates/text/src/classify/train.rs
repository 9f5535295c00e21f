//! 训练 — From accepted matters to a model, with figures from messages it did not learn from.
//!
//! The messages are shuffled by a seed and dealt into folds, each class evenly, the same message
//! again always into the same fold. Each fold is suggested for by a model of the others: from that
//! come the figures, the calibration and the thresholds. The model itself then learns from all.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::calibrate::{Calibration, Held};
use super::features::{Reading, sameness};
use super::learn::{Effort, Lesson, learn};
use super::lexicon::Lexicon;
use super::refuse::{LEAST_IN_A_CLASS, LEAST_IN_ALL, Refusal};
use super::score::{Score, score};
use super::slots::{Slots, Vector};
use super::vocabulary::Vocabulary;
use super::weights::Weights;
use super::{Facts, Message, Model};
use crate::exact::Dice;

/// A feature must be in so many messages.
const SHARED: u32 = 3;
/// One row in so many may be empty; more mean that a wrong column was read.
const EMPTY_ONE_IN: usize = 100;
/// So many weights are kept at most (64 MB): with many labels the rarest features go.
const MOST_WEIGHTS: usize = 1 << 24;

/// A message with the label a person gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example<'a> {
    /// What was written.
    pub message: Message<'a>,
    /// Where it belongs.
    pub label: &'a str,
    /// How much it counts; 1 as a rule, more for a correction.
    pub weight: f64,
    /// Messages of one group never stand on both sides of a split; without a group the same words
    /// again are one.
    pub group: Option<u64>,
}

impl<'a> Example<'a> {
    /// An example that counts once.
    pub fn new(title: &'a str, body: &'a str, label: &'a str) -> Self {
        Self { message: Message { title, body }, label, weight: 1.0, group: None }
    }
}

/// How a model is trained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Fixes every choice left to chance.
    pub seed: u64,
    /// Into how many parts the messages are dealt for the figures, at least two.
    pub folds: usize,
    /// What an error costs against large weights.
    pub cost: f64,
    /// How often every message is seen.
    pub rounds: usize,
    /// Leave classes with too few messages aside instead of refusing.
    pub leave_thin: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, folds: 5, cost: 1.0, rounds: 6, leave_thin: false }
    }
}

/// What training shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How many messages were learned from.
    pub examples: usize,
    /// Figures from messages held back: overall, by class, and what was taken for what.
    pub score: Score,
    /// Classes with too few messages that were left aside, with how many they have.
    pub aside: Vec<(String, usize)>,
    /// Rows (counted from one) without a letter or without a label, which were left out.
    pub empty: Vec<usize>,
}

/// A model and what its training showed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The model, not yet in use.
    pub model: Model,
    /// Its figures.
    pub report: Report,
}

/// Trains a model on messages with labels, or says why not.
pub fn train(examples: &[Example<'_>], options: &Options) -> Result<Trained, Refusal> {
    let (whole, empty) = leave_empty(examples)?;
    let aside = check(&whole, options)?;
    let thin: BTreeSet<&str> = aside.iter().map(|(label, _)| label.as_str()).collect();
    let used: Vec<_> = whole.into_iter().filter(|one| !thin.contains(one.label.trim())).collect();
    let named: BTreeSet<&str> = used.iter().map(|one| one.label.trim()).collect();
    let labels: Vec<String> = named.iter().map(|label| (*label).to_owned()).collect();
    let places: BTreeMap<&str, usize> = named.into_iter().zip(0..).collect();
    let mut lexicon = Lexicon::default();
    let rows: Vec<Row<'_>> = used
        .iter()
        .map(|one| Row {
            message: one.message,
            words: lexicon.take(&one.message),
            class: places.get(one.label.trim()).copied().unwrap_or(0),
            weight: one.weight,
            group: one.group.unwrap_or_else(|| sameness(&one.message)),
        })
        .collect();
    let effort = Effort { seed: options.seed, cost: options.cost, rounds: options.rounds };
    let held = hold(&rows, &lexicon, labels.len(), options.folds.max(2), effort);
    let calibration = Calibration::learn(&held, &labels);
    let score = score(&calibration.judge(&held, &labels));
    let Fit { vocabulary, slots, weights } =
        fit(&rows.iter().collect::<Vec<_>>(), &lexicon, labels.len(), effort);
    let facts = Facts {
        examples: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        seed: options.seed,
        corrections: 0,
        macro_f1: score.macro_f1,
        accuracy: score.accuracy,
        calibration_error: score.calibration_error,
        at_95: score.at_95,
    };
    let report = Report { examples: rows.len(), score, aside, empty };
    let (vocabulary, aside_later) = (Some(vocabulary), BTreeMap::new());
    let model =
        Model { labels, vocabulary, slots, weights, calibration, facts, aside: aside_later };
    Ok(Trained { model, report })
}

/// The examples that say something, and the rows that do not. Too many of those mean that a wrong
/// column was read, and nothing is trained.
fn leave_empty<'e, 'a>(
    examples: &'e [Example<'a>],
) -> Result<(Vec<&'e Example<'a>>, Vec<usize>), Refusal> {
    let unreadable = |text: &str| !text.chars().any(char::is_alphanumeric);
    let is_empty = |one: &Example<'_>| {
        one.label.trim().is_empty()
            || (unreadable(one.message.title) && unreadable(one.message.body))
    };
    let mut whole = Vec::with_capacity(examples.len());
    let (mut empty, mut weightless) = (Vec::new(), Vec::new());
    for (one, row) in examples.iter().zip(1..) {
        if !(one.weight.is_finite() && one.weight > 0.0) {
            weightless.push(row);
        } else if is_empty(one) {
            empty.push(row);
        } else {
            whole.push(one);
        }
    }
    if !weightless.is_empty() {
        return Err(Refusal::WrongWeight(weightless));
    }
    if empty.len() * EMPTY_ONE_IN > examples.len() {
        return Err(Refusal::EmptyRows(empty));
    }
    Ok((whole, empty))
}

/// Refuses what cannot be learned from; gives back the classes to leave aside.
fn check(examples: &[&Example<'_>], options: &Options) -> Result<Vec<(String, usize)>, Refusal> {
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for one in examples {
        *classes.entry(one.label.trim()).or_default() += 1;
    }
    if let Some((label, _)) = classes.first_key_value().filter(|_| classes.len() == 1) {
        return Err(Refusal::OneClass((*label).to_owned()));
    }
    let thin = classes.iter().filter(|(_, rows)| **rows < LEAST_IN_A_CLASS);
    let thin: Vec<_> = thin.map(|(label, rows)| ((*label).to_owned(), *rows)).collect();
    let left_out: usize = thin.iter().map(|(_, rows)| rows).sum();
    let have = examples.len() - if options.leave_thin { left_out } else { 0 };
    if have < LEAST_IN_ALL {
        return Err(Refusal::TooFew { have });
    }
    if !thin.is_empty() && (!options.leave_thin || classes.len() - thin.len() < 2) {
        return Err(Refusal::ThinClasses(thin));
    }
    Ok(thin)
}

/// A message ready to learn from.
struct Row<'a> {
    message: Message<'a>,
    /// Its words by the dictionary, as the lexicon numbers them.
    words: Vec<u32>,
    class: usize,
    weight: f64,
    group: u64,
}

/// What is learned from some of the messages.
struct Fit {
    vocabulary: Vocabulary,
    slots: Slots,
    weights: Weights,
}

/// Gathers words, chooses features and learns from some of the messages.
fn fit(rows: &[&Row<'_>], lexicon: &Lexicon, classes: usize, effort: Effort) -> Fit {
    let vocabulary = lexicon.vocabulary(rows.iter().map(|row| row.words.as_slice()));
    let counts: Vec<_> =
        rows.iter().map(|row| Reading::of(&row.message, Some(&vocabulary)).features).collect();
    let counts: Vec<_> = counts.iter().map(Vec::as_slice).collect();
    let slots = Slots::choose(&counts, SHARED, MOST_WEIGHTS / classes.max(1));
    let vectors: Vec<Vector> = counts.iter().map(|counts| slots.vector(counts).0).collect();
    let lesson =
        |(row, vector): (&&Row<'_>, _)| Lesson { vector, class: row.class, weight: row.weight };
    let lessons: Vec<_> = rows.iter().zip(&vectors).map(lesson).collect();
    let mut weights = learn(&lessons, classes, slots.len(), effort);
    weights.round();
    Fit { vocabulary, slots, weights }
}

/// Scores every message by a model that did not learn from it, nor from its words and features.
fn hold(
    rows: &[Row<'_>],
    lexicon: &Lexicon,
    classes: usize,
    folds: usize,
    effort: Effort,
) -> Vec<Held> {
    let dealt = deal(rows, folds, effort.seed);
    let mut held = Vec::with_capacity(rows.len());
    for fold in 0..folds {
        let (outside, inside): (Vec<_>, Vec<_>) =
            rows.iter().zip(&dealt).partition(|(_, place)| **place != fold);
        let outside: Vec<&Row<'_>> = outside.into_iter().map(|(row, _)| row).collect();
        let fit = fit(&outside, lexicon, classes, effort);
        held.extend(inside.into_iter().map(|(row, _)| {
            let reading = Reading::of(&row.message, Some(&fit.vocabulary));
            let (vector, known) = fit.slots.vector(&reading.features);
            Held { scores: fit.weights.scores(&vector), class: row.class, known }
        }));
    }
    held
}

/// The fold of every message: each class is dealt evenly, a group stays together.
fn deal(rows: &[Row<'_>], folds: usize, seed: u64) -> Vec<usize> {
    let mut groups: BTreeMap<u64, usize> = BTreeMap::new();
    for row in rows {
        groups.entry(row.group).or_insert(row.class);
    }
    let mut order: Vec<(u64, usize)> = groups.into_iter().collect();
    Dice::new(seed ^ 0x666f_6c64).shuffle(&mut order);
    order.sort_by_key(|(_, class)| *class);
    let dealt: BTreeMap<u64, usize> =
        order.iter().enumerate().map(|(at, (group, _))| (*group, at % folds)).collect();
    rows.iter().map(|row| dealt.get(&row.group).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stay_together_and_classes_are_even() {
        let row = |at: usize| Row {
            message: Message::default(),
            words: vec![],
            class: at % 2,
            weight: 1.0,
            group: (at / 2 * 2 + at % 2) as u64 / 4,
        };
        let rows: Vec<_> = (0..400).map(row).collect();
        let dealt = deal(&rows, 5, 9);
        for (left, right) in rows.iter().zip(&dealt) {
            let same = rows.iter().zip(&dealt).filter(|(row, _)| row.group == left.group);
            assert!(same.map(|(_, fold)| fold).all(|fold| fold == right));
        }
        for fold in 0..5 {
            assert_eq!(dealt.iter().filter(|one| **one == fold).count(), 80);
        }
        assert_ne!(dealt, deal(&rows, 5, 10));
    }
}
