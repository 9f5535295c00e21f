//! 依据 — Which words of a message drove a suggestion, as they were written.
//!
//! Every known feature pulls towards or away from a class. Its pull against the mean of all classes
//! is spread over the characters it stands on; what gathers on a word is that word's share. A single
//! character beside a word is shown with it when both pull, so that 幼儿 and 园 are read as 幼儿园.

use serde::Serialize;

use super::features::Reading;
use super::score::{share, whole};
use super::slots::{Known, Vector, narrow};
use super::weights::{Weights, mean};
use super::{Message, SUGGESTED};
use crate::fold::is_han;

/// So many words are shown at most.
const SHOWN: usize = 5;
/// A word below this share (per mille) explains nothing.
const LEAST_SHARE: u16 = 15;
/// The longest word shown, in characters.
const LONGEST: usize = 4;

/// A word that spoke for a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The word as it was written.
    pub word: String,
    /// Its part of all that spoke for the class, in per mille.
    pub share: u16,
}

/// What is needed to explain: the message, how it was read and the model.
pub(super) struct Explain<'a> {
    pub message: &'a Message<'a>,
    pub reading: &'a Reading,
    /// The features of the reading that the model knows.
    pub known: &'a [Known],
    /// Their values, in the same order.
    pub vector: &'a Vector,
    pub weights: &'a Weights,
    /// How many classes there are.
    pub classes: usize,
}

/// What pulls towards each of the classes explained, side by side; four, because processors add four at
/// once, though only [`SUGGESTED`] are asked for.
type Pull = [f32; 4];

/// A word of the message with what pulls on it.
#[derive(Clone, Copy)]
struct Pulled {
    start: usize,
    end: usize,
    pull: Pull,
    /// A single character that may belong to the word beside it.
    joins: bool,
}

/// What gathered on a word, wherever it stands.
struct Gathered<'a> {
    word: &'a str,
    amount: f32,
}

impl<'a> Explain<'a> {
    /// The words that spoke most for each of `classes` (at most [`SUGGESTED`]), most first; none where
    /// nothing did.
    pub fn reasons(&self, classes: &[usize]) -> Vec<Vec<Reason>> {
        let pulled = self.words(&self.pulls(classes));
        let mut gathering = Gathering::new(pulled.len());
        (0..classes.len().min(SUGGESTED))
            .map(|class| {
                gathering.clear();
                let mut all = 0.0;
                joined(&pulled, class, |start, end, amount| {
                    all += amount;
                    gathering.add(self.written(start, end), amount);
                });
                shown(&gathering.found, all)
            })
            .collect()
    }

    /// The pull on every character.
    fn pulls(&self, classes: &[usize]) -> Vec<Pull> {
        let mut pulls = vec![Pull::default(); self.reading.characters.len()];
        let each = self.contributions(classes);
        for piece in &self.reading.pieces {
            let Some(contribution) = each.get(piece.feature as usize) else { continue };
            let (start, end) = piece.span();
            let width = narrow(whole(end - start));
            let part = contribution.map(|pull| pull / width);
            let span = pulls.get_mut(start..end).unwrap_or_default();
            for pull in span {
                add(pull, &part);
            }
        }
        pulls
    }

    /// For each feature of the reading what one occurrence pulls towards each class.
    fn contributions(&self, classes: &[usize]) -> Vec<Pull> {
        let mut each = vec![Pull::default(); self.reading.features.len()];
        for (known, (slot, value)) in self.known.iter().zip(self.vector) {
            let Some(pull) = each.get_mut(known.place as usize) else { continue };
            let row = self.weights.row(*slot);
            let mean = mean(&row, self.classes);
            let once = value / narrow(f64::from(known.count.max(1)));
            for (pull, class) in pull.iter_mut().zip(classes) {
                *pull = once * (row.get(*class) - mean);
            }
        }
        each
    }

    /// The words with what gathered on their characters.
    fn words(&self, pulls: &[Pull]) -> Vec<Pulled> {
        let word = |(start, end): &(usize, usize)| {
            let mut pull = Pull::default();
            for one in pulls.get(*start..*end).unwrap_or_default() {
                add(&mut pull, one);
            }
            let only = self.reading.characters.get(*start).filter(|_| end - start == 1);
            let joins = only.is_some_and(|character| !stands_apart(*character));
            Pulled { start: *start, end: *end, pull, joins }
        };
        self.reading.words.iter().map(word).collect()
    }

    /// What was written where these folded characters stand; never over the title's end.
    #[inline]
    fn written(&self, start: usize, end: usize) -> &'a str {
        let bytes = |at: usize| self.reading.written.get(at).copied();
        let last = end.checked_sub(1).and_then(bytes);
        let (Some((from, _)), Some((_, to))) = (bytes(start), last) else { return "" };
        let title = self.message.title.len();
        let (text, from, to) = match from.checked_sub(title) {
            Some(inside) => (self.message.body, inside, to.saturating_sub(title)),
            None => (self.message.title, from, to),
        };
        text.get(from..to).unwrap_or("")
    }
}

#[inline]
fn add(to: &mut Pull, from: &Pull) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

/// Calls `visit` with the words on which something pulls towards a class, single characters joined to
/// the word beside them where both pull.
fn joined(words: &[Pulled], class: usize, mut visit: impl FnMut(usize, usize, f32)) {
    let mut visit = |word: &Pulled| {
        let amount = pull(word, class);
        if amount > 0.0 {
            visit(word.start, word.end, amount);
        }
    };
    let mut words = words.iter().copied();
    let Some(mut last) = words.next() else { return };
    for word in words {
        let single = word.joins || last.joins;
        let both = pull(&word, class) > 0.0 && pull(&last, class) > 0.0;
        if last.end == word.start && single && both && word.end - last.start <= LONGEST {
            last.end = word.end;
            last.joins = false;
            add(&mut last.pull, &word.pull);
        } else {
            visit(&last);
            last = word;
        }
    }
    visit(&last);
}

#[inline]
fn pull(word: &Pulled, class: usize) -> f32 {
    word.pull.get(class).copied().unwrap_or(0.0)
}

/// Sums by word, found by a hash of what was written.
struct Gathering<'a> {
    /// One above the place among those found; zero where nothing is.
    table: Vec<u32>,
    found: Vec<Gathered<'a>>,
}

impl<'a> Gathering<'a> {
    /// For at most so many words.
    fn new(most: usize) -> Self {
        let places = (most + 1).next_power_of_two() * 2;
        Self { table: vec![0; places], found: Vec::with_capacity(most) }
    }

    fn clear(&mut self) {
        self.table.fill(0);
        self.found.clear();
    }

    fn add(&mut self, word: &'a str, amount: f32) {
        let last = self.table.len() - 1;
        let mut at = spread(word) & last;
        // Every second place is free at the least, so the walk ends.
        while let Some(taken) = self.table.get_mut(at) {
            if *taken == 0 {
                self.found.push(Gathered { word, amount });
                *taken = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
                return;
            }
            match self.found.get_mut(*taken as usize - 1) {
                Some(known) if known.word == word => {
                    known.amount += amount;
                    return;
                }
                _ => at = (at + 1) & last,
            }
        }
    }
}

/// FNV-1a, four bytes at a time; only for finding a word again within one message.
#[inline]
fn spread(word: &str) -> usize {
    let step = |hash: u32, part: &[u8]| {
        let part = part.iter().fold(0, |part: u32, byte| part << 8 | u32::from(*byte));
        (hash ^ part).wrapping_mul(0x0100_0193)
    };
    let hash = word.as_bytes().chunks(4).fold(0x811c_9dc5, step);
    (hash ^ hash >> 15) as usize
}

/// The words that gathered most, at most [`SHOWN`], none inside another.
fn shown(found: &[Gathered<'_>], all: f32) -> Vec<Reason> {
    let share = |one: &Gathered<'_>| per_mille(f64::from(one.amount), f64::from(all));
    // Most words are far below: rounding each would cost more than all the rest.
    let least = all * 0.9 * f32::from(LEAST_SHARE) / 1_000.0;
    let telling_enough = |one: &&Gathered<'_>| one.amount >= least && share(one) >= LEAST_SHARE;
    let mut order: Vec<_> = found.iter().filter(telling_enough).collect();
    order.sort_unstable_by(|a, b| b.amount.total_cmp(&a.amount).then(a.word.cmp(b.word)));
    let mut shown: Vec<Reason> = Vec::with_capacity(SHOWN);
    for one in order {
        if shown.len() == SHOWN {
            break;
        }
        let overlaps = |s: &Reason| s.word.contains(one.word) || one.word.contains(&s.word);
        if telling(one.word) && !shown.iter().any(overlaps) {
            shown.push(Reason { word: one.word.to_owned(), share: share(one) });
        }
    }
    shown
}

/// Single characters that are words of their own.
#[inline]
fn stands_apart(character: char) -> bool {
    matches!(
        character,
        '的' | '了'
            | '在'
            | '是'
            | '不'
            | '和'
            | '也'
            | '就'
            | '都'
            | '着'
            | '被'
            | '我'
            | '你'
            | '他'
            | '她'
            | '它'
            | '这'
            | '那'
            | '有'
            | '要'
            | '去'
            | '来'
            | '把'
            | '吗'
            | '呢'
            | '吧'
            | '啊'
            | '与'
            | '及'
            | '或'
            | '很'
            | '个'
            | '到'
            | '会'
            | '能'
            | '可'
            | '上'
            | '下'
            | '说'
            | '为'
            | '对'
            | '从'
            | '等'
            | '让'
            | '给'
            | '又'
            | '再'
            | '还'
            | '没'
            | '请'
    )
}

/// A single character, bare digits or the letters of a house explain little.
fn telling(word: &str) -> bool {
    let length = word.chars().count();
    word.chars().any(is_han) && length > 1 || length > 2 && !word.chars().all(char::is_numeric)
}

/// A part of a positive whole in per mille.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=1000 just before"
)]
pub(super) fn per_mille(part: f64, all: f64) -> u16 {
    let ratio = if all > 0.0 { part / all } else { share(0, 1) };
    (ratio * 1000.0).round().clamp(0.0, 1000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::super::slots::Slots;
    use super::*;

    /// A model of two classes in which these words speak for the first and those for the second.
    fn explained(title: &str, body: &str, first: &str, second: &str) -> Vec<Vec<Reason>> {
        let message = Message { title, body };
        let reading = Reading::of(&message, None);
        let ids = |text: &str| -> Vec<u32> {
            let read = Reading::of(&Message { title: "", body: text }, None);
            read.features.iter().map(|count| count.0).collect()
        };
        let mut features: Vec<(u32, f32)> = ids(first)
            .into_iter()
            .map(|id| (id, 1.0))
            .chain(ids(second).into_iter().map(|id| (id, -1.0)))
            .collect();
        features.sort_unstable_by_key(|feature| feature.0);
        features.dedup_by_key(|feature| feature.0);
        let slots = Slots::new(&features.iter().map(|(id, _)| (*id, 1.0)).collect::<Vec<_>>());
        let mut rows: Vec<_> = features.iter().map(|(_, weight)| vec![*weight, -weight]).collect();
        rows.push(vec![0.0, 0.0]);
        let weights = Weights::from_rows(2, rows.iter().map(Vec::as_slice));
        let known = slots.known(&reading.features);
        let vector = slots.vector_of(&known);
        let explain = Explain {
            message: &message,
            reading: &reading,
            known: &known,
            vector: &vector,
            weights: &weights,
            classes: 2,
        };
        explain.reasons(&[0, 1])
    }

    #[test]
    fn words_are_shown_as_written() {
        let reasons = explained("電梯壞了", "工资沒发", "电梯坏了", "工资没发");
        assert!(reasons[0][0].word.contains("電梯"), "{reasons:?}");
        assert!(reasons[1].iter().any(|reason| reason.word.contains("工资")), "{reasons:?}");
        assert!(reasons[0].iter().all(|reason| !reason.word.contains("工资")));
    }

    #[test]
    fn shares_are_parts_of_the_whole_and_words_do_not_overlap() {
        let text = "小区电梯坏了，电梯困人，物业不修电梯，幼儿园停水停电，路灯不亮";
        for reasons in explained("电梯", text, text, "工资") {
            assert!(reasons.len() <= SHOWN && reasons.iter().map(|r| r.share).sum::<u16>() <= 1000);
            for (at, one) in reasons.iter().enumerate() {
                let others = reasons.iter().skip(at + 1);
                assert!(others.clone().all(|other| !one.word.contains(&other.word)), "{reasons:?}");
                assert!(text.contains(&one.word));
            }
        }
        assert!(explained("", "", text, "").iter().all(Vec::is_empty));
    }
}
