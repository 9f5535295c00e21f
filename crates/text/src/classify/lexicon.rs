//! 识词 — The words of the training messages by the dictionary, from which vocabularies are made.
//!
//! Each message is cut by the dictionary once. A fold's vocabulary counts only the messages the fold
//! learns from, or the figures would come from words the model had seen in what it is judged by.

use std::collections::BTreeMap;

use super::Message;
use super::features::{Reading, cut_by_dictionary};
use super::vocabulary::{Vocabulary, is_kept};

/// A word must be in so many messages: what fewer hold is as often a wrong cut, or a name.
const SHARED: u32 = 3;

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

    /// The vocabulary of some of the messages: the words that enough of them share.
    pub fn vocabulary<'a>(&self, messages: impl Iterator<Item = &'a [u32]>) -> Vocabulary {
        let mut met = vec![Met::default(); self.words.len()];
        for (message, numbers) in (1..).zip(messages) {
            for number in numbers {
                if let Some(met) = met.get_mut(*number as usize) {
                    met.again(message);
                }
            }
        }
        let counts = met.iter().map(|met| if met.messages >= SHARED { met.times } else { 0 });
        Vocabulary::of(self.words.iter().map(Vec::as_slice).zip(counts))
    }
}

/// How often a word was met, and in how many messages.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    times: u32,
    messages: u32,
    last: u32,
}

impl Met {
    fn again(&mut self, message: u32) {
        self.times = self.times.saturating_add(1);
        if self.last != message {
            self.last = message;
            self.messages = self.messages.saturating_add(1);
        }
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
        // Twice in one message is one message; 路 only begins 路灯.
        let of = |times: usize| lexicon.vocabulary(std::iter::repeat_n(numbers.as_slice(), times));
        assert!(of(2).entries().is_empty());
        assert_eq!(of(3).entries().len(), 5);
    }
}
