//! 词库 — The words a model was trained with, by which it cuts messages without any dictionary.
//!
//! A general dictionary (jieba's) takes longer to load than six hundred messages to sort. So training
//! cuts its messages by the dictionary once and keeps the words that at least three messages share:
//! those made of Chinese characters alone, as 32-bit hashes with what each costs. Whoever has the file
//! and the dictionary can find out which common words the messages share, as with the features of
//! any such model; nothing that fewer than three messages hold is in it. Training and suggesting then
//! cut alike: the likeliest path through these words, a character nobody met standing alone, a run of
//! ASCII letters and digits being one word.
//!
//! ```text
//! dictionary ──cut──▶ words of the training messages ──hash, count──▶ Vocabulary ──cut──▶ any message
//! ```
//!
//! Costs are whole numbers, so every machine finds the same path.

use std::collections::BTreeMap;

use super::score::whole;
use crate::exact::ln;
use crate::fold::{is_han, is_plain_han};

/// The longest word kept, in characters.
pub(super) const LONGEST_WORD: usize = 16;
/// So many places are looked at for one key at most; honest keys need a tenth of it.
const PROBES: usize = 256;
/// So many units of cost are one natural logarithm.
const UNIT: f64 = 1_024.0;
/// Marks an entry that longer words begin with.
const GOES_ON: u16 = 0x8000;
/// The cost of a word without the mark; zero for what only begins words.
const COST: u16 = 0x7fff;

/// Hashed words with their costs, and the beginnings of the longer ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vocabulary {
    /// Open addressing: the key above 16 empty bits, [`TAKEN`] and the entry; zero where nothing is.
    table: Vec<u64>,
    /// How far a key is shifted to find its place.
    shift: u32,
    /// The entries of the common characters alone, which are asked for at every place.
    alone: Vec<u16>,
    /// A bit for each entry, by its key: most keys asked for are none, and this fits the nearest cache.
    sieve: Vec<u64>,
}

const TAKEN: u64 = 1 << 16;
/// The common Chinese characters.
const COMMON: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';
/// Bits of the sieve, as a power of two.
const SIEVE: u32 = 18;
/// What a character no message had costs: more than any word.
const UNKNOWN: u32 = COST as u32;

impl Vocabulary {
    /// The vocabulary of words with how often each was met, in any order; those never met are left out.
    pub fn of<'a>(words: impl Iterator<Item = (&'a [char], u32)>) -> Self {
        let mut found: BTreeMap<u32, (u32, bool)> = BTreeMap::new();
        let mut all = 0.0;
        for (word, count) in words.filter(|(word, count)| is_kept(word) && *count > 0) {
            let mut hash = 0;
            for (character, left) in word.iter().zip((0..word.len()).rev()) {
                hash = step(hash, *character);
                let entry = found.entry(key(hash)).or_default();
                entry.0 = entry.0.saturating_add(if left == 0 { count } else { 0 });
                entry.1 |= left > 0;
            }
            all += f64::from(count);
        }
        let entry =
            |(count, goes_on): (u32, bool)| cost(count, all) | if goes_on { GOES_ON } else { 0 };
        let entries: Vec<_> = found.into_iter().map(|(key, one)| (key, entry(one))).collect();
        // Hashes of words do not crowd so; if ever they did, every character would stand alone.
        Self::from_entries(&entries).unwrap_or_else(|| Self::room_for(0))
    }

    /// Without entries, with room for so many.
    fn room_for(entries: usize) -> Self {
        let places = (entries * 2).next_power_of_two().max(2);
        let shift = 32 - places.trailing_zeros().min(32);
        let (table, sieve) = (vec![0; places], vec![0; 1 << (SIEVE - 6)]);
        Self { table, shift, alone: Vec::new(), sieve }
    }

    /// Entries read back, keys rising; none when so many keys crowd in one place that looking them up would take
    /// long, as only a file made for that has them.
    pub fn from_entries(entries: &[(u32, u16)]) -> Option<Self> {
        let mut vocabulary = Self::room_for(entries.len());
        for (key, entry) in entries {
            let bit = sieved(*key);
            if let Some(bits) = vocabulary.sieve.get_mut(bit >> 6) {
                *bits |= 1 << (bit & 63);
            }
            let mut at = vocabulary.place(*key);
            let mut probes = 0;
            while vocabulary.table.get(at).is_some_and(|taken| *taken != 0) {
                at = vocabulary.next(at);
                probes += 1;
                if probes == PROBES {
                    return None;
                }
            }
            if let Some(free) = vocabulary.table.get_mut(at) {
                *free = u64::from(*key) << 32 | TAKEN | u64::from(*entry);
            }
        }
        let entry = |character| vocabulary.entry(key(step(0, character)));
        vocabulary.alone = COMMON.map(entry).collect();
        Some(vocabulary)
    }

    /// The entries, keys rising.
    pub fn entries(&self) -> Vec<(u32, u16)> {
        let mut entries = Vec::new();
        for taken in self.table.iter().filter(|taken| **taken != 0) {
            entries.push(((taken >> 32) as u32, (taken & 0xffff) as u16));
        }
        entries.sort_unstable();
        entries
    }

    #[inline]
    fn place(&self, key: u32) -> usize {
        key.unbounded_shr(self.shift) as usize
    }

    #[inline]
    fn next(&self, at: usize) -> usize {
        (at + 1) & (self.table.len() - 1)
    }

    /// The entry of a key; zero where there is none.
    #[inline]
    fn entry(&self, key: u32) -> u16 {
        let bit = sieved(key);
        if self.sieve.get(bit >> 6).is_none_or(|bits| bits >> (bit & 63) & 1 == 0) {
            return 0;
        }
        let mut at = self.place(key);
        loop {
            let taken = self.table.get(at).copied().unwrap_or(0);
            if taken == 0 {
                return 0;
            }
            if taken >> 32 == u64::from(key) {
                return (taken & 0xffff) as u16;
            }
            at = self.next(at);
        }
    }

    /// The entry of a common character alone.
    #[inline]
    fn common(&self, character: char) -> Option<u16> {
        let place = u32::from(character).checked_sub(u32::from(*COMMON.start()))?;
        self.alone.get(place as usize).copied()
    }

    /// Calls `visit` with the start and end of every word of folded characters: together they cover
    /// the text. Signs and spaces stand alone.
    pub fn cut(&self, characters: &[char], mut visit: impl FnMut(usize, usize)) {
        let mut best = Vec::new();
        let mut start = 0;
        while let Some((first, rest)) = characters.get(start..).and_then(<[char]>::split_first) {
            let kind = kind(*first);
            let more = match kind {
                Kind::Sign => 0,
                Kind::Han => rest.iter().take_while(|next| is_chinese(**next)).count(),
                Kind::Ascii => rest.iter().take_while(|next| next.is_ascii_alphanumeric()).count(),
            };
            let end = start + 1 + more;
            if let (Kind::Han, Some(run)) = (kind, characters.get(start..end)) {
                self.cut_han(run, &mut best, |from, to| visit(start + from, start + to));
            } else {
                visit(start, end);
            }
            start = end;
        }
    }

    /// The cheapest path through a run of Chinese characters, from its end back; of equal ones that
    /// with the longer word first.
    fn cut_han(&self, run: &[char], best: &mut Vec<Step>, mut visit: impl FnMut(usize, usize)) {
        best.clear();
        best.resize(run.len() + 1, Step { cost: 0, length: 0 });
        for start in (0..run.len()).rev() {
            let mut found = Step { cost: u32::MAX, length: 1 };
            self.words_at(run, start, |length, cost| {
                let rest = best.get(start + length).map_or(0, |step| step.cost);
                let cost = cost.saturating_add(rest);
                if cost <= found.cost {
                    found = Step { cost, length };
                }
            });
            if let Some(step) = best.get_mut(start) {
                *step = found;
            }
        }
        let mut at = 0;
        while let Some(step) = best.get(at).filter(|_| at < run.len()) {
            visit(at, at + step.length);
            at += step.length;
        }
    }

    /// Calls `found` with the length and cost of every word that begins here, the shortest first; the
    /// character alone is always one.
    #[inline]
    fn words_at(&self, run: &[char], start: usize, mut found: impl FnMut(usize, u32)) {
        let mut hash = 0;
        for (character, length) in run.iter().skip(start).zip(1..=LONGEST_WORD) {
            hash = step(hash, *character);
            let common = if length == 1 { self.common(*character) } else { None };
            let entry = common.unwrap_or_else(|| self.entry(key(hash)));
            match u32::from(entry & COST) {
                0 if length == 1 => found(length, UNKNOWN),
                0 => {}
                cost => found(length, cost),
            }
            if entry & GOES_ON == 0 {
                return;
            }
        }
    }
}

/// The best way on from a character: what all words from here cost, and how long the first is.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: u32,
    length: usize,
}

/// What characters run together: only those of the same kind, signs never.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Ascii,
    Sign,
}

/// Whether a character is Chinese, the common ones first.
#[inline]
fn is_chinese(character: char) -> bool {
    is_plain_han(character) || is_han(character)
}

#[inline]
fn kind(character: char) -> Kind {
    if is_chinese(character) {
        Kind::Han
    } else if character.is_ascii_alphanumeric() {
        Kind::Ascii
    } else {
        Kind::Sign
    }
}

/// Whether a word of the dictionary may be kept: Chinese characters only.
pub(super) fn is_kept(word: &[char]) -> bool {
    (1..=LONGEST_WORD).contains(&word.len()) && word.iter().all(|character| is_han(*character))
}

/// What a word met so often among `all` costs.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 15 bits just before"
)]
fn cost(count: u32, all: f64) -> u16 {
    if count == 0 {
        return 0;
    }
    let units = (ln(all / f64::from(count)) * UNIT).round();
    units.clamp(1.0, whole(usize::from(COST) - 1)) as u16
}

/// The hash of a word one character longer.
#[inline]
fn step(hash: u64, character: char) -> u64 {
    (hash.rotate_left(7) ^ u64::from(character)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The bit of a key in the sieve: other bits of it than those that say its place.
#[inline]
fn sieved(key: u32) -> usize {
    (key & ((1 << SIEVE) - 1)) as usize
}

/// What is kept of a hash: its upper half, which depends on all characters.
#[inline]
fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vocabulary(words: &[(&str, u32)]) -> Vocabulary {
        let words: Vec<(Vec<char>, u32)> =
            words.iter().map(|(word, count)| (word.chars().collect(), *count)).collect();
        Vocabulary::of(words.iter().map(|(word, count)| (word.as_slice(), *count)))
    }

    fn cut(vocabulary: &Vocabulary, text: &str) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        let mut words = Vec::new();
        vocabulary
            .cut(&characters, |start, end| words.push(characters[start..end].iter().collect()));
        words
    }

    #[test]
    fn words_met_are_found_and_the_rest_stands_alone() {
        let known = vocabulary(&[("电梯", 9), ("坏", 5), ("了", 9), ("幼儿园", 3), ("幼儿", 4)]);
        assert_eq!(
            cut(&known, "三号楼LED0灯，电梯坏了 幼儿园"),
            ["三", "号", "楼", "LED0", "灯", "，", "电梯", "坏", "了", " ", "幼儿园"]
        );
        assert!(cut(&known, "").is_empty());
        assert_eq!(cut(&known, "幼儿教\n\né"), ["幼儿", "教", "\n", "\n", "é"]);
    }

    #[test]
    fn only_words_of_chinese_characters_are_kept() {
        let long = "长".repeat(LONGEST_WORD + 1);
        let known = vocabulary(&[
            ("led灯", 9),
            ("1380013", 9),
            ("王小明", 0),
            ("a", 9),
            (&long, 9),
            ("", 9),
        ]);
        assert!(known.entries().is_empty(), "{known:?}");
        assert_eq!(cut(&known, "王小明led灯"), ["王", "小", "明", "led", "灯"]);
    }

    #[test]
    fn entries_come_back() {
        let known = vocabulary(&[("电梯", 9), ("电", 5), ("幼儿园", 3)]);
        assert_eq!(known.entries().len(), 5, "幼 and 幼儿 begin a word");
        assert_eq!(Vocabulary::from_entries(&known.entries()), Some(known));
        let crowd: Vec<(u32, u16)> = (0..10_000).map(|key| (key, 7)).collect();
        assert_eq!(
            Vocabulary::from_entries(&crowd),
            None,
            "nobody waits for a file made to be slow"
        );
        assert_eq!(key(step(step(0, '路'), '灯')), 0x7e73_0cc7, "the hash is ours for ever");
    }

    /// The least cost of a run over all ways to cut it.
    fn least(known: &Vocabulary, run: &[char]) -> u32 {
        (1..=run.len())
            .map(|end| cost_of(known, &run[..end]) + least(known, &run[end..]))
            .min()
            .unwrap_or(0)
    }

    /// The cost of a word; more than any path where it is none.
    fn cost_of(known: &Vocabulary, word: &[char]) -> u32 {
        let hash = word.iter().fold(0, |hash, character| step(hash, *character));
        match u32::from(known.entry(key(hash)) & COST) {
            0 if word.len() == 1 => UNKNOWN,
            0 => 1_000_000,
            cost => cost,
        }
    }

    proptest! {
        #[test]
        fn the_cut_covers_the_text_and_is_the_cheapest(
            words in proptest::collection::vec(("[水电停漏]{1,4}", 1u32..50), 0..12),
            text in "[水电停漏火]{0,9}",
            mixed in "[水电停漏a0，é]{0,12}",
        ) {
            let words: Vec<_> = words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
            let known = vocabulary(&words);
            prop_assert_eq!(cut(&known, &mixed).concat(), mixed);
            let run: Vec<char> = text.chars().collect();
            let parts = cut(&known, &text);
            prop_assert_eq!(parts.concat(), text);
            let cost = |part: &String| cost_of(&known, &part.chars().collect::<Vec<_>>());
            prop_assert_eq!(parts.iter().map(cost).sum::<u32>(), least(&known, &run));
        }

        #[test]
        fn any_text_is_covered(text: String, entries in proptest::collection::btree_map(any::<u32>(), any::<u16>(), 0..50)) {
            let entries: Vec<_> = entries.into_iter().collect();
            let known = Vocabulary::from_entries(&entries).unwrap();
            prop_assert_eq!(known.entries(), entries);
            prop_assert_eq!(cut(&known, &text).concat(), text);
        }
    }
}
