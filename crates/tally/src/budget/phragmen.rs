//! 序贯弗拉格门法 — Sequential Phragmén: the next project is the one that burdens its supporters least.
//!
//! Phragmén 1894; for budgets Los, Christoff and Grossi, “Proportional budget allocations” (IJCAI
//! 2022). Every voter carries a load, 0 at first. A project shares its cost among its supporters so
//! that all of them end with the same load, `(Σ loads + cost) / supporters`; the project with the
//! least such load is next, equal loads by the smallest id as text. The count ends when any of the
//! projects with the least load does not fit what is left. Projects that cost more than the whole
//! budget, or that nobody supports, do not stand.
//!
//! A voter's load is always the load of the last project bought for them (or 0), so only *whose* it
//! is must be remembered. Exactly, loads are whole numbers over one common denominator. Comparisons
//! use lower bounds in units of `2^-shift` first (each load's bound is less than 1 unit low, so the
//! sum over a project's supporters is at most that many units low) and the exact loads where these
//! overlap.
#![expect(
    clippy::indexing_slicing,
    reason = "heaps, projects and loads are numbered by Ballots and by this file's own tables"
)]

use std::cmp::Ordering;

use dashu_int::UBig;
use dashu_int::ops::Gcd as _;

use super::ballots::Ballots;
use super::instance::Instance;

/// What the count ended with.
pub(super) struct Loads {
    /// The projects bought, in order.
    pub(super) bought: Vec<usize>,
    /// The load of each project's supporters once it was bought, over the denominator.
    pub(super) levels: Vec<UBig>,
    pub(super) denominator: UBig,
    /// The project that was next but did not fit, if the count ended so.
    pub(super) misfit: Option<usize>,
}

struct State<'a> {
    ballots: &'a Ballots,
    /// Loads in order of purchase, the first being 0.
    loads: Vec<UBig>,
    denominator: UBig,
    /// Lower bounds of the loads.
    lows: Vec<u128>,
    shift: usize,
    /// Which load each heap carries.
    carries: Vec<u32>,
    /// Projects not bought yet.
    open: Vec<Open>,
}

struct Open {
    project: usize,
    cost: u64,
    voters: u64,
    /// How many supporters carry each load.
    carried: Vec<u64>,
}

/// Runs the rule.
pub(super) fn run(instance: &Instance) -> Loads {
    let mut state = State::new(instance);
    let mut left = instance.budget();
    let (mut bought, mut misfit) = (Vec::new(), None);
    while let Some((at, misfits)) = state.least(left) {
        if misfits.is_some() {
            misfit = misfits;
            break;
        }
        let open = state.open.remove(at);
        left -= open.cost;
        bought.push(open.project);
        state.buy(&open);
    }
    state.loads.remove(0);
    Loads { bought, levels: state.loads, denominator: state.denominator, misfit }
}

impl<'a> State<'a> {
    fn new(instance: &'a Instance) -> Self {
        let ballots = instance.ballots();
        let all = instance.projects().iter().zip(instance.votes()).enumerate();
        let stands =
            all.filter(|(_, (project, votes))| **votes > 0 && project.cost <= instance.budget());
        let open = stands.map(|(at, (project, &voters))| Open {
            project: at,
            cost: project.cost,
            voters,
            carried: vec![voters],
        });
        // No load exceeds the cost of all projects (below 2^77), no sum of loads 2^40 times that.
        let open: Vec<_> = open.collect();
        let most: u128 = open.iter().map(|open| u128::from(open.cost)).sum();
        let bits = 128 - (most + 1).leading_zeros() + 64 - ballots.voters().leading_zeros();
        Self {
            ballots,
            loads: vec![UBig::ZERO],
            denominator: UBig::ONE,
            lows: vec![0],
            shift: usize::try_from(126_u32.saturating_sub(bits)).unwrap_or(0),
            carries: vec![0; ballots.heaps()],
            open,
        }
    }

    /// The open project with the least new load, and one of those with the least new load that
    /// does not fit what is left.
    fn least(&self, left: u64) -> Option<(usize, Option<usize>)> {
        let mut best: Option<(usize, u128)> = None;
        let mut tied = Vec::new();
        for (at, open) in self.open.iter().enumerate() {
            let low = self.low(open);
            let high = low + u128::from(open.voters);
            let ordering = match best {
                None => Ordering::Less,
                Some((best, best_low)) => self.compare(at, (low, high), best, best_low),
            };
            if ordering == Ordering::Less {
                tied.clear();
                best = Some((at, low));
            }
            if ordering != Ordering::Greater {
                tied.push(open);
            }
        }
        let (at, _) = best?;
        let misfit = tied.iter().find(|open| open.cost > left).map(|open| open.project);
        Some((at, misfit))
    }

    /// `Σ loads + cost` from below, in units of `2^-shift`: at most one unit for each voter low.
    fn low(&self, open: &Open) -> u128 {
        let loads =
            open.carried.iter().zip(&self.lows).map(|(&count, low)| u128::from(count) * low);
        loads.sum::<u128>() + (u128::from(open.cost) << self.shift)
    }

    /// How the new load of one open project compares with that of another, by their bounds if
    /// these are apart (dividing down and up loses less than a unit), else exactly.
    fn compare(&self, a: usize, (low, high): (u128, u128), b: usize, b_low: u128) -> Ordering {
        let (open_a, open_b) = (&self.open[a], &self.open[b]);
        let (voters_a, voters_b) = (u128::from(open_a.voters), u128::from(open_b.voters));
        if high / voters_a + 1 < b_low / voters_b {
            return Ordering::Less;
        }
        if low / voters_a > (b_low + voters_b) / voters_b + 1 {
            return Ordering::Greater;
        }
        (self.sum(open_a) * open_b.voters).cmp(&(self.sum(open_b) * open_a.voters))
    }

    /// `Σ loads + cost`, over the denominator.
    fn sum(&self, open: &Open) -> UBig {
        let mut sum = &self.denominator * open.cost;
        for (load, &count) in self.loads.iter().zip(&open.carried).filter(|(_, count)| **count > 0)
        {
            sum += load * count;
        }
        sum
    }

    /// All supporters of a project now carry its load.
    fn buy(&mut self, open: &Open) {
        let sum = self.sum(open);
        let divisor = UBig::from(open.voters).gcd(&sum);
        let factor = open.voters / &divisor;
        if factor > 1 {
            self.denominator *= factor;
            self.loads.iter_mut().for_each(|load| *load *= factor);
        }
        let load = sum / divisor;
        self.lows.push(u128::try_from((&load << self.shift) / &self.denominator).unwrap_or(0));
        let new = self.loads.len();
        self.loads.push(load);
        self.carry(open.project, new);
    }

    fn carry(&mut self, project: usize, new: usize) {
        let mut places = vec![usize::MAX; self.ballots.votes().len()];
        for (place, open) in self.open.iter_mut().enumerate() {
            places[open.project] = place;
            open.carried.push(0);
        }
        for &heap in self.ballots.backers(project) {
            let count = self.ballots.counts()[heap as usize];
            let old = std::mem::replace(
                &mut self.carries[heap as usize],
                u32::try_from(new).unwrap_or(u32::MAX),
            );
            for &other in self.ballots.approved(heap as usize) {
                if let Some(open) = self.open.get_mut(places[other as usize]) {
                    open.carried[old as usize] -= count;
                    open.carried[new] += count;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};

    fn run_on(budget: u64, costs: &[(&str, u64)], ballots: &[(&[&str], u64)]) -> Loads {
        let project =
            |&(id, cost): &(&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let mut draft = Draft::try_new(budget, 0, costs.iter().map(project).collect()).unwrap();
        for &(ballot, count) in ballots {
            draft.cast(ballot.iter().copied(), count).unwrap();
        }
        run(&draft.finish(About::default()))
    }

    #[test]
    fn loads_are_levelled_and_the_lightest_is_next() {
        // a: 6/3 = 2 for three. b: (2 + 6)/2 = 4. c: 5/1.
        let loads = run_on(
            17,
            &[("a", 6), ("b", 6), ("c", 5), ("d", 1), ("far", 18)],
            &[(&["a"], 2), (&["a", "b"], 1), (&["b"], 1), (&["c", "far"], 1)],
        );
        assert_eq!(loads.bought, [0, 1, 2]);
        let levels: Vec<_> = loads.levels.iter().map(|level| level / &loads.denominator).collect();
        assert_eq!(levels, [2_u8, 4, 5].map(UBig::from));
        assert_eq!(loads.misfit, None, "nobody supports d, and far is above the budget");
    }

    #[test]
    fn a_tied_project_that_does_not_fit_ends_the_count() {
        // a and b both load 2; b does not fit what is left, so a is not bought either.
        let costs = [("a", 2), ("b", 6), ("c", 1)];
        let loads = run_on(6, &costs, &[(&["a"], 1), (&["b"], 3), (&["c"], 1)]);
        assert_eq!(loads.bought, [2], "c loads 1 first");
        assert_eq!(loads.misfit, Some(1));
    }
}
