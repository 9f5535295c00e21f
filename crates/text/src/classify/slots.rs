//! 词表 — Which hashed features a model knows, and how telling each is.
//!
//! One bit for each bucket and a running count: three blocks of a million buckets take 400 KB, and a
//! look-up touches two places. Only features that two messages share are kept.

use super::features::{BLOCKS, BUCKET_BITS, block};
use super::score::{share, whole};
use crate::exact::ln;

const WORDS: usize = (BLOCKS as usize) << (BUCKET_BITS - 6);

/// A sparse vector: slot and value, in order of the slot.
pub(super) type Vector = Vec<(u32, f32)>;

/// The features a model knows, numbered in order of their hash.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slots {
    bits: Vec<u64>,
    before: Vec<u32>,
    /// The weight of each slot: the rarer, the heavier.
    idf: Vec<f32>,
}

impl Slots {
    /// Slots for features (in rising order) with their weights.
    pub fn new(features: &[(u32, f32)]) -> Self {
        let mut bits = vec![0u64; WORDS];
        for (id, _) in features {
            if let Some(word) = bits.get_mut((id >> 6) as usize) {
                *word |= 1 << (id & 63);
            }
        }
        let mut sum = 0;
        let running = |word: &u64| {
            let before = sum;
            sum += word.count_ones();
            Some(before)
        };
        let before = bits.iter().map_while(running).collect();
        Self { bits, before, idf: features.iter().map(|(_, idf)| *idf).collect() }
    }

    /// Chooses the features that at least `least` of the counted messages share, at most `most`
    /// (those in most messages first).
    pub fn choose(messages: &[&[(u32, u32)]], least: u32, most: usize) -> Self {
        let mut found = vec![0u32; WORDS << 6];
        for (id, _) in messages.iter().copied().flatten() {
            if let Some(count) = found.get_mut(*id as usize) {
                *count = count.saturating_add(1);
            }
        }
        let least = least_shared(&found, least, most);
        let all = messages.len();
        let shared = found.iter().zip(0u32..).filter(|(count, _)| **count >= least);
        let features: Vec<_> = shared.map(|(count, id)| (id, idf(*count, all))).collect();
        Self::new(&features)
    }

    /// How many features are known.
    pub fn len(&self) -> usize {
        self.idf.len()
    }

    /// The slot of a feature.
    pub fn slot(&self, id: u32) -> Option<u32> {
        let place = (id >> 6) as usize;
        let (word, before) = (self.bits.get(place)?, self.before.get(place)?);
        let bit = 1u64 << (id & 63);
        (word & bit != 0).then(|| before + (word & (bit - 1)).count_ones())
    }

    /// The features in order with their weights.
    pub fn features(&self) -> impl Iterator<Item = (u32, f32)> {
        let ids = self.bits.iter().zip(0u32..).flat_map(|(word, place)| {
            (0..64u32).filter(move |bit| word >> bit & 1 == 1).map(move |bit| (place << 6) | bit)
        });
        ids.zip(self.idf.iter().copied())
    }

    /// The vector of a counted message, each block of length one, and which share of its different
    /// features is known.
    pub fn vector(&self, counts: &[(u32, u32)]) -> (Vector, f64) {
        let mut vector = Vector::with_capacity(counts.len());
        for part in counts.chunk_by(|a, b| block(a.0) == block(b.0)) {
            let start = vector.len();
            let mut square = 0.0f32;
            for (id, count) in part {
                let Some(slot) = self.slot(*id) else { continue };
                let idf = self.idf.get(slot as usize).copied().unwrap_or(0.0);
                let value = damped(*count) * idf;
                square += value * value;
                vector.push((slot, value));
            }
            let length = square.sqrt();
            let added = vector.get_mut(start..).unwrap_or_default();
            for (_, value) in added.iter_mut() {
                *value /= length;
            }
        }
        let known = share(vector.len(), counts.len());
        (vector, known)
    }
}

/// How often a feature must be shared so that not more than `most` remain.
fn least_shared(found: &[u32], least: u32, most: usize) -> u32 {
    let mut shared: Vec<u32> = found.iter().copied().filter(|count| *count >= least).collect();
    if shared.len() <= most {
        return least;
    }
    shared.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    shared.get(most).map_or(least, |count| count + 1)
}

/// The smoothed inverse document frequency of scikit-learn.
pub(super) fn idf(messages: u32, all: usize) -> f32 {
    narrow(ln((whole(all) + 1.0) / (f64::from(messages) + 1.0)) + 1.0)
}

/// A word said ten times is not ten times as telling: 1 + ln n.
fn damped(count: u32) -> f32 {
    if count <= 1 { 1.0 } else { narrow(1.0 + ln(f64::from(count))) }
}

/// Half the digits are enough for weights, and half the memory.
#[expect(clippy::cast_possible_truncation, reason = "rounding to f32 is what is wanted here")]
pub(super) fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_numbered_in_order() {
        let far = (2 << BUCKET_BITS) + 77;
        let slots = Slots::new(&[(3, 1.0), (64, 2.0), (far, 3.0)]);
        assert_eq!(
            [3, 64, far, 4, u32::MAX].map(|id| slots.slot(id)),
            [Some(0), Some(1), Some(2), None, None]
        );
        assert_eq!(slots.features().collect::<Vec<_>>(), [(3, 1.0), (64, 2.0), (far, 3.0)]);
    }

    #[test]
    fn what_only_one_message_has_is_left_out() {
        let messages: [&[(u32, u32)]; 3] =
            [&[(1, 1), (2, 3)], &[(2, 1), (9, 1)], &[(2, 1), (9, 1)]];
        let slots = Slots::choose(&messages, 2, 100);
        assert_eq!(slots.features().map(|(id, _)| id).collect::<Vec<_>>(), [2, 9]);
        assert_eq!(Slots::choose(&messages, 2, 1).len(), 1, "those in most messages are kept");
    }

    #[test]
    fn each_block_has_length_one() {
        let title = 2 << BUCKET_BITS;
        let slots = Slots::new(&[(1, 1.0), (2, 2.0), (title, 5.0)]);
        let (vector, known) = slots.vector(&[(1, 1), (2, 4), (7, 1), (title, 1)]);
        let square: f32 = vector.iter().map(|(_, value)| value * value).sum();
        assert!((square - 2.0).abs() < 1e-5 && (known - 0.75).abs() < 1e-9, "{square} {known}");
        assert_eq!(vector[2], (2, 1.0));
        assert_eq!(slots.vector(&[]), (vec![], 0.0));
    }
}
