//! 逐席计分 — Scores one name at a time: the most points first, or the least loss struck off first.
//!
//! Sequential PAV and sequential Chamberlin–Courant (Thiele 1895) add the name that raises the
//! points of the committee most. Reverse sequential PAV starts with everybody and strikes off the
//! name whose loss costs least; of equals the largest number goes, so small numbers stay.

use dashu_int::UBig;
use dashu_ratio::RBig;

use super::By;
use super::case::Case;
use super::stepwise::{Best, Stepwise, least, those, with};
use super::thiele::{Points, Scale};

/// Adds the name that brings most points.
pub(super) struct Adding<'a> {
    case: &'a Case<'a>,
    scale: Scale,
}

/// Strikes off the name that costs fewest points.
pub(super) struct Striking<'a> {
    case: &'a Case<'a>,
    scale: Scale,
}

impl<'a> Adding<'a> {
    pub fn new(case: &'a Case<'a>, points: Points) -> Self {
        Self { case, scale: points.scale(most(case).min(case.seats)) }
    }
}

impl<'a> Striking<'a> {
    pub fn new(case: &'a Case<'a>, points: Points) -> Self {
        Self { case, scale: points.scale(most(case)) }
    }
}

/// The most names one ballot approves.
fn most(case: &Case) -> usize {
    case.heaps.iter().map(|heap| heap.approved.len()).max().unwrap_or(0)
}

/// What a name brings the ballots that approve it, in units of the scale, when a ballot with
/// `served` members already (the name itself not counted) gains `gains[served]`.
fn worth(case: &Case, scale: &Scale, served: &[usize], name: usize) -> UBig {
    let mut ballots = vec![0_u64; scale.gains.len()];
    for &heap in case.backers.get(name).into_iter().flatten() {
        let (served, heap) = (served.get(heap), case.heaps.get(heap));
        if let (Some(&served), Some(heap)) = (served, heap)
            && let Some(ballots) = ballots.get_mut(served)
        {
            *ballots += heap.count;
        }
    }
    let pairs = scale.gains.iter().zip(&ballots);
    pairs.filter(|&(_, &ballots)| ballots > 0).map(|(gain, &ballots)| gain * ballots).sum()
}

impl Stepwise for Adding<'_> {
    type State = Vec<bool>;

    fn start(&self) -> Vec<bool> {
        vec![false; self.case.names()]
    }

    fn steps(&self) -> usize {
        self.case.seats
    }

    fn best(&self, members: &Vec<bool>) -> Best {
        let served = self.case.served(members);
        let brings = |name| worth(self.case, &self.scale, &served, name);
        let ranked = those(members, false).map(|name| (name, std::cmp::Reverse(brings(name))));
        let (tied, most) = least(ranked);
        let value = most.map(|most| RBig::from_parts(most.0.into(), self.scale.unit.clone()));
        Best { tied, by: By::Gain, value }
    }

    fn choose(&self, members: &Vec<bool>, name: usize, _: &Best) -> Vec<bool> {
        with(members, name, true)
    }

    fn members<'a>(&self, members: &'a Vec<bool>) -> &'a [bool] {
        members
    }

    fn looks(&self) -> u64 {
        2 * self.case.marks() as u64
    }
}

impl Stepwise for Striking<'_> {
    type State = Vec<bool>;

    fn start(&self) -> Vec<bool> {
        vec![true; self.case.names()]
    }

    fn steps(&self) -> usize {
        self.case.names() - self.case.seats
    }

    fn best(&self, members: &Vec<bool>) -> Best {
        // Every ballot that approves a member has at least that one: without it, one less.
        let without: Vec<_> =
            self.case.served(members).iter().map(|served| served.saturating_sub(1)).collect();
        let costs = |name| worth(self.case, &self.scale, &without, name);
        let ranked = those(members, true).rev().map(|name| (name, costs(name)));
        let (tied, least) = least(ranked);
        let value = least.map(|least| RBig::from_parts(least.into(), self.scale.unit.clone()));
        Best { tied, by: By::Loss, value }
    }

    fn choose(&self, members: &Vec<bool>, name: usize, _: &Best) -> Vec<bool> {
        with(members, name, false)
    }

    fn members<'a>(&self, members: &'a Vec<bool>) -> &'a [bool] {
        members
    }

    fn looks(&self) -> u64 {
        2 * self.case.marks() as u64
    }
}
