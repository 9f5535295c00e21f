//! 找最好的小组 — The heaviest allowed panel, with the proof that none is heavier.
//!
//! Branch and bound (Land and Doig 1960): the simplex suggests, whole numbers decide. A branch is
//! closed only when [`Program::bound`] proves in whole numbers that nothing in it is worth the
//! while, so the proof that comes back can be checked without repeating the search.

#![expect(
    clippy::indexing_slicing,
    reason = "columns and rows come from the programme, which the span and the simplex are made of"
)]

use super::climb::End;
use super::program::{Program, Proof, Span, weigh};
use super::simplex::Simplex;

/// What the simplex counts as whole.
const WHOLE: f64 = 1e-6;
/// The unit of weights, 2⁴⁴: the heaviest seat weighs about this.
pub(super) const UNIT: f64 = 17_592_186_044_416.0;
/// The same as a whole number.
pub(super) const UNIT_WHOLE: i64 = 1 << 44;

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim {
    /// Only panels heavier than this are of interest.
    pub(super) above: i128,
    /// How much heavier a panel would have to be to be worth the while.
    pub(super) slack: i128,
    /// Whether the first panel found will do, so that the search may end early.
    pub(super) eager: bool,
}

/// What was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The heaviest panel above the aim, with its weight.
    pub(super) panel: Option<(Vec<i64>, i128)>,
    /// The proof, which is worth something only if the search was not cut short.
    pub(super) proof: Proof,
}

/// Searches one programme again and again for different weights.
#[derive(Clone, Debug)]
pub(super) struct Search {
    program: Program,
    lp: Simplex,
    span: Span,
    left: usize,
}

impl Search {
    /// A search over the whole programme.
    #[expect(clippy::cast_precision_loss, reason = "bounds are numbers of people")]
    pub(super) fn new(program: &Program) -> Self {
        let rows: Vec<_> = program.rows.iter().map(|&(a, b)| (a as f64, b as f64)).collect();
        let mut lp = Simplex::new(&rows);
        for column in &program.columns {
            let entries = column.rows.iter().map(|&(row, entry)| (row, entry as f64)).collect();
            lp.add(0.0, (0.0, column.cap as f64), entries);
        }
        Self { program: program.clone(), lp, span: program.span(), left: 0 }
    }

    /// The programme searched.
    pub(super) fn program(&self) -> &Program {
        &self.program
    }

    /// Looks for the heaviest panel; gives up after so many branches.
    #[expect(clippy::cast_precision_loss, reason = "weights steer here, they do not decide")]
    pub(super) fn heaviest(&mut self, weights: &[i64], aim: Aim, branches: usize) -> Found {
        for (column, &weight) in weights.iter().enumerate() {
            self.lp.set_cost(column, weight as f64 / UNIT);
        }
        self.left = branches;
        let mut run = Run { weights, aim, panel: None };
        let proof = self.branch(&mut run);
        Found { panel: run.panel.map(|panel| (panel, run.aim.above)), proof }
    }

    fn branch(&mut self, run: &mut Run<'_>) -> Proof {
        self.left = self.left.saturating_sub(1);
        let end = self.lp.dual();
        let proof = self.prove(run, end);
        if let End::Empty(_) = end {
            return Proof::Multipliers(proof);
        }
        let enough = run.aim.above + run.aim.slack;
        if self.program.bound(run.weights, &self.span, &proof) <= enough || self.left == 0 {
            return Proof::Multipliers(proof);
        }
        let Some((column, value)) = self.broken() else {
            self.take(run);
            return Proof::Multipliers(proof);
        };
        self.split(run, column, value)
    }

    #[expect(clippy::cast_possible_truncation, reason = "between two bounds that are i64")]
    fn split(&mut self, run: &mut Run<'_>, column: usize, value: f64) -> Proof {
        let at = value.floor() as i64;
        let (low, high) = self.span[column];
        let down_first = value - value.floor() < 0.5;
        let mut side = |down: bool| {
            self.narrow(column, if down { (low, at) } else { (at + 1, high) });
            Box::new(self.branch(run))
        };
        let first = side(down_first);
        let second = side(!down_first);
        self.narrow(column, (low, high));
        let (most, more) = if down_first { (first, second) } else { (second, first) };
        Proof::Split { column, at, most, more }
    }

    /// Changes the bounds of a column.
    #[expect(clippy::cast_precision_loss, reason = "bounds are numbers of people")]
    pub(super) fn narrow(&mut self, column: usize, bounds: (i64, i64)) {
        self.span[column] = bounds;
        self.lp.set_bounds(column, (bounds.0 as f64, bounds.1 as f64));
    }

    /// Changes the bounds of a row.
    #[expect(clippy::cast_precision_loss, reason = "bounds are numbers of people")]
    pub(super) fn bound_row(&mut self, row: usize, bounds: (i64, i64)) {
        self.program.rows[row] = bounds;
        self.lp.set_row(row, (bounds.0 as f64, bounds.1 as f64));
    }

    /// The column furthest from a whole number.
    fn broken(&self) -> Option<(usize, f64)> {
        let away = |value: f64| (value - value.round()).abs();
        let values = (0..self.program.columns.len()).map(|column| (column, self.lp.value(column)));
        let broken = values.filter(|&(_, value)| away(value) > WHOLE);
        broken.max_by(|a, b| away(a.1).total_cmp(&away(b.1)))
    }

    #[expect(clippy::cast_possible_truncation, reason = "rounded, and counted again below")]
    fn take(&mut self, run: &mut Run<'_>) {
        let columns = 0..self.program.columns.len();
        let panel: Vec<i64> = columns.map(|column| self.lp.value(column).round() as i64).collect();
        let weight = weigh(run.weights, &panel);
        if weight > run.aim.above && self.program.allows(&panel) {
            run.aim.above = weight;
            run.panel = Some(panel);
            if run.aim.eager {
                self.left = self.left.min(EAGER);
            }
        }
    }

    /// Multipliers for the present branch, from the simplex.
    fn prove(&self, run: &Run<'_>, end: End) -> Vec<i64> {
        let sum = self.lp.multipliers();
        let End::Empty(position) = end else { return whole(&sum, UNIT) };
        // No panel here: some row of the inverse, times anything, brings the bound down at will.
        let (ray, outside) = self.lp.ray(position);
        let mut times = 1.0;
        for _ in 0..40 {
            let turn = -times * outside.signum();
            let tried: Vec<f64> = sum.iter().zip(&ray).map(|(a, b)| a + turn * b).collect();
            let proof = whole(&tried, UNIT);
            if self.program.bound(run.weights, &self.span, &proof) <= run.aim.above {
                return proof;
            }
            times *= 4.0;
        }
        whole(&sum, UNIT)
    }
}

/// Branches still looked at once something was found.
const EAGER: usize = 8;

#[derive(Debug)]
struct Run<'a> {
    weights: &'a [i64],
    aim: Aim,
    panel: Option<Vec<i64>>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates; any multipliers are valid"
)]
fn whole(multipliers: &[f64], unit: f64) -> Vec<i64> {
    multipliers.iter().map(|m| (m * unit).round().clamp(-4e18, 4e18) as i64).collect()
}
