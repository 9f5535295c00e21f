//! 分词 — Cuts Chinese text into words: jieba's dictionary, ours, and the names of the place tree.
//!
//! Words are for reading a sentence: which parts of a long question carry it, what a group is called.
//! The search index stands on pairs of characters ([`crate::search`]) and never misses a name nobody
//! listed. The cut is jieba's: the most probable path through the dictionary, and a hidden Markov model
//! for what the dictionary does not know (Sun Junyi, jieba 0.42; here the crate jieba-rs).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::fold::fold;

/// Words of neighbourhood affairs, parted by spaces; lines with # are comments. 路灯:3000 gives the
/// weight too, where the general dictionary would rather cut 路 灯不亮.
const DOMAIN: &str = include_str!("../data/terms.txt");

/// The most characters of a name added from the place tree: jieba looks no further ahead for a word.
const MAX_NAME: usize = 16;

static HOUSE: LazyLock<Words> = LazyLock::new(Words::load);

/// A dictionary that cuts text into words. Loading takes a fraction of a second and tens of megabytes:
/// keep one, see [`Words::house`].
#[derive(Debug, Clone)]
pub struct Words {
    jieba: Jieba,
}

impl Words {
    /// The dictionary of the house, loaded when first asked for and kept.
    pub fn house() -> &'static Self {
        &HOUSE
    }

    /// The dictionary of the house with names of places (`南湖路社区`) as words of their own.
    ///
    /// Names are folded; those of one character, or with anything but letters and digits in them, are
    /// left out, and longer ones than 16 characters.
    pub fn with_places<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = Self::house().clone();
        // In one order whatever the caller's: each new word changes what the next would weigh.
        let names: BTreeSet<String> = names.into_iter().map(fold).filter(|n| is_name(n)).collect();
        for name in &names {
            words.jieba.add_word(name, None, None);
        }
        words
    }

    /// The words of a text in order, folded, as a reader would part them; no spaces, no punctuation.
    pub fn words(&self, text: &str) -> Vec<String> {
        let folded = fold(text);
        let cut = self.jieba.cut(&folded, true);
        cut.iter().map(|token| token.word).filter(|word| says(word)).map(str::to_owned).collect()
    }

    /// As [`Words::words`], where names nobody put into this dictionary stay whole too.
    pub fn words_around(&self, text: &str, names: &[String]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().map(|n| fold(n)).filter(|n| is_name(n)).collect();
        // The longest first: 南湖路社区 before 南湖路.
        names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        let folded = fold(text);
        // Pieces of the text, each a name or what lies between names.
        let mut pieces: Vec<(bool, &str)> = vec![(false, &folded)];
        for name in names.iter().filter(|name| folded.contains(name.as_str())) {
            let parted = |(named, piece)| {
                let mut parts = Vec::new();
                if named {
                    parts.push((true, piece));
                    return parts;
                }
                for (at, between) in str::split(piece, name.as_str()).enumerate() {
                    if at > 0 {
                        parts.push((true, name.as_str()));
                    }
                    parts.push((false, between));
                }
                parts
            };
            pieces = pieces.into_iter().flat_map(parted).collect();
        }
        let words = |(named, piece): (bool, &str)| {
            if named { vec![piece.to_owned()] } else { self.words(piece) }
        };
        pieces.into_iter().flat_map(words).collect()
    }

    /// As [`Words::words`], and before each long word the shorter words in it: a text about
    /// 社区卫生服务中心 is also about 卫生 and 中心.
    pub fn for_search(&self, text: &str) -> Vec<String> {
        let folded = fold(text);
        let cut = self.jieba.cut_for_search(&folded, true);
        cut.iter().map(|token| token.word).filter(|word| says(word)).map(str::to_owned).collect()
    }

    /// Whether the dictionary has this word (folded).
    pub fn knows(&self, word: &str) -> bool {
        self.jieba.has_word(&fold(word))
    }

    fn load() -> Self {
        let mut jieba = Jieba::new();
        let lines = DOMAIN.lines().filter(|line| !line.starts_with('#'));
        for entry in lines.flat_map(str::split_whitespace) {
            let (word, weight) = entry.split_once(':').unwrap_or((entry, ""));
            jieba.add_word(word, weight.parse().ok(), None);
        }
        Self { jieba }
    }
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (2..=MAX_NAME).contains(&length) && name.chars().all(char::is_alphanumeric)
}

fn says(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_domain_stay_whole() {
        let words = Words::house();
        let cut = words.words("三號樓窨井盖塌陷，业委会和网格员说要等以奖代补！");
        for whole in ["窨井盖", "塌陷", "业委会", "网格员", "以奖代补"] {
            assert!(cut.iter().any(|word| word == whole), "{whole}: {cut:?}");
        }
        assert!(cut.iter().all(|word| says(word)));
        assert!(words.words(" ，！👍").is_empty());
    }

    #[test]
    fn names_of_places_become_words() {
        let before = Words::house().words("红旗二里的路灯不亮");
        assert!(!before.iter().any(|word| word == "红旗二里"), "{before:?}");
        let words = Words::with_places(["红旗二里", "湾", "", "很\u{0}长", "一区 二区"]);
        let after = words.words("红旗二里的路燈不亮");
        assert_eq!(after[0], "红旗二里");
        assert!(after.iter().any(|word| word == "路灯"), "{after:?}");
    }

    #[test]
    fn searching_adds_the_words_in_a_word() {
        let cut = Words::house().for_search("社区卫生服务中心");
        assert!(cut.iter().any(|word| word == "卫生"), "{cut:?}");
        assert_eq!(cut.last().map(String::as_str), Some("社区卫生服务中心"));
    }

    #[test]
    fn our_dictionary_has_no_word_twice_and_is_folded() {
        let lines = DOMAIN.lines().filter(|line| !line.starts_with('#'));
        let entries = lines.flat_map(str::split_whitespace);
        let words: Vec<_> = entries.map(|e| e.split(':').next().unwrap()).collect();
        let distinct: BTreeSet<_> = words.iter().collect();
        assert_eq!(words.len(), distinct.len());
        for word in words {
            assert_eq!(fold(word), *word);
            assert!(is_name(word) && Words::house().knows(word), "{word}");
        }
    }
}
