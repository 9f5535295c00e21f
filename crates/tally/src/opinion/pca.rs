//! 主成分 — Where opinions differ most: column means and the first two principal components.
//!
//! A statement somebody has not voted on is taken as voted the average way, so after centring it is
//! 0 and only real votes are left: `x_ij − μ_j` where person i voted on statement j. The matrix is
//! never filled in; each step walks over the votes twice. Moderated-out statements are all zeros.
//!
//! The production Polis server runs 100 steps of power iteration, and on large conversations on a
//! random part of the people; here the two components are exact at every size ([`super::lanczos`]).
//! Their signs are free, so the entry largest in size is made positive (the first of equal ones).

#![expect(
    clippy::indexing_slicing,
    reason = "cells are below 3 × columns (Votes), and every table has one entry per column or cell"
)]

use super::lanczos::{Until, dot, greatest};
use super::moderation::Columns;
use super::votes::Votes;

/// The axes of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pca {
    /// The mean vote of each statement, −1 to 1; 0 for moderated-out ones.
    pub center: Vec<f64>,
    /// The two components: unit vectors with an entry for each statement, or all zeros where
    /// opinions differ in no (second) direction.
    pub comps: [Vec<f64>; 2],
    /// How much opinions differ along each: the eigenvalues, sums of squares over all people.
    pub spread: [f64; 2],
}

/// A second direction weaker than this part of the first is rounding, not opinion.
const NOTHING: f64 = 1e-13;
/// Votes walked over for each component when axes follow new votes, so that none waits for long: the
/// smaller the conversation, the more steps it can afford.
const WALKED: usize = 1_200_000;
/// Steps of such a walk at least and at most.
const FEWEST_STEPS: usize = 4;
const MOST_STEPS: usize = 100;
const EXACT: Until = Until { residual: 1e-16, steps: 4000 };

impl Pca {
    /// The axes of a conversation, from nothing.
    pub fn of(votes: &Votes, columns: &Columns) -> Self {
        let center = center(votes, columns);
        let mut walk = Walk::new(votes, columns, &center);
        let mut apply = |vector: &[f64], image: &mut [f64]| walk.apply(vector, image);
        let starts = [1, 2].map(|seed| uneven(center.len(), seed));
        let mut pca = axes(&mut apply, [&starts[0], &starts[1]], [EXACT; 2]);
        for comp in &mut pca.comps {
            let mut largest = 0.0_f64;
            for &entry in comp.iter() {
                if entry.abs() > largest.abs() {
                    largest = entry;
                }
            }
            turn(comp, largest);
        }
        Self { center, ..pca }
    }

    /// The axes after a few more votes, from what they were: nearly the same numbers for far less
    /// work, and never mirrored. Columns are those of `votes`.
    pub(super) fn refine(&self, votes: &Votes, columns: &Columns) -> Self {
        let [first, second] = &self.comps;
        if self.spread[1] <= 0.0 {
            return Self::of(votes, columns);
        }
        let center = center(votes, columns);
        let mut walk = Walk::new(votes, columns, &center);
        let mut apply = |vector: &[f64], image: &mut [f64]| walk.apply(vector, image);
        let steps = (WALKED / votes.len().max(1)).clamp(FEWEST_STEPS, MOST_STEPS);
        let until = Until { residual: 1e-9, steps };
        let mut pca = axes(&mut apply, [first, second], [until; 2]);
        for (comp, before) in pca.comps.iter_mut().zip(&self.comps) {
            let along = dot(comp, before);
            turn(comp, along);
        }
        Self { center, ..pca }
    }
}

/// The mean vote of each statement over those who voted; 0 for moderated-out ones.
pub fn center(votes: &Votes, columns: &Columns) -> Vec<f64> {
    let mut counts = vec![0_u32; 3 * votes.statements().len()];
    for row in votes.rows() {
        for &cell in row {
            counts[cell as usize] += 1;
        }
    }
    let (counts, _) = counts.as_chunks::<3>();
    let mean = |(column, &[disagree, pass, agree]): (usize, &[u32; 3])| {
        let seen = disagree + pass + agree;
        if columns.is_zero(column) || seen == 0 {
            return 0.0;
        }
        (f64::from(agree) - f64::from(disagree)) / f64::from(seen)
    };
    counts.iter().enumerate().map(mean).collect()
}

fn axes(apply: &mut impl FnMut(&[f64], &mut [f64]), starts: [&[f64]; 2], until: [Until; 2]) -> Pca {
    let none = || (0.0, vec![0.0; starts[0].len()]);
    let found = |(value, _): &(f64, Vec<f64>)| *value > 0.0;
    let first = greatest(apply, starts[0], &[], 0.0, until[0]).filter(found).unwrap_or_else(none);
    let second = if first.0 > 0.0 {
        greatest(apply, starts[1], &[&first.1], first.0, until[1])
    } else {
        None
    };
    let second = second.filter(|(value, _)| *value > NOTHING * first.0).unwrap_or_else(none);
    Pca { center: Vec::new(), comps: [first.1, second.1], spread: [first.0, second.0] }
}

fn turn(vector: &mut [f64], sign: f64) {
    if sign < 0.0 {
        for entry in vector {
            *entry = -*entry;
        }
    }
}

/// A fixed start that is perpendicular to nothing in particular: `SplitMix64` (Steele, Lea and Flood,
/// 2014) as numbers from −1 to 1.
fn uneven(length: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut draw = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let top = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(0);
        f64::from(top) / f64::from(1_u32 << 31) - 1.0
    };
    (0..length).map(|_| draw()).collect()
}

/// The centred matrix, transposed times itself, applied to vectors.
struct Walk<'a> {
    votes: &'a Votes,
    columns: &'a Columns,
    center: &'a [f64],
    table: Vec<f64>,
    sums: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(votes: &'a Votes, columns: &'a Columns, center: &'a [f64]) -> Self {
        let cells = 3 * center.len();
        Self { votes, columns, center, table: vec![0.0; cells], sums: vec![0.0; cells] }
    }

    /// One walk over the votes: each row's projection on the vector, shared out again along the row.
    /// What a cell adds depends on its statement and stance only, so both are looked up in tables.
    fn apply(&mut self, vector: &[f64], image: &mut [f64]) {
        weigh(self.columns, self.center, vector, &mut self.table);
        self.sums.fill(0.0);
        // As slices they stay in registers along a row.
        let (table, sums) = (&self.table[..], &mut self.sums[..]);
        for row in self.votes.rows() {
            let along = sum(row, table);
            let (quads, rest) = row.as_chunks::<4>();
            for &[a, b, c, d] in quads {
                sums[a as usize] += along;
                sums[b as usize] += along;
                sums[c as usize] += along;
                sums[d as usize] += along;
            }
            for &cell in rest {
                sums[cell as usize] += along;
            }
        }
        let (sums, _) = sums.as_chunks::<3>();
        for (column, sums) in sums.iter().enumerate() {
            let mean = self.center[column];
            let [disagree, pass, agree] = sums;
            let along = (1.0 - mean) * agree - mean * pass - (1.0 + mean) * disagree;
            image[column] = if self.columns.is_zero(column) { 0.0 } else { along };
        }
    }
}

/// For each cell (statement and stance) what it adds to a projection: `(x − μ) v`.
pub(super) fn weigh(columns: &Columns, center: &[f64], vector: &[f64], table: &mut [f64]) {
    let (table, _) = table.as_chunks_mut::<3>();
    for (column, weights) in table.iter_mut().enumerate() {
        let (mean, entry) = (center[column], vector[column]);
        let entry = if columns.is_zero(column) { 0.0 } else { entry };
        *weights = [(-1.0 - mean) * entry, (0.0 - mean) * entry, (1.0 - mean) * entry];
    }
}

/// The sum of a row's cells in a table, in four strands.
#[inline]
pub(super) fn sum(row: &[u32], table: &[f64]) -> f64 {
    let (quads, rest) = row.as_chunks::<4>();
    let mut strands = [0.0; 4];
    for quad in quads {
        for strand in 0..4 {
            strands[strand] += table[quad[strand] as usize];
        }
    }
    let tail: f64 = rest.iter().map(|&cell| table[cell as usize]).sum();
    (strands[0] + strands[1]) + (strands[2] + strands[3]) + tail
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn votes(rows: &str) -> Votes {
        Votes::read(format!("participant,statement,vote\n{rows}").as_bytes()).unwrap()
    }

    fn of(votes: &Votes) -> Pca {
        Pca::of(votes, &Columns::plain(votes))
    }

    #[test]
    fn two_camps_make_one_axis() {
        let mut file = String::new();
        for person in 0..10 {
            let side = if person < 5 { 1 } else { -1 };
            write!(file, "{person},a,{side}\n{person},b,{}\n{person},c,1\n", -side).unwrap();
        }
        let pca = of(&votes(&file));
        assert_eq!(pca.center, [0.0, 0.0, 1.0]);
        let half = 0.5_f64.sqrt();
        for (entry, wanted) in pca.comps[0].iter().zip([half, -half, 0.0]) {
            assert!((entry.abs() - f64::abs(wanted)).abs() < 1e-15);
        }
        assert!((pca.spread[0] - 20.0).abs() < 1e-12);
        assert_eq!((pca.spread[1], pca.comps[1].clone()), (0.0, vec![0.0; 3]));
    }

    #[test]
    fn no_difference_no_axis_and_no_nan() {
        for file in ["", "a,1,1\n", "a,1,1\na,2,-1\n", "a,1,0\nb,1,0\nc,1,0\n"] {
            let pca = of(&votes(file));
            assert!(pca.comps.iter().flatten().all(|&entry| entry == 0.0), "{file}");
        }
        let pca = of(&votes("a,1,1\nb,1,-1\n"));
        assert_eq!(pca.comps, [[1.0], [0.0]]);
    }
}
