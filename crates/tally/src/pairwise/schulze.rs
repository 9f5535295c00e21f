//! 舒尔茨法 — The Schulze method: whoever is linked to each other name by chains at least as strong
//! as the chains back.
//!
//! M. Schulze, *A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
//! single-winner election method*, Social Choice and Welfare 36 (2011).
//!
//! * A victory is as strong as [`Strength`] says; a chain of victories is as strong as its weakest.
//! * One name is ahead of another when its strongest chain to the other is stronger than the
//!   strongest back. Everybody who has nobody ahead is a potential winner; there is always one.
//! * "Ahead" is transitive, so names ordered by how many they are ahead of, most first, stand in an
//!   order of the method. Pairs of which neither is ahead are listed, never hidden.

#![expect(
    clippy::indexing_slicing,
    reason = "every table is square over the names of a checked profile, and every name is one of \
              them"
)]

use serde::Serialize;

use super::matrix::{Drawn, Matrix, matrix};
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::Profile;

/// How a victory is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// By the ballots for the victor: Schulze's own recommendation, and ours.
    #[default]
    WinningVotes,
    /// By the ballots for the victor less those against.
    Margins,
}

/// An election by the Schulze method. Names are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Schulze {
    /// Who is elected: all potential winners, or the one drawn among them by lot.
    pub elected: Vec<usize>,
    /// Every pair of names compared.
    #[serde(flatten)]
    pub matrix: Matrix,
    /// How victories were measured.
    pub strength: Strength,
    /// The strongest chain from the name of the row to the name of the column; 0 for none.
    pub schulze_strongest_paths: Vec<Vec<u64>>,
    /// All potential winners.
    pub schulze_winners: Vec<usize>,
    /// Everybody, best first; those ahead of as many in the order of the list.
    pub schulze_order: Vec<usize>,
    /// Pairs of which neither is ahead of the other.
    pub schulze_ties: Vec<[usize; 2]>,
    /// The lot that chose among several potential winners, if one was given and needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
}

/// Elects by the Schulze method.
///
/// # Errors
/// Nobody stands, or a profile that cannot be counted ([`Profile::check`]).
pub fn schulze(
    profile: &Profile,
    strength: Strength,
    lot: Option<&Lot>,
) -> Result<Schulze, Invalid> {
    let matrix = matrix(profile)?;
    let paths = strongest(&matrix, strength);
    let standing = &matrix.standing;
    let ahead = |one: usize, other: usize| paths[one][other] > paths[other][one];
    let winners: Vec<_> = standing
        .iter()
        .copied()
        .filter(|&one| standing.iter().all(|&other| !ahead(other, one)))
        .collect();
    let mut order = standing.clone();
    order.sort_by_cached_key(|&one| {
        std::cmp::Reverse(standing.iter().filter(|&&other| ahead(one, other)).count())
    });
    let pairs = standing
        .iter()
        .enumerate()
        .flat_map(|(at, &one)| standing.iter().skip(at + 1).map(move |&other| (one, other)));
    let level = pairs.filter(|&(one, other)| !ahead(one, other) && !ahead(other, one));
    let schulze_ties = level.map(|(one, other)| [one + 1, other + 1]).collect();
    let (elected, drawn) = matrix.decide(&winners, lot);
    Ok(Schulze {
        elected,
        strength,
        schulze_winners: winners.iter().map(|name| name + 1).collect(),
        schulze_order: order.iter().map(|name| name + 1).collect(),
        schulze_ties,
        schulze_strongest_paths: paths,
        drawn,
        matrix,
    })
}

/// How strong a victory of the one over the other is; 0 when it is none.
pub(super) fn victory(matrix: &Matrix, strength: Strength, one: usize, other: usize) -> u64 {
    let (ahead, behind) = (matrix.pairwise[one][other], matrix.pairwise[other][one]);
    match strength {
        _ if ahead <= behind => 0,
        Strength::WinningVotes => ahead,
        Strength::Margins => ahead - behind,
    }
}

/// The strongest chain between each pair, after Floyd and Warshall: a chain through `via` is as
/// strong as the weaker of its halves. Chains back to their start strengthen no other, and are
/// wiped out at the end.
fn strongest(matrix: &Matrix, strength: Strength) -> Vec<Vec<u64>> {
    let names = matrix.candidates.len();
    let row = |one| (0..names).map(|other| victory(matrix, strength, one, other)).collect();
    let mut paths: Vec<Vec<u64>> = (0..names).map(row).collect();
    for via in 0..names {
        let onward = paths[via].clone();
        for row in paths.iter_mut().filter(|row| row[via] > 0) {
            let first = row[via];
            for (path, &second) in row.iter_mut().zip(&onward) {
                *path = (*path).max(first.min(second));
            }
        }
    }
    for (one, row) in paths.iter_mut().enumerate() {
        row[one] = 0;
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::small;

    /// Schulze 2011, example 1: 45 ballots, order E > A > C > B > D.
    const EXAMPLE: [(u64, &str); 8] = [
        (5, "ACBED"),
        (5, "ADECB"),
        (8, "BEDAC"),
        (3, "CABED"),
        (7, "CAEBD"),
        (2, "CBADE"),
        (7, "DCEBA"),
        (8, "EBADC"),
    ];

    #[test]
    fn the_example_of_the_paper() {
        let found = schulze(&small("A B C D E", &EXAMPLE), Strength::WinningVotes, None).unwrap();
        let paths = [
            [0, 28, 28, 30, 24],
            [25, 0, 28, 33, 24],
            [25, 29, 0, 29, 24],
            [25, 28, 28, 0, 24],
            [25, 28, 28, 31, 0],
        ];
        assert_eq!(found.schulze_strongest_paths, paths.map(Vec::from));
        assert_eq!(found.schulze_order, [5, 1, 3, 2, 4]);
        assert_eq!((found.elected, found.matrix.condorcet_winner), (vec![5], None));
        assert!(found.schulze_ties.is_empty());
    }

    #[test]
    fn the_measure_of_a_victory_can_decide() {
        // 甲 beats 乙 6:4, 乙 beats 丙 5:2, 丙 beats 甲 5:4.
        let circle = [(3, "甲乙丙"), (1, "甲"), (2, "乙丙甲"), (2, "丙甲乙"), (1, "丙")];
        let by = |strength| schulze(&small("甲 乙 丙", &circle), strength, None).unwrap();
        assert_eq!(
            by(Strength::WinningVotes).matrix.pairwise,
            [vec![0, 6, 4], vec![2, 0, 5], vec![5, 3, 0]]
        );
        assert_eq!(by(Strength::WinningVotes).schulze_strongest_paths[0][2], 5);
        assert_eq!(by(Strength::Margins).schulze_strongest_paths[0][2], 2);
    }

    #[test]
    fn a_tie_is_reported_and_drawn_only_by_a_lot() {
        let ballots = small("甲 乙 丙", &[(2, "甲乙"), (2, "乙甲")]);
        let level = schulze(&ballots, Strength::WinningVotes, None).unwrap();
        assert_eq!((level.elected, level.schulze_ties), (vec![1, 2], vec![[1, 2]]));
        assert_eq!(level.schulze_order, [1, 2, 3]);
        let lot = Lot::new("seed");
        let drawn = schulze(&ballots, Strength::WinningVotes, Some(&lot)).unwrap();
        let first = lot.order("winner", vec!["甲", "乙"])[0];
        assert_eq!(drawn.elected, [if first == "甲" { 1 } else { 2 }]);
        assert_eq!(drawn.drawn.unwrap().among, [1, 2]);
        let nothing = schulze(&small("甲 乙", &[]), Strength::Margins, None).unwrap();
        assert_eq!(nothing.elected, [1, 2]);
    }
}
