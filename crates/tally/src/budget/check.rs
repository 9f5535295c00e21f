//! 复核 — Two properties of an outcome that anybody can check again.
//!
//! *Priceable* (Peters and Skowron, “Proportionality and the limits of welfarism”, EC 2020): the
//! voters' own money, the same for all, pays for what was chosen, each paying only for what they
//! approve; and nobody not chosen could have been paid by what its supporters have left. It is checked
//! from the payments the rule made ([`payments`](super::payments())), not searched for.
//!
//! *EJR+ up to any project* (Brill and Peters, “Robust and verifiable proportionality axioms”, EC
//! 2023; cost utility): no project left out has a group of supporters who together could pay it from
//! their part of the budget and who each, even with it, get no more than that part. Sorted by
//! what they got, only the first `j` supporters need be looked at for each `j`.

use dashu_int::UBig;
use serde::Serialize;

use super::instance::Instance;
use super::payments::Payments;

/// Why an outcome's payments do not make it priceable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unpriced {
    /// A chosen project is not paid exactly by its supporters (it was chosen by greedy, say).
    NotPaid {
        /// Its id.
        project: String,
    },
    /// Somebody paid for a project they do not approve, or for one not chosen.
    Strangers {
        /// Its id.
        project: String,
    },
    /// Somebody paid more than they had.
    Overspent,
    /// The supporters of a project left out have more left than it costs.
    Affordable {
        /// Its id.
        project: String,
    },
}

/// Checks that the payments make the outcome priceable.
pub fn priceable(payments: &Payments<'_>) -> Result<(), Unpriced> {
    let (instance, ballots) = (payments.instance, payments.instance.ballots());
    let id = |project: usize| {
        instance.projects().get(project).map(|project| project.id.clone()).unwrap_or_default()
    };
    let voters = |heap: usize| ballots.counts().get(heap).copied().unwrap_or(0);
    let mut spent = vec![UBig::ZERO; ballots.heaps()];
    let mut paid = vec![UBig::ZERO; instance.projects().len()];
    for payment in &payments.paid {
        for (heap, amount) in &payment.by {
            let approves = u32::try_from(payment.project)
                .is_ok_and(|project| ballots.approved(*heap).binary_search(&project).is_ok());
            let chosen = payments.chosen.contains(&payment.project);
            if *amount > UBig::ZERO && !(approves && chosen) {
                return Err(Unpriced::Strangers { project: id(payment.project) });
            }
            if let (Some(spent), Some(paid)) = (spent.get_mut(*heap), paid.get_mut(payment.project))
            {
                *spent += amount;
                *paid += amount * voters(*heap);
            }
        }
    }
    let costs = |project: usize| &payments.denominator * instance.cost(project);
    for (project, paid) in paid.iter().enumerate() {
        if payments.chosen.contains(&project) && *paid != costs(project) {
            return Err(Unpriced::NotPaid { project: id(project) });
        }
    }
    if spent.iter().any(|spent| *spent > payments.endowment) {
        return Err(Unpriced::Overspent);
    }
    for project in (0..paid.len()).filter(|project| !payments.chosen.contains(project)) {
        let backers = ballots.backers(project).iter().map(|&heap| heap as usize);
        let left = backers
            .filter_map(|heap| Some((&payments.endowment - spent.get(heap)?) * voters(heap)));
        if left.sum::<UBig>() > costs(project) {
            return Err(Unpriced::Affordable { project: id(project) });
        }
    }
    Ok(())
}

/// A group that a rule with EJR+ up to any project would have served better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deprived {
    /// The project left out that all of them approve.
    pub project: String,
    /// How many they are.
    pub voters: u64,
}

/// The groups deprived by an outcome in the sense of EJR+ up to any project, cost utility: for each
/// project left out the smallest, if there is one. Ids that do not stand are ignored.
pub fn ejr_plus_up_to_any(instance: &Instance, selected: &[String]) -> Vec<Deprived> {
    let mut chosen = vec![false; instance.projects().len()];
    for at in selected.iter().filter_map(|id| instance.find(id)) {
        if let Some(chosen) = chosen.get_mut(at) {
            *chosen = true;
        }
    }
    let ballots = instance.ballots();
    let got = |heap: usize| -> u128 {
        let approved = ballots.approved(heap).iter().map(|&project| project as usize);
        let got = approved.filter(|&project| chosen.get(project).copied().unwrap_or(false));
        got.map(|project| u128::from(instance.cost(project))).sum()
    };
    let got: Vec<_> = (0..ballots.heaps()).map(got).collect();
    let (budget, all) = (u128::from(instance.budget()), u128::from(instance.voters()));
    let mut deprived = Vec::new();
    for (project, found) in instance.projects().iter().enumerate() {
        if chosen.get(project).copied().unwrap_or(true) {
            continue;
        }
        let heaps = ballots.backers(project).iter().map(|&heap| heap as usize);
        let heaps = heaps.filter_map(|heap| Some((*got.get(heap)?, *ballots.counts().get(heap)?)));
        let mut heaps: Vec<_> = heaps.collect();
        heaps.sort_unstable();
        let (cost, mut group) = (u128::from(found.cost), 0);
        for (got, count) in heaps {
            group += u128::from(count);
            // A group of j deserves j·budget/all: at least the cost, and at least what the best
            // served of them would have with the project. More of the same heap only helps.
            if group * budget >= (got + cost) * all {
                let smallest = ((got + cost) * all).div_ceil(budget.max(1));
                let smallest = smallest.max(group - u128::from(count) + 1);
                let voters = u64::try_from(smallest).unwrap_or(u64::MAX);
                deprived.push(Deprived { project: found.id.clone(), voters });
                break;
            }
        }
    }
    deprived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};
    use crate::budget::{EqualShares, Misfit, Outcome, Rule, Utility, count, payments};

    fn instance() -> Instance {
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let costs = [("a", 30), ("b", 30), ("c", 30), ("d", 40)];
        let mut draft = Draft::try_new(100, 0, costs.map(project).into()).unwrap();
        draft.cast(["a", "b", "c"], 60).unwrap();
        draft.cast(["d"], 40).unwrap();
        draft.finish(About::default())
    }

    fn price(instance: &Instance, outcome: &Outcome) -> Result<(), Unpriced> {
        priceable(&payments(instance, outcome).unwrap())
    }

    #[test]
    fn greedy_deprives_the_forty_and_shares_does_not() {
        let vote = instance();
        let greedy = Rule::Greedy { utility: Utility::Cost, misfit: Misfit::Skip, min_votes: 0 };
        let outcome = count(&vote, greedy).unwrap();
        assert_eq!(outcome.selected, ["a", "b", "c"]);
        let deprived = ejr_plus_up_to_any(&vote, &outcome.selected);
        assert_eq!(deprived, [Deprived { project: "d".into(), voters: 40 }]);
        assert_eq!(price(&vote, &outcome), Err(Unpriced::NotPaid { project: "a".into() }));

        let outcome = count(&vote, Rule::EqualShares(EqualShares::default())).unwrap();
        assert_eq!(ejr_plus_up_to_any(&vote, &outcome.selected), []);
        assert_eq!(price(&vote, &outcome), Ok(()));
    }

    #[test]
    fn forged_payments_are_found() {
        let vote = instance();
        let outcome = count(&vote, Rule::EqualShares(EqualShares::default())).unwrap();
        let forged = |change: &dyn Fn(&mut Outcome)| {
            let mut outcome = outcome.clone();
            change(&mut outcome);
            price(&vote, &outcome)
        };
        let poorer = forged(&|outcome| {
            let endowment = outcome.endowment.as_mut().unwrap();
            endowment.exact = "1/2".into();
        });
        assert_eq!(poorer, Err(Unpriced::NotPaid { project: "b".into() }));
        let cheaper = forged(&|outcome| {
            outcome.chosen[0].share.as_mut().unwrap().exact = "1/4".into();
        });
        assert_eq!(cheaper, Err(Unpriced::NotPaid { project: "a".into() }));
        let richer = forged(&|outcome| outcome.endowment.as_mut().unwrap().exact = "9".into());
        assert_eq!(richer, Err(Unpriced::Affordable { project: "c".into() }));
        let dropped = forged(&|outcome| {
            outcome.chosen.pop();
        });
        assert_eq!(dropped, Ok(()), "d exactly: 40 have 40, as much as it costs, not more");
        let mut payments = payments(&vote, &outcome).unwrap();
        payments.paid[0].by[0].0 = 1;
        assert_eq!(priceable(&payments), Err(Unpriced::Strangers { project: "a".into() }));
        payments.paid[0].by[0].0 = 0;
        payments.endowment = UBig::ONE;
        assert_eq!(priceable(&payments), Err(Unpriced::Overspent));
    }
}
