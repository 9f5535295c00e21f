//! 票堆 — Approvals with equal ballots in one heap, found by heap and by project.
//!
//! Both tables are flat (one array of numbers, one of where each row starts), because the counts run
//! over them hundreds of times.
#![expect(
    clippy::indexing_slicing,
    reason = "rows are cut at the starts this file itself wrote, each at most the length"
)]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

/// The approvals of all voters.
#[derive(Clone, Debug, Default)]
pub(super) struct Ballots {
    /// Where each heap's projects start, and the end.
    starts: Vec<u32>,
    /// The projects of each heap, ascending.
    approved: Vec<u32>,
    /// How many voters cast each heap.
    counts: Vec<u64>,
    /// Where each project's heaps start, and the end.
    backers_start: Vec<u32>,
    /// The heaps that approve each project.
    backers: Vec<u32>,
    /// How many voters approve each project.
    votes: Vec<u64>,
    /// All voters, blank ballots included.
    voters: u64,
}

impl Ballots {
    /// How many different ballots there are.
    pub(super) const fn heaps(&self) -> usize {
        self.counts.len()
    }

    /// The voters of each heap.
    pub(super) fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The projects a heap approves, ascending.
    pub(super) fn approved(&self, heap: usize) -> &[u32] {
        row(&self.starts, &self.approved, heap)
    }

    /// The heaps that approve a project.
    pub(super) fn backers(&self, project: usize) -> &[u32] {
        row(&self.backers_start, &self.backers, project)
    }

    /// The voters who approve each project.
    pub(super) fn votes(&self) -> &[u64] {
        &self.votes
    }

    /// All voters.
    pub(super) const fn voters(&self) -> u64 {
        self.voters
    }
}

fn row<'a>(starts: &[u32], all: &'a [u32], at: usize) -> &'a [u32] {
    &all[starts[at] as usize..starts[at + 1] as usize]
}

/// Ballots while they come in: equal ones are merged at once, so memory grows with the different
/// ballots only.
#[derive(Clone, Debug)]
pub(super) struct Pile {
    projects: usize,
    starts: Vec<u32>,
    approved: Vec<u32>,
    counts: Vec<u64>,
    voters: u64,
    /// Open addressing: the number of a heap plus 1, or 0. Its order reaches no result.
    slots: Vec<u32>,
}

impl Pile {
    /// No ballots yet, on so many projects.
    pub(super) fn new(projects: usize) -> Self {
        let (starts, slots) = (vec![0], vec![0; 1 << 10]);
        Self { projects, starts, approved: Vec::new(), counts: Vec::new(), voters: 0, slots }
    }

    /// Puts equal ballots on the pile: projects ascending, none twice. `None` when there are more
    /// than the tables can hold (2^40 voters, 2^32 approvals).
    pub(super) fn add(&mut self, ballot: &[u32], count: u64) -> Option<()> {
        if count == 0 {
            return Some(());
        }
        self.voters = self.voters.checked_add(count).filter(|&voters| voters < 1 << 40)?;
        if self.counts.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(ballot);
        if let Some(heap) = (self.slots[slot] as usize).checked_sub(1) {
            self.counts[heap] += count;
            return Some(());
        }
        self.approved.extend_from_slice(ballot);
        self.starts.push(u32::try_from(self.approved.len()).ok()?);
        self.counts.push(count);
        self.slots[slot] = u32::try_from(self.counts.len()).ok()?;
        Some(())
    }

    /// The slot where this ballot lies, or the empty one where it belongs.
    fn slot(&self, ballot: &[u32]) -> usize {
        let mask = self.slots.len() - 1;
        let mut hash = DefaultHasher::new();
        ballot.hash(&mut hash);
        #[expect(clippy::cast_possible_truncation, reason = "only low bits are wanted")]
        let mut at = hash.finish() as usize & mask;
        loop {
            match (self.slots[at] as usize).checked_sub(1) {
                Some(heap) if row(&self.starts, &self.approved, heap) != ballot => {
                    at = (at + 1) & mask;
                }
                _ => return at,
            }
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for heap in 0..self.counts.len() {
            let slot = self.slot(row(&self.starts, &self.approved, heap));
            self.slots[slot] = u32::try_from(heap + 1).unwrap_or(u32::MAX);
        }
    }

    /// The finished tables.
    pub(super) fn finish(self) -> Ballots {
        let Self { projects, starts, approved, counts, voters, slots } = self;
        drop(slots);
        let mut backers_start = vec![0_u32; projects + 1];
        let mut votes = vec![0_u64; projects];
        for (heap, &count) in counts.iter().enumerate() {
            for &project in row(&starts, &approved, heap) {
                backers_start[project as usize + 1] += 1;
                votes[project as usize] += count;
            }
        }
        for project in 0..projects {
            backers_start[project + 1] += backers_start[project];
        }
        let mut next = backers_start.clone();
        let mut backers = vec![0_u32; approved.len()];
        for heap in 0..counts.len() {
            for &project in row(&starts, &approved, heap) {
                let place = &mut next[project as usize];
                backers[*place as usize] = u32::try_from(heap).unwrap_or(u32::MAX);
                *place += 1;
            }
        }
        Ballots { starts, approved, counts, backers_start, backers, votes, voters }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ballots_lie_in_one_heap() {
        let mut pile = Pile::new(3);
        for (ballot, count) in [(&[0, 2][..], 2), (&[1], 1), (&[], 4), (&[0, 2], 3), (&[2], 0)] {
            pile.add(ballot, count).unwrap();
        }
        let ballots = pile.finish();
        assert_eq!((ballots.heaps(), ballots.voters()), (3, 10));
        assert_eq!(ballots.votes(), [5, 1, 5]);
        assert_eq!(ballots.approved(0), [0, 2]);
        assert_eq!(ballots.backers(2), [0]);
        assert_eq!(ballots.counts(), [5, 1, 4]);
    }

    #[test]
    fn many_heaps_keep_apart() {
        let mut pile = Pile::new(5_000);
        for round in 1..=2 {
            for project in 0..5_000 {
                pile.add(&[project], round).unwrap();
            }
        }
        let ballots = pile.finish();
        assert_eq!(ballots.heaps(), 5_000);
        assert!(ballots.counts().iter().all(|&count| count == 3));
        assert_eq!(ballots.backers(4_321), [4_321]);
    }

    #[test]
    fn more_voters_than_anywhere_are_refused() {
        let mut pile = Pile::new(1);
        pile.add(&[0], (1 << 40) - 1).unwrap();
        assert!(pile.add(&[0], 1).is_none());
    }
}
