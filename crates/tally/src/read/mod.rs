//! 读票 — Ballot files read strictly: BLT, `PrefLib`, CSV and XLSX. What is wrong is said by line.
//!
//! A reader forgives what cannot change a count (line ends, a byte-order mark, blank lines, a missing
//! title) and refuses what can (a name nobody stands under, a name twice on a ballot, a file cut
//! short). Equal ballots are put in one heap while reading, so memory follows the number of
//! *different* ballots, and every size is bounded before it is believed.

mod archive;
mod blt;
mod category;
mod csv;
mod heaps;
mod mark;
mod piles;
mod preflib;
mod rank;
mod score;
mod table;
mod text;
mod xlsx;
mod xml;

use std::fmt;

pub use blt::{blt, write_blt};
pub use category::{Categories, Sorting, categories};
pub use mark::marks;
pub use preflib::{Kind, preflib};
pub use rank::ranks;
pub use score::scores;
pub use xlsx::list_rows;

/// Names one file may hold.
pub const MAX_CANDIDATES: usize = 10_000;
/// Different ballots one file may hold.
pub const MAX_DISTINCT: usize = 2_000_000;
/// Names on all different ballots together.
pub const MAX_RANKS: usize = 20_000_000;
/// Marks on all different marked ballots together.
pub const MAX_MARKS: usize = 2_000_000;
/// Ballots one file may hold: products with a million million still fit 128 bits.
pub const MAX_BALLOTS: u64 = 1_000_000_000_000_000;
/// Bytes of one line.
pub const MAX_LINE: usize = 1 << 20;
/// Bytes of a workbook when unpacked: about two million cells. Larger tables come as CSV.
pub const MAX_WORKBOOK: usize = 1 << 26;

/// Why a file was refused: where and what, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// The line (row of a sheet), from 1; 0 when it is about the file as a whole.
    pub line: u64,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl Bad {
    /// A fault at a line.
    pub fn at(line: u64, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { line, zh: zh.into(), en: en.into() }
    }

    /// A fault of the file as a whole.
    pub fn whole(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::at(0, zh, en)
    }
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, zh, en } = self;
        if *line == 0 {
            write!(f, "{zh} {en}")
        } else {
            write!(f, "第 {line} 行：{zh} line {line}: {en}")
        }
    }
}

impl std::error::Error for Bad {}
