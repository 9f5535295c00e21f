//! 归口 — Who should answer: the likely labels of a message, how sure, and the words that say so.
//!
//! A linear model learned from the host's own accepted matters on the host's own machine; where there
//! are too few of them, keyword rules a host can edit ([`rules`]). It **suggests, never decides**, and
//! says "not sure" where it was not right often enough before, or where a message is like nothing it
//! has seen. Blocks of features after Weinberger et al. 2009, the rule after Hsieh et al. 2008,
//! confidence after Guo et al. 2017; each file says more.
//!
//! ```text
//! accepted matters ──train──▶ Model ──compare──▶ live (only when told) ──suggest──▶ a worker
//!                               ▲                                                     │
//!                               └────────────────────── correct ──────────────────────┘
//! ```

mod because;
mod calibrate;
pub mod compare;
mod correct;
mod features;
mod keep;
mod layout;
mod learn;
mod lexicon;
pub(crate) mod mention;
mod refuse;
pub mod rules;
pub mod score;
mod slots;
mod tally;
pub mod taxonomy;
mod train;
mod vocabulary;
mod weights;

use std::collections::BTreeMap;

use serde::Serialize;

pub use because::Reason;
pub use correct::Corrected;
pub use features::MAX_CHARACTERS;
pub use refuse::{Damaged, LEAST_IN_A_CLASS, LEAST_IN_ALL, Refusal};
pub use taxonomy::Taxonomy;
pub use train::{Example, Options, Report, Trained, train};

use because::Explain;
use calibrate::{Calibration, ranked};
use features::Reading;
use slots::{Known, Slots, Vector};
use vocabulary::Vocabulary;
use weights::Weights;

/// How often "sure" must have been right, in per mille, unless a host asks for something else.
pub const SURE: u16 = 950;
/// So many suggestions are made.
pub const SUGGESTED: usize = 3;

/// What somebody wrote. A missing body is an empty one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Message<'a> {
    /// The headline.
    pub title: &'a str,
    /// The text.
    pub body: &'a str,
}

/// A label that may fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// The label, as it was given in training or in the rules.
    pub label: String,
    /// Where the label stands in the taxonomy, the first level first; empty when it is not known.
    pub parents: Vec<String>,
    /// How likely it is, from 0 to 1.
    pub confidence: f64,
    /// The words that spoke for it, most first; at most five.
    pub because: Vec<Reason>,
}

/// Why a suggestion is not sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsure {
    /// Nothing can be read in the message, or nothing in it is known.
    Nothing,
    /// It is like hardly any message seen before: another language or another subject.
    Strange,
    /// Suggestions of this confidence were wrong too often.
    Close,
}

impl Unsure {
    /// The word used in JSON and in keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Strange => "strange",
            Self::Close => "close",
        }
    }
}

/// What is suggested for a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggested {
    /// At most three labels, the likeliest first; none when nothing speaks for any.
    pub suggestions: Vec<Suggestion>,
    /// Whether the first was right as often as wanted on messages like this.
    pub sure: bool,
    /// Why not, when it is not sure.
    pub unsure: Option<Unsure>,
}

/// Figures of a model's training, kept with it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Facts {
    /// How many messages it learned from.
    pub examples: u32,
    /// The seed of the training.
    pub seed: u64,
    /// Corrections folded in since.
    pub corrections: u32,
    /// Macro-F1 on messages held back, as are the others.
    pub macro_f1: f64,
    /// The share right.
    pub accuracy: f64,
    /// How far confidence was from being right.
    pub calibration_error: f64,
    /// The share of messages for which 950 in 1,000 sure suggestions were right.
    pub at_95: f64,
}

/// A trained model; holds no text, only hashes, weights, labels and figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    labels: Vec<String>,
    /// By which words it cuts messages; models of the first version have none and need the dictionary.
    vocabulary: Option<Vocabulary>,
    slots: Slots,
    weights: Weights,
    calibration: Calibration,
    facts: Facts,
    /// Labels met only in corrections, with how often.
    aside: BTreeMap<String, u32>,
}

/// A message read by a model.
struct Seen {
    reading: Reading,
    known: Vec<Known>,
    vector: Vector,
    /// Which share of its features is known.
    share: f64,
}

impl Model {
    /// The labels it tells apart, in order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The figures of its training.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Labels met only in corrections, with how often; at [`LEAST_IN_A_CLASS`] train anew.
    pub fn aside(&self) -> &BTreeMap<String, u32> {
        &self.aside
    }

    /// The three likeliest labels with the words that spoke for them, sure when 95 % of such
    /// suggestions were right.
    pub fn suggest(&self, message: &Message<'_>) -> Suggested {
        self.suggest_at(message, SURE)
    }

    /// [`Self::suggest`], sure when `per_mille` in 1,000 were right.
    pub fn suggest_at(&self, message: &Message<'_>, per_mille: u16) -> Suggested {
        let seen = self.see(message);
        if seen.vector.is_empty() {
            let unsure = Some(Unsure::Nothing);
            return Suggested { suggestions: Vec::new(), sure: false, unsure };
        }
        let shares = self.calibration.shares(&self.weights.scores(&seen.vector));
        let mut order: Vec<(usize, f64)> = shares.into_iter().enumerate().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(SUGGESTED);
        let sure = order
            .first()
            .is_some_and(|first| self.calibration.is_sure(first.1, seen.share, per_mille));
        let strange = seen.share < self.calibration.known;
        let unsure = if strange { Unsure::Strange } else { Unsure::Close };
        let suggestions = self.explain(message, &seen, &order);
        Suggested { suggestions, sure, unsure: (!sure).then_some(unsure) }
    }

    /// Every label with its share (they sum to one), the likeliest first, without reasons; empty
    /// when nothing in the message is known.
    pub fn shares(&self, message: &Message<'_>) -> Vec<(&str, f64)> {
        self.ranked(message, SURE).0
    }

    /// [`Self::shares`], and whether the first is sure.
    fn ranked(&self, message: &Message<'_>, per_mille: u16) -> (Vec<(&str, f64)>, bool) {
        let seen = self.see(message);
        if seen.vector.is_empty() {
            return (Vec::new(), false);
        }
        let shares = self.calibration.shares(&self.weights.scores(&seen.vector));
        let ranked = ranked(&shares, &self.labels);
        let confidence = ranked.first().map_or(0.0, |first| first.1);
        (ranked, self.calibration.is_sure(confidence, seen.share, per_mille))
    }

    fn see(&self, message: &Message<'_>) -> Seen {
        let reading = self.read(message);
        let known = self.slots.known(&reading.features);
        let vector = self.slots.vector_of(&known);
        let share = score::share(known.len(), reading.features.len());
        Seen { reading, known, vector, share }
    }

    /// The message cut as those of the training were.
    fn read(&self, message: &Message<'_>) -> Reading {
        Reading::of(message, self.vocabulary.as_ref())
    }

    fn explain(
        &self,
        message: &Message<'_>,
        seen: &Seen,
        order: &[(usize, f64)],
    ) -> Vec<Suggestion> {
        let explain = Explain {
            message,
            reading: &seen.reading,
            known: &seen.known,
            vector: &seen.vector,
            weights: &self.weights,
            classes: self.labels.len(),
        };
        let classes: Vec<usize> = order.iter().map(|(class, _)| *class).collect();
        let reasons = explain.reasons(&classes);
        let suggestion = |((class, confidence), because): (&(usize, f64), Vec<Reason>)| {
            let label = self.labels.get(*class)?.clone();
            Some(Suggestion { label, parents: Vec::new(), confidence: *confidence, because })
        };
        order.iter().zip(reasons).filter_map(suggestion).collect()
    }
}

impl Suggested {
    /// Names the parents of every label the taxonomy knows.
    #[must_use]
    pub fn placed(mut self, taxonomy: &Taxonomy) -> Self {
        for suggestion in &mut self.suggestions {
            suggestion.parents = taxonomy.parents(&suggestion.label);
        }
        self
    }
}
