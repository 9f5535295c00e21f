//! 摘要 — The one place where the record's hash function is chosen.
//!
//! SHA-256 makes the tree the one of RFC 6962 and is the default. SM3 (GB/T 32905-2016) is there for
//! hosts whose rules demand Chinese cryptography; such a log is no longer RFC 6962 with SHA-256, so
//! its origin must say so (for example by ending in `/sm3`). Checkpoint key ids stay SHA-256, as the
//! signed-note specification fixes them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest as _;

/// Which 256-bit hash function a log uses, for its whole life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// FIPS 180-4 SHA-256, as in RFC 6962.
    #[default]
    Sha256,
    /// SM3, GB/T 32905-2016.
    Sm3,
}

impl Algorithm {
    /// The hash of the concatenation of `parts`.
    pub fn digest(self, parts: &[&[u8]]) -> Hash {
        match self {
            Self::Sha256 => {
                let mut hasher = sha2::Sha256::new();
                for part in parts {
                    hasher.update(part);
                }
                Hash(hasher.finalize().into())
            }
            Self::Sm3 => {
                let mut hasher = sm3::Sm3::new();
                for part in parts {
                    hasher.update(part);
                }
                Hash(hasher.finalize().into())
            }
        }
    }

    /// The root of the empty tree: the hash of nothing (RFC 6962 section 2.1).
    pub fn empty(self) -> Hash {
        self.digest(&[])
    }

    /// The hash of a leaf: `H(0x00 || data)` (RFC 6962 section 2.1).
    pub fn leaf(self, data: &[u8]) -> Hash {
        self.digest(&[&[0x00], data])
    }

    /// The hash of an inner node: `H(0x01 || left || right)` (RFC 6962 section 2.1).
    pub fn node(self, left: Hash, right: Hash) -> Hash {
        self.digest(&[&[0x01], &left.0, &right.0])
    }

    /// The name used in stored text: `sha256` or `sm3`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sm3 => "sm3",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Algorithm {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "sha256" => Ok(Self::Sha256),
            "sm3" => Ok(Self::Sm3),
            _ => Err(HashError::Algorithm),
        }
    }
}

/// A 256-bit digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 64 {
            return Err(HashError::Length);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            for digit in pair {
                *byte = *byte << 4 | hex_digit(*digit).ok_or(HashError::Digit)?;
            }
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashError;

    fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
        bytes.try_into().map(Self).map_err(|_| HashError::Length)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Only lower-case digits count, so that one hash has one spelling.
fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// Why a text is not a hash or an algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashError {
    /// Not 32 bytes, or not 64 digits.
    Length,
    /// A character that is no lower-case hexadecimal digit.
    Digit,
    /// A hash function this program does not know.
    Algorithm,
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "a hash is 64 hexadecimal digits",
            Self::Digit => "a hash is written in lower-case hexadecimal digits",
            Self::Algorithm => "unknown hash algorithm",
        })
    }
}

impl std::error::Error for HashError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_has_one_spelling() {
        let hash = Algorithm::Sha256.empty();
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(hash.to_string().to_uppercase().parse::<Hash>(), Err(HashError::Digit));
        assert_eq!("e3b0".parse::<Hash>(), Err(HashError::Length));
        assert_eq!(format!("{}é", "0".repeat(62)).parse::<Hash>(), Err(HashError::Digit));
    }

    #[test]
    fn algorithms_are_named_and_differ() {
        for algorithm in [Algorithm::Sha256, Algorithm::Sm3] {
            assert_eq!(algorithm.name().parse(), Ok(algorithm));
        }
        assert_eq!("md5".parse::<Algorithm>(), Err(HashError::Algorithm));
        assert_ne!(Algorithm::Sha256.leaf(b"a"), Algorithm::Sm3.leaf(b"a"));
    }
}
