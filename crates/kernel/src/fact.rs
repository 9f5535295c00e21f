//! 事实 — What happened, in the past tense: the thread of a matter, the outbox and the public record.

use std::fmt::Display;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Fen, Id, MatterId, Moment, PlaceCode, Stage};

/// One thing that happened. Its body is public: no personal data goes in.
///
/// The kind is `<slice>-<noun>-<verbed>` and is also the locale key of its sentence on the thread;
/// every body field is an argument of that sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// `decide-proposal-withdrawn`
    pub kind: &'static str,
    /// The place it happened at.
    pub place: PlaceCode,
    /// The matter it belongs to, when it belongs to one.
    pub matter: Option<MatterId>,
    /// The stage it belongs to.
    pub stage: Stage,
    /// The id of the record it is about.
    pub subject: String,
    /// What can be told in public.
    pub body: Map<String, Value>,
}

impl Fact {
    /// A fact about a record at a place.
    pub fn new(kind: &'static str, stage: Stage, place: &PlaceCode, subject: impl Display) -> Self {
        Self {
            kind,
            place: place.clone(),
            matter: None,
            stage,
            subject: subject.to_string(),
            body: Map::new(),
        }
    }

    /// Hangs the fact on a matter's thread.
    #[must_use]
    pub fn on(mut self, matter: &MatterId) -> Self {
        self.matter = Some(matter.clone());
        self
    }

    /// Adds a word to the body.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Word>) -> Self {
        self.body.insert(name.to_owned(), value.into().0);
        self
    }
}

/// A value that may stand in a fact's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(Value);

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self(Value::from(text))
    }
}
impl From<&String> for Word {
    fn from(text: &String) -> Self {
        Self(Value::from(text.as_str()))
    }
}
impl From<String> for Word {
    fn from(text: String) -> Self {
        Self(Value::from(text))
    }
}
impl From<i64> for Word {
    fn from(n: i64) -> Self {
        Self(Value::from(n))
    }
}
impl From<bool> for Word {
    fn from(yes: bool) -> Self {
        Self(Value::from(yes))
    }
}
impl From<Moment> for Word {
    fn from(at: Moment) -> Self {
        Self(Value::from(at.to_string()))
    }
}
impl From<Fen> for Word {
    fn from(amount: Fen) -> Self {
        Self(Value::from(amount.to_string()))
    }
}
impl<T> From<&Id<T>> for Word {
    fn from(id: &Id<T>) -> Self {
        Self(Value::from(id.as_str()))
    }
}
