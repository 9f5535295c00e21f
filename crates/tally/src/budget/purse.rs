//! 钱包 — The kernel of equal shares: what each voter still has, fast in bounds, exact in decisions.
//!
//! All voters start with the same endowment and pay `min(what is left, share)` for each project they
//! approve that is bought. So whoever is not broke has paid every full share, and
//!
//! ```text
//!   left(h) = endowment − Σ shares of the bought projects h approves     (0 once broke)
//! ```
//!
//! Exactly, only the endowment and the shares are kept, as whole numbers over one denominator: a few
//! dozen long integers, however many voters there are. Beside that each heap of equal ballots has a
//! lower bound `low` in 64 bits, in units of `2^-shift`:
//!
//! ```text
//!   low(h) ≤ left(h)·2^shift ≤ low(h) + slack        slack = 1 + payments so far
//! ```
//!
//! It starts with the floor of the endowment (error below 1) and each payment takes off the floor of
//! the share plus 1 (error at most 1 more); taking off stops at 0, which no amount is below. `shift` is
//! chosen so that the money of all voters together stays below 2^62. Where the bounds leave open
//! whether a voter can pay a share, the long integers decide; no float occurs.
#![expect(
    clippy::indexing_slicing,
    reason = "heaps and projects are numbered by Ballots, one entry each in every table here"
)]

use std::cmp::Ordering;

use dashu_int::ops::{BitTest as _, Gcd as _};
use dashu_int::{IBig, UBig};

use super::ballots::Ballots;
use super::money::Part;

const NOT_BOUGHT: u32 = u32::MAX;

/// What one heap's voters each have left, at least, and how many they are.
#[derive(Clone, Copy)]
struct Purse {
    low: u64,
    count: u64,
}

/// A lower bound of what each full payer must pay for a project.
pub(super) struct Bound {
    /// In units of `2^-shift`.
    pub(super) floor: u64,
    /// Whether going over the voters again would not raise it.
    pub(super) settled: bool,
}

/// What a project costs its supporters now: `numerator / (denominator · payers)` from each who has
/// it, all they have from the others.
pub(super) struct Price {
    pub(super) numerator: UBig,
    /// Voters who can pay it in full.
    pub(super) payers: u64,
    /// The floor in units of `2^-shift`.
    pub(super) floor: u64,
}

/// The purses of all voters.
pub(super) struct Purses<'a> {
    ballots: &'a Ballots,
    denominator: UBig,
    endowment: UBig,
    shares: Vec<UBig>,
    bought: Vec<u32>,
    shift: i64,
    slack: u64,
    heaps: Vec<Purse>,
    broke: Vec<bool>,
    rich: Vec<u32>,
    owed: Vec<u64>,
    /// Purses looked at so far, to notice a count that would never end.
    pub(super) looked: u64,
}

impl<'a> Purses<'a> {
    /// Purses for these voters, empty.
    pub(super) fn new(ballots: &'a Ballots) -> Self {
        Self {
            ballots,
            denominator: UBig::ONE,
            endowment: UBig::ZERO,
            shares: Vec::new(),
            bought: Vec::new(),
            shift: 0,
            slack: 1,
            heaps: Vec::new(),
            broke: Vec::new(),
            rich: Vec::new(),
            owed: Vec::new(),
            looked: 0,
        }
    }

    /// Gives every voter the same endowment and forgets all payments.
    pub(super) fn fill(&mut self, endowment: Part) {
        self.endowment = endowment.numerator.into();
        self.denominator = endowment.denominator.into();
        self.shares.clear();
        self.bought.clear();
        self.bought.resize(self.ballots.votes().len(), NOT_BOUGHT);
        let all: UBig = &self.endowment * self.ballots.voters() / &self.denominator + 1_u8;
        self.shift = 61 - i64::try_from(all.bit_len()).unwrap_or(0);
        self.slack = 1;
        let low = self.floor(&self.endowment, &self.denominator);
        self.heaps.clear();
        self.heaps.extend(self.ballots.counts().iter().map(|&count| Purse { low, count }));
        self.broke.clear();
        self.broke.resize(self.heaps.len(), false);
        self.looked += self.heaps.len() as u64;
    }

    /// A cost in units of `2^-shift`, cut; `None` when it is more than all voters got together.
    pub(super) fn scaled(&self, cost: u64) -> Option<u64> {
        let all: UBig = &self.endowment * self.ballots.voters();
        let cost = UBig::from(cost);
        (&cost * &self.denominator <= all).then(|| self.floor(&cost, &UBig::ONE))
    }

    /// `numerator / denominator` in units of `2^-shift`, cut. Below 2^62 for any amount not above the
    /// money of all voters; larger ones are all the same to the caller.
    fn floor(&self, numerator: &UBig, denominator: &UBig) -> u64 {
        let by = usize::try_from(self.shift.unsigned_abs()).unwrap_or(0);
        let floor = if self.shift < 0 {
            numerator / (denominator << by)
        } else {
            (numerator << by) / denominator
        };
        u64::try_from(floor).map_or(1 << 62, |floor| floor.min(1 << 62))
    }

    /// Raises a lower bound of the share. Whoever is counted as poor, `Σ min(left, share) ≤ Σ left of
    /// the poor + share · the others`, so `share ≥ (cost − Σ left of the poor) / the others` holds
    /// for any choice of the poor; here they are those below the bound known so far.
    pub(super) fn bound(&mut self, project: usize, cost: u64, from: u64) -> Bound {
        let backers = self.ballots.backers(project);
        self.looked += backers.len() as u64;
        let (mut money, mut poor, mut least) = (0, 0, u64::MAX);
        for &heap in backers {
            let Purse { low, count } = self.heaps[heap as usize];
            let is_poor = low < from;
            poor += if is_poor { count } else { 0 };
            money += if is_poor { count * low } else { 0 };
            least = least.min(if is_poor { u64::MAX } else { low });
        }
        let rich = self.ballots.votes()[project] - poor;
        let most = money + poor * self.slack;
        let floor = cost.saturating_sub(most).checked_div(rich).unwrap_or(from).max(from);
        Bound { floor, settled: least >= floor }
    }

    /// The exact price of a project, or `None` when its supporters cannot pay it together.
    ///
    /// Newton's method on `Σ min(left, share) = cost` from below: starting with voters who surely
    /// have less than a lower bound of the share, each step's share is a lower bound again, and
    /// whoever has less than that is poor too. It ends when nobody new is poor.
    pub(super) fn price(&mut self, project: usize, cost: u64, from: u64) -> Option<Price> {
        let backers = self.ballots.backers(project);
        self.looked += backers.len() as u64;
        let mut rich = std::mem::take(&mut self.rich);
        let mut owed = std::mem::take(&mut self.owed);
        rich.clear();
        owed.clear();
        owed.resize(self.shares.len(), 0);
        let (mut poor, mut payers) = (0, 0);
        for &heap in backers {
            let Purse { low, count } = self.heaps[heap as usize];
            if self.broke[heap as usize] {
            } else if low + self.slack < from {
                poor += self.owe(heap, count, &mut owed);
            } else {
                payers += count;
                rich.push(heap);
            }
        }
        let mut price = None;
        while payers > 0 {
            let numerator = self.missing(cost, poor, &owed);
            let floor = self.floor(&numerator, &(&self.denominator * payers));
            let found = Price { numerator, payers, floor };
            rich.retain(|&heap| {
                let has = self.can_pay(heap, &found) != Ordering::Less;
                if !has {
                    let count = self.heaps[heap as usize].count;
                    poor += self.owe(heap, count, &mut owed);
                    payers -= count;
                }
                has
            });
            if payers == found.payers {
                price = Some(found);
                break;
            }
        }
        (self.rich, self.owed) = (rich, owed);
        price
    }

    /// Adds the shares a heap has paid to `owed`, and returns how many voters it has.
    fn owe(&self, heap: u32, count: u64, owed: &mut [u64]) -> u64 {
        for &project in self.ballots.approved(heap as usize) {
            if let Some(owed) = owed.get_mut(self.bought[project as usize] as usize) {
                *owed += count;
            }
        }
        count
    }

    /// `cost − Σ left of the poor`, over the denominator: never below 0, because the poor, having
    /// less than the share each, cannot pay the cost alone.
    fn missing(&self, cost: u64, poor: u64, owed: &[u64]) -> UBig {
        let mut sum = &self.denominator * cost;
        for (share, &owed) in self.shares.iter().zip(owed).filter(|(_, owed)| **owed > 0) {
            sum += share * owed;
        }
        (IBig::from(sum) - IBig::from(&self.endowment * poor)).into_parts().1
    }

    /// How what a heap's voters have left compares with a share. `Less` and `Greater` follow from
    /// the bounds where these are far enough apart.
    fn can_pay(&self, heap: u32, price: &Price) -> Ordering {
        let low = self.heaps[heap as usize].low;
        if low > price.floor {
            return Ordering::Greater;
        }
        if low + self.slack < price.floor {
            return Ordering::Less;
        }
        (self.left(heap as usize) * price.payers).cmp(&price.numerator)
    }

    /// What each voter of a heap has left, over the denominator.
    pub(super) fn left(&self, heap: usize) -> UBig {
        if self.broke[heap] {
            return UBig::ZERO;
        }
        let mut left = self.endowment.clone();
        for &project in self.ballots.approved(heap) {
            if let Some(share) = self.shares.get(self.bought[project as usize] as usize) {
                left -= share;
            }
        }
        left
    }

    /// Buys a project: its supporters pay. Returns how many paid less than the share.
    pub(super) fn pay(&mut self, project: usize, price: &Price) -> u64 {
        let mut short = 0;
        for &heap in self.ballots.backers(project) {
            if self.broke[heap as usize] {
                continue;
            }
            let ordering = self.can_pay(heap, price);
            let purse = &mut self.heaps[heap as usize];
            if ordering == Ordering::Less {
                short += purse.count;
            }
            if ordering == Ordering::Greater {
                purse.low = purse.low.saturating_sub(price.floor + 1);
            } else {
                purse.low = 0;
                self.broke[heap as usize] = true;
            }
        }
        let divisor = UBig::from(price.payers).gcd(&price.numerator);
        let factor = price.payers / &divisor;
        if factor > 1 {
            self.denominator *= factor;
            self.endowment *= factor;
            self.shares.iter_mut().for_each(|share| *share *= factor);
        }
        self.bought[project] = u32::try_from(self.shares.len()).unwrap_or(NOT_BOUGHT);
        self.shares.push(&price.numerator / divisor);
        self.slack += 1;
        short
    }

    /// Whether a project is bought.
    pub(super) fn is_bought(&self, project: usize) -> bool {
        self.bought[project] != NOT_BOUGHT
    }

    /// What all supporters of a project have left together, over the denominator.
    pub(super) fn left_of(&self, project: usize) -> UBig {
        let mut owed = vec![0; self.shares.len()];
        let mut voters = 0;
        for &heap in self.ballots.backers(project) {
            if !self.broke[heap as usize] {
                voters += self.owe(heap, self.heaps[heap as usize].count, &mut owed);
            }
        }
        let mut left = &self.endowment * voters;
        for (share, owed) in self.shares.iter().zip(owed) {
            left -= share * owed;
        }
        left
    }

    /// The full shares paid so far, in order, over the denominator.
    pub(super) fn shares(&self) -> &[UBig] {
        &self.shares
    }

    /// What all exact amounts here are to be divided by.
    pub(super) const fn denominator(&self) -> &UBig {
        &self.denominator
    }
}
