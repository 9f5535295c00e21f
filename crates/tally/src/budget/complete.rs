//! 补足 — Equal shares usually leaves money over; how to spend more of it.
//!
//! * Add1: the rule is run again with one currency unit more for each voter, and again, as long as
//!   what is bought stays within the budget. With the *exhaustive stop* it also ends at the first
//!   outcome beside which no further supported project fits. Official counts differ in this:
//!   Wieliczka 2023 went on, pabutools and equalshares.net stop.
//! * Budget increase: the same, with a hundredth of the budget more for all voters together.
//! * Then greedy: what still fits is taken by votes (cost utility) or by votes per cost.
//! * Comparison (Wieliczka 2023): greedy replaces the outcome if strictly more voters have more of
//!   their projects chosen by greedy than by equal shares.
//!
//! A larger endowment need not buy more, so steps are never skipped. The steps end also when every
//! supported project is bought. A count of more than [`MOST_LOOKS`] looks into purses is refused:
//! with few voters and a tiny currency unit there would be millions of steps.

use serde::Serialize;

use super::greedy::{self, Misfit};
use super::instance::Instance;
use super::money::Part;
use super::shares::{Run, Utility};
use crate::invalid::Invalid;

/// About half a minute of work.
pub const MOST_LOOKS: u64 = 20_000_000_000;

/// How the voters' money is raised after the first run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completion {
    /// Not at all.
    #[default]
    None,
    /// One currency unit more for each voter in each step.
    Add1 {
        /// Stop at the first outcome beside which nothing supported fits.
        exhaustive_stop: bool,
        /// Start with whole currency units: the endowment is rounded down first.
        whole_units: bool,
    },
    /// A hundredth of the budget more in each step, split among the voters.
    Increase {
        /// Stop at the first outcome beside which nothing supported fits.
        exhaustive_stop: bool,
    },
}

/// Equal shares and what follows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EqualShares {
    /// What a project is worth to its supporters.
    pub utility: Utility,
    /// How the voters' money is raised.
    pub completion: Completion,
    /// Whether what still fits is then taken greedily.
    pub then_greedy: bool,
    /// Whether the outcome is compared with greedy by votes.
    pub compare: bool,
}

/// The run the steps end with.
pub(super) struct Raised {
    /// What each voter gets in it.
    pub(super) endowment: Part,
    /// How often the endowment was raised.
    pub(super) steps: u64,
}

/// Runs equal shares with the completion's steps; `run` then holds the outcome.
pub(super) fn raise(
    instance: &Instance,
    run: &mut Run<'_>,
    completion: Completion,
) -> Result<Raised, Invalid> {
    let (budget, voters) = (u128::from(instance.budget()), u128::from(instance.voters()));
    let unit = 10_u128.pow(instance.digits());
    let mut endowment = Part::new(budget, voters);
    let (until_exhaustive, step) = match completion {
        Completion::None => {
            run.run(endowment, u128::MAX);
            return Ok(Raised { endowment, steps: 0 });
        }
        Completion::Add1 { exhaustive_stop, whole_units } => {
            if whole_units {
                let whole = endowment.numerator / (endowment.denominator * unit);
                endowment = Part::new(whole * unit, 1);
            }
            (exhaustive_stop, Part::new(unit, 1))
        }
        Completion::Increase { exhaustive_stop } => {
            (exhaustive_stop, Part::new(budget, 100 * voters))
        }
    };
    let mut steps = 0;
    // The first outcome is within the budget: nobody pays more than they got.
    run.run(endowment, u128::MAX);
    while step.numerator > 0 && !run.complete() && !(until_exhaustive && run.exhaustive()) {
        let more = endowment.plus(step).ok_or(Invalid::TooLarge { field: "endowment" })?;
        if !run.run(more, budget) {
            run.run(endowment, u128::MAX);
            break;
        }
        (endowment, steps) = (more, steps + 1);
        if run.purses.looked > MOST_LOOKS {
            return Err(Invalid::TooLarge { field: "steps" });
        }
    }
    Ok(Raised { endowment, steps })
}

/// How many voters are better served by which outcome, by the number of their projects in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Voters with more of their projects chosen by equal shares.
    pub prefer_shares: u64,
    /// Voters with more of their projects chosen by greedy.
    pub prefer_greedy: u64,
    /// Voters with equally many.
    pub same: u64,
    /// Whether greedy replaced equal shares.
    pub replaced: bool,
}

/// Compares an outcome with greedy by votes; returns what greedy chose.
pub(super) fn compare(instance: &Instance, shares: &[usize]) -> (Compared, Vec<usize>) {
    let greedy = greedy::pick(instance, Utility::Cost, Misfit::Skip, 0, &[]);
    let marks = |chosen: &[usize]| {
        let mut marks = vec![0_i64; instance.projects().len()];
        for &project in chosen {
            if let Some(mark) = marks.get_mut(project) {
                *mark = 1;
            }
        }
        marks
    };
    let (by_shares, by_greedy) = (marks(shares), marks(&greedy));
    let mut compared = Compared::default();
    let ballots = instance.ballots();
    for (heap, &count) in ballots.counts().iter().enumerate() {
        let of = |marks: &[i64]| -> i64 {
            let approved = ballots.approved(heap).iter();
            approved.filter_map(|&project| marks.get(project as usize)).sum()
        };
        match of(&by_greedy).cmp(&of(&by_shares)) {
            std::cmp::Ordering::Less => compared.prefer_shares += count,
            std::cmp::Ordering::Equal => compared.same += count,
            std::cmp::Ordering::Greater => compared.prefer_greedy += count,
        }
    }
    compared.replaced = compared.prefer_greedy > compared.prefer_shares;
    (compared, greedy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};
    use crate::budget::{Outcome, Rule, count};

    fn instance(budget: u64, digits: u32) -> Instance {
        let costs = [("a", 40), ("b", 30), ("c", 25), ("d", 20)];
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let mut draft = Draft::try_new(budget, digits, costs.map(project).into()).unwrap();
        for (ballot, count) in [(&["a", "b"][..], 2), (&["a"], 1), (&["c"], 1), (&["d", "c"], 1)] {
            draft.cast(ballot.iter().copied(), count).unwrap();
        }
        draft.finish(About::default())
    }

    fn shares(instance: &Instance, completion: Completion) -> Outcome {
        let shares = EqualShares { completion, ..EqualShares::default() };
        count(instance, Rule::EqualShares(shares)).unwrap()
    }

    #[test]
    fn each_gets_one_more_until_it_would_be_too_much() {
        // Each has 17: a is bought (three pay 40/3). c costs two people 12.5 each; b would need
        // 15 from two who have 3.67. With 19 at the latest nothing else comes.
        let vote = instance(85, 0);
        assert_eq!(shares(&vote, Completion::None).selected, ["a", "c"]);
        let add1 = Completion::Add1 { exhaustive_stop: false, whole_units: false };
        let outcome = shares(&vote, add1);
        // d needs 20 from one, who has 12.5 less: at 33 it would be bought, beyond the budget it
        // is not (85); b at 40/3 + 15 = 28.33, so at 29, would make 95: too much.
        assert_eq!(outcome.selected, ["a", "c"]);
        assert_eq!(outcome.endowment.unwrap().exact, "28");
        assert_eq!(outcome.steps, Some(11));
    }

    #[test]
    fn the_exhaustive_stop_ends_where_nothing_fits() {
        let stop = Completion::Add1 { exhaustive_stop: true, whole_units: false };
        let outcome = shares(&instance(84, 0), stop);
        assert_eq!((outcome.steps, outcome.selected.len()), (Some(0), 2), "19 are left");
        let outcome = shares(&instance(85, 0), stop);
        assert_eq!(outcome.steps, Some(11), "d would fit the 20 left");
    }

    #[test]
    fn whole_units_round_the_start_down_and_raises_are_whole() {
        let whole = Completion::Add1 { exhaustive_stop: true, whole_units: true };
        assert_eq!(shares(&instance(84, 0), whole).endowment.unwrap().exact, "16");
        // With one digit everything costs a tenth and a step is ten times as far.
        assert_eq!(shares(&instance(85, 1), whole).endowment.unwrap().exact, "2");
    }

    #[test]
    fn the_steps_end_when_all_is_bought() {
        for exhaustive_stop in [false, true] {
            let add1 = Completion::Add1 { exhaustive_stop, whole_units: false };
            for completion in [add1, Completion::Increase { exhaustive_stop }] {
                let outcome = shares(&instance(115, 0), completion);
                assert_eq!(outcome.selected.len(), 4);
                assert_eq!(outcome.left, "0");
            }
        }
    }

    #[test]
    fn greedy_replaces_shares_only_if_strictly_more_prefer_it() {
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let mut draft =
            Draft::try_new(60, 0, [("big", 60), ("x", 20)].map(project).into()).unwrap();
        draft.cast(["big"], 3).unwrap();
        draft.cast(["x"], 2).unwrap();
        draft.cast(["x", "big"], 1).unwrap();
        let vote = draft.finish(About::default());
        let rule = EqualShares { compare: true, ..EqualShares::default() };
        let outcome = count(&vote, Rule::EqualShares(rule)).unwrap();
        // Shares buys x only; greedy buys big (4 votes). Three prefer big, two prefer x.
        let expected = Compared { prefer_shares: 2, prefer_greedy: 3, same: 1, replaced: true };
        assert_eq!(outcome.compared, Some(expected));
        assert_eq!(outcome.selected, ["big"]);
    }

    #[test]
    fn a_count_without_end_is_refused() {
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let costs = [("a", 1), ("b", 1_000_000_000_000_000_000)];
        let mut draft = Draft::try_new(2, 0, costs.map(project).into()).unwrap();
        // 30,000 heaps, so that the limit is reached quickly.
        draft.cast(["a", "b"], 2).unwrap();
        let vote = draft.finish(About::default());
        let mut run = Run::new(&vote, Utility::Cost);
        run.purses.looked = MOST_LOOKS - 100;
        let add1 = Completion::Add1 { exhaustive_stop: false, whole_units: false };
        assert_eq!(raise(&vote, &mut run, add1).err().unwrap().key(), "too-large");
    }
}
