//! 付款 — Who paid what, worked out again from a result's own numbers, heap by heap.
//!
//! This repeats the payments from nothing but the ballots, the endowment and the shares printed in an
//! [`Outcome`], on another way than the count that made it: a purse for every heap, in whole numbers
//! over one denominator. Equal shares: a supporter pays the share, or all they have left. By load: a
//! supporter pays what lifts their load to the new one; the endowment is then the last load.

use std::collections::{BTreeMap, BTreeSet};

use dashu_int::ops::Gcd as _;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use serde::Serialize;

use super::instance::Instance;
use super::money::Amount;
use super::outcome::{How, Outcome};

/// So many voters, each with the same amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// How many.
    pub voters: u64,
    /// How much each.
    pub each: Amount,
}

/// What the supporters of one project paid.
#[derive(Clone, Debug)]
pub(super) struct Paid {
    pub(super) project: usize,
    /// A heap and what each of its voters paid, over the denominator.
    pub(super) by: Vec<(usize, UBig)>,
}

/// All payments of a count.
#[derive(Clone, Debug)]
pub struct Payments<'a> {
    pub(super) instance: &'a Instance,
    /// All amounts are whole numbers of smallest units over this.
    pub(super) denominator: UBig,
    /// What each voter started with.
    pub(super) endowment: UBig,
    /// What each heap's voters have left.
    pub(super) left: Vec<UBig>,
    pub(super) paid: Vec<Paid>,
    /// All chosen projects, also those nobody paid for.
    pub(super) chosen: BTreeSet<usize>,
}

/// Works out the payments of an outcome of this instance. `None` when the outcome is not of this
/// instance (an unknown project, an amount that is none).
pub fn payments<'a>(instance: &'a Instance, outcome: &Outcome) -> Option<Payments<'a>> {
    let unit = UBig::from(10_u8).pow(usize::try_from(instance.digits()).ok()?);
    let in_units = |amount: &Amount| Some(amount.value()? * &unit);
    let mut shares = Vec::new();
    for chosen in &outcome.chosen {
        let share = chosen.share.as_ref().map(in_units);
        let share = if let Some(share) = share { Some(share?) } else { None };
        shares.push((instance.find(&chosen.project)?, chosen.how, share));
    }
    let last_load = shares.iter().filter_map(|(_, _, share)| share.clone()).max();
    let endowment = match &outcome.endowment {
        Some(endowment) => in_units(endowment)?,
        None => last_load.unwrap_or(RBig::ZERO),
    };
    let amounts = shares.iter().filter_map(|(_, _, share)| share.as_ref()).chain([&endowment]);
    let denominator = amounts.fold(UBig::ONE, |common, amount| {
        let divisor = (&common).gcd(amount.denominator());
        common / divisor * amount.denominator()
    });
    let whole = |amount: &RBig| -> Option<UBig> {
        let whole: IBig = amount.numerator() * (&denominator / amount.denominator());
        whole.try_into().ok()
    };
    let endowment = whole(&endowment)?;
    let heaps = instance.ballots().heaps();
    let mut payments = Payments {
        instance,
        denominator: denominator.clone(),
        left: vec![endowment.clone(); heaps],
        endowment,
        paid: Vec::new(),
        chosen: shares.iter().map(|&(project, _, _)| project).collect(),
    };
    for (project, how, share) in &shares {
        if let Some(share) = share {
            payments.pay(*project, *how, &whole(share)?);
        }
    }
    Some(payments)
}

impl Payments<'_> {
    fn pay(&mut self, project: usize, how: How, share: &UBig) {
        let mut by = Vec::new();
        for &heap in self.instance.ballots().backers(project) {
            let heap = heap as usize;
            let Some(left) = self.left.get_mut(heap) else { continue };
            let after =
                if how == How::Load { less(&self.endowment, share) } else { less(left, share) };
            let after = if after < *left { after } else { left.clone() };
            by.push((heap, &*left - &after));
            *left = after;
        }
        self.paid.push(Paid { project, by });
    }

    /// What the supporters of a chosen project paid, the largest payments first; empty when nobody
    /// paid for it.
    pub fn of(&self, id: &str) -> Vec<Group> {
        let project = self.instance.find(id);
        let paid = self.paid.iter().find(|paid| Some(paid.project) == project);
        let by = paid.map(|paid| paid.by.as_slice()).unwrap_or_default();
        self.groups(by.iter().map(|(heap, amount)| (*heap, amount)))
    }

    /// What all voters have left, the richest first.
    pub fn left(&self) -> Vec<Group> {
        self.groups(self.left.iter().enumerate())
    }

    fn groups<'b>(&self, amounts: impl Iterator<Item = (usize, &'b UBig)>) -> Vec<Group> {
        let counts = self.instance.ballots().counts();
        let mut groups = BTreeMap::<&UBig, u64>::new();
        for (heap, amount) in amounts {
            *groups.entry(amount).or_default() += counts.get(heap).copied().unwrap_or(0);
        }
        let group = |(amount, voters): (&UBig, u64)| {
            let each = Amount::new(amount, &self.denominator, self.instance.digits());
            Group { voters, each }
        };
        groups.into_iter().rev().map(group).collect()
    }
}

/// `a − b`, or 0.
fn less(a: &UBig, b: &UBig) -> UBig {
    if a > b { a - b } else { UBig::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};
    use crate::budget::{EqualShares, Rule, count};

    fn instance() -> Instance {
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let mut draft = Draft::try_new(50, 0, [("a", 20), ("b", 20)].map(project).into()).unwrap();
        for (ballot, count) in [(&["a", "b"][..], 2), (&["a"], 2), (&["b"], 1)] {
            draft.cast(ballot.iter().copied(), count).unwrap();
        }
        draft.finish(About::default())
    }

    fn plain(groups: &[Group]) -> Vec<(u64, &str)> {
        groups.iter().map(|group| (group.voters, group.each.exact.as_str())).collect()
    }

    #[test]
    fn who_paid_what_is_said_in_groups() {
        let vote = instance();
        let outcome = count(&vote, Rule::EqualShares(EqualShares::default())).unwrap();
        let found = payments(&vote, &outcome).unwrap();
        assert_eq!(plain(&found.of("a")), [(4, "5")]);
        assert_eq!(plain(&found.of("b")), [(1, "10"), (2, "5")]);
        assert_eq!(plain(&found.left()), [(2, "5"), (3, "0")]);
        assert!(found.of("c").is_empty());
    }

    #[test]
    fn loads_are_payments_towards_the_last_load() {
        let vote = instance();
        let outcome = count(&vote, Rule::Phragmen).unwrap();
        let found = payments(&vote, &outcome).unwrap();
        // a loads 5; b (2·5 + 20)/3 = 10.
        assert_eq!(plain(&found.of("b")), [(1, "10"), (2, "5")]);
        assert_eq!(plain(&found.left()), [(2, "5"), (3, "0")]);
    }

    #[test]
    fn an_outcome_of_another_vote_has_no_payments_here() {
        let vote = instance();
        let mut outcome = count(&vote, Rule::Phragmen).unwrap();
        outcome.chosen[0].project = "z".into();
        assert!(payments(&vote, &outcome).is_none());
    }
}
