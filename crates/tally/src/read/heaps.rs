//! 归堆 — Ranked ballots laid on their heaps while the file is read, name by name.

use super::piles::Piles;
use super::{Bad, MAX_CANDIDATES, MAX_RANKS};
use crate::profile::Heap;

/// Heaps in the making, and the ballot just being read.
///
/// A ballot is kept as one number a name: twice its index, plus one when it opens a new step. That
/// is a tenth of a [`Heap`] and can be looked up as it is.
pub(super) struct Heaps {
    piles: Piles<Vec<u32>>,
    ballot: Vec<u32>,
    /// For each name the last ballot that held it.
    held: Vec<u64>,
    number: u64,
}

impl Heaps {
    /// Heaps for so many names.
    pub(super) fn try_new(line: u64, names: u64) -> Result<Self, Bad> {
        let count = usize::try_from(names).unwrap_or(usize::MAX);
        if count == 0 || count > MAX_CANDIDATES {
            return Err(Bad::at(
                line,
                format!("候选人应为 1 至 {MAX_CANDIDATES} 名，这里是 {names} 名。"),
                format!("there must be 1 to {MAX_CANDIDATES} candidates, not {names}."),
            ));
        }
        let (held, ballot) = (vec![0; count], Vec::new());
        Ok(Self { piles: Piles::new(MAX_RANKS), ballot, held, number: 1 })
    }

    /// Ballots so far.
    pub(super) const fn total(&self) -> u64 {
        self.piles.total()
    }

    /// Different ballots so far.
    pub(super) fn distinct(&self) -> usize {
        self.piles.distinct()
    }

    /// Names on the ballot just being read.
    pub(super) const fn named(&self) -> usize {
        self.ballot.len()
    }

    /// Puts a name (numbered from 1) next on the ballot, or on a par with the one before it.
    pub(super) fn put(&mut self, line: u64, name: u64, on_par: bool) -> Result<(), Bad> {
        let index = usize::try_from(name).unwrap_or(usize::MAX).wrapping_sub(1);
        let Some(held) = self.held.get_mut(index) else {
            return Err(unknown(line, name, self.held.len()));
        };
        if *held == self.number {
            return Err(Bad::at(
                line,
                format!("{name} 号候选人在同一张选票上出现两次。"),
                format!("candidate {name} stands twice on one ballot."),
            ));
        }
        *held = self.number;
        // At most MAX_CANDIDATES, so twice the index fits.
        let index = u32::try_from(index).unwrap_or(u32::MAX >> 1);
        self.ballot.push(index << 1 | u32::from(!on_par));
        Ok(())
    }

    /// Lays the ballot on its heap, so many times, and begins the next.
    pub(super) fn close(&mut self, line: u64, count: u64) -> Result<(), Bad> {
        sort_steps(&mut self.ballot);
        self.piles.lay(line, &self.ballot, self.ballot.len(), count)?;
        self.ballot.clear();
        self.number += 1;
        Ok(())
    }

    /// The heaps, in order of first appearance.
    pub(super) fn finish(self) -> Vec<Heap> {
        let heap = |(ballot, count): (Vec<u32>, u64)| {
            let name = |&name: &u32| (name >> 1) as usize;
            let steps = ballot.chunk_by(|_, next| next & 1 == 0);
            Heap { ranking: steps.map(|step| step.iter().map(name).collect()).collect(), count }
        };
        self.piles.finish().map(heap).collect()
    }
}

/// A name nobody stands under.
pub(super) fn unknown(line: u64, name: u64, names: usize) -> Bad {
    Bad::at(
        line,
        format!("没有 {name} 号候选人，共 {names} 名。"),
        format!("there is no candidate {name}; there are {names}."),
    )
}

/// Names on a par in rising order, so that equal ballots look equal.
fn sort_steps(ballot: &mut [u32]) {
    for step in ballot.chunk_by_mut(|_, next| next & 1 == 0) {
        if step.len() > 1 {
            for name in step.iter_mut() {
                *name &= !1;
            }
            step.sort_unstable();
            if let Some(first) = step.first_mut() {
                *first |= 1;
            }
        }
    }
}
