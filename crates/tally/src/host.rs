//! 本机 — The rules and the calendar this host counts by, settled once when the program starts.
//!
//! A host may add local rules (a jurisdiction's own thresholds, a province's ceiling, the legal
//! basis of an electronic vote) and the holiday notices of years to come to what the program ships
//! with. They are read before the first page is served and never change while it runs, so that
//! every count of one run stands on the same book. Until they are settled, what ships holds.

use std::fmt;
use std::sync::OnceLock;

use crate::book::RuleBook;
use crate::calendar::Calendar;

static HOST: OnceLock<(RuleBook, Calendar)> = OnceLock::new();

/// The rules of this host were settled before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled;

impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rules of this host are settled and do not change while it runs")
    }
}

impl std::error::Error for Settled {}

/// Settles the rules and the calendar of this host, once.
///
/// # Errors
/// [`Settled`] when that was done before.
pub fn settle(book: RuleBook, calendar: Calendar) -> Result<(), Settled> {
    HOST.set((book, calendar)).map_err(|_| Settled)
}

impl RuleBook {
    /// The rules this host counts by: those it settled, else those the program ships with.
    pub fn host() -> &'static Self {
        HOST.get().map_or_else(Self::builtin, |(book, _)| book)
    }
}

impl Calendar {
    /// The calendar this host counts by: the one it settled, else the one the program ships with.
    pub fn host() -> &'static Self {
        HOST.get().map_or_else(Self::builtin, |(_, calendar)| calendar)
    }
}
