//! 依据 — Which words of a message drove a suggestion, as they were written.
//!
//! Every known feature pulls towards or away from a class. Its pull against the mean of all classes
//! is spread over the characters it stands on; what gathers on a word is that word's share. A single
//! character beside a word is shown with it when both pull, so that 幼儿 and 园 are read as 幼儿园.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Message;
use super::features::Reading;
use super::learn::Weights;
use super::score::{share, whole};
use super::slots::{Slots, Vector};
use crate::fold::is_han;

/// So many words are shown at most.
const SHOWN: usize = 5;
/// A word below this share (per mille) explains nothing.
const LEAST_SHARE: u16 = 15;
/// The longest word shown, in characters.
const LONGEST: usize = 4;

/// Single characters that are words of their own.
const APART: &str = "的了在是不和也就都着被我你他她它这那有要去来把吗呢吧啊与及或很个到会能可上下说为对从等让给又再还没请";

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
    pub vector: &'a Vector,
    pub slots: &'a Slots,
    pub weights: &'a Weights,
}

impl Explain<'_> {
    /// The words that spoke most for each of `classes`, most first; none where nothing did.
    pub fn reasons(&self, classes: &[usize]) -> Vec<Vec<Reason>> {
        let pulls = self.pulls(classes);
        pulls.iter().map(|pull| self.words(pull)).collect()
    }

    /// For each class the pull on every character.
    fn pulls(&self, classes: &[usize]) -> Vec<Vec<f64>> {
        let mut pulls = vec![vec![0.0; self.reading.characters.len()]; classes.len()];
        let mut times = vec![0u32; self.vector.len()];
        let places: Vec<_> = self.reading.pieces.iter().map(|piece| self.place(piece.id)).collect();
        for place in places.iter().flatten() {
            if let Some(count) = times.get_mut(*place) {
                *count += 1;
            }
        }
        let each = self.contributions(classes, &times);
        for (piece, place) in self.reading.pieces.iter().zip(&places) {
            let Some(place) = place else { continue };
            let width = whole(piece.end - piece.start);
            let own = each.chunks(classes.len().max(1)).nth(*place).unwrap_or_default();
            for (pull, contribution) in pulls.iter_mut().zip(own) {
                let span = pull.get_mut(piece.start..piece.end).unwrap_or_default();
                for at in span.iter_mut() {
                    *at += contribution / width;
                }
            }
        }
        pulls
    }

    /// Where a feature stands in the vector.
    fn place(&self, id: u32) -> Option<usize> {
        let slot = self.slots.slot(id)?;
        self.vector.binary_search_by_key(&slot, |(slot, _)| *slot).ok()
    }

    /// For each feature of the vector what one occurrence pulls towards each class, in a row.
    fn contributions(&self, classes: &[usize], times: &[u32]) -> Vec<f64> {
        let mut each = Vec::with_capacity(times.len() * classes.len());
        for ((slot, value), times) in self.vector.iter().zip(times) {
            let row = self.weights.row(*slot);
            let sum: f64 = row.iter().map(|weight| f64::from(*weight)).sum();
            let mean = sum / whole(row.len().max(1));
            let once = f64::from(*value) / f64::from((*times).max(1));
            each.extend(classes.iter().map(|class| {
                once * (row.get(*class).map_or(0.0, |weight| f64::from(*weight)) - mean)
            }));
        }
        each
    }

    fn words(&self, pull: &[f64]) -> Vec<Reason> {
        let of = |start: usize, end: usize| -> f64 {
            pull.get(start..end).unwrap_or_default().iter().sum()
        };
        let mut gathered: BTreeMap<&str, f64> = BTreeMap::new();
        let mut all = 0.0;
        for (start, end) in self.joined(&of) {
            let amount = of(start, end);
            if amount > 0.0 {
                all += amount;
                *gathered.entry(self.written(start, end)).or_default() += amount;
            }
        }
        let mut order: Vec<_> = gathered.into_iter().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        let mut shown: Vec<Reason> = Vec::new();
        for (word, amount) in order {
            let share = per_mille(amount, all);
            if share < LEAST_SHARE || shown.len() == SHOWN {
                break;
            }
            let overlaps = |one: &Reason| one.word.contains(word) || word.contains(&one.word);
            if telling(word) && !shown.iter().any(overlaps) {
                shown.push(Reason { word: word.to_owned(), share });
            }
        }
        shown
    }

    /// The words of the message, single characters joined to the word beside them where both pull.
    fn joined(&self, of: &impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (start, end) in &self.reading.words {
            if let Some(last) = joined.last_mut().filter(|last| last.1 == *start) {
                let single = self.joins(*start, *end) || self.joins(last.0, last.1);
                let both = of(*start, *end) > 0.0 && of(last.0, last.1) > 0.0;
                if single && both && end - last.0 <= LONGEST {
                    last.1 = *end;
                    continue;
                }
            }
            joined.push((*start, *end));
        }
        joined
    }

    /// Whether this is a single character that may belong to the word beside it.
    fn joins(&self, start: usize, end: usize) -> bool {
        let only = self.reading.characters.get(start).filter(|_| end - start == 1);
        only.is_some_and(|character| !APART.contains(*character))
    }

    /// What was written where these folded characters stand; never over the title's end.
    fn written(&self, start: usize, end: usize) -> &str {
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
    use super::*;

    /// A model of two classes in which these words speak for the first and those for the second.
    fn explained(title: &str, body: &str, first: &str, second: &str) -> Vec<Vec<Reason>> {
        let message = Message { title, body };
        let reading = Reading::of(&message);
        let ids = |text: &str| -> Vec<u32> {
            Reading::of(&Message { title: "", body: text })
                .counts()
                .iter()
                .map(|count| count.0)
                .collect()
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
        let vector = slots.vector(&reading.counts()).0;
        let explain = Explain {
            message: &message,
            reading: &reading,
            vector: &vector,
            slots: &slots,
            weights: &weights,
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
