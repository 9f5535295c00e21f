//! 特征 — What a message is judged by: hashed words and short runs of characters, in three blocks.
//!
//! Words of the whole message, runs of one to three characters of the whole message, and both again
//! for the title alone. Each block is brought to length one by itself, so that a long body does not
//! drown a telling title (Weinberger et al. 2009 for the hashing). A run of digits counts as one
//! sign: house numbers say where, not what. Nothing of the text survives but 32-bit numbers.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::Message;
use crate::fold::{fold, half_width, is_invisible, simplify};

/// Bits of a bucket inside a block.
pub(super) const BUCKET_BITS: u32 = 20;
/// Words, characters, title.
pub(super) const BLOCKS: u32 = 3;
/// Only so many characters of a message are read: the longest open one has 12,220.
pub const MAX_CHARACTERS: usize = 20_000;

const WORDS: u32 = 0;
const CHARACTERS: u32 = 1;
const TITLE: u32 = 2;
/// The longest run of characters.
const LONGEST: usize = 3;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Calls `visit` with every word of a folded text in order, signs and spaces included.
pub(super) fn words<'a>(folded: &'a str, mut visit: impl FnMut(&'a str)) {
    for token in JIEBA.cut(folded, false) {
        visit(token.word);
    }
}

/// A word or a run of characters where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Block and bucket.
    pub id: u32,
    /// The first folded character.
    pub start: usize,
    /// Behind the last folded character.
    pub end: usize,
}

/// A message folded character by character, with where each stands in what was written.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Title, line break, body; digits in a row are one `0`.
    pub characters: Vec<char>,
    /// For each character the bytes it was written with, counted from the title on.
    pub written: Vec<(usize, usize)>,
    /// Where the words are (starts and ends in characters).
    pub words: Vec<(usize, usize)>,
    /// All words and runs, unordered.
    pub pieces: Vec<Piece>,
}

impl Reading {
    /// Reads a message; at most [`MAX_CHARACTERS`] of it.
    pub fn of(message: &Message<'_>) -> Self {
        let mut reading = Self::default();
        reading.take(message.title, 0);
        let title = reading.characters.len();
        reading.characters.push('\n');
        reading.written.push((message.title.len(), message.title.len()));
        reading.take(message.body, message.title.len());
        reading.find_words();
        reading.cut(title);
        reading
    }

    fn take(&mut self, text: &str, offset: usize) {
        let mut in_digits = false;
        for (at, character) in text.char_indices() {
            if self.characters.len() >= MAX_CHARACTERS {
                return;
            }
            if is_invisible(character) {
                continue;
            }
            let bytes = (offset + at, offset + at + character.len_utf8());
            let folded = simplify(half_width(character));
            if folded.is_ascii_digit() {
                match self.written.last_mut().filter(|_| in_digits) {
                    Some(last) => last.1 = bytes.1,
                    None => self.push('0', bytes),
                }
                in_digits = true;
                continue;
            }
            in_digits = false;
            folded.to_lowercase().for_each(|character| self.push(character, bytes));
        }
    }

    fn push(&mut self, character: char, bytes: (usize, usize)) {
        self.characters.push(character);
        self.written.push(bytes);
    }

    fn find_words(&mut self) {
        let folded: String = self.characters.iter().collect();
        let mut start = 0;
        let found = &mut self.words;
        words(&folded, |word| {
            let end = start + word.chars().count();
            if word.chars().any(char::is_alphanumeric) {
                found.push((start, end));
            }
            start = end;
        });
    }

    /// Cuts words and runs; those before `title` count a second time in their own block.
    fn cut(&mut self, title: usize) {
        let mut pieces = Vec::with_capacity(self.characters.len() * (LONGEST + 1));
        let mut add = |piece: &[char], start: usize, kind: u32, block: u32| {
            let hash = hash(kind, piece);
            let end = start + piece.len();
            pieces.push(Piece { id: bucket(block, hash), start, end });
            if end <= title {
                pieces.push(Piece { id: bucket(TITLE, hash), start, end });
            }
        };
        for (start, end) in &self.words {
            if let Some(word) = self.characters.get(*start..*end) {
                add(word, *start, 0, WORDS);
            }
        }
        let mut start = 0;
        for run in self.characters.split(|character| !character.is_alphanumeric()) {
            for (length, kind) in (1..=LONGEST).zip(1..) {
                for (at, window) in run.windows(length).enumerate() {
                    add(window, start + at, kind, CHARACTERS);
                }
            }
            start += run.len() + 1;
        }
        self.pieces = pieces;
    }

    /// The blocks and buckets with how often each occurs, in order.
    pub fn counts(&self) -> Vec<(u32, u32)> {
        let mut ids: Vec<u32> = self.pieces.iter().map(|piece| piece.id).collect();
        ids.sort_unstable();
        let runs = ids.chunk_by(|a, b| a == b);
        let counted =
            |run: &[u32]| Some((*run.first()?, u32::try_from(run.len()).unwrap_or(u32::MAX)));
        runs.filter_map(counted).collect()
    }
}

/// The block of a feature.
pub(super) fn block(id: u32) -> u32 {
    id >> BUCKET_BITS
}

fn bucket(block: u32, hash: u32) -> u32 {
    (block << BUCKET_BITS) | (hash & ((1 << BUCKET_BITS) - 1))
}

/// FNV-1a over the code points with the last step of Murmur 3, so that low bits depend on all.
fn hash(kind: u32, piece: &[char]) -> u32 {
    let mut hash = 0x811c_9dc5 ^ kind;
    for character in piece {
        let [low, middle, high, _] = u32::from(*character).to_le_bytes();
        for byte in [low, middle, high] {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}

/// The same message again has the same key: letters of the body, or of the title where there is
/// hardly a body.
pub(super) fn sameness(message: &Message<'_>) -> u64 {
    let letters =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    let body = letters(message.body);
    let key = if body.chars().count() >= 10 { body } else { letters(message.title) + &body };
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    key.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(title: &str, body: &str) -> Reading {
        Reading::of(&Message { title, body })
    }

    #[test]
    fn blocks_and_runs() {
        let reading = reading("路灯", "灯");
        let counts = reading.counts();
        let of = |wanted: u32| counts.iter().filter(|(id, _)| block(*id) == wanted).count();
        assert_eq!((of(WORDS), of(CHARACTERS), of(TITLE)), (2, 3, 4), "{:?}", reading.pieces);
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<u32>(), 2 + 4 + 4);
    }

    #[test]
    fn what_is_written_differently_is_read_alike() {
        let one = reading("３號樓ＬＥＤ燈壞了", "２０２３年").counts();
        let two = reading("12号楼led灯坏了", "1999年").counts();
        assert_eq!(one, two);
        assert_ne!(one, reading("12号楼led灯坏了", "1999月").counts());
    }

    #[test]
    fn pieces_lead_back_to_what_was_written() {
        let (title, body) = ("１２號樓", "\u{200b}電梯");
        let reading = reading(title, body);
        let written = format!("{title}{body}");
        let at = |start: usize, end: usize| {
            &written[reading.written[start].0..reading.written[end - 1].1]
        };
        let words: Vec<_> = reading.words.iter().map(|(start, end)| at(*start, *end)).collect();
        assert_eq!(words.concat(), "１２號樓電梯");
        assert!(words.contains(&"電梯"), "{words:?}");
        assert!(reading.pieces.iter().all(|piece| piece.end > piece.start));
    }

    #[test]
    fn the_hash_is_ours_for_ever() {
        assert_eq!(hash(2, &['路', '灯']), hash(2, &['路', '灯']));
        assert_ne!(hash(2, &['路', '灯']), hash(2, &['灯', '路']));
        assert_eq!(bucket(2, u32::MAX) >> BUCKET_BITS, 2);
        assert_eq!(hash(0, &['a']), 0xb8f2_1587, "{:x}", hash(0, &['a']));
    }

    #[test]
    fn a_blob_is_cut_and_sameness_ignores_signs() {
        assert_eq!(reading("", &"坏".repeat(50_000)).characters.len(), MAX_CHARACTERS);
        let key = |title, body| sameness(&Message { title, body });
        assert_eq!(
            key("甲", "楼道灯坏了很久没有人来修。"),
            key("乙", "楼道灯坏了，很久没有人來修")
        );
        assert_ne!(key("甲", "同上"), key("乙", "同上"));
    }
}
