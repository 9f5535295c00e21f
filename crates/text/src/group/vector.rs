//! 权重 — What a message says, as two directions: everything in it, and the kind of problem alone.
//!
//! Terms are pairs of Chinese characters, which need no dictionary and keep place names whole (on the
//! open data they grouped better than segmented words), and words of other letters. A term weighs
//! `1 + ln(times)`, with the title three times, times its rarity (Salton & Buckley 1988). Rarity is
//! counted in *problems*: how many of the groups found so far have the term. So the name of a building
//! sixty people complain of stays rare, and a slogan in forty unrelated petitions does not.
//!
//! The direction of everything takes `rarity^1.5`: names decide whether two messages are the same
//! problem. The direction of the kind takes `rarity^0.5` of terms several problems share, so that two
//! complaints of one estate, a lift and a bus, do not become one. All shares are whole numbers of
//! 1/65536: no sum depends on the order of messages, terms or machines.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::exact::ln;
use crate::fold::{fold, is_han};

/// Length of every direction, in its units.
pub(super) const ONE: u64 = 1 << 16;
/// How often a word of the title counts as if it stood in the body.
const TITLE_TIMES: u32 = 3;
/// Characters of a body that are read; what is pasted after them says nothing new.
const BODY_READ: usize = 8_000;
/// The heaviest terms of a message that are kept.
const KEPT: usize = 512;
/// An untitled message is known by this many of its first characters.
const LEAD: usize = 40;
/// From this many messages on a term of one message alone counts for nothing: it is a slip of the pen
/// and makes everything less alike. Among few messages it tells them apart and counts up to half.
const MANY: u32 = 1_000;
/// Least number of problems that share a term of their kind.
const KIND_LEAST: u32 = 8;
/// Characters that say nothing; no pair has one of them.
const EMPTY: &str =
    "的了是我你他她它们这那在和与也就都还吗呢吧啊您被把将对从而且但很及以为有没不之其所要";

/// A term and how much of the message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// The number [`Terms`] gave the term.
    pub term: u32,
    /// Its share, in units of [`ONE`].
    pub share: u32,
}

/// What a message says, as counts of its terms, in order of the term.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts(Vec<(u32, u32)>);

impl Counts {
    /// Whether the message has a term.
    pub fn has(&self, term: u32) -> bool {
        self.0.binary_search_by_key(&term, |(known, _)| *known).is_ok()
    }

    /// Whether the message says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The terms, in their order.
    pub fn terms(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|(term, _)| *term)
    }

    /// Counts from terms with how often each occurs, in any order, each term once.
    pub fn of(mut counts: Vec<(u32, u32)>) -> Self {
        counts.sort_unstable();
        Self(counts)
    }
}

/// All terms ever seen with how many messages and how many problems have them.
///
/// The numbers depend on the order of arrival, but nothing that is summed does.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    numbers: HashMap<u64, u32>,
    keys: Vec<u64>,
    messages_with: Vec<u32>,
    messages: u32,
    problems_with: Vec<u32>,
    problems: u32,
}

impl Terms {
    /// Reads a message and counts its terms as seen.
    pub fn read(&mut self, title: &str, body: &str) -> Counts {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        each_term(&fold(title), |key| *counts.entry(self.number(key)).or_default() += TITLE_TIMES);
        let body: String = body.chars().take(BODY_READ).collect();
        each_term(&fold(&body), |key| *counts.entry(self.number(key)).or_default() += 1);
        for term in counts.keys() {
            if let Some(with) = self.messages_with.get_mut(*term as usize) {
                *with += 1;
            }
        }
        self.messages += 1;
        Counts(counts.into_iter().collect())
    }

    /// The known terms of a text, which is not counted.
    pub fn look(&self, text: &str) -> Counts {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        each_term(&fold(text), |key| {
            if let Some(number) = self.numbers.get(&key) {
                *counts.entry(*number).or_default() += 1;
            }
        });
        Counts(counts.into_iter().collect())
    }

    /// The number of a pair of Chinese characters, which is new when nobody wrote it before.
    pub fn pair(&mut self, first: char, second: char) -> u32 {
        self.number(pair(first, second))
    }

    /// The number of a pair of Chinese characters somebody wrote.
    pub fn known_pair(&self, first: char, second: char) -> Option<u32> {
        self.numbers.get(&pair(first, second)).copied()
    }

    /// Takes rarity from what is known of problems: each is the messages of one group.
    pub fn weigh<'a>(&mut self, problems: impl Iterator<Item = Vec<&'a Counts>>) {
        self.problems = 0;
        self.problems_with = vec![0; self.keys.len()];
        let mut last = vec![0; self.keys.len()];
        for problem in problems {
            self.problems += 1;
            for term in problem.into_iter().flat_map(Counts::terms) {
                let term = term as usize;
                let (Some(last), Some(with)) =
                    (last.get_mut(term), self.problems_with.get_mut(term))
                else {
                    continue;
                };
                if *last != self.problems {
                    *last = self.problems;
                    *with += 1;
                }
            }
        }
    }

    /// How many messages were read.
    pub fn messages(&self) -> u32 {
        self.messages
    }

    /// What a term is written with, the same whatever its number: to break ties by.
    pub fn key(&self, term: u32) -> u64 {
        self.keys.get(term as usize).copied().unwrap_or_default()
    }

    /// The direction of everything a message says, in order of the term, of length [`ONE`].
    pub fn whole(&self, counts: &Counts) -> Vec<Weight> {
        self.direction(counts, |term| {
            let rarity = self.rarity(self.problems_with(term).max(2));
            let single = self.messages_with.get(term as usize).is_none_or(|with| *with < 2);
            let kept = if single { self.kept_of_singles() } else { 1.0 };
            kept * rarity * rarity.sqrt()
        })
    }

    /// The direction of the kind of problem: of what several problems share and most do not.
    pub fn kind(&self, counts: &Counts) -> Vec<Weight> {
        self.direction(counts, |term| {
            let with = self.problems_with(term);
            let shared = (KIND_LEAST..=self.problems / 4).contains(&with);
            if shared { self.rarity(with).sqrt() } else { 0.0 }
        })
    }

    fn direction(&self, counts: &Counts, heft: impl Fn(u32) -> f64) -> Vec<Weight> {
        let heavy = counts.0.iter().map(|(term, times)| {
            let heft = whole_part((1.0 + ln(f64::from(*times))) * heft(*term) * 4_096.0);
            (Reverse(heft), self.key(*term), *term)
        });
        let mut heavy: Vec<_> = heavy.filter(|(heft, ..)| heft.0 > 0).collect();
        heavy.sort_unstable();
        heavy.truncate(KEPT);
        let squares: u64 = heavy.iter().map(|(heft, ..)| heft.0 * heft.0).sum();
        let length = squares.isqrt().max(1);
        let share = |heft: u64| u32::try_from(heft * ONE / length).unwrap_or(u32::MAX);
        let weight =
            |(heft, _, term): (Reverse<u64>, u64, u32)| Weight { term, share: share(heft.0) };
        let mut weights: Vec<_> = heavy.into_iter().map(weight).collect();
        weights.sort_unstable_by_key(|weight| weight.term);
        weights
    }

    fn problems_with(&self, term: u32) -> u32 {
        self.problems_with.get(term as usize).copied().unwrap_or_default()
    }

    fn rarity(&self, with: u32) -> f64 {
        ln(1.0 + f64::from(self.problems.max(1)) / f64::from(with.max(1)))
    }

    fn kept_of_singles(&self) -> f64 {
        f64::from(MANY.saturating_sub(self.messages)) / f64::from(2 * MANY)
    }

    fn number(&mut self, key: u64) -> u32 {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
            self.messages_with.push(0);
        }
        number
    }
}

/// How much two directions agree, in units of `ONE²`: the cosine.
pub(super) fn agreement(a: &[Weight], b: &[Weight]) -> u64 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0;
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        match left.term.cmp(&right.term) {
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Greater => b.next(),
            std::cmp::Ordering::Equal => {
                sum += u64::from(left.share) * u64::from(right.share);
                a.next();
                b.next()
            }
        };
    }
    sum
}

/// The title, or where there is none the beginning of the body.
pub(super) fn lead<'a>(title: &'a str, body: &'a str) -> &'a str {
    if title.trim().is_empty() {
        let end = body.char_indices().nth(LEAD).map_or(body.len(), |(at, _)| at);
        body.get(..end).unwrap_or_default()
    } else {
        title
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a weight is at least 0 and far below 2^53"
)]
fn whole_part(x: f64) -> u64 {
    x as u64
}

fn pair(first: char, second: char) -> u64 {
    (u64::from(u32::from(first)) << 21) | u64::from(u32::from(second))
}

/// The 64-bit FNV-1a of a text.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The hash of a word, marked so that it is never a pair of characters.
fn word_key(word: &str) -> u64 {
    hash(word) | 1 << 63
}

/// Visits the terms of folded text: pairs of neighbouring Chinese characters, one that stands alone,
/// and words of other letters and digits.
fn each_term(folded: &str, mut visit: impl FnMut(u64)) {
    let mut word = String::new();
    let (mut last, mut alone) = (None, false);
    for character in folded.chars().chain([' ']) {
        let han = is_han(character);
        if !han
            && alone
            && let Some(single) = last
        {
            visit(pair('\0', single));
        }
        if han {
            if let Some(last) = last
                && !EMPTY.contains(last)
                && !EMPTY.contains(character)
            {
                visit(pair(last, character));
            }
            (last, alone) = (Some(character), last.is_none());
        } else {
            (last, alone) = (None, false);
        }
        if !han && character.is_alphanumeric() {
            word.push(character);
        } else if !word.is_empty() {
            visit(word_key(&word));
            word.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        let mut keys = Vec::new();
        each_term(&fold(text), |key| keys.push(key));
        keys
    }

    #[test]
    fn terms_are_pairs_lone_characters_and_words() {
        assert_eq!(keys("Ａ3區灯，灯"), [word_key("a3"), pair('区', '灯'), pair('\0', '灯')]);
        assert_eq!(keys("电梯坏7"), [pair('电', '梯'), pair('梯', '坏'), word_key("7")]);
        assert_eq!(keys("！ "), Vec::<u64>::new());
    }

    #[test]
    fn a_direction_agrees_fully_with_itself_alone() {
        let mut terms = Terms::default();
        let texts = ["电梯坏了", "路灯不亮", "停水三天", "电梯又坏", "垃圾没清"];
        let counts: Vec<_> = texts.iter().map(|text| terms.read(text, "")).collect();
        terms.weigh(counts.iter().map(|counts| vec![counts]));
        let directions: Vec<_> = counts.iter().map(|counts| terms.whole(counts)).collect();
        let itself = agreement(&directions[0], &directions[0]);
        assert!((ONE * ONE).abs_diff(itself) * 1_000 < ONE * ONE, "{itself}");
        assert!(agreement(&directions[0], &directions[3]) > 0);
        assert_eq!(agreement(&directions[0], &directions[1]), 0);
    }

    #[test]
    fn an_untitled_message_is_known_by_its_beginning() {
        assert_eq!(lead(" ", "路灯不亮"), "路灯不亮");
        assert_eq!(lead("标题", "正文"), "标题");
        assert_eq!(lead("", &"灯".repeat(99)).chars().count(), LEAD);
    }
}
