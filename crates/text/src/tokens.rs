//! 词元 — What a text is found by: pairs of Chinese characters, single characters, and words.
//!
//! Pairs need no dictionary, so a place name nobody listed is found like any other word. Index the
//! keys of a [`Bag`]; look up all of [`query`]; where a phrase must stand together, confirm with
//! [`matches()`] on the few rows that come back.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::{fold, is_han};

/// Words longer than this many characters are cut, in text and query alike, so that a pasted blob
/// does not become a database key.
pub const MAX_WORD: usize = 32;

/// The tokens of a text with how often each occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag(BTreeMap<String, u32>);

impl Bag {
    /// The tokens of `text`, folded: pairs and single Chinese characters, and words.
    pub fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text);
        bag
    }

    /// Adds the tokens of another part, such as the body after the title.
    pub fn add(&mut self, text: &str) {
        each_run(&fold(text), |run| match run {
            Run::Word(word) => self.count(word),
            Run::Han(characters) => {
                let singles = characters.iter().map(char::to_string);
                singles.chain(pairs(characters)).for_each(|token| self.count(token));
            }
        });
    }

    /// The tokens and their counts, in text order of the token.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(token, count)| (token.as_str(), *count))
    }

    /// How often a token occurs.
    pub fn get(&self, token: &str) -> u32 {
        self.0.get(token).copied().unwrap_or(0)
    }

    /// How many different tokens there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing in the text can be searched.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn count(&mut self, token: String) {
        let count = self.0.entry(token).or_default();
        *count = count.saturating_add(1);
    }
}

/// The tokens a row must all have to answer `text`, without repetition: pairs where there are two
/// Chinese characters together, the character where it stands alone, words.
pub fn query(text: &str) -> Vec<String> {
    let mut tokens = BTreeSet::new();
    each_run(&fold(text), |run| match run {
        Run::Word(word) => {
            tokens.insert(word);
        }
        Run::Han([one]) => {
            tokens.insert(one.to_string());
        }
        Run::Han(characters) => tokens.extend(pairs(characters)),
    });
    tokens.into_iter().collect()
}

/// Whether every part of `query` (parted by spaces) stands in `text` as written, both folded.
pub fn matches(query: &str, text: &str) -> bool {
    let (query, text) = (fold(query), fold(text));
    query.split(' ').all(|part| text.contains(part))
}

/// Whether a token is a pair of Chinese characters or a word, and not a single Chinese character.
pub fn is_heavy(token: &str) -> bool {
    let mut characters = token.chars();
    let first = characters.next();
    characters.next().is_some() || !first.is_some_and(is_han)
}

enum Run<'a> {
    Word(String),
    Han(&'a [char]),
}

fn pairs(characters: &[char]) -> impl Iterator<Item = String> {
    characters.windows(2).map(|pair| pair.iter().collect())
}

/// Cuts folded text into runs of Chinese characters and words; everything else parts them.
fn each_run(folded: &str, mut visit: impl FnMut(Run<'_>)) {
    let mut han: Vec<char> = Vec::new();
    let mut word = String::new();
    let mut length = 0;
    for character in folded.chars().chain([' ']) {
        let (in_han, in_word) =
            (is_han(character), !is_han(character) && character.is_alphanumeric());
        if !in_han && !han.is_empty() {
            visit(Run::Han(&han));
            han.clear();
        }
        if !in_word && !word.is_empty() {
            visit(Run::Word(std::mem::take(&mut word)));
            length = 0;
        }
        if in_han {
            han.push(character);
        } else if in_word && length < MAX_WORD {
            word.push(character);
            length += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_singles_and_words() {
        let bag = Bag::of("Ａ2區南湖路，湖");
        let tokens: Vec<_> = bag.iter().collect();
        let expected = [("a2", 1), ("区", 1), ("区南", 1), ("南", 1), ("南湖", 1), ("湖", 2)];
        assert_eq!(tokens[..6], expected);
        assert_eq!(bag.get("路湖"), 0, "punctuation parts");
        assert_eq!(bag.len(), 8);
        assert!(Bag::of("！👍 ").is_empty());
    }

    #[test]
    fn a_query_asks_for_pairs_or_what_stands_alone() {
        assert_eq!(query("電梯壞"), ["梯坏", "电梯"]);
        assert_eq!(query("灯"), ["灯"]);
        assert_eq!(query("7号线 7号"), ["7", "号", "号线"]);
        assert_eq!(query("？"), Vec::<String>::new());
        assert!(query("x".repeat(500).as_str()).iter().all(|token| token.len() <= MAX_WORD));
    }

    #[test]
    fn what_a_query_asks_is_in_the_text_it_stands_in() {
        let text = "A7县春华镇金鼎村水泥路到户";
        assert!(query("春华镇").iter().all(|token| Bag::of(text).get(token) > 0));
        assert!(matches("金鼎村　水泥路", text) && !matches("金鼎 水泥村", text));
    }

    #[test]
    fn single_characters_are_light() {
        assert!(is_heavy("电梯") && is_heavy("7") && is_heavy("led"));
        assert!(!is_heavy("电") && is_heavy(""));
    }
}
