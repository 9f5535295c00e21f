//! 归一 — One form for what is written in many: width, Traditional, case, spaces, invisible characters.
//!
//! The folded form is for search and comparison only; people always see what was written. Folding
//! twice gives the same as folding once. [`plain`] goes further (dialect, disguises, numerals),
//! [`entities`] says which numbers, days and addresses stand where, [`from_bytes`] reads damaged files.

mod bytes;
mod date;
mod entity;
mod numeral;
mod place;
mod plain;
mod table;
mod trace;
mod words;

pub use bytes::{Charset, Decoded, from_bytes};
pub use date::Day;
pub use entity::{Entity, EntityKind, entities, recognise};
pub use plain::{is_emoji, plain};

pub(crate) use numeral::{chinese_digit, is_numeral};
pub(crate) use place::read as dwelling;
pub(crate) use trace::Trace;
pub(crate) use words::Words;

#[cfg(test)]
pub(crate) use trace::READS;

use std::sync::LazyLock;

/// Traditional and variant characters with their Simplified ones, see the head of the file.
const TRADITIONAL: &str = include_str!("../data/traditional.txt");

/// The first and the last character for which a Simplified one may be listed.
const LISTED: std::ops::RangeInclusive<char> = '\u{3400}'..='\u{fadf}';

/// For every character of [`LISTED`] its Simplified one, or zero: one look instead of a search, because
/// every character of every message is asked for.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; place(*LISTED.end()) + 1];
    for (from, to) in listed() {
        if let (Some(place), Ok(to)) = (table.get_mut(place(from)), u16::try_from(u32::from(to))) {
            *place = to;
        }
    }
    table
});

/// The pairs of the file.
fn listed() -> impl Iterator<Item = (char, char)> {
    let lines = TRADITIONAL.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).filter_map(|pair| {
        let mut characters = pair.chars();
        Some((characters.next()?, characters.next()?))
    })
}

#[inline]
fn place(character: char) -> usize {
    u32::from(character).wrapping_sub(u32::from(*LISTED.start())) as usize
}

/// The folded form of `text`: half-width, Simplified, lower case, single spaces, nothing invisible.
///
/// Control, zero-width and direction characters disappear; any white space, line breaks and
/// replacement characters become one space; the ends are trimmed.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
        if character.is_whitespace() || character == '\u{fffd}' {
            space = true;
        } else if !is_invisible(character) {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.extend(fold_char(character));
        }
    }
    out
}

/// The Simplified character for a Traditional or variant one; any other character as it is.
#[inline]
pub fn simplify(character: char) -> char {
    let simplified = SIMPLIFIED.get(place(character)).copied().unwrap_or(0);
    if simplified == 0 { character } else { char::from_u32(simplified.into()).unwrap_or(character) }
}

/// The half-width form of a full-width one (U+FF01 to U+FF5E and a few signs); others as they are.
#[inline]
pub fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '\u{ffe0}' => '¢',
        '\u{ffe1}' => '£',
        '\u{ffe5}' => '¥',
        other => other,
    }
}

/// Whether a character shows nothing: controls, zero widths, directions, variation selectors, tags.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || (character.is_control() && !character.is_whitespace())
}

/// Whether a character is a Chinese one, which is indexed by pairs and not by words.
#[inline]
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn fold_char(character: char) -> impl Iterator<Item = char> {
    simplify(half_width(character)).to_lowercase()
}

/// Whether a character is one of the common Chinese ones, which are letters without case: for most of
/// a message that is all there is to ask.
#[inline]
pub(crate) fn is_plain_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// Calls `push` with what a character folds to, spaces as they are: nothing for an invisible one.
#[inline]
pub(crate) fn fold_each(character: char, mut push: impl FnMut(char)) {
    if is_plain_han(character) {
        push(simplify(character));
    } else if matches!(character, ' '..='~' | '\u{ff01}'..='\u{ff5e}') {
        push(half_width(character).to_ascii_lowercase());
    } else if matches!(character, '\u{3001}'..='\u{303f}' | '\u{2014}'..='\u{201f}') {
        push(character);
    } else if !is_invisible(character) {
        fold_char(character).for_each(push);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_spaces_and_the_invisible() {
        assert_eq!(fold("Ａ２区\u{3000}\r\n 　ＬＥＤ灯。"), "a2区 led灯。");
        assert_eq!(fold("\u{feff}南\u{200b}湖\u{202e}路\u{0} "), "南湖路");
        assert_eq!(fold("坏\u{fffd}\u{fffd}了"), "坏 了");
        assert_eq!(fold(" \t\u{85}"), "");
        assert_eq!(fold("👍🏽好"), "👍🏽好");
    }

    #[test]
    fn traditional_is_read_as_simplified() {
        let traditional = "請問電梯維修與樓道燈幾時纔辦？鄉鎮醫療、養老保險、汙水處理廠臺階裡頭著火後，羣衆麵館關門。";
        let simplified = "请问电梯维修与楼道灯几时才办?乡镇医疗、养老保险、污水处理厂台阶里头着火后,群众面馆关门。";
        assert_eq!(fold(traditional), simplified);
    }

    #[test]
    fn the_table_is_large_and_leads_nowhere_twice() {
        let pairs: Vec<_> = listed().collect();
        assert!(pairs.len() > 2_400, "{}", pairs.len());
        for (traditional, simplified) in &pairs {
            assert!(is_han(*traditional) && is_han(*simplified), "{traditional}{simplified}");
            assert_eq!(simplify(*simplified), *simplified, "{traditional}{simplified}");
            assert_eq!(simplify(*traditional), *simplified, "listed twice, or not in the table");
        }
        let lines = TRADITIONAL.lines().filter(|line| !line.starts_with('#'));
        let written: Vec<_> = lines.flat_map(str::split_whitespace).collect();
        assert_eq!(pairs.len(), written.len());
        assert!(written.iter().all(|pair| pair.chars().count() == 2));
    }

    #[test]
    fn one_character_folds_as_the_text_does() {
        for character in ('\0'..='\u{ffff}').chain(['😀', '\u{20000}', '\u{e0001}', '𝐀']) {
            let mut each = String::new();
            fold_each(character, |folded| each.push(folded));
            let slow: String = if is_invisible(character) {
                String::new()
            } else {
                fold_char(character).collect()
            };
            assert_eq!(each, slow, "{character:?}");
        }
    }
}
