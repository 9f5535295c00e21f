//! 字格 — The visible characters of a text in half width, each with the bytes it stands for.

use crate::fold::{half_width, is_invisible, simplify};

/// One visible character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// Where it begins in the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// It in half width, Simplified and upper case, with one sort of hyphen and of space.
    pub character: char,
}

/// Cells of `text`; invisible characters have none, so they cannot hide a number.
pub(super) fn cells(text: &str) -> Vec<Cell> {
    let visible = text.char_indices().filter(|(_, character)| !is_invisible(*character));
    visible
        .map(|(start, character)| Cell {
            start,
            end: start + character.len_utf8(),
            character: plain(character),
        })
        .collect()
}

fn plain(character: char) -> char {
    match half_width(character) {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{2500}' => '-',
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        space if space.is_whitespace() => ' ',
        other => simplify(other).to_ascii_uppercase(),
    }
}
