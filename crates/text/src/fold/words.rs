//! 词单 — A list of words looked up at a place of a text, longest first, without copying the text.

use std::collections::HashMap;

use super::trace::Trace;

/// Words by their first and by their last character.
#[derive(Debug, Default)]
pub(crate) struct Words {
    by_first: HashMap<char, Vec<&'static str>>,
    by_last: HashMap<char, Vec<&'static str>>,
}

impl Words {
    /// Adds words.
    pub fn add(&mut self, words: impl Iterator<Item = &'static str>) {
        for word in words {
            if let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) {
                self.by_first.entry(first).or_default().push(word);
                self.by_last.entry(last).or_default().push(word);
            }
        }
        for list in self.by_first.values_mut().chain(self.by_last.values_mut()) {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
    }

    /// The longest word at a cell, with its length in cells.
    pub fn at(&self, trace: &Trace, at: usize) -> Option<(&'static str, usize)> {
        trace.any(at, self.by_first.get(&trace.at(at))?)
    }

    /// The longest word that ends right before a cell.
    pub fn before(&self, trace: &Trace, at: usize) -> Option<&'static str> {
        let list = self.by_last.get(&trace.before(at))?;
        list.iter().find(|word| trace.ends_with(at, word)).copied()
    }

    /// The first word that begins in cells `from..to`, with where it begins.
    pub fn first(&self, trace: &Trace, from: usize, to: usize) -> Option<(&'static str, usize)> {
        (from..to).find_map(|at| Some((self.at(trace, at)?.0, at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_a_place() {
        let mut words = Words::default();
        words.add(["主任", "副主任", "副"].into_iter());
        let trace = Trace::of("张副主任");
        assert_eq!(words.at(&trace, 1), Some(("副主任", 3)));
        assert_eq!(words.before(&trace, 4), Some("副主任"));
        assert_eq!(words.before(&trace, 1), None);
        assert_eq!(words.first(&trace, 0, 4), Some(("副主任", 1)));
    }
}
