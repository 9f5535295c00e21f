//! 抽签 — A lot that anybody can draw again: order and numbers follow from a public seed.
//!
//! The seed is a text published beforehand or taken from what nobody controls (a lottery result, a
//! share index of a named day). Each draw names its `topic`, so that one seed serves a whole count.
//! Check a draw with nothing but `sha256sum`: names are ordered by
//! `SHA-256(seed ‖ 0x0A ‖ topic ‖ 0x0A ‖ name)`, the smallest hash first.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A lot drawn from a public seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    seed: String,
}

impl Lot {
    /// The lot of a seed. The same seed draws the same for ever.
    pub fn new(seed: &str) -> Self {
        Self { seed: seed.to_owned() }
    }

    /// The seed as published.
    pub fn seed(&self) -> &str {
        &self.seed
    }

    /// The names in the order of the lot, first drawn first. Equal names keep their places beside
    /// each other; whoever wants a fair chance for each gives distinct names.
    pub fn order<T: AsRef<str>>(&self, topic: &str, mut names: Vec<T>) -> Vec<T> {
        names.sort_by_cached_key(|name| self.hash(topic, name.as_ref()));
        names
    }

    /// Draws so many places among the names, and keeps the record for the result.
    pub fn draw(&self, topic: &str, names: Vec<String>, places: u32) -> Drawn {
        let order = self.order(topic, names);
        Drawn { seed: self.seed.clone(), topic: topic.to_owned(), order, places }
    }

    /// A stream of whole numbers for one topic.
    pub fn numbers(&self, topic: &str) -> Numbers {
        Numbers { lot: self.clone(), topic: topic.to_owned(), drawn: 0 }
    }

    fn hash(&self, topic: &str, name: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        for part in [self.seed.as_str(), "\n", topic, "\n", name] {
            hash.update(part.as_bytes());
        }
        hash.finalize().into()
    }
}

/// A lot as it was drawn: all that is needed to draw it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// The published seed.
    pub seed: String,
    /// What was drawn for.
    pub topic: String,
    /// All between whom the lot was drawn, first drawn first.
    pub order: Vec<String>,
    /// How many of them, from the front, get a place.
    pub places: u32,
}

impl Drawn {
    /// Who gets a place.
    pub fn chosen(&self) -> impl Iterator<Item = &str> {
        let places = usize::try_from(self.places).unwrap_or(usize::MAX);
        self.order.iter().take(places).map(String::as_str)
    }
}

/// Whole numbers drawn one after another: the n-th (from 0) is the first eight bytes, big-endian,
/// of `SHA-256(seed ‖ 0x0A ‖ topic ‖ 0x0A ‖ n in decimal)`.
#[derive(Clone, Debug)]
pub struct Numbers {
    lot: Lot,
    topic: String,
    drawn: u64,
}

impl Numbers {
    /// A number below `bound`, each with the same chance; 0 when `bound` is 0 or 1. Draws that
    /// would favour small numbers are thrown away and drawn again.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound < 2 {
            return 0;
        }
        let fair = u64::MAX - u64::MAX % bound;
        loop {
            let drawn = self.draw();
            if drawn < fair {
                return drawn % bound;
            }
        }
    }

    fn draw(&mut self) -> u64 {
        let hash = self.lot.hash(&self.topic, &self.drawn.to_string());
        self.drawn += 1;
        let (first, _) = hash.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        u64::from_be_bytes(*first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_for_ever() {
        let lot = Lot::new("2026-05-01 双色球 03 08 11 19 24 30 + 07");
        let order = lot.order("第一席", vec!["居民甲", "居民乙", "居民丙"]);
        assert_eq!(order, lot.order("第一席", vec!["居民丙", "居民甲", "居民乙"]));
        let drawn = |mut numbers: Numbers| [(); 6].map(|()| numbers.below(1000));
        assert_eq!(drawn(lot.numbers("号码")), drawn(lot.numbers("号码")));
        assert_ne!(drawn(lot.numbers("号码")), drawn(lot.numbers("别的")));
    }

    #[test]
    fn numbers_stay_below_their_bound_and_reach_all_of_it() {
        let mut numbers = Lot::new("seed").numbers("dice");
        let mut seen = [false; 6];
        for _ in 0..200 {
            seen[usize::try_from(numbers.below(6)).unwrap()] = true;
        }
        assert!(seen.iter().all(|&seen| seen));
        assert_eq!(numbers.below(1), 0);
        assert_eq!(numbers.below(0), 0);
    }
}
