//! 事项号 — A matter's number: eight characters a person can read over the telephone.
//!
//! Seven random letters and a check letter. The alphabet has 31 letters, a prime, so a weighted sum
//! modulo 31 catches every single wrong letter and every swap of two letters.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::rng::{ALPHABET, Rng, token};
use crate::{Error, Result};

/// The number of a matter, e.g. `7KQ2MXA9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct MatterId(String);

impl MatterId {
    /// A fresh number with its check letter.
    pub fn random(rng: &mut dyn Rng) -> Self {
        let body = token(rng, 7);
        let check = char::from(check_letter(&body));
        Self(format!("{body}{check}"))
    }

    /// Reads a number as typed: case, spaces and hyphens do not matter.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a letter is wrong or two are swapped.
    pub fn parse(text: &str) -> Result<Self> {
        let clean: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let known = clean.len() == 8 && clean.bytes().all(|b| ALPHABET.contains(&b));
        let (body, check) = clean.split_at_checked(7).ok_or(Error::NotFound)?;
        if known && check.as_bytes().first() == Some(&check_letter(body)) {
            Ok(Self(clean))
        } else {
            Err(Error::NotFound)
        }
    }

    /// The eight characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_letter(body: &str) -> u8 {
    let sum: usize = body
        .bytes()
        .zip(1..)
        .map(|(b, weight)| weight * ALPHABET.iter().position(|a| *a == b).unwrap_or(0))
        .sum();
    // The check letter has weight 8: solve sum + 8 * c = 0 (mod 31); 8 * 4 = 32 = 1 (mod 31).
    let c = (31 - sum % 31) * 4 % 31;
    ALPHABET.get(c).copied().unwrap_or(b'2')
}

impl fmt::Display for MatterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for MatterId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a matter number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seeded;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_wrong_letter_and_every_swap_is_caught(seed: u64, at in 0usize..8, to in 0usize..31, other in 0usize..8) {
            let id = MatterId::random(&mut Seeded::new(seed));
            let good: Vec<u8> = id.as_str().bytes().collect();
            let mut wrong = good.clone();
            wrong[at] = ALPHABET[to];
            let mut swapped = good.clone();
            swapped.swap(at, other);
            for bad in [wrong, swapped] {
                let text = String::from_utf8(bad.clone()).unwrap();
                prop_assert_eq!(MatterId::parse(&text).is_ok(), bad == good);
            }
        }

        #[test]
        fn any_text_is_answered(text: String) {
            let _ = MatterId::parse(&text);
        }
    }
}
