//! 精确搜索 — The committees with most points, proved best, and all of them where several are.
//!
//! Branch and bound (Ailsa Land and Alison Doig 1960): a good committee is found first by taking the
//! best name each time and then swapping pairs. Then a name is decided in or out, again and again; a
//! part whose bound is below the best committee known is left, and a name the bound decides alone
//! is not branched on. Whole numbers throughout. PAV is hard in the worst case: beyond
//! [`PAV_LOOKS`] marks looked at the count is refused rather than guessed.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use dashu_int::UBig;

use super::Ties;
use super::bound::{Bound, Mark, Part};
use super::case::Case;
use super::thiele::Points;
use crate::invalid::Invalid;

/// Marks on ballots the search for the best committee may look at: some ten seconds.
pub const PAV_LOOKS: u64 = 1 << 32;
/// Tied committees kept at most.
const MAX_TIED: usize = 100_000;
/// Units finer than points, so that prices are fine enough.
const FINE: i128 = 1 << 14;
/// Steps that better the prices: at the root, and at each part.
const STEPS: (u32, u32) = (60, 3);

/// The committees with most points. All of them; or, with [`Ties::First`], the one of the smallest
/// numbers and, if there are more, one more.
pub(super) fn committees(
    case: &Case,
    points: Points,
    ties: Ties,
) -> Result<BTreeSet<Vec<bool>>, Invalid> {
    let most = case.heaps.iter().map(|heap| heap.approved.len()).max().unwrap_or(0);
    let scale = points.scale(most.min(case.seats).max(1));
    let units = |gain: &UBig| i128::try_from(gain.clone()).ok()?.checked_mul(FINE);
    let gains: Option<Vec<_>> = scale.gains.iter().map(units).collect();
    // Prices and gains stay within the first gain, so no sum in a bound is beyond this one.
    let fits = |gains: &Vec<i128>| {
        let all = i128::from(case.cast).checked_mul(4 * case.seats as i128)?;
        all.checked_mul(*gains.first()?)
    };
    let gains = gains
        .filter(|gains| fits(gains).is_some())
        .ok_or(Invalid::TooMuchWork { what: "bits", limit: 127 })?;
    let part = Part::new(case, gains);
    let keep = if ties == Ties::All { MAX_TIED } else { 2 };
    let mut search = Search { part, most: -1, found: BTreeSet::new(), keep, ties };
    search.start();
    let mut prices = search.prices();
    search.explore(&mut prices, STEPS.0)?;
    Ok(search.found)
}

struct Search<'a> {
    part: Part<'a>,
    /// Most points of a committee known.
    most: i128,
    /// Committees with so many points.
    found: BTreeSet<Vec<bool>>,
    /// How many of them to keep.
    keep: usize,
    ties: Ties,
}

impl Search<'_> {
    /// A good committee to begin with.
    fn start(&mut self) {
        while self.part.left > 0 {
            let open = self.part.open();
            let best = open.iter().rev().max_by_key(|&&name| self.part.gain(name));
            let Some(&name) = best else { break };
            self.part.take(name);
        }
        while self.swap() {}
        let members = self.members();
        self.most = self.part.score;
        self.found.insert(members.clone());
        for (name, _) in members.iter().enumerate().filter(|&(_, &member)| member) {
            self.part.release(name);
        }
    }

    /// Swaps one member for somebody better, if there is one.
    fn swap(&mut self) -> bool {
        let before = self.part.score;
        let members = self.members();
        let open = self.part.open();
        for (out, _) in members.iter().enumerate().filter(|&(_, &member)| member) {
            self.part.release(out);
            if let Some(&name) =
                open.iter().find(|&&name| self.part.score + self.part.gain(name) > before)
            {
                self.part.take(name);
                return true;
            }
            self.part.take(out);
        }
        false
    }

    fn members(&self) -> Vec<bool> {
        self.part.marks.iter().map(|&mark| mark == Mark::In).collect()
    }

    /// Prices to begin with: as if every name had its even share of a seat.
    fn prices(&self) -> Vec<i128> {
        let (names, seats) = (self.part.marks.len() as i128, self.part.left as i128);
        let first = self.part.gains.first().copied().unwrap_or(0);
        let price = |approved: usize| {
            let even = first.saturating_mul(2 * names) / (2 * approved as i128 * seats + names);
            even.min(first)
        };
        self.part.case.heaps.iter().map(|heap| price(heap.approved.len())).collect()
    }

    /// Every committee that holds the names in, none of the names out.
    fn explore(&mut self, prices: &mut [i128], mut steps: u32) -> Result<(), Invalid> {
        let (mut taken, mut barred) = (Vec::new(), Vec::new());
        while let Some(bound) = self.judge(prices, steps)? {
            steps = STEPS.1;
            if self.decide(&bound, &mut taken, &mut barred) {
                continue;
            }
            // Whoever adds most, of equals the smallest number: good committees come early.
            let adds = |name: &&usize| (self.part.gain(**name), Reverse(**name));
            let Some(&name) = bound.order.iter().max_by_key(adds) else { break };
            self.part.take(name);
            self.explore(prices, steps)?;
            self.part.release(name);
            self.mark(name, Mark::Out);
            barred.push(name);
        }
        for name in taken {
            self.part.release(name);
        }
        for name in barred {
            self.mark(name, Mark::Open);
        }
        Ok(())
    }

    /// The best bound of a part; none when it is settled: no better committee in it, or no choice.
    fn judge(&mut self, prices: &mut [i128], steps: u32) -> Result<Option<Bound>, Invalid> {
        let open = self.part.open();
        let left = self.part.left;
        self.part.looks += (self.part.case.marks() + open.len()) as u64;
        if self.part.looks > PAV_LOOKS {
            return Err(Invalid::TooMuchWork { what: "marks", limit: PAV_LOOKS });
        }
        if left == 0 || open.len() <= left {
            if open.len() == left || left == 0 {
                let fill = open.into_iter().take(left).collect();
                self.offer(fill)?;
            }
            return Ok(None);
        }
        let mut gains: Vec<_> = open.iter().map(|&name| self.part.gain(name)).collect();
        if left == 1 {
            for (&name, gain) in open.iter().zip(gains) {
                if self.part.score + gain >= self.most {
                    self.offer(vec![name])?;
                }
            }
            return Ok(None);
        }
        gains.sort_unstable_by_key(|&gain| Reverse(gain));
        let alone = self.part.score + gains.iter().take(left).sum::<i128>();
        if !self.promises(alone) {
            return Ok(None);
        }
        let mut best: Option<Bound> = None;
        for _ in 0..steps {
            let bound = self.part.bound(prices, &open);
            if !self.promises(bound.points) {
                return Ok(None);
            }
            let more = self.part.step(prices, &bound, self.most - FINE);
            if best.as_ref().is_none_or(|best| bound.points < best.points) {
                best = Some(bound);
            }
            if !more {
                break;
            }
        }
        Ok(best)
    }

    /// Whether a part with at most so many points may hold a committee that is wanted.
    fn promises(&self, points: i128) -> bool {
        let points = whole(points);
        let wanted = || {
            self.ties == Ties::All
                || self.found.len() < self.keep
                || self.found.last().is_none_or(|first| self.smallest() > *first)
        };
        points > self.most || points == self.most && wanted()
    }

    /// The committee of the smallest numbers in this part.
    fn smallest(&self) -> Vec<bool> {
        let mut left = self.part.left;
        let smallest = |mark: &Mark| {
            let filled = *mark == Mark::Open && left > 0;
            left -= usize::from(filled);
            filled || *mark == Mark::In
        };
        self.part.marks.iter().map(smallest).collect()
    }

    /// Decides every name whose other choice would fall below the most points known; whether there
    /// was one.
    fn decide(&mut self, bound: &Bound, taken: &mut Vec<usize>, barred: &mut Vec<usize>) -> bool {
        let worth = |place: usize| {
            bound.order.get(place).and_then(|&name| bound.worth.get(name)).copied().unwrap_or(0)
        };
        let left = self.part.left;
        let (last_in, first_out) = (worth(left - 1), worth(left));
        let before = taken.len() + barred.len();
        for (place, &name) in bound.order.iter().enumerate() {
            let changed =
                if place < left { first_out - worth(place) } else { worth(place) - last_in };
            if whole(bound.points + changed) >= self.most {
                continue;
            }
            if place < left {
                self.part.take(name);
                taken.push(name);
            } else {
                self.mark(name, Mark::Out);
                barred.push(name);
            }
        }
        taken.len() + barred.len() > before
    }

    fn mark(&mut self, name: usize, mark: Mark) {
        if let Some(place) = self.part.marks.get_mut(name) {
            *place = mark;
        }
    }

    /// Takes note of a committee: the members and those who fill it up.
    fn offer(&mut self, fill: Vec<usize>) -> Result<(), Invalid> {
        for &name in &fill {
            self.part.take(name);
        }
        let (members, points) = (self.members(), self.part.score);
        for name in fill {
            self.part.release(name);
        }
        if points > self.most {
            self.found.clear();
            self.most = points;
        }
        if points == self.most {
            self.found.insert(members);
        }
        if self.found.len() > self.keep {
            if self.ties == Ties::All {
                let limit = MAX_TIED as u64;
                return Err(Invalid::TooMuchWork { what: "tied committees", limit });
            }
            self.found.pop_first();
        }
        Ok(())
    }
}

/// Points are multiples of [`FINE`], so a bound may be taken down to one.
const fn whole(points: i128) -> i128 {
    points - points.rem_euclid(FINE)
}
