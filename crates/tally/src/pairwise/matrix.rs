//! 对照表 — How many ballots prefer each name to each other, and what follows without any method.

#![expect(
    clippy::indexing_slicing,
    reason = "every table is square over the names of a checked profile, and every name is one of \
              them"
)]

use serde::Serialize;

use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::{Heap, Profile, labels};

/// Every pair of names compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// The names; number 1 is the first.
    pub candidates: Vec<String>,
    /// Numbers of the names that withdrew.
    pub withdrawn: Vec<usize>,
    /// Ballots that name anybody who stands.
    pub valid: u64,
    /// Ballots that name nobody: they prefer nobody to anybody.
    pub invalid: u64,
    /// Ballots that prefer the name of the row to the name of the column.
    pub pairwise: Vec<Vec<u64>>,
    /// Number of the name that more ballots prefer to each other name than not, if there is one.
    pub condorcet_winner: Option<usize>,
    /// Smith set: the fewest names of whom each is preferred to everybody outside.
    pub smith_set: Vec<usize>,
    /// Who stands, as indices from 0.
    #[serde(skip)]
    pub(super) standing: Vec<usize>,
}

/// A lot that chose among names no method can tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// Numbers of those it was drawn among.
    pub among: Vec<usize>,
    /// The one drawn.
    pub chosen: usize,
    /// The published seed; the topic is `winner`.
    pub seed: String,
}

/// Compares every pair of names.
///
/// # Errors
/// Nobody stands, or a profile that cannot be counted ([`Profile::check`]).
pub fn matrix(profile: &Profile) -> Result<Matrix, Invalid> {
    profile.check()?;
    let names = profile.candidates.len();
    let (standing, withdrawn): (Vec<_>, Vec<_>) =
        (0..names).partition(|&name| profile.stands(name));
    if standing.is_empty() {
        return Err(Invalid::Exceeds { field: "seats", of: "candidates" });
    }
    let mut pairwise = vec![vec![0; names]; names];
    let (mut valid, mut invalid, mut place) = (0, 0, vec![0; names]);
    for heap in &profile.heaps {
        if compare(heap, &standing, &mut place, &mut pairwise) {
            valid += heap.count;
        } else {
            invalid += heap.count;
        }
    }
    let mut matrix = Matrix {
        candidates: profile.candidates.clone(),
        withdrawn: withdrawn.iter().map(|name| name + 1).collect(),
        valid,
        invalid,
        pairwise,
        condorcet_winner: None,
        smith_set: Vec::new(),
        standing,
    };
    let smith = matrix.smith();
    matrix.condorcet_winner = if let [name] = smith[..] { Some(name + 1) } else { None };
    matrix.smith_set = smith.iter().map(|name| name + 1).collect();
    Ok(matrix)
}

/// Adds a heap to the table; says whether it names anybody who stands. `place` is where each name
/// stands on the ballot: whoever is left out is below all, whoever withdrew above all.
fn compare(heap: &Heap, standing: &[usize], place: &mut [usize], table: &mut [Vec<u64>]) -> bool {
    for &name in standing {
        place[name] = usize::MAX;
    }
    let steps = heap.ranking.iter().zip(1..);
    let named = || steps.clone().flat_map(|(names, step)| names.iter().map(move |&n| (n, step)));
    let mut any = false;
    for (name, step) in named() {
        if place[name] > 0 {
            place[name] = step;
            any = true;
        }
    }
    for (name, step) in named().filter(|&(name, _)| place[name] > 0) {
        for (votes, &other) in table[name].iter_mut().zip(&*place) {
            *votes += if step < other { heap.count } else { 0 };
        }
    }
    any
}

impl Matrix {
    /// Whether more ballots prefer the one (index from 0) to the other than the other way round.
    pub(super) fn beats(&self, one: usize, other: usize) -> bool {
        self.pairwise[one][other] > self.pairwise[other][one]
    }

    /// The Smith set, as indices in the order of the list. Each of its members beats everybody
    /// outside, so it comes first when names are ordered by wins, half wins for equals.
    fn smith(&self) -> Vec<usize> {
        let score = |&one: &usize| -> usize {
            let points = |&other: &usize| match (self.beats(one, other), self.beats(other, one)) {
                (true, _) => 2,
                (false, false) => 1,
                (false, true) => 0,
            };
            self.standing.iter().map(points).sum()
        };
        let mut order = self.standing.clone();
        order.sort_by_cached_key(|name| std::cmp::Reverse(score(name)));
        let closed = |&size: &usize| {
            let (inside, outside) = order.split_at(size);
            inside.iter().all(|&one| outside.iter().all(|&other| self.beats(one, other)))
        };
        let size = (1..=order.len()).find(closed).unwrap_or(order.len());
        order.truncate(size);
        order.sort_unstable();
        order
    }

    /// Who is elected of several (indices) no method can tell apart: all of them, or by lot one.
    pub(super) fn decide(
        &self,
        winners: &[usize],
        lot: Option<&Lot>,
    ) -> (Vec<usize>, Option<Drawn>) {
        let numbers: Vec<_> = winners.iter().map(|name| name + 1).collect();
        let (Some(lot), true) = (lot, winners.len() > 1) else { return (numbers, None) };
        let labels = labels(&self.candidates);
        let names = winners.iter().map(|&name| labels[name].as_str()).collect();
        let first = lot.order("winner", names).first().copied();
        let chosen = winners.iter().find(|&&name| Some(labels[name].as_str()) == first);
        let chosen = chosen.map_or(0, |name| name + 1);
        let drawn = Drawn { among: numbers, chosen, seed: lot.seed().to_owned() };
        (vec![chosen], Some(drawn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::small;

    #[test]
    fn names_left_out_are_below_all_and_level() {
        let table = matrix(&small("甲 乙 丙 丁", &[(3, "甲(乙丙)"), (2, "丁"), (1, "")])).unwrap();
        let rows = [[0, 3, 3, 3], [0, 0, 0, 3], [0, 0, 0, 3], [2, 2, 2, 0]];
        assert_eq!(table.pairwise, rows.map(Vec::from));
        assert_eq!((table.valid, table.invalid), (5, 1));
        assert_eq!((table.condorcet_winner, table.smith_set), (Some(1), vec![1]));
    }

    #[test]
    fn a_circle_is_the_smith_set_and_has_no_winner() {
        let circle = [(3, "甲乙丙丁"), (2, "乙丙甲丁"), (2, "丙甲乙丁")];
        let table = matrix(&small("甲 乙 丙 丁", &circle)).unwrap();
        assert_eq!((table.condorcet_winner, table.smith_set), (None, vec![1, 2, 3]));
        let level = matrix(&small("甲 乙", &[])).unwrap();
        assert_eq!((level.condorcet_winner, level.smith_set), (None, vec![1, 2]));
    }

    #[test]
    fn who_withdrew_wins_and_loses_nothing() {
        let mut ballots = small("甲 乙 丙", &[(3, "甲乙丙"), (2, "甲")]);
        ballots.withdrawn.insert(0);
        let table = matrix(&ballots).unwrap();
        assert_eq!(table.pairwise, [[0; 3], [0, 0, 3], [0; 3]].map(Vec::from));
        assert_eq!((table.valid, table.invalid, table.condorcet_winner), (3, 2, Some(2)));
        ballots.withdrawn.extend([1, 2]);
        assert_eq!(matrix(&ballots).unwrap_err().key(), "exceeds");
    }
}
