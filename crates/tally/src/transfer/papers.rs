//! 选票 — Ballots laid out flat, each with a finger on the choice it stands at.

#![expect(
    clippy::indexing_slicing,
    reason = "a paper's finger never passes its end, which is within `choices`; every choice is \
              below the number of names, which is the length of every table handed in"
)]

use crate::profile::Profile;

/// Equal ballots.
struct Paper {
    /// The choice that comes next, as an index into [`Papers::choices`].
    next: usize,
    /// One past the last choice.
    end: usize,
    /// How many ballots.
    count: u64,
}

/// All valid ballots of a count. Who stops continuing never comes back, so a finger only moves on.
#[derive(Default)]
pub(super) struct Papers {
    choices: Vec<usize>,
    sheaf: Vec<Paper>,
    /// Ballots that name a first choice.
    pub(super) valid: u64,
    /// Ballots without any.
    pub(super) invalid: u64,
    /// Valid ballots that end at a place several names share.
    pub(super) cut: u64,
}

impl Papers {
    /// Lays out a checked profile without the names that withdrew.
    pub(super) fn read(profile: &Profile, stands: &[bool]) -> Self {
        let mut laid = Self::default();
        laid.sheaf.reserve(profile.heaps.len());
        laid.choices.reserve(profile.heaps.iter().map(|heap| heap.ranking.len()).sum());
        for heap in &profile.heaps {
            let next = laid.choices.len();
            let mut shared = false;
            for step in &heap.ranking {
                let mut standing = step.iter().copied().filter(|&name| stands[name]);
                let Some(name) = standing.next() else { continue };
                if standing.next().is_some() {
                    shared = true;
                    break;
                }
                laid.choices.push(name);
            }
            let end = laid.choices.len();
            if next == end {
                laid.invalid += heap.count;
                continue;
            }
            laid.valid += heap.count;
            laid.cut += if shared { heap.count } else { 0 };
            laid.sheaf.push(Paper { next, end, count: heap.count });
        }
        laid
    }

    /// How many different papers.
    pub(super) const fn len(&self) -> usize {
        self.sheaf.len()
    }

    /// How many ballots a paper stands for.
    pub(super) fn count(&self, paper: usize) -> u64 {
        self.sheaf[paper].count
    }

    /// Moves a paper to its next choice that continues, and past it.
    pub(super) fn advance(&mut self, paper: usize, continuing: &[bool]) -> Option<usize> {
        let paper = &mut self.sheaf[paper];
        while paper.next < paper.end {
            let choice = self.choices[paper.next];
            paper.next += 1;
            if continuing[choice] {
                return Some(choice);
            }
        }
        None
    }

    /// Every paper's choices, best first, and how many ballots it stands for.
    pub(super) fn rankings(&self) -> impl Iterator<Item = (&[usize], u64)> {
        let ranking = |paper: &Paper| (&self.choices[paper.next..paper.end], paper.count);
        self.sheaf.iter().map(ranking)
    }
}
