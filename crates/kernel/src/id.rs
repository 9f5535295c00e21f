//! 编号 — Typed ids: a proposal's id is never taken for a vote's.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::rng::{ALPHABET, Rng, token};
use crate::{Error, Result};

/// The id of a `T`: 16 readable random letters (79 bits), unguessable enough for what is public anyway.
pub struct Id<T>(String, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// A fresh id.
    pub fn random(rng: &mut dyn Rng) -> Self {
        Self(token(rng, 16), PhantomData)
    }

    /// Reads an id as it stands in a URL or a column.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anything that cannot be an id: nothing has such a name.
    pub fn parse(text: &str) -> Result<Self> {
        let ok = text.len() == 16 && text.bytes().all(|b| ALPHABET.contains(&b));
        if ok { Ok(Self(text.to_owned(), PhantomData)) } else { Err(Error::NotFound) }
    }

    /// The letters of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, s: S) -> std::result::Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not an id"))
    }
}
