//! 读票 — Ballot files read strictly: BLT, PrefLib, CSV and XLSX. What is wrong is said by line.

use std::fmt;

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
