//! 识词 — The words of the training messages by the dictionary, from which vocabularies are made.
//!
//! Each message is cut by the dictionary once. A fold's vocabulary counts only the messages the fold
//! learns from, or the figures would come from words the model had seen in what it is judged by.

use std::collections::BTreeMap;

use super::Message;
use super::features::{Reading, cut_by_dictionary};
use super::vocabulary::{Vocabulary, is_kept};

/// Different words in order of their first occurrence.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: Vec<Vec<char>>,
    places: BTreeMap<Vec<char>, u32>,
}

impl Lexicon {
    /// The numbers of the words of a message, each as often as it occurs.
    pub fn take(&mut self, message: &Message<'_>) -> Vec<u32> {
        let (reading, _) = Reading::folded(message);
        let mut numbers = Vec::with_capacity(reading.characters.len());
        cut_by_dictionary(&reading.characters, |start, end| {
            let word = reading.characters.get(start..end).unwrap_or_default();
            if is_kept(word) {
                numbers.push(self.number(word));
            }
        });
        numbers
    }

    fn number(&mut self, word: &[char]) -> u32 {
        if let Some(number) = self.places.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.places.insert(word.to_vec(), number);
        self.words.push(word.to_vec());
        number
    }

    /// The vocabulary of some of the messages.
    pub fn vocabulary<'a>(&self, messages: impl Iterator<Item = &'a [u32]>) -> Vocabulary {
        let mut counts = vec![0u32; self.words.len()];
        for number in messages.flatten() {
            if let Some(count) = counts.get_mut(*number as usize) {
                *count = count.saturating_add(1);
            }
        }
        Vocabulary::of(self.words.iter().map(Vec::as_slice).zip(counts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_the_dictionary_are_taken() {
        let mut lexicon = Lexicon::default();
        let message =
            Message { title: "路灯坏了", body: "Wang138 路灯，ＬＥＤ灯坏了" };
        let numbers = lexicon.take(&message);
        let word = |number: &u32| lexicon.words[*number as usize].iter().collect::<String>();
        let words: Vec<_> = numbers.iter().map(word).collect();
        assert_eq!(words, ["路灯", "坏", "了", "路灯", "灯", "坏", "了"]);
        assert!(lexicon.vocabulary([[].as_slice()].into_iter()).entries().is_empty());
        // 路 only begins 路灯; 灯 alone was met once.
        assert_eq!(lexicon.vocabulary([numbers.as_slice()].into_iter()).entries().len(), 4);
    }
}
