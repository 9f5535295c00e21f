//! 归堆 — Ballots laid on their heaps while the file is read, name by name.

use std::collections::HashMap;

use super::{Bad, MAX_BALLOTS, MAX_CANDIDATES, MAX_DISTINCT, MAX_RANKS};
use crate::profile::Heap;

/// Heaps in the making, and the ballot just being read.
///
/// A ballot is kept as one number a name: twice its index, plus one when it opens a new step. That
/// is a tenth of a [`Heap`] and can be looked up as it is.
pub(super) struct Heaps {
    /// Ballot → (place by first appearance, how many). Only the place reaches the result.
    piles: HashMap<Box<[u32]>, (usize, u64)>,
    ballot: Vec<u32>,
    /// For each name the last ballot that held it.
    held: Vec<u64>,
    number: u64,
    total: u64,
    ranks: usize,
}

impl Heaps {
    /// Heaps for so many names.
    pub(super) fn try_new(line: u64, names: u64) -> Result<Self, Bad> {
        let count = usize::try_from(names).unwrap_or(usize::MAX);
        if count == 0 || count > MAX_CANDIDATES {
            return Err(Bad::at(
                line,
                format!("候选人应为 1 至 {MAX_CANDIDATES} 名，这里写的是 {names} 名。"),
                format!("there must be 1 to {MAX_CANDIDATES} candidates, not {names}."),
            ));
        }
        let held = vec![0; count];
        let (piles, ballot) = (HashMap::new(), Vec::new());
        Ok(Self { piles, ballot, held, number: 1, total: 0, ranks: 0 })
    }

    /// Ballots so far.
    pub(super) const fn total(&self) -> u64 {
        self.total
    }

    /// Different ballots so far.
    pub(super) fn distinct(&self) -> usize {
        self.piles.len()
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
        let total = self.total.checked_add(count).filter(|total| *total <= MAX_BALLOTS);
        self.total = total.ok_or_else(|| {
            Bad::at(
                line,
                format!("选票总数超过 {MAX_BALLOTS} 张，数据有误。"),
                format!("more than {MAX_BALLOTS} ballots: the file is damaged."),
            )
        })?;
        sort_steps(&mut self.ballot);
        if let Some((_, heap)) = self.piles.get_mut(&self.ballot[..]) {
            *heap += count;
        } else {
            self.ranks += self.ballot.len();
            let place = self.piles.len();
            if place == MAX_DISTINCT || self.ranks > MAX_RANKS {
                return Err(Bad::at(
                    line,
                    format!("不同的选票超过 {MAX_DISTINCT} 种或 {MAX_RANKS} 个名次，无法计票。"),
                    format!("more than {MAX_DISTINCT} different ballots or {MAX_RANKS} ranks."),
                ));
            }
            self.piles.insert(self.ballot.as_slice().into(), (place, count));
        }
        self.ballot.clear();
        self.number += 1;
        Ok(())
    }

    /// The heaps, in order of first appearance.
    pub(super) fn finish(self) -> Vec<Heap> {
        let mut heaps: Vec<_> = self.piles.into_iter().collect();
        heaps.sort_unstable_by_key(|&(_, (place, _))| place);
        let heap = |(ballot, (_, count)): (Box<[u32]>, (usize, u64))| {
            let name = |&name: &u32| (name >> 1) as usize;
            let steps = ballot.chunk_by(|_, next| next & 1 == 0);
            Heap { ranking: steps.map(|step| step.iter().map(name).collect()).collect(), count }
        };
        heaps.into_iter().map(heap).collect()
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
