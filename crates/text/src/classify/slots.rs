//! 词表 — Which hashed features a model knows, and how telling each is.
//!
//! One bit for each bucket with a running count beside it: a look-up touches one place. Only features that three
//! messages share are kept.

use std::sync::LazyLock;

use super::features::{BLOCKS, BUCKET_BITS, block};
use super::score::{share, whole};
use crate::exact::ln;

const WORDS: usize = (BLOCKS as usize) << (BUCKET_BITS - 6);

/// A sparse vector: slot and value.
pub(super) type Vector = Vec<(u32, f32)>;

/// A feature of a message that the model knows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// Its place among the features of the message.
    pub place: u32,
    pub slot: u32,
    pub count: u32,
    pub block: u32,
}

/// The features a model knows, numbered in order of their hash.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slots {
    /// For 64 buckets which are known, and how many known ones lie before them: side by side, so that a
    /// look-up fetches one place.
    places: Vec<(u64, u32)>,
    /// The weight of each slot: the rarer, the heavier.
    idf: Vec<f32>,
}

impl Slots {
    /// Slots for features (in rising order) with their weights.
    pub fn new(features: &[(u32, f32)]) -> Self {
        let mut places = vec![(0u64, 0u32); WORDS];
        for (id, _) in features {
            if let Some((bits, _)) = places.get_mut((id >> 6) as usize) {
                *bits |= 1 << (id & 63);
            }
        }
        let mut sum = 0;
        for (bits, before) in &mut places {
            *before = sum;
            sum += bits.count_ones();
        }
        Self { places, idf: features.iter().map(|(_, idf)| *idf).collect() }
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
    #[inline]
    pub fn slot(&self, id: u32) -> Option<u32> {
        let (word, before) = self.places.get((id >> 6) as usize)?;
        let bit = 1u64 << (id & 63);
        (word & bit != 0).then(|| before + (word & (bit - 1)).count_ones())
    }

    /// The features in order with their weights.
    pub fn features(&self) -> impl Iterator<Item = (u32, f32)> {
        let ids = self.places.iter().zip(0u32..).flat_map(|((word, _), place)| {
            (0..64u32).filter(move |bit| word >> bit & 1 == 1).map(move |bit| (place << 6) | bit)
        });
        ids.zip(self.idf.iter().copied())
    }

    /// The vector of a counted message, each block of length one, and which share of its different
    /// features is known.
    pub fn vector(&self, counts: &[(u32, u32)]) -> (Vector, f64) {
        let known = self.known(counts);
        (self.vector_of(&known), share(known.len(), counts.len()))
    }

    /// Those of counted features that are known, in their order.
    pub fn known(&self, counts: &[(u32, u32)]) -> Vec<Known> {
        let mut known = vec![Known::default(); counts.len()];
        let mut taken = 0;
        // Written whether known or not and overwritten by the next: no processor guesses which are.
        for ((id, count), place) in counts.iter().zip(0..) {
            let slot = self.slot(*id);
            if let Some(next) = known.get_mut(taken) {
                *next = Known { place, slot: slot.unwrap_or(0), count: *count, block: block(*id) };
            }
            taken += usize::from(slot.is_some());
        }
        known.truncate(taken);
        known
    }

    /// The vector of known features, in their order.
    pub fn vector_of(&self, known: &[Known]) -> Vector {
        let mut squares = [0.0f32; BLOCKS as usize];
        let value = |one: &Known| {
            let idf = self.idf.get(one.slot as usize).copied().unwrap_or(0.0);
            let value = damped(one.count) * idf;
            if let Some(square) = squares.get_mut(one.block as usize) {
                *square += value * value;
            }
            (one.slot, value)
        };
        let mut vector: Vector = known.iter().map(value).collect();
        let lengths = squares.map(|square| 1.0 / square.sqrt());
        for ((_, value), one) in vector.iter_mut().zip(known) {
            *value *= lengths.get(one.block as usize).copied().unwrap_or(1.0);
        }
        vector
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
#[inline]
fn damped(count: u32) -> f32 {
    match count {
        0 | 1 => 1.0,
        2..16 => DAMPED.get(count as usize).copied().unwrap_or(1.0),
        _ => narrow(1.0 + ln(f64::from(count))),
    }
}

/// The usual counts, computed once.
static DAMPED: LazyLock<[f32; 16]> =
    LazyLock::new(|| std::array::from_fn(|count| narrow(1.0 + ln(whole(count)))));

/// Half the digits are enough for weights, and half the memory.
#[expect(clippy::cast_possible_truncation, reason = "rounding to f32 is what is wanted here")]
#[inline]
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
