//! 留言 — What is compared: a title, a body, a day, and the place a tree gave it.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::fold::{fold, is_han};
use crate::tokens::MAX_WORD;

/// How many characters of a body are compared: people say what it is about first.
pub const HEAD: usize = 400;

/// How many characters of a body stand for a title nobody gave.
const HEADLINE: usize = 30;

/// A text somebody sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// Its name in the caller's records.
    pub id: String,
    /// The title, or nothing.
    pub title: String,
    /// What was written.
    pub body: String,
    /// The day it came, in days since 1970-01-01.
    pub day: Option<i32>,
    /// The code of the place in the caller's tree: a code that begins with another lies inside it.
    pub place: Option<String>,
}

/// A token in four bytes: a pair of Chinese characters as itself, a word by its hash.
pub(super) type Token = u32;

/// A message folded and cut, as the index keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) title: Box<str>,
    pub(super) body: Box<str>,
    pub(super) day: Option<i32>,
    pub(super) place: Option<Box<str>>,
}

impl Plain {
    pub(super) fn of(message: &Message) -> Self {
        let body = fold(&message.body);
        let mut title = fold(&message.title);
        if title.is_empty() {
            title = body
                .split(['。', '!', '?', ';', ';', '!', '?'])
                .find(|part| !part.trim().is_empty())
                .unwrap_or_default()
                .chars()
                .take(HEADLINE)
                .collect();
        }
        Self {
            title: title.chars().take(HEAD).collect::<String>().into(),
            body: body.chars().take(HEAD).collect::<String>().into(),
            day: message.day,
            place: message.place.as_deref().map(Into::into),
        }
    }

    /// Every token of title and body, once.
    pub(super) fn tokens(&self) -> BTreeSet<Token> {
        let mut all = BTreeSet::new();
        for part in [&self.title, &self.body] {
            each_token(part, |token, _| {
                all.insert(token);
            });
        }
        all
    }
}

/// Visits the tokens of folded text in order, with the byte at which each begins: pairs of Chinese
/// characters that stand together, and words of letters and digits.
pub(super) fn each_token(folded: &str, mut visit: impl FnMut(Token, usize)) {
    let mut before: Option<(char, usize)> = None;
    let mut word: Option<(usize, usize)> = None;
    for (at, character) in folded.char_indices().chain([(folded.len(), ' ')]) {
        let han = is_han(character);
        if !han && character.is_alphanumeric() {
            let (start, _) = word.unwrap_or((at, at));
            word = Some((start, at + character.len_utf8()));
        } else if let Some((start, end)) = word.take() {
            visit(hashed(folded.get(start..end).unwrap_or_default()), start);
        }
        if han {
            if let Some((first, start)) = before {
                visit(pair(first, character), start);
            }
            before = Some((character, at));
        } else {
            before = None;
        }
    }
}

/// Where hashes of words begin; pairs of the basic plane end below.
const WORDS: u32 = 0xa000_0000;

/// Whether a token is a pair of Chinese characters and not a word.
pub(super) fn is_pair(token: Token) -> bool {
    token < WORDS
}

fn pair(first: char, second: char) -> Token {
    let (first, second) = (u32::from(first), u32::from(second));
    if first > 0x9fff || second > 0xffff {
        return WORDS | ((first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b)) >> 2);
    }
    (first << 16) | second
}

/// FNV-1a over at most [`MAX_WORD`] characters.
pub(super) fn hashed(word: &str) -> Token {
    let characters = word.chars().take(MAX_WORD);
    let hash = characters.fold(0x811c_9dc5_u32, |hash, character| {
        (hash ^ u32::from(character)).wrapping_mul(0x0100_0193)
    });
    WORDS | (hash >> 2)
}

/// How many messages there are and how many hold each token: what makes a word rare or common.
///
/// A caller that keeps one for its own store shares it between search, pairs and groups.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    documents: u32,
    with: HashMap<Token, u32, BuildHasherDefault<Mix>>,
}

impl Corpus {
    /// Counts the tokens of a message.
    pub fn add(&mut self, message: &Message) {
        self.add_plain(&Plain::of(message));
    }

    /// Takes back what [`Corpus::add`] counted for the same message.
    pub fn remove(&mut self, message: &Message) {
        self.remove_plain(&Plain::of(message));
    }

    /// How many messages were counted.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    pub(super) fn add_plain(&mut self, plain: &Plain) {
        self.documents = self.documents.saturating_add(1);
        for token in plain.tokens() {
            let with = self.with.entry(token).or_default();
            *with = with.saturating_add(1);
        }
    }

    pub(super) fn remove_plain(&mut self, plain: &Plain) {
        self.documents = self.documents.saturating_sub(1);
        for token in plain.tokens() {
            if let Some(with) = self.with.get_mut(&token) {
                *with = with.saturating_sub(1);
                if *with == 0 {
                    self.with.remove(&token);
                }
            }
        }
    }

    pub(super) fn with(&self, token: Token) -> u32 {
        self.with.get(&token).copied().unwrap_or(0)
    }

    /// `log2((documents + 1) / (with + 1))`, at least 0.1: what a token tells.
    pub(super) fn weight(&self, token: Token) -> f64 {
        weight(u64::from(self.documents), u64::from(self.with(token)))
    }

    /// What a token weighs that no message holds: the measure of all weights, which grow with the
    /// number of messages.
    pub(super) fn full(&self) -> f64 {
        weight(u64::from(self.documents), 0)
    }

    /// How much state there is, in bytes, as far as this crate can count it.
    pub(super) fn bytes(&self) -> usize {
        self.with.capacity() * 9
    }
}

/// See [`Corpus::weight`]; the logarithm is a straight line between powers of two, so that it is the
/// same on every machine.
pub(super) fn weight(documents: u64, with: u64) -> f64 {
    let times = documents.saturating_add(1).saturating_mul(1 << 16) / with.saturating_add(1);
    let times = times.max(1 << 16);
    let whole = times.ilog2();
    let part = as_f64(times - (1 << whole)) / as_f64(1 << whole);
    (f64::from(whole) - 16.0 + part).max(0.1)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts far below 2^53, or a ratio where it is nothing"
)]
pub(super) fn as_f64(number: u64) -> f64 {
    number as f64
}

/// Spreads the bits of a token; who writes words that collide makes only their own search slower.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        let spread = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = spread ^ (spread >> 29);
    }
}
