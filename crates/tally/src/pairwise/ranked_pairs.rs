//! 排序对法 — Ranked pairs: victories are locked in, the strongest first, unless they close a circle.
//!
//! T. N. Tideman, *Independence of clones as a criterion for voting rules*, Social Choice and
//! Welfare 4 (1987).
//!
//! * A victory is as strong as its margin; equal margins by the ballots for the victor.
//! * Victories are taken in that order. One that would close a circle with those locked before is
//!   left out. Who is beaten by no locked victory is a winner.
//! * Victories equally strong in both are taken by a published order of the names: that of a lot
//!   where one is given (topic `ranked pairs`), else that of the list; first by the victor, then by
//!   the beaten (after Zavist and Tideman 1989). [`Conflict`] says when not all of them fitted, so
//!   that this order decided which.

#![expect(
    clippy::indexing_slicing,
    reason = "every table is square over the names of a checked profile, and every name is one of \
              them"
)]

use std::cmp::Reverse;

use serde::Serialize;

use super::matrix::{Drawn, Matrix, matrix};
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::{Profile, labels};

/// A victory of one name over another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Number of the victor.
    pub winner: usize,
    /// Number of the beaten.
    pub loser: usize,
    /// Ballots for the victor less those for the beaten.
    pub margin: u64,
    /// Ballots for the victor.
    pub votes: u64,
    /// Whether it was locked in; else it would have closed a circle.
    pub locked: bool,
}

/// Victories equally strong of which not all could be locked in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The victories, `[victor, beaten]`, in the order they were taken.
    pub pairs: Vec<[usize; 2]>,
    /// The seed of the lot that set that order; without one, the order of the list did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
}

/// An election by ranked pairs. Names are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankedPairs {
    /// Who is elected: all winners, or the one drawn among them by lot.
    pub elected: Vec<usize>,
    /// Every pair of names compared.
    #[serde(flatten)]
    pub matrix: Matrix,
    /// Who is beaten by no locked victory: one name, or several level with each other.
    pub ranked_pairs_winners: Vec<usize>,
    /// Everybody, best first, by how many they are locked ahead of; equals in the order of the list.
    pub ranked_pairs_order: Vec<usize>,
    /// All victories in the order they were taken.
    pub victories: Vec<Pair>,
    /// Where the order among equally strong victories decided.
    pub conflicts: Vec<Conflict>,
    /// The lot that chose among several winners, if one was given and needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
}

/// Elects by ranked pairs.
///
/// # Errors
/// Nobody stands, or a profile that cannot be counted ([`Profile::check`]).
pub fn ranked_pairs(profile: &Profile, lot: Option<&Lot>) -> Result<RankedPairs, Invalid> {
    let matrix = matrix(profile)?;
    let mut victories = sorted(&matrix, lot);
    let mut ahead = Ahead::nobody(matrix.candidates.len());
    let mut conflicts = Vec::new();
    for equal in victories.chunk_by_mut(|a, b| (a.margin, a.votes) == (b.margin, b.votes)) {
        let fitting: Vec<_> =
            equal.iter().filter(|pair| !ahead.closes_a_circle(pair)).copied().collect();
        for pair in equal.iter_mut() {
            pair.locked = ahead.lock(pair);
        }
        // One that fitted before its equals were taken, and no more after: their order decided.
        if fitting.iter().any(|pair| ahead.closes_a_circle(pair)) {
            let pairs = fitting.iter().map(|pair| [pair.winner, pair.loser]).collect();
            conflicts.push(Conflict { pairs, seed: lot.map(|lot| lot.seed().to_owned()) });
        }
    }
    let standing = &matrix.standing;
    let free = |&name: &usize| standing.iter().all(|&other| !ahead.of(other, name));
    let winners: Vec<_> = standing.iter().copied().filter(free).collect();
    let mut order = standing.clone();
    order.sort_by_cached_key(|&name| {
        Reverse(standing.iter().filter(|&&other| ahead.of(name, other)).count())
    });
    let (elected, drawn) = matrix.decide(&winners, lot);
    Ok(RankedPairs {
        elected,
        ranked_pairs_winners: winners.iter().map(|name| name + 1).collect(),
        ranked_pairs_order: order.iter().map(|name| name + 1).collect(),
        victories,
        conflicts,
        drawn,
        matrix,
    })
}

/// All victories, strongest first.
fn sorted(matrix: &Matrix, lot: Option<&Lot>) -> Vec<Pair> {
    let labels = labels(&matrix.candidates);
    let mut places: Vec<usize> = (0..labels.len()).collect();
    if let Some(lot) = lot {
        let drawn = lot.order("ranked pairs", labels.iter().map(String::as_str).collect());
        places.sort_by_cached_key(|&name| drawn.iter().position(|label| *label == labels[name]));
    }
    let mut rank = vec![0; places.len()];
    for (place, &name) in places.iter().enumerate() {
        rank[name] = place;
    }
    let standing = &matrix.standing;
    let pairs = standing.iter().flat_map(|&one| standing.iter().map(move |&other| (one, other)));
    let mut victories: Vec<_> = pairs
        .filter(|&(one, other)| matrix.beats(one, other))
        .map(|(one, other)| {
            let votes = matrix.pairwise[one][other];
            let margin = votes - matrix.pairwise[other][one];
            Pair { winner: one + 1, loser: other + 1, margin, votes, locked: false }
        })
        .collect();
    victories.sort_by_key(|pair| {
        let order = (rank[pair.winner - 1], rank[pair.loser - 1]);
        (Reverse((pair.margin, pair.votes)), order)
    });
    victories
}

/// Who is ahead of whom by locked victories, directly or through others.
struct Ahead {
    /// `below[one][other]`: one is ahead of the other.
    below: Vec<Vec<bool>>,
    /// The same the other way round, `above[other][one]`.
    above: Vec<Vec<bool>>,
}

impl Ahead {
    fn nobody(names: usize) -> Self {
        let none = vec![vec![false; names]; names];
        Self { below: none.clone(), above: none }
    }

    fn of(&self, one: usize, other: usize) -> bool {
        self.below[one][other]
    }

    fn closes_a_circle(&self, pair: &Pair) -> bool {
        self.of(pair.loser - 1, pair.winner - 1)
    }

    /// Locks a victory in, unless it closes a circle; says whether it did.
    fn lock(&mut self, pair: &Pair) -> bool {
        if self.closes_a_circle(pair) {
            return false;
        }
        let (winner, loser) = (pair.winner - 1, pair.loser - 1);
        if !self.of(winner, loser) {
            let (mut above, mut below) = (self.above[winner].clone(), self.below[loser].clone());
            (above[winner], below[loser]) = (true, true);
            join(&mut self.below, &above, loser, &below);
            join(&mut self.above, &below, winner, &above);
        }
        true
    }
}

/// Adds `more` to the row of each of `names` that does not hold `link` yet.
fn join(table: &mut [Vec<bool>], names: &[bool], link: usize, more: &[bool]) {
    let rows = table.iter_mut().zip(names).filter(|(row, is)| **is && !row[link]);
    for (row, _) in rows {
        row.iter_mut().zip(more).for_each(|(holds, &is)| *holds |= is);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::small;

    #[test]
    fn the_weakest_victory_of_a_circle_is_left_out() {
        // 甲 beats 乙 7:2, 乙 beats 丙 6:3, 丙 beats 甲 5:4.
        let circle = [(4, "甲乙丙"), (2, "乙丙甲"), (3, "丙甲乙")];
        let found = ranked_pairs(&small("甲 乙 丙", &circle), None).unwrap();
        let taken: Vec<_> =
            found.victories.iter().map(|p| (p.winner, p.loser, p.margin, p.locked)).collect();
        assert_eq!(taken, [(1, 2, 5, true), (2, 3, 3, true), (3, 1, 1, false)]);
        assert_eq!((found.elected, found.ranked_pairs_order), (vec![1], vec![1, 2, 3]));
        assert!(found.conflicts.is_empty());
    }

    #[test]
    fn equally_strong_victories_that_do_not_all_fit_are_said() {
        let circle = [(1, "甲乙丙"), (1, "乙丙甲"), (1, "丙甲乙")];
        let ballots = small("甲 乙 丙", &circle);
        let found = ranked_pairs(&ballots, None).unwrap();
        assert_eq!(found.conflicts.len(), 1);
        assert_eq!(found.conflicts[0].pairs, [[1, 2], [2, 3], [3, 1]]);
        assert_eq!(found.elected, [1]);
        let drawn = ranked_pairs(&ballots, Some(&Lot::new("7"))).unwrap();
        assert_eq!(drawn.conflicts[0].seed.as_deref(), Some("7"));
        assert_eq!(drawn.elected.len(), 1);
    }

    #[test]
    fn a_level_pair_leaves_two_winners() {
        let found = ranked_pairs(&small("甲 乙 丙", &[(2, "甲乙"), (2, "乙甲")]), None).unwrap();
        assert_eq!((found.elected, found.conflicts.len()), (vec![1, 2], 0));
    }
}
