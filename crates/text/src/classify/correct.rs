//! 更正 — A worker's correction counts at once.
//!
//! The weights move by the smallest step after which the corrected message scores clearly for its
//! new label (the passive-aggressive rule, Crammer et al. 2006): messages that share its words move
//! with it, all others hardly. A label the model has never learned is only counted, until there are
//! enough messages to train anew.

use std::collections::BTreeSet;

use serde::Serialize;

use super::refuse::LEAST_IN_A_CLASS;
use super::slots::{Slots, Vector, idf};
use super::weights::Weights;
use super::{Message, Model};

/// By how much the right label must lead; less than most messages of the training
/// do, so that the others stay where they are.
const LEAD: f32 = 0.6;
/// So many rivals are put behind at most.
const STEPS: usize = 64;

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Corrected {
    /// The label now comes first for this message.
    Learned,
    /// The model said so already, clearly.
    Agreed,
    /// The label is new: counted, until there are enough to train anew.
    Aside {
        /// How many corrections named it.
        have: u32,
        /// How many are needed.
        needed: u32,
    },
    /// Nothing can be read in the message, or the label is empty.
    Nothing,
}

impl Model {
    /// Folds a correction in: from now on this message, and messages much like it, get `label`.
    pub fn correct(&mut self, message: &Message<'_>, label: &str) -> Corrected {
        let label = label.trim();
        let counts = self.read(message).features;
        if counts.is_empty() || label.is_empty() {
            return Corrected::Nothing;
        }
        let Ok(class) = self.labels.binary_search_by(|one| one.as_str().cmp(label)) else {
            let have = self.aside.entry(label.to_owned()).or_default();
            *have = have.saturating_add(1);
            let needed = u32::try_from(LEAST_IN_A_CLASS).unwrap_or(u32::MAX);
            return Corrected::Aside { have: *have, needed };
        };
        let (vector, _) = self.slots.vector(&counts);
        if lag(&self.weights.scores(&vector), class).is_none() {
            return Corrected::Agreed;
        }
        self.admit(&counts);
        let (vector, _) = self.slots.vector(&counts);
        self.lead(&vector, class);
        self.facts.corrections = self.facts.corrections.saturating_add(1);
        Corrected::Learned
    }

    /// [`Self::correct`] for many, in their order: features not met before get their place at once, so that
    /// a thousand corrections cost little more than one.
    pub fn correct_all<'a>(&mut self, lessons: impl IntoIterator<Item = (Message<'a>, &'a str)>) {
        let lessons: Vec<_> = lessons.into_iter().collect();
        let mut unmet: BTreeSet<u32> = BTreeSet::new();
        for (message, label) in &lessons {
            let known = self.labels.binary_search_by(|one| one.as_str().cmp(label.trim())).is_ok();
            if known {
                let counts = self.read(message).features;
                unmet.extend(counts.into_iter().map(|(id, _)| id));
            }
        }
        let unmet: Vec<(u32, u32)> = unmet.into_iter().map(|id| (id, 1)).collect();
        self.admit(&unmet);
        for (message, label) in lessons {
            self.correct(&message, label);
        }
    }

    /// Gives features the model has not met a place, with no weight yet.
    fn admit(&mut self, counts: &[(u32, u32)]) {
        let unmet = counts.iter().filter(|(id, _)| self.slots.slot(*id).is_none());
        let rare = idf(1, self.facts.examples as usize);
        let unmet: Vec<(u32, f32)> = unmet.map(|(id, _)| (*id, rare)).collect();
        if unmet.is_empty() {
            return;
        }
        let mut features: Vec<(u32, f32)> = self.slots.features().chain(unmet).collect();
        features.sort_unstable_by_key(|(id, _)| *id);
        let classes = self.labels.len();
        let mut rows = Vec::with_capacity((features.len() + 1) * classes);
        for (id, _) in &features {
            match self.slots.slot(*id) {
                Some(slot) => rows.extend(self.weights.of(self.weights.row(slot))),
                None => rows.resize(rows.len() + classes, 0.0),
            }
        }
        rows.extend(self.weights.of(self.weights.constant_row()));
        self.weights = Weights::from_rows(classes, rows.chunks(classes.max(1)));
        self.slots = Slots::new(&features);
    }

    /// Moves the weights until the class leads.
    fn lead(&mut self, vector: &Vector, class: usize) {
        let square: f32 = vector.iter().map(|(_, value)| value * value).sum();
        for _ in 0..STEPS {
            let Some((rival, behind)) = lag(&self.weights.scores(vector), class) else { return };
            // A hair more than needed, or rounding would leave it a hair behind for ever.
            let step = behind / (2.0 * square) * 1.001 + 1e-6;
            self.weights.push(vector, class, step);
            self.weights.push(vector, rival, -step);
        }
    }
}

/// The strongest other class and by how much `class` does not lead it by [`LEAD`].
fn lag(scores: &[f32], class: usize) -> Option<(usize, f32)> {
    let own = scores.get(class)?;
    let others = scores.iter().enumerate().filter(|(other, _)| *other != class);
    let (rival, score) = others.max_by(|a, b| a.1.total_cmp(b.1))?;
    let behind = LEAD - (own - score);
    (behind > 0.0).then_some((rival, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lag_is_what_is_missing_to_lead() {
        assert_eq!(lag(&[0.5, -0.25, 0.25], 0), Some((2, LEAD - 0.25)));
        assert_eq!(lag(&[0.75, -0.5, -0.25], 0), None);
        assert_eq!(lag(&[0.5], 0), None, "nobody to lead");
        assert_eq!(lag(&[0.5], 3), None);
    }
}
