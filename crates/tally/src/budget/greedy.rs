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
