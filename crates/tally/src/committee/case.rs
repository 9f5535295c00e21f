//! 案 — One count laid out for the rules: seats, heaps, and for each name the heaps that approve it.
#![expect(
    clippy::indexing_slicing,
    reason = "names are below `names()` and heaps below `heaps.len()`: `Approvals` holds no other"
)]

use super::approvals::{Approvals, Heap};
use crate::invalid::Invalid;

/// One count.
pub(super) struct Case<'a> {
    /// Seats to fill: at least one, at most as many as names.
    pub seats: usize,
    /// The heaps.
    pub heaps: &'a [Heap],
    /// For each name the heaps that approve it, rising.
    pub backers: Vec<Vec<usize>>,
    /// All ballots, blank ones included, above 0.
    pub cast: u64,
}

impl<'a> Case<'a> {
    /// Lays out a count. Refused: no seats, more seats than names, no ballots.
    pub fn try_new(approvals: &'a Approvals, seats: u32) -> Result<Self, Invalid> {
        let names = approvals.candidates.len();
        let seats = usize::try_from(seats).unwrap_or(usize::MAX);
        if seats == 0 {
            return Err(Invalid::NoSeats);
        }
        if seats > names {
            return Err(Invalid::Exceeds { field: "seats", of: "candidates" });
        }
        let cast = approvals.cast();
        if cast == 0 {
            return Err(Invalid::NoBallots);
        }
        let mut backers = vec![Vec::new(); names];
        for (place, heap) in approvals.heaps.iter().enumerate() {
            for &name in &heap.approved {
                backers[name].push(place);
            }
        }
        Ok(Self { seats, heaps: &approvals.heaps, backers, cast })
    }

    /// How many names stand.
    pub fn names(&self) -> usize {
        self.backers.len()
    }

    /// Ballots that approve a name.
    pub fn support(&self, name: usize) -> u64 {
        self.backers[name].iter().map(|&heap| self.heaps[heap].count).sum()
    }

    /// Marks on all heaps together: what one look at every name costs.
    pub fn marks(&self) -> usize {
        self.heaps.iter().map(|heap| heap.approved.len()).sum()
    }

    /// For each heap, how many of the names it approves are members.
    pub fn served(&self, members: &[bool]) -> Vec<usize> {
        let served = |heap: &Heap| heap.approved.iter().filter(|&&name| members[name]).count();
        self.heaps.iter().map(served).collect()
    }
}
