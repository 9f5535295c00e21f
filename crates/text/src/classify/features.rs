//! 特征 — What a message is judged by: hashed words and short runs of characters, in three blocks.
//!
//! Words of the whole message, runs of one and two characters of it (three, in the first models), and
//! both again for the title alone. Each block is brought to length one by itself, so that a long body does not
//! drown a telling title (Weinberger et al. 2009 for the hashing). A run of digits counts as one
//! sign: house numbers say where, not what. Nothing of the text survives but 32-bit numbers.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::Message;
use super::tally::Tally;
use super::vocabulary::Vocabulary;
use crate::fold::{fold, fold_each, is_plain_han};

/// Bits of a bucket inside a block.
pub(super) const BUCKET_BITS: u32 = 20;
/// Words, characters, title.
pub(super) const BLOCKS: u32 = 3;
/// Only so many characters of a message are read: the longest open one has 12,220.
pub const MAX_CHARACTERS: usize = 20_000;

const WORDS: u32 = 0;
const CHARACTERS: u32 = 1;
const TITLE: u32 = 2;
/// The longest run of characters: three where words come from the dictionary, as the first models have
/// it; beside the words of a vocabulary two say as much.
const LONGEST: usize = 3;
const LONGEST_BESIDE_VOCABULARY: usize = 2;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Calls `visit` with the start and end of every word of folded characters, by the dictionary.
pub(super) fn cut_by_dictionary(characters: &[char], mut visit: impl FnMut(usize, usize)) {
    let folded: String = characters.iter().collect();
    for token in JIEBA.cut(&folded, false) {
        visit(token.start, token.end);
    }
}

/// A word or a run of characters where it stands: eight bytes, because a message has thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which of the features it is.
    pub feature: u32,
    start: u16,
    length: u16,
}

impl Piece {
    /// Numbers above 65,535 do not occur: a message has at most [`MAX_CHARACTERS`].
    #[inline]
    fn new(feature: usize, start: usize, end: usize) -> Self {
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let feature = u32::try_from(feature).unwrap_or(u32::MAX);
        Self { feature, start: short(start), length: short(end - start) }
    }

    /// The first folded character and the one behind the last.
    #[inline]
    pub fn span(self) -> (usize, usize) {
        (usize::from(self.start), usize::from(self.start) + usize::from(self.length))
    }
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
    /// All words and runs, each with its number among the features.
    pub pieces: Vec<Piece>,
    /// Blocks and buckets with how often each occurs, in order of their first occurrence.
    pub features: Vec<(u32, u32)>,
}

impl Reading {
    /// Reads a message by the words of a vocabulary, or of the dictionary; at most
    /// [`MAX_CHARACTERS`] of it.
    pub fn of(message: &Message<'_>, vocabulary: Option<&Vocabulary>) -> Self {
        let (mut reading, title) = Self::folded(message);
        let Self { characters, words, .. } = &mut reading;
        let says = |start: usize| characters.get(start).is_some_and(|first| is_letter(*first));
        let visit = |start, end| {
            if says(start) || end - start > 1 && (start..end).any(says) {
                words.push((start, end));
            }
        };
        let longest = if let Some(vocabulary) = vocabulary {
            vocabulary.cut(characters, visit);
            LONGEST_BESIDE_VOCABULARY
        } else {
            cut_by_dictionary(characters, visit);
            LONGEST
        };
        reading.cut(title, longest);
        reading
    }

    /// The characters only, and how many of them are the title's.
    pub fn folded(message: &Message<'_>) -> (Self, usize) {
        let mut reading = Self::default();
        // Three bytes a character as a rule.
        let expected = (message.title.len() + message.body.len()) / 3 + 8;
        reading.characters.reserve(expected);
        reading.written.reserve(expected);
        reading.take(message.title, 0);
        let title = reading.characters.len();
        reading.push('\n', (message.title.len(), message.title.len()));
        reading.take(message.body, message.title.len());
        (reading, title)
    }

    fn take(&mut self, text: &str, offset: usize) {
        let mut in_digits = false;
        for (at, character) in text.char_indices() {
            if self.characters.len() >= MAX_CHARACTERS {
                return;
            }
            let bytes = (offset + at, offset + at + character.len_utf8());
            fold_each(character, |folded| {
                if !folded.is_ascii_digit() {
                    in_digits = false;
                    self.push(folded, bytes);
                    return;
                }
                match self.written.last_mut().filter(|_| in_digits) {
                    Some(last) => last.1 = bytes.1,
                    None => self.push('0', bytes),
                }
                in_digits = true;
            });
        }
    }

    #[inline]
    fn push(&mut self, character: char, bytes: (usize, usize)) {
        self.characters.push(character);
        self.written.push(bytes);
    }

    /// Cuts words and runs; those before `title` count a second time in their own block.
    fn cut(&mut self, title: usize, longest: usize) {
        let most = (longest + 1) * (self.characters.len() + title);
        let mut tally = Tally::new(most);
        let mut pieces = Vec::with_capacity(most);
        let mut add = |hash: u32, start: usize, end: usize, block: u32| {
            pieces.push(Piece::new(tally.add(bucket(block, hash)), start, end));
            if end <= title {
                pieces.push(Piece::new(tally.add(bucket(TITLE, hash)), start, end));
            }
        };
        for (start, end) in &self.words {
            if let Some(word) = self.characters.get(*start..*end) {
                add(hash(0, word), *start, *end, WORDS);
            }
        }
        let mut start = 0;
        for run in self.characters.split(|character| !is_letter(*character)) {
            runs::<1>(run, |hash, at| add(hash, start + at, start + at + 1, CHARACTERS));
            runs::<2>(run, |hash, at| add(hash, start + at, start + at + 2, CHARACTERS));
            if longest == LONGEST {
                runs::<3>(run, |hash, at| add(hash, start + at, start + at + 3, CHARACTERS));
            }
            start += run.len() + 1;
        }
        self.pieces = pieces;
        self.features = tally.counts();
    }
}

/// Letters and digits of all scripts; most are plain Chinese.
#[inline]
fn is_letter(character: char) -> bool {
    is_plain_han(character) || character.is_alphanumeric()
}

/// The block of a feature.
#[inline]
pub(super) fn block(id: u32) -> u32 {
    id >> BUCKET_BITS
}

#[inline]
fn bucket(block: u32, hash: u32) -> u32 {
    (block << BUCKET_BITS) | (hash & ((1 << BUCKET_BITS) - 1))
}

/// Calls `visit` with the hash and the start of every run of `N` characters.
fn runs<const N: usize>(characters: &[char], mut visit: impl FnMut(u32, usize)) {
    let kind = u32::try_from(N).unwrap_or(0);
    for (at, run) in characters.array_windows::<N>().enumerate() {
        visit(hash(kind, run), at);
    }
}

/// FNV-1a over the code points with the last step of Murmur 3, so that low bits depend on all.
#[inline]
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
        Reading::of(&Message { title, body }, None)
    }

    #[test]
    fn blocks_and_runs() {
        let reading = reading("路灯", "灯");
        let counts = &reading.features;
        let of = |wanted: u32| counts.iter().filter(|(id, _)| block(*id) == wanted).count();
        assert_eq!((of(WORDS), of(CHARACTERS), of(TITLE)), (2, 3, 4), "{:?}", reading.pieces);
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<u32>(), 2 + 4 + 4);
    }

    #[test]
    fn what_is_written_differently_is_read_alike() {
        let one = reading("３號樓ＬＥＤ燈壞了", "２０２３年").features;
        let two = reading("12号楼led灯坏了", "1999年").features;
        assert_eq!(one, two);
        assert_ne!(one, reading("12号楼led灯坏了", "1999月").features);
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
        assert!(reading.pieces.iter().all(|piece| piece.span().0 < piece.span().1));
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
