//! 均等份额 — The method of equal shares: the money is split evenly among the voters, and a project
//! is bought by those who want it.
//!
//! Peters, Pierczyński and Skowron, “Proportional participatory budgeting with additive utilities”
//! (2021); equalshares.net. Each voter gets `budget / voters`. In each round the project with
//! the least `rho` is bought, where `rho` is the least number with
//! `Σ min(left, rho · utility) = cost` over its supporters; each of them pays `min(left, rho · utility)`.
//! The utility of a project is its cost, or 1. Equal `rho`: the smallest id as text. Projects that cost
//! nothing come first if anybody supports them.
//!
//! `rho` of a project never falls while money is spent, so a bound from an earlier round stays a
//! lower bound: only projects whose bound is least are looked at.
#![expect(clippy::indexing_slicing, reason = "rivals are numbered by this file's own scan")]

use std::cmp::Ordering;

use dashu_int::UBig;
use serde::Serialize;

use super::instance::Instance;
use super::money::Part;
use super::purse::{Price, Purses};

/// What a project is worth to each of its supporters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Utility {
    /// Its cost: a voter is better off by the money spent on what they want.
    #[default]
    Cost,
    /// One: a voter is better off by the number of projects they want.
    Cardinality,
}

impl Utility {
    /// The utility of a project of this cost.
    const fn of(self, cost: u64) -> u64 {
        match self {
            Self::Cost => cost,
            Self::Cardinality => 1,
        }
    }
}

/// A project bought, and who paid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bought {
    pub(super) project: usize,
    /// Voters who paid the full share.
    pub(super) payers: u64,
    /// Voters who paid less: all they had left.
    pub(super) short: u64,
}

/// A project not bought yet.
struct Rival {
    project: usize,
    cost: u64,
    /// The cost in the purses' units.
    scaled: u64,
    /// A lower bound of the share, in the purses' units.
    floor: u64,
    /// The same as `rho`: a lower bound in units of `2^-60` of the purses' units.
    key: u128,
    /// The round for which `floor` is as high as bounds can raise it.
    settled: usize,
    /// The round in which the exact price was found.
    priced: usize,
}

/// The best exact price of a round.
struct Best {
    project: usize,
    utility: u64,
    price: Price,
    /// An upper bound of its `rho`, in units of [`Rival::key`].
    high: u128,
}

/// Runs of the rule on one instance, with any endowment.
pub(super) struct Run<'a> {
    instance: &'a Instance,
    utility: Utility,
    pub(super) purses: Purses<'a>,
    rivals: Vec<Rival>,
    /// Projects without cost that somebody supports, by id.
    pub(super) free: Vec<usize>,
    /// What was bought, in order.
    pub(super) bought: Vec<Bought>,
    /// What all of that costs.
    pub(super) cost: u128,
}

impl<'a> Run<'a> {
    pub(super) fn new(instance: &'a Instance, utility: Utility) -> Self {
        let costs = instance.projects().iter().map(|project| project.cost);
        let supported = costs.zip(instance.votes()).enumerate();
        let free = supported.filter(|(_, (cost, votes))| *cost == 0 && **votes > 0);
        let free = free.map(|(project, _)| project).collect();
        let (rivals, bought) = (Vec::new(), Vec::new());
        let purses = Purses::new(instance.ballots());
        Self { instance, utility, purses, rivals, free, bought, cost: 0 }
    }

    /// Projects with a cost and a supporter.
    fn stand(&self) -> impl Iterator<Item = usize> {
        let votes = self.instance.votes().iter();
        let all = self.instance.projects().iter().zip(votes).enumerate();
        all.filter(|(_, (project, votes))| project.cost > 0 && **votes > 0).map(|(at, _)| at)
    }

    /// Runs the rule with this endowment for each voter. `false` when what is bought costs more than
    /// `limit`; it stops there.
    pub(super) fn run(&mut self, endowment: Part, limit: u128) -> bool {
        self.purses.fill(endowment);
        self.bought.clear();
        self.cost = 0;
        self.enter();
        while let Some(best) = self.round() {
            let short = self.purses.pay(best.project, &best.price);
            let payers = best.price.payers;
            self.bought.push(Bought { project: best.project, payers, short });
            self.rivals.retain(|rival| rival.project != best.project);
            self.cost += u128::from(self.instance.cost(best.project));
            if self.cost > limit {
                return false;
            }
        }
        true
    }

    /// All projects that the voters could ever pay stand as rivals.
    fn enter(&mut self) {
        let mut rivals = std::mem::take(&mut self.rivals);
        rivals.clear();
        rivals.extend(self.stand().filter_map(|project| {
            let cost = self.instance.cost(project);
            let scaled = self.purses.scaled(cost)?;
            let floor = scaled / self.instance.vote(project);
            let key = self.key(floor, cost);
            Some(Rival { project, cost, scaled, floor, key, settled: 0, priced: 0 })
        }));
        self.rivals = rivals;
    }

    fn key(&self, floor: u64, cost: u64) -> u128 {
        (u128::from(floor) << 60) / u128::from(self.utility.of(cost))
    }

    /// Finds the project to buy next, and drops those nobody can pay any more.
    fn round(&mut self) -> Option<Best> {
        let round = self.bought.len() + 1;
        let mut best: Option<Best> = None;
        loop {
            let open = self.rivals.iter().enumerate().filter(|(_, rival)| rival.priced != round);
            let Some((at, least)) = open.min_by_key(|(_, rival)| rival.key) else { break };
            if best.as_ref().is_some_and(|best| least.key > best.high) {
                break;
            }
            let Rival { project, cost, scaled, floor, settled, .. } = *least;
            if settled != round {
                let bound = self.purses.bound(project, scaled, floor);
                let key = self.key(bound.floor, cost);
                let rival = &mut self.rivals[at];
                (rival.floor, rival.key) = (bound.floor, key);
                rival.settled = if bound.settled { round } else { 0 };
                continue;
            }
            let Some(price) = self.purses.price(project, cost, floor) else {
                self.rivals.swap_remove(at);
                continue;
            };
            let key = self.key(price.floor.max(floor), cost);
            let high = self.key(price.floor + 1, cost) + 1;
            let rival = &mut self.rivals[at];
            (rival.floor, rival.key, rival.priced) = (price.floor.max(floor), key, round);
            let found = Best { project, utility: self.utility.of(cost), price, high };
            best = Some(match best {
                Some(best) if best.before(&found) => best,
                _ => found,
            });
        }
        best
    }

    /// Whether every project with a cost and a supporter is bought.
    pub(super) fn complete(&self) -> bool {
        self.stand().count() == self.bought.len()
    }

    /// Whether no supported project that is not bought still fits the budget.
    pub(super) fn exhaustive(&self) -> bool {
        let left = u128::from(self.instance.budget()).saturating_sub(self.cost);
        let is_bought = |project| self.purses.is_bought(project);
        let fits = |project| u128::from(self.instance.cost(project)) <= left;
        self.stand().all(|project| !fits(project) || is_bought(project))
    }
}

impl Best {
    /// Whether this is bought before the other: the smaller `rho`, then the smaller id.
    fn before(&self, other: &Self) -> bool {
        let over = |best: &Self| u128::from(best.price.payers) * u128::from(best.utility);
        let left: UBig = &self.price.numerator * over(other);
        let right: UBig = &other.price.numerator * over(self);
        match left.cmp(&right) {
            Ordering::Less => true,
            Ordering::Equal => self.project < other.project,
            Ordering::Greater => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};

    fn instance(budget: u64, costs: &[(&str, u64)], ballots: &[(&[&str], u64)]) -> Instance {
        let project =
            |&(id, cost): &(&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let mut draft = Draft::try_new(budget, 0, costs.iter().map(project).collect()).unwrap();
        for &(ballot, count) in ballots {
            draft.cast(ballot.iter().copied(), count).unwrap();
        }
        draft.finish(About::default())
    }

    fn bought(instance: &Instance, utility: Utility) -> Vec<&str> {
        let mut run = Run::new(instance, utility);
        let each = Part::new(instance.budget().into(), instance.voters().into());
        assert!(run.run(each, instance.budget().into()));
        let all = run.free.iter().copied().chain(run.bought.iter().map(|bought| bought.project));
        all.map(|project| instance.projects()[project].id.as_str()).collect()
    }

    #[test]
    fn a_minority_buys_what_its_money_reaches() {
        // Greedy gives all to the sixty; equal shares leaves the forty their part.
        let costs = [("a", 30), ("b", 30), ("c", 30), ("d", 40)];
        let ballots: [(&[&str], u64); 2] = [(&["a", "b", "c"], 60), (&["d"], 40)];
        assert_eq!(bought(&instance(100, &costs, &ballots), Utility::Cost), ["a", "b", "d"]);
    }

    #[test]
    fn whoever_has_less_pays_all_of_it() {
        // Everybody has 10. After a (20 from four: 5 each), b costs 22: 1 and 2 have 5, 5 has 10.
        let costs = [("a", 20), ("b", 20)];
        let ballots: [(&[&str], u64); 3] = [(&["a", "b"], 2), (&["a"], 2), (&["b"], 1)];
        let vote = instance(50, &costs, &ballots);
        let mut run = Run::new(&vote, Utility::Cost);
        run.run(Part::new(10, 1), u128::MAX);
        assert_eq!(run.bought.len(), 2);
        assert_eq!((run.bought[1].payers, run.bought[1].short), (1, 2));
        // Both shares over one denominator: 5, then 20 − 2·5 = 10 from one.
        let shares: Vec<_> =
            run.purses.shares().iter().map(|s| s / run.purses.denominator()).collect();
        assert_eq!(shares, [UBig::from(5_u8), UBig::from(10_u8)]);
        assert_eq!(run.purses.left_of(1), UBig::ZERO);
    }

    #[test]
    fn all_money_to_the_last_coin_is_enough() {
        let vote = instance(9, &[("a", 9)], &[(&["a"], 7)]);
        assert_eq!(bought(&vote, Utility::Cost), ["a"]);
        let vote = instance(9, &[("a", 9)], &[(&["a"], 6), (&[], 1)]);
        assert!(bought(&vote, Utility::Cost).is_empty());
    }

    #[test]
    fn equal_prices_go_by_id_as_text_and_free_ones_first() {
        let costs = [("9", 4), ("10", 4), ("0", 0), ("1", 0)];
        let vote = instance(4, &costs, &[(&["9", "10", "1"], 3)]);
        for utility in [Utility::Cost, Utility::Cardinality] {
            assert_eq!(bought(&vote, utility), ["1", "10"]);
        }
    }

    #[test]
    fn nobody_and_nothing_are_counted_too() {
        assert!(bought(&instance(5, &[("a", 1)], &[]), Utility::Cost).is_empty());
        assert!(bought(&instance(0, &[("a", 1)], &[(&["a"], 1)]), Utility::Cost).is_empty());
        assert!(bought(&instance(0, &[], &[(&[], 3)]), Utility::Cost).is_empty());
    }
}
