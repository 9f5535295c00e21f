//! 承诺值 — A private value enters the public record as a salted hash, so that it can be erased.
//!
//! The record keeps `H(salt || canonical bytes)`. Whoever holds salt and value can show what was
//! recorded; once both are erased (Personal Information Protection Law art. 47) the hash says
//! nothing about the person, and every root and proof above it still verifies.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical::{self, CanonicalError};
use crate::hash::{Algorithm, Hash};

/// 32 random bytes, one per committed value, kept beside the value and erased with it.
///
/// Its length is fixed, so salt and value cannot be shifted against each other.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// A salt from bytes the caller drew from a cryptographic random generator.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the database.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    /// Never prints the bytes: with them a short value can be guessed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// What the public record keeps of a private value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Commitment(pub Hash);

impl Commitment {
    /// Commits to the canonical bytes of `value` under `salt`.
    pub fn of(algorithm: Algorithm, salt: &Salt, value: &Value) -> Result<Self, CanonicalError> {
        let bytes = canonical::to_bytes(value)?;
        Ok(Self(algorithm.digest(&[&salt.0, &bytes])))
    }

    /// Whether `value` under `salt` is what was committed to.
    pub fn verify(
        &self,
        algorithm: Algorithm,
        salt: &Salt,
        value: &Value,
    ) -> Result<(), CommitmentError> {
        match Self::of(algorithm, salt, value) {
            Ok(found) if found == *self => Ok(()),
            Ok(_) => Err(CommitmentError::Mismatch),
            Err(error) => Err(CommitmentError::Canonical(error)),
        }
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a value is not the one that was committed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommitmentError {
    /// Another value, or another salt.
    Mismatch,
    /// The value has no canonical form.
    Canonical(CanonicalError),
}

impl fmt::Display for CommitmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mismatch => f.write_str("this is not the value that was recorded"),
            Self::Canonical(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CommitmentError {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_same_value_and_salt_open_it() {
        let (salt, other) = (Salt::new([1; 32]), Salt::new([2; 32]));
        let value = json!({"name": "居民甲", "floor": 3});
        let commitment = Commitment::of(Algorithm::Sha256, &salt, &value).unwrap();
        let verify = |salt: &Salt, value: &Value| commitment.verify(Algorithm::Sha256, salt, value);
        assert_eq!(verify(&salt, &json!({"floor": 3, "name": "居民甲"})), Ok(()));
        assert_eq!(verify(&other, &value), Err(CommitmentError::Mismatch));
        assert_eq!(verify(&salt, &json!("居民乙")), Err(CommitmentError::Mismatch));
        assert!(matches!(verify(&salt, &json!(0.5)), Err(CommitmentError::Canonical(_))));
    }

    #[test]
    fn it_is_the_hash_of_salt_and_bytes() {
        let by_hand = Algorithm::Sha256.digest(&[&[9; 32], b"{\"a\":1}"]);
        let commitment = Commitment::of(Algorithm::Sha256, &Salt::new([9; 32]), &json!({"a": 1}));
        assert_eq!(commitment, Ok(Commitment(by_hand)));
        assert_eq!(format!("{:?}", Salt::new([9; 32])), "Salt(…)");
    }
}
