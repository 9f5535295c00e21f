//! 导入结果 — What an import did, and every row it left out with its line and the reason.

use std::path::PathBuf;

use kernel::Level;
use serde::Serialize;

/// How many rows that were left out are listed one by one; all of them are counted.
pub const MOST_LISTED: usize = 1_000;

/// What an import did, in places.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Places the tree did not have, or had ended.
    pub new: u64,
    /// Places known under another name; the old one is kept.
    pub renamed: u64,
    /// Places known under this very name.
    pub unchanged: u64,
    /// Rows that say again what an earlier row of the run said.
    pub repeated: u64,
    /// Places that ended because a complete release no longer has them.
    pub ended: u64,
    /// Rows (or whole files, for a header nobody knows) left out.
    pub bad: u64,
    /// The first [`MOST_LISTED`] of those.
    pub listed: Vec<Bad>,
    /// Levels in which nothing was ended, although asked, because a row's code could not be read.
    pub not_ended: Vec<Level>,
}

impl Report {
    pub(super) fn leave_out(&mut self, bad: Bad) {
        self.bad += 1;
        if self.listed.len() < MOST_LISTED {
            self.listed.push(bad);
        }
    }
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bad {
    /// The file, as it was named by the caller.
    pub file: PathBuf,
    /// The line in it; the header is line 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The first line names no known columns; the whole file is left out.
    Header,
    /// The code is not as many digits as its level has.
    Code,
    /// The code does not begin with the code above it.
    Above,
    /// There is no name.
    Nameless,
    /// The name was read in the wrong encoding or lost characters.
    Damaged,
    /// The place above is neither in the tree nor in this run.
    Orphan,
    /// The same code came with another name before, in this run.
    Twice,
}

impl Reason {
    /// The locale key of the reason in plain words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Header => "ground-place-bad-header",
            Self::Code => "ground-place-bad-code",
            Self::Above => "ground-place-bad-above",
            Self::Nameless => "ground-place-bad-nameless",
            Self::Damaged => "ground-place-bad-damaged",
            Self::Orphan => "ground-place-bad-orphan",
            Self::Twice => "ground-place-bad-twice",
        }
    }
}
