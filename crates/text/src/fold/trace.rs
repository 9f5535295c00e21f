//! 溯源 — The readable characters of a text in their plainest form, each with the bytes it stands for.
//!
//! What is found in the plain form is shown in the original, so every cell knows its place. A sign
//! that stands for several (⑫) gives several cells with the same place.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{half_width, is_han, is_invisible, simplify};

/// Signs with what they stand for, see the head of the file.
const LOOKALIKE: &str = include_str!("../../data/lookalike.txt");

static SIGNS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let lines = LOOKALIKE.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(str::split_whitespace);
    pairs
        .filter_map(|pair| {
            let sign = pair.chars().next()?;
            Some((sign, pair.get(sign.len_utf8()..)?))
        })
        .collect()
});

#[cfg(test)]
thread_local! {
    /// How many cells were read, so that tests can bound the work without a clock.
    pub(crate) static READS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One readable character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Where what it stands for begins in the text, in bytes.
    pub start: usize,
    /// Where that ends.
    pub end: usize,
    /// It in half width, Simplified, lower case, without ornament.
    pub character: char,
}

/// The cells of a text.
#[derive(Debug, Clone)]
pub(crate) struct Trace(Vec<Cell>);

impl Trace {
    /// Reads `text`; one pass for the signs, one for those only their neighbours explain.
    pub fn of(text: &str) -> Self {
        let mut cells = Vec::with_capacity(text.len() / 2);
        for (start, written) in text.char_indices() {
            if is_invisible(written) || is_combining(written) {
                continue;
            }
            let end = start + written.len_utf8();
            let mut push = |character| cells.push(Cell { start, end, character });
            if let Some(signs) = SIGNS.get(&written) {
                signs.chars().for_each(push);
            } else {
                match written {
                    '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => push('\n'),
                    '\u{fffd}' => push(' '),
                    space if space.is_whitespace() => push(' '),
                    other => simplify(half_width(other)).to_lowercase().for_each(push),
                }
            }
        }
        let mut trace = Self(cells);
        trace.read_lookalikes();
        trace
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The character at a cell; NUL, which no text has, outside.
    pub fn at(&self, index: usize) -> char {
        #[cfg(test)]
        READS.with(|reads| reads.set(reads.get() + 1));
        self.0.get(index).map_or('\0', |cell| cell.character)
    }

    /// The character before a cell.
    pub fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |index| self.at(index))
    }

    /// Whether `word` stands at a cell.
    pub fn has(&self, index: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, character)| self.at(index + offset) == character)
    }

    /// Whether `word` ends right before a cell.
    pub fn ends_with(&self, index: usize, word: &str) -> bool {
        index.checked_sub(word.chars().count()).is_some_and(|start| self.has(start, word))
    }

    /// The first of `words` at a cell, with its length in cells. List longer ones first.
    pub fn any<'w>(&self, index: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        let found = words.iter().find(|word| self.has(index, word))?;
        Some((found, found.chars().count()))
    }

    /// How many cells from `index` on hold, at most `limit`.
    pub fn run(&self, index: usize, limit: usize, holds: impl Fn(char) -> bool) -> usize {
        let mut length = 0;
        while length < limit && index + length < self.len() && holds(self.at(index + length)) {
            length += 1;
        }
        length
    }

    /// How many cells before `index` hold, at most `limit`.
    pub fn run_back(&self, index: usize, limit: usize, holds: impl Fn(char) -> bool) -> usize {
        let mut length = 0;
        while length < limit.min(index) && holds(self.at(index - length - 1)) {
            length += 1;
        }
        length
    }

    /// The characters of cells `from..to`.
    pub fn text(&self, from: usize, to: usize) -> String {
        #[cfg(test)]
        READS.with(|reads| reads.set(reads.get() + to.saturating_sub(from) as u64));
        self.0.get(from..to).unwrap_or_default().iter().map(|cell| cell.character).collect()
    }

    /// The bytes of the original that cells `from..to` stand for; nothing for no cells.
    pub fn span(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let cells = self.0.get(from..to)?;
        Some((cells.first()?.start, cells.last()?.end))
    }

    /// The cells whose bytes lie inside `start..end` of the original.
    pub fn cells_in(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.0.partition_point(|cell| cell.start < start);
        (from, self.0.partition_point(|cell| cell.start < end).max(from))
    }

    /// Kana between Chinese characters, zeros drawn as circles, Cyrillic among Latin letters.
    fn read_lookalikes(&mut self) {
        let read: Vec<_> = (0..self.len()).filter_map(|i| Some((i, self.lookalike(i)?))).collect();
        for (index, character) in read {
            if let Some(cell) = self.0.get_mut(index) {
                cell.character = character;
            }
        }
    }

    fn lookalike(&self, index: usize) -> Option<char> {
        let (here, left, right) = (self.at(index), self.before(index), self.at(index + 1));
        match here {
            'の' | 'ロ' | 'エ' | 'カ' | 'ニ' | 'ハ' | 'ト' | 'タ' | 'ー' => {
                let beside = |c: char| c == '\0' || is_han(c) || c.is_ascii();
                let one = is_han(left) || is_han(right);
                (one && beside(left) && beside(right)).then(|| kana(here))
            }
            '○' | '◯' | 'ο' => {
                let numeral = |c| "〇零○◯一二三四五六七八九".contains(c) && c != '\0';
                (numeral(left) && (numeral(right) || "年月日号室".contains(right))).then_some('〇')
            }
            _ => latin(here).filter(|_| {
                // A whole word of Cyrillic is a word; a letter among others, or alone, is a disguise.
                let latin_or_digit = |c: char| c.is_ascii_alphanumeric();
                let alone = !left.is_alphabetic() || is_han(left);
                let alone = alone && (!right.is_alphabetic() || is_han(right));
                alone || latin_or_digit(left) || latin_or_digit(right)
            }),
        }
    }
}

/// Accents and strokes laid over a letter, and the frames of key caps.
fn is_combining(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}' | '\u{fe20}'..='\u{fe2f}')
}

fn kana(character: char) -> char {
    match character {
        'の' => '的',
        'ロ' => '口',
        'エ' => '工',
        'カ' => '力',
        'ニ' => '二',
        'ハ' => '八',
        'ト' => '卜',
        'タ' => '夕',
        _ => '一',
    }
}

/// The Latin letter a Cyrillic or Greek one is drawn like.
fn latin(character: char) -> Option<char> {
    Some(match character {
        'а' | 'α' => 'a',
        'в' => 'b',
        'с' => 'c',
        'е' | 'ё' => 'e',
        'н' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'о' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ԁ' => 'd',
        'ԛ' => 'q',
        'ԝ' => 'w',
        'ѵ' | 'ν' => 'v',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let trace = Trace::of(text);
        trace.text(0, trace.len())
    }

    #[test]
    fn ornaments_and_disguises_are_taken_off() {
        assert_eq!(read("①②⑫ Ⓐ🅱𝟏𝟑𝟴 𝓦𝓔𝓘 Ⅲ期 ⽔⼈ ㈢㊂"), "1212 ab138 wei 3期 水人 三三");
        assert_eq!(read("t̶e\u{301}l 3️⃣号"), "tel 3号");
        assert_eq!(read("小区の门ロ 施エ 二○二六年"), "小区的门口 施工 二〇二六年");
        assert_eq!(read("В栋 wесhаt Привет"), "b栋 wechat привет");
        assert_eq!(read("カラオケ のり"), "カラオケ のり");
    }

    #[test]
    fn every_cell_knows_its_place() {
        let text = "第⑫栋\u{200b}１室";
        let trace = Trace::of(text);
        let (start, end) = trace.span(1, 3).unwrap();
        assert_eq!(&text[start..end], "⑫");
        assert_eq!(trace.span(3, 3), None);
        assert_eq!(trace.cells_in(start, end), (1, 3));
    }

    #[test]
    fn signs_stand_for_what_stands_for_itself() {
        assert!(SIGNS.len() > 2_000);
        for (sign, plain) in SIGNS.iter() {
            assert!(!plain.is_empty() && plain.chars().count() <= 4, "{sign}");
            assert_eq!(read(plain), *plain, "{sign}");
            assert_eq!(super::super::fold(plain), *plain, "{sign}");
        }
    }
}
