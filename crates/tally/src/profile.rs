//! 选票堆 — Ranked ballots as they lie on the table, equal ones in one heap.
//!
//! Names are numbered from 0 here and from 1 in files and results, in file order. Nothing is judged
//! while reading: a method says itself what it cannot count (a tie in a strict ranking, too few
//! names for the seats).

use std::collections::BTreeSet;

/// Ballots of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What the file calls the election; empty when it does not say.
    pub title: String,
    /// Seats to fill, where the file says so.
    pub seats: Option<u32>,
    /// The names, in file order.
    pub candidates: Vec<String>,
    /// Names (as indices into `candidates`) that withdrew before the count.
    pub withdrawn: BTreeSet<usize>,
    /// The heaps.
    pub heaps: Vec<Heap>,
}

/// Equal ballots, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heap {
    /// The ranking, best first: each step holds the names (indices) put on a par there. Names left
    /// out are below all. No step is empty and no name stands twice. A blank ballot has no step.
    pub ranking: Vec<Vec<usize>>,
    /// How many ballots say this, above 0.
    pub count: u64,
}

impl Profile {
    /// All ballots, blank ones included.
    pub fn cast(&self) -> u64 {
        self.heaps.iter().map(|heap| heap.count).sum()
    }

    /// Whether the name at this index still stands.
    pub fn stands(&self, candidate: usize) -> bool {
        candidate < self.candidates.len() && !self.withdrawn.contains(&candidate)
    }
}

impl Heap {
    /// The ranking as single names, best first, when no names are on a par.
    pub fn strict(&self) -> Option<Vec<usize>> {
        let one = |step: &Vec<usize>| if let [name] = step[..] { Some(name) } else { None };
        self.ranking.iter().map(one).collect()
    }
}
