//! 均等份额 — Every ballot gets the same money; those who approve a name buy it its seat together.
//!
//! Dominik Peters and Piotr Skowron, *Proportionality and the Limits of Welfarism* (2020). A seat
//! costs 1 and each ballot cast, blank ones too, starts with seats ÷ ballots. A name can be bought
//! when those who approve it still have 1 together; each pays the same price, or all it has left if
//! that is less. The name with the least price is bought, until none can be. Seats then left are
//! filled by sequential Phragmén, starting with what each ballot has paid as its load: the
//! completion Martin Lackner and Piotr Skowron give (*Multi-Winner Voting with Approval
//! Preferences*, 2023).

use dashu_int::UBig;
use dashu_ratio::RBig;

use super::By;
use super::case::Case;
use super::phragmen::{lightest, spread};
use super::purse::Purse;
use super::stepwise::{Best, Stepwise, least, those, with};

/// The Method of Equal Shares for seats of equal cost.
pub(super) struct Shares<'a> {
    case: &'a Case<'a>,
    /// What each ballot starts with.
    endowment: RBig,
}

impl<'a> Shares<'a> {
    pub fn new(case: &'a Case<'a>) -> Self {
        let endowment = RBig::from_parts(case.seats.into(), case.cast.into());
        Self { case, endowment }
    }

    /// The price of a name: the most any ballot pays for it; none when it cannot be bought.
    fn price(&self, paid: &Purse, name: usize) -> Option<RBig> {
        let backers = paid.backers(self.case, name);
        let mut ballots: u64 = backers.iter().map(|&(_, ballots)| ballots).sum();
        let mut missing = RBig::ONE;
        // Who has paid most has least left: it gives all it has before others pay more than that.
        for (paid, poorest) in backers.into_iter().rev() {
            let left = &self.endowment - paid;
            if &left * UBig::from(ballots) >= missing {
                return Some(missing / UBig::from(ballots));
            }
            missing -= left * UBig::from(poorest);
            ballots -= poorest;
        }
        None
    }
}

/// How far a count has come.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bought {
    members: Vec<bool>,
    /// What a ballot has paid; while seats are filled, its load.
    paid: Purse,
    /// Whether nothing can be bought any more. Filling may lower a load; nothing is bought again.
    filling: bool,
}

impl Stepwise for Shares<'_> {
    type State = Bought;

    fn start(&self) -> Bought {
        let members = vec![false; self.case.names()];
        Bought { members, paid: Purse::new(self.case), filling: false }
    }

    fn steps(&self) -> usize {
        self.case.seats
    }

    fn best(&self, bought: &Bought) -> Best {
        if !bought.filling {
            let open = those(&bought.members, false);
            let ranked = open.filter_map(|name| Some((name, self.price(&bought.paid, name)?)));
            let (tied, value) = least(ranked);
            if !tied.is_empty() {
                return Best { tied, by: By::Price, value };
            }
        }
        lightest(self.case, &bought.members, &bought.paid)
    }

    fn choose(&self, bought: &Bought, name: usize, best: &Best) -> Bought {
        let members = with(&bought.members, name, true);
        let (By::Price, Some(price)) = (best.by, &best.value) else {
            let paid = spread(self.case, &bought.paid, name, best);
            return Bought { members, paid, filling: true };
        };
        let pay = |paid: &RBig| (paid + price).min(self.endowment.clone());
        let paid = bought.paid.change(self.case, name, pay);
        Bought { members, paid, filling: false }
    }

    fn members<'a>(&self, bought: &'a Bought) -> &'a [bool] {
        &bought.members
    }

    fn looks(&self) -> u64 {
        (self.case.marks() + self.case.heaps.len()) as u64
    }

    fn paid(&self, before: &Bought, after: &Bought, name: usize) -> Vec<(u64, RBig)> {
        before.paid.borne(&after.paid, self.case, name)
    }

    fn bytes(&self, bought: &Bought) -> usize {
        bought.paid.bytes()
    }
}
