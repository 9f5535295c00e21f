//! 随机 — Chance is an argument, so that a test can repeat it.

use std::fmt;

use sha2::{Digest, Sha256};

/// Letters people can read aloud and tell apart: no I, L, O, 0 or 1. 31 of them, a prime.
pub(crate) const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A source of randomness.
pub trait Rng: Send + fmt::Debug {
    /// Fills the buffer with random bytes.
    fn fill(&mut self, buffer: &mut [u8]);

    /// A number below `n` without bias; 0 when `n` is 0.
    fn below(&mut self, n: u64) -> u64 {
        if n == 0 {
            return 0;
        }
        let zone = u64::MAX - u64::MAX % n;
        loop {
            let mut b = [0; 8];
            self.fill(&mut b);
            let x = u64::from_le_bytes(b);
            if x < zone {
                return x % n;
            }
        }
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn fill(&mut self, buffer: &mut [u8]) {
        // Without randomness no secret is safe: stopping is the only honest answer.
        #[expect(clippy::expect_used, reason = "a machine without randomness cannot serve people")]
        getrandom::fill(buffer).expect("the operating system gives randomness");
    }
}

/// Repeatable randomness from a seed (SHA-256 in counter mode): tests, demo, published lots.
#[derive(Debug, Clone)]
pub struct Seeded {
    seed: u64,
    count: u64,
}

impl Seeded {
    /// The same seed gives the same stream.
    pub const fn new(seed: u64) -> Self {
        Self { seed, count: 0 }
    }
}

impl Rng for Seeded {
    fn fill(&mut self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(self.seed.to_le_bytes());
            hash.update(self.count.to_le_bytes());
            self.count += 1;
            for (to, from) in chunk.iter_mut().zip(hash.finalize()) {
                *to = from;
            }
        }
    }
}

/// A readable random word of `len` letters (about 4.95 bits each).
pub fn token(rng: &mut dyn Rng, len: usize) -> String {
    (0..len)
        .map(|_| {
            let at = usize::try_from(rng.below(31)).unwrap_or(0);
            char::from(ALPHABET.get(at).copied().unwrap_or(b'2'))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_tells_the_same_story() {
        assert_eq!(token(&mut Seeded::new(1), 30), token(&mut Seeded::new(1), 30));
        assert_ne!(token(&mut Seeded::new(1), 30), token(&mut Seeded::new(2), 30));
    }

    #[test]
    fn below_stays_below() {
        let mut rng = Seeded::new(3);
        assert!((0..1000).all(|_| rng.below(7) < 7));
        assert_eq!(rng.below(0), 0);
    }
}
