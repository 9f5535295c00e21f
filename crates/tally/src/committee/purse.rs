//! 账 — What one ballot of each heap has borne so far, exactly.
//!
//! Few amounts are ever different, so a heap only points at its amount. Two states with the same
//! amounts are equal, however they came about: the amounts stand rising, each once.
#![expect(
    clippy::indexing_slicing,
    reason = "`of` has one entry per heap of the case, each below `amounts.len()`: `new` and \
              `change` write no other"
)]

use std::collections::BTreeMap;

use dashu_int::ops::BitTest as _;
use dashu_ratio::RBig;

use super::case::Case;

/// What one ballot of each heap has borne.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Purse {
    of: Vec<u32>,
    amounts: Vec<RBig>,
}

impl Purse {
    /// Nobody has borne anything.
    pub fn new(case: &Case) -> Self {
        Self { of: vec![0; case.heaps.len()], amounts: vec![RBig::ZERO] }
    }

    /// The ballots that approve a name by what they have borne: amounts rising, with how many
    /// ballots bear each. Amounts none of them bears are left out.
    pub fn backers<'a>(&'a self, case: &Case, name: usize) -> Vec<(&'a RBig, u64)> {
        let mut ballots = vec![0_u64; self.amounts.len()];
        for &heap in &case.backers[name] {
            ballots[self.of[heap] as usize] += case.heaps[heap].count;
        }
        self.amounts.iter().zip(ballots).filter(|&(_, ballots)| ballots > 0).collect()
    }

    /// After each ballot that approves a name has its amount changed.
    pub fn change(&self, case: &Case, name: usize, change: impl Fn(&RBig) -> RBig) -> Self {
        let mut backs = vec![false; self.of.len()];
        for &heap in &case.backers[name] {
            backs[heap] = true;
        }
        let mut kept = vec![false; self.amounts.len()];
        let mut changed: Vec<Option<RBig>> = vec![None; self.amounts.len()];
        for (&of, &backs) in self.of.iter().zip(&backs) {
            let of = of as usize;
            if backs {
                changed[of].get_or_insert_with(|| change(&self.amounts[of]));
            } else {
                kept[of] = true;
            }
        }
        let still =
            self.amounts.iter().zip(&kept).filter_map(|(amount, &kept)| kept.then_some(amount));
        let mut places: BTreeMap<&RBig, u32> =
            still.chain(changed.iter().flatten()).map(|amount| (amount, 0)).collect();
        for (place, rank) in places.values_mut().zip(0..) {
            *place = rank;
        }
        let place = |amount: &RBig| places.get(amount).copied().unwrap_or_default();
        let still: Vec<_> = self.amounts.iter().map(place).collect();
        let moved: Vec<_> = changed.iter().map(|amount| amount.as_ref().map_or(0, place)).collect();
        let amounts = places.keys().map(|&amount| amount.clone()).collect();
        let of = self.of.iter().zip(&backs);
        let of =
            of.map(|(&of, &backs)| if backs { moved[of as usize] } else { still[of as usize] });
        Self { of: of.collect(), amounts }
    }

    /// What each ballot that approves a name bears more in `after` than here: ballots and amount,
    /// the largest amount first. Ballots that bear no more are left out.
    pub fn borne(&self, after: &Self, case: &Case, name: usize) -> Vec<(u64, RBig)> {
        let mut pairs: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for &heap in &case.backers[name] {
            *pairs.entry((self.of[heap], after.of[heap])).or_default() += case.heaps[heap].count;
        }
        let mut borne: BTreeMap<RBig, u64> = BTreeMap::new();
        for ((before, then), ballots) in pairs {
            let more = &after.amounts[then as usize] - &self.amounts[before as usize];
            *borne.entry(more).or_default() += ballots;
        }
        borne.remove(&RBig::ZERO);
        borne.into_iter().rev().map(|(more, ballots)| (ballots, more)).collect()
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        // Numerator and denominator are about as long as each other.
        let amount =
            |amount: &RBig| size_of::<RBig>() + 2 * amount.denominator().bit_len().div_ceil(8);
        self.of.len() * 4 + self.amounts.iter().map(amount).sum::<usize>()
    }
}
