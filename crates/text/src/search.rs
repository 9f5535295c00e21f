//! 搜索 — By what a text is found, whether it fits a query, how well, and which words to show.
//!
//! A row is indexed under its characters and pairs of characters ([`tokens`]); places and bodies are also
//! known by how they sound ([`names`]). A query asks for tokens every fitting row has ([`Query::needs`]), so nothing that fits
//! is missed, and the few rows that come back are read: what fits, fits as written ([`rank`]). Order is
//! BM25 (Robertson and Zaragoza 2009) in whole numbers, raised for what is recent and near, and says why.
//!
//! ```
//! use text::near::Place;
//! use text::search::{Query, Row, rank, snippet};
//!
//! let query = Query::parse("路灯 \"不 亮\" nhl");
//! let row = |title| Row { title, words: "", names: "\u{e000}nhl", days: 1, place: Place::Same };
//! let found = rank(&query, &[row("电梯坏了"), row("路燈不 亮")]);
//! assert_eq!((found.len(), found[0].index), (1, 1));
//! assert_eq!(snippet("三号楼门口路燈不 亮，晚上看不见", &query, 9).text, "口路燈不 亮，晚上");
//! ```

mod query;
mod rank;
mod snippet;

#[cfg(test)]
mod props;

pub use query::{MAX_PARTS, MAX_QUERY, Need, Query};
pub use rank::{Found, Reason, Row, rank};
pub use snippet::{Hit, Snippet, snippet};

use std::collections::BTreeSet;

use crate::fold::fold;
use crate::pinyin::spell;

/// Stands before a name in [`Row::names`]: of the private use area, which no word has.
pub const NAME: char = '\u{e000}';

/// The tokens a text is found by, without spaces in them: its characters and pairs of characters,
/// Chinese ones, letters and digits alike, where they stand together: of 7县路 7, 7县, 县, 县路 and 路.
pub fn tokens(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut before: Option<char> = None;
    for character in fold(text).chars() {
        let here = character.is_alphanumeric().then_some(character);
        if let Some(here) = here {
            all.insert(here.to_string());
            all.extend(before.map(|before| [before, here].iter().collect::<String>()));
        }
        before = here;
    }
    all
}

/// How the name of a place or of a body may be typed: folded, as it is spelt, and by its initials; at
/// least two characters each. Whoever types the beginning of one means the name.
pub fn names(name: &str) -> BTreeSet<String> {
    let spelt = spell(name);
    let all = [plain(name)].into_iter().chain(spelt.whole).chain(spelt.initials);
    all.filter(|one| one.chars().nth(1).is_some()).collect()
}

/// The letters, digits and Chinese characters of a name, folded.
pub fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_by_its_characters_and_pairs() {
        let all: Vec<_> = tokens("A7縣，路灯 路灯").into_iter().collect();
        assert_eq!(all, ["7", "7县", "a", "a7", "县", "灯", "路", "路灯"]);
        assert!(tokens("，👍 ").is_empty());
    }

    #[test]
    fn a_name_is_typed_as_written_as_spelt_and_by_initials() {
        let all = names("南湖路");
        assert!(["nanhulu", "nhl", "南湖路"].iter().all(|one| all.contains(*one)), "{all:?}");
        assert!(names("湾").iter().all(|one| !one.contains('湾')));
    }
}
