//! 按票排队 — Greedy: projects in line by votes, or by votes per cost, as long as the money lasts.
//!
//! What most towns do. Cost utility means by votes; cardinality means by votes per cost, where a
//! project that costs nothing and has a supporter goes first. Equal: the smallest id as text.
//! A project that does not fit is skipped, or ends the line (Pabulib's `greedy-no-skip`).

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use serde::Serialize;

use super::instance::Instance;
use super::shares::Utility;

/// What happens at a project that costs more than what is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misfit {
    /// It is left out and the next one is looked at.
    #[default]
    Skip,
    /// The count ends.
    Stop,
}

impl Misfit {
    /// What the file's own rule says: `greedy-no-skip` stops, everything else skips.
    pub fn of(instance: &Instance) -> Self {
        let stops = instance.about().rule.eq_ignore_ascii_case("greedy-no-skip");
        if stops { Self::Stop } else { Self::Skip }
    }
}

/// Projects chosen beside those `already` chosen, in order. Projects with fewer than `min_votes` do
/// not stand.
pub(super) fn pick(
    instance: &Instance,
    utility: Utility,
    misfit: Misfit,
    min_votes: u64,
    already: &[usize],
) -> Vec<usize> {
    let spent: u128 = already.iter().map(|&project| u128::from(instance.cost(project))).sum();
    let mut left = u128::from(instance.budget()).saturating_sub(spent);
    let (mut chosen, already) = (Vec::new(), BTreeSet::from_iter(already));
    for project in line(instance, utility) {
        if already.contains(&project) || instance.vote(project) < min_votes {
            continue;
        }
        let cost = u128::from(instance.cost(project));
        if cost <= left {
            left -= cost;
            chosen.push(project);
        } else if misfit == Misfit::Stop {
            break;
        }
    }
    chosen
}

/// All projects in the order they are looked at.
pub(super) fn line(instance: &Instance, utility: Utility) -> Vec<usize> {
    let mut line: Vec<_> = (0..instance.projects().len()).collect();
    // Sorting is stable, and projects stand by id.
    match utility {
        Utility::Cost => line.sort_by_key(|&project| Reverse(instance.vote(project))),
        Utility::Cardinality => line.sort_by(|&a, &b| by_votes_per_cost(instance, a, b)),
    }
    line
}

/// More votes per cost first: free projects with a supporter, then by the quotient; without a
/// supporter last.
fn by_votes_per_cost(instance: &Instance, a: usize, b: usize) -> Ordering {
    let of = |project| (u128::from(instance.vote(project)), u128::from(instance.cost(project)));
    let ((votes_a, cost_a), (votes_b, cost_b)) = (of(a), of(b));
    let free = |votes: u128, cost: u128| votes > 0 && cost == 0;
    let (free_a, free_b) = (free(votes_a, cost_a), free(votes_b, cost_b));
    if free_a || free_b {
        return free_b.cmp(&free_a);
    }
    // 0/0 counts as 0.
    (votes_b * cost_a.max(1)).cmp(&(votes_a * cost_b.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};

    fn instance() -> Instance {
        let costs = [("a", 60), ("b", 50), ("c", 10), ("d", 0), ("e", 10), ("f", 0)];
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let mut draft = Draft::try_new(80, 0, costs.map(project).into()).unwrap();
        draft.cast(["a", "b"], 3).unwrap();
        draft.cast(["a", "e", "c"], 1).unwrap();
        draft.cast(["d"], 1).unwrap();
        draft.finish(About { rule: "greedy-no-skip".into(), ..About::default() })
    }

    #[test]
    fn the_line_goes_by_votes_and_skips_or_stops() {
        let instance = instance();
        let pick = |misfit, min| pick(&instance, Utility::Cost, misfit, min, &[]);
        // Votes: a 4, b 3, then c, d, e one each, f none.
        assert_eq!(pick(Misfit::Skip, 0), [0, 2, 3, 4, 5]);
        assert_eq!(pick(Misfit::Skip, 1), [0, 2, 3, 4]);
        assert_eq!(pick(Misfit::Stop, 0), [0]);
        assert_eq!(Misfit::of(&instance), Misfit::Stop);
    }

    #[test]
    fn votes_per_cost_put_the_free_first_and_the_unwanted_last() {
        // d is free; c and e 1/10; a 4/60, b 3/50; f 0/0.
        assert_eq!(line(&instance(), Utility::Cardinality), [3, 2, 4, 0, 1, 5]);
    }
}
