//! 纸票 — Marked and scored ballots in heaps, as the tables of [`crate::read`] hold them.

use crate::election::Ballot;

/// Marked ballots of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The printed names, each once, in order.
    pub candidates: Vec<String>,
    /// The heaps.
    pub heaps: Vec<Paper>,
}

/// Equal marked ballots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// What each of them says, by name.
    pub ballot: Ballot,
    /// How many there are, above 0.
    pub count: u64,
}

impl Paper {
    /// Whether there is no mark on it: nobody chosen, rejected or abstained from, nobody written in.
    pub fn is_blank(&self) -> bool {
        let Ballot { marks, write_in, illegible_all } = &self.ballot;
        marks.is_empty() && !illegible_all && write_in.iter().all(|name| name.trim().is_empty())
    }
}

/// Scored ballots of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// The names, in order.
    pub candidates: Vec<String>,
    /// The heaps.
    pub heaps: Vec<Scored>,
}

/// Equal scored ballots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// The number beside each name, in the order of the names; none where the space is empty.
    pub scores: Vec<Option<i64>>,
    /// How many there are, above 0.
    pub count: u64,
}
