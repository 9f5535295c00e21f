//! 拼音 — How a name sounds, so that `nanhulu` and `nhl` find 南湖路.
//!
//! For names of places and bodies only: a whole text would be found by too much. Characters with
//! several readings give several spellings; one name is spelt with one unusual reading at a time
//! (chongqing, zhongqing), which covers real names and keeps the number small.

use std::collections::BTreeSet;

use pinyin::{ToPinyin, ToPinyinMulti};

use crate::fold::fold;

/// The most characters of a name that are spelt.
const MAX_NAME: usize = 16;
/// The most readings of one character.
const READINGS: usize = 4;

/// How a name may be typed in Latin letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spelt {
    /// Whole syllables without tones, the usual reading first: `nanhulu`. ü is `v`, as on a keyboard.
    pub whole: Vec<String>,
    /// The first letters of the syllables: `nhl`.
    pub initials: Vec<String>,
}

/// The spellings of a name, folded; letters and digits stay, everything else is left out. Empty when
/// the name has no Chinese character.
pub fn spell(name: &str) -> Spelt {
    let name = fold(name);
    let sounds: Vec<Vec<String>> =
        name.chars().filter(|c| c.is_alphanumeric()).take(MAX_NAME).map(readings).collect();
    if !name.chars().any(|c| c.to_pinyin().is_some()) {
        return Spelt::default();
    }
    let usual: Vec<&str> =
        sounds.iter().filter_map(|of_one| of_one.first()).map(String::as_str).collect();
    let mut ways = vec![usual.clone()];
    for (at, of_one) in sounds.iter().enumerate() {
        for other in of_one.iter().skip(1) {
            let mut way = usual.clone();
            if let Some(sound) = way.get_mut(at) {
                *sound = other;
            }
            ways.push(way);
        }
    }
    let initial = |way: &Vec<&str>| way.iter().filter_map(|sound| sound.chars().next()).collect();
    Spelt {
        whole: distinct(ways.iter().map(|way| way.concat())),
        initials: distinct(ways.iter().map(initial)),
    }
}

/// The readings of a character, the usual one first; of a letter or digit, itself.
fn readings(character: char) -> Vec<String> {
    let usual = character.to_pinyin().map(|one| keyed(one.plain()));
    let Some(usual) = usual else { return vec![character.to_string()] };
    let others = character.to_pinyin_multi().into_iter().flatten().map(|one| keyed(one.plain()));
    let mut all = distinct(std::iter::once(usual).chain(others));
    all.truncate(READINGS);
    all
}

/// As it is typed: ü is v, no accents on the rare syllables ê, ń, ḿ.
fn keyed(sound: &str) -> String {
    let key = |c: char| match c {
        'ü' => 'v',
        'ê' => 'e',
        other => other,
    };
    sound.chars().map(key).filter(char::is_ascii_lowercase).collect()
}

fn distinct(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.filter(|one| !one.is_empty() && seen.insert(one.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_initials() {
        let spelt = spell("南湖路");
        assert_eq!(spelt.whole[0], "nanhulu");
        assert_eq!(spelt.initials[0], "nhl");
        assert_eq!(spell("绿洲3區").whole[0], "lvzhou3qu");
        assert_eq!(spell("绿洲3区").initials[0], "lz3q");
    }

    #[test]
    fn several_readings_are_all_found() {
        let spelt = spell("重庆路");
        for way in ["chongqinglu", "zhongqinglu"] {
            assert!(spelt.whole.iter().any(|one| one == way), "{way}: {spelt:?}");
        }
        assert!(spelt.initials.iter().any(|one| one == "cql"), "{spelt:?}");
        assert!(spelt.initials.iter().any(|one| one == "zql"), "{spelt:?}");
    }

    #[test]
    fn the_number_of_spellings_is_bounded() {
        let spelt = spell(&"重长行乐".repeat(50));
        assert!(spelt.whole.len() <= 1 + MAX_NAME * READINGS, "{}", spelt.whole.len());
        assert_eq!(spell("A2 -,"), Spelt::default());
        assert_eq!(spell(""), Spelt::default());
    }
}
