//! 线性规划 — A small simplex that steers: which panels to try next, and how to mix them.
//!
//! Maximises `cost · x` where each row sum `a · x` and each variable lies between two bounds, in
//! floating point. Nothing is decided here: whatever it suggests is counted again in whole numbers
//! (see [`search`](super::search) and [`certificate`](super::certificate)), so a rounding slip can
//! cost time, never a chance.
//!
//! The revised simplex for bounded variables with a dense inverse of the basis (Dantzig 1963,
//! ch. 17–18; Harris 1973 for the ratio test). Row sums are variables themselves, `a · x − s = 0`,
//! and the first ones. Only `+ − × ÷` are used, so every machine takes the same steps.
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: `at`, `basis` and `inverse` are kept the size of the rows, and \
              every index into `columns` comes from one of them or from `add`"
)]

/// What may count as zero: in a value against its bound, in a gain, and in a pivot.
pub(super) const NEAR: f64 = 1e-9;
pub(super) const GAIN: f64 = 1e-11;
pub(super) const PIVOT: f64 = 1e-7;
/// The loss that breaks ties.
const NUDGE: f64 = 1e-6;

/// Where a variable stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// In the basis, at this position.
    Basic(usize),
    Lower,
    Upper,
}

/// A linear programme with its present basis.
#[derive(Clone, Debug)]
pub(super) struct Simplex {
    pub(super) rows: usize,
    pub(super) columns: Vec<Vec<(usize, f64)>>,
    cost: Vec<f64>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    pub(super) place: Vec<Place>,
    pub(super) basis: Vec<usize>,
    inverse: Vec<f64>,
    pub(super) value: Vec<f64>,
    pub(super) age: usize,
    pub(super) nudged: bool,
}

impl Simplex {
    /// A programme with these bounds on its row sums and no variable yet.
    pub(super) fn new(bounds: &[(f64, f64)]) -> Self {
        let rows = bounds.len();
        let mut inverse = vec![0.0; rows * rows];
        inverse.iter_mut().step_by(rows + 1).for_each(|diagonal| *diagonal = -1.0);
        Self {
            rows,
            columns: (0..rows).map(|row| vec![(row, -1.0)]).collect(),
            cost: vec![0.0; rows],
            lower: bounds.iter().map(|&(lower, _)| lower).collect(),
            upper: bounds.iter().map(|&(_, upper)| upper).collect(),
            place: (0..rows).map(Place::Basic).collect(),
            basis: (0..rows).collect(),
            inverse,
            value: vec![0.0; rows],
            age: 0,
            nudged: false,
        }
    }

    /// Adds a variable at its lower bound; its number among the variables, from 0.
    pub(super) fn add(
        &mut self,
        cost: f64,
        (lower, upper): (f64, f64),
        column: Vec<(usize, f64)>,
    ) -> usize {
        self.columns.push(column);
        self.cost.push(cost);
        self.lower.push(lower);
        self.upper.push(upper);
        self.place.push(Place::Lower);
        self.columns.len() - 1 - self.rows
    }

    /// Sets what a variable is worth.
    pub(super) fn set_cost(&mut self, variable: usize, cost: f64) {
        self.cost[self.rows + variable] = cost;
    }

    /// Sets the bounds of a variable.
    pub(super) fn set_bounds(&mut self, variable: usize, (lower, upper): (f64, f64)) {
        self.lower[self.rows + variable] = lower;
        self.upper[self.rows + variable] = upper;
    }

    /// Sets the bounds of a row sum.
    pub(super) fn set_row(&mut self, row: usize, (lower, upper): (f64, f64)) {
        self.lower[row] = lower;
        self.upper[row] = upper;
    }

    /// The value of a variable.
    pub(super) fn value(&self, variable: usize) -> f64 {
        self.at(self.rows + variable)
    }

    /// What a unit of each row is worth: the multipliers of the rows.
    pub(super) fn multipliers(&self) -> Vec<f64> {
        let mut sum = vec![0.0; self.rows];
        for (position, &variable) in self.basis.iter().enumerate() {
            let cost = self.cost_of(variable);
            if cost != 0.0 {
                add_scaled(&mut sum, cost, self.inverse_row(position));
            }
        }
        sum
    }

    /// The row of the inverse at a basis position, and how far its variable is out of bounds:
    /// below (negative) or above.
    pub(super) fn ray(&self, position: usize) -> (Vec<f64>, f64) {
        (self.inverse_row(position).to_vec(), self.outside(position))
    }

    /// Takes a basic variable out of the basis at its present value, which becomes its lower
    /// bound; the row sum with the largest multiplier takes its place without moving. Afterwards
    /// the column may be replaced.
    pub(super) fn rest(&mut self, variable: usize, column: Vec<(usize, f64)>) {
        let variable = self.rows + variable;
        let value = self.at(variable);
        self.lower[variable] = value;
        if let Place::Basic(position) = self.place[variable] {
            let row = self.inverse_row(position);
            let free = |&row: &usize| !matches!(self.place[row], Place::Basic(_));
            let best =
                (0..self.rows).filter(free).max_by(|&a, &b| row[a].abs().total_cmp(&row[b].abs()));
            let Some(entering) = best else { return };
            let direction = self.direction(entering);
            let stays = self.at(entering);
            self.pivot(position, entering, &direction, Place::Lower);
            self.value[position] = stays;
        }
        self.columns[variable] = column;
        self.settle();
    }

    /// What a variable is worth. While bounds are being restored, ties are broken by a small loss,
    /// different for each variable, so that no step is idle.
    #[expect(clippy::cast_precision_loss, reason = "below 2^20")]
    fn cost_of(&self, variable: usize) -> f64 {
        if !self.nudged {
            return self.cost[variable];
        }
        let scattered = (variable.wrapping_mul(0x9E37_79B1) >> 8) & 0xF_FFFF;
        let nudge = NUDGE * (1.0 + scattered as f64 / 1_048_576.0);
        self.cost[variable] + if self.lower[variable].is_finite() { -nudge } else { nudge }
    }

    pub(super) fn inverse_row(&self, position: usize) -> &[f64] {
        &self.inverse[position * self.rows..(position + 1) * self.rows]
    }

    pub(super) fn at(&self, variable: usize) -> f64 {
        match self.place[variable] {
            Place::Basic(position) => self.value[position],
            Place::Lower => self.lower[variable],
            Place::Upper => self.upper[variable],
        }
    }

    pub(super) fn outside(&self, position: usize) -> f64 {
        let (variable, value) = (self.basis[position], self.value[position]);
        (value - self.upper[variable]).max(0.0) + (value - self.lower[variable]).min(0.0)
    }

    /// The gain of moving a variable up by one, given the multipliers.
    pub(super) fn gain(&self, variable: usize, multipliers: &[f64]) -> f64 {
        let paid = |sum: f64, &(row, entry): &(usize, f64)| sum - multipliers[row] * entry;
        self.columns[variable].iter().fold(self.cost_of(variable), paid)
    }

    /// How the basic values fall as a variable rises by one.
    pub(super) fn direction(&self, variable: usize) -> Vec<f64> {
        let column = &self.columns[variable];
        (0..self.rows)
            .map(|position| {
                let row = self.inverse_row(position);
                column.iter().map(|&(at, entry)| row[at] * entry).sum()
            })
            .collect()
    }

    /// Computes the basic values from the bounds the others stand at.
    pub(super) fn settle(&mut self) {
        let mut sums = vec![0.0; self.rows];
        for (variable, column) in self.columns.iter().enumerate() {
            if matches!(self.place[variable], Place::Basic(_)) {
                continue;
            }
            let value = self.at(variable);
            if value != 0.0 {
                for &(row, entry) in column {
                    sums[row] -= value * entry;
                }
            }
        }
        for position in 0..self.rows {
            self.value[position] = dot(self.inverse_row(position), &sums);
        }
    }

    pub(super) fn pivot(
        &mut self,
        position: usize,
        entering: usize,
        direction: &[f64],
        leaves_to: Place,
    ) {
        let leaving = self.basis[position];
        self.place[leaving] = leaves_to;
        self.place[entering] = Place::Basic(position);
        self.basis[position] = entering;
        let scale = 1.0 / direction[position];
        let rows = self.rows;
        let (before, rest) = self.inverse.split_at_mut(position * rows);
        let (pivot_row, after) = rest.split_at_mut(rows);
        for entry in pivot_row.iter_mut() {
            *entry *= scale;
        }
        let others = before.chunks_exact_mut(rows).chain(after.chunks_exact_mut(rows));
        let factors = direction[..position].iter().chain(&direction[position + 1..]);
        for (row, &factor) in others.zip(factors) {
            if factor != 0.0 {
                add_scaled(row, -factor, pivot_row);
            }
        }
        self.age += 1;
    }

    /// Builds the inverse afresh by Gauss–Jordan elimination. A basis that has become singular is
    /// mended with row sums.
    pub(super) fn refresh(&mut self) {
        let rows = self.rows;
        let (basis, before) = (std::mem::take(&mut self.basis), self.place.clone());
        self.inverse.fill(0.0);
        self.inverse.iter_mut().step_by(rows + 1).for_each(|diagonal| *diagonal = -1.0);
        self.basis = (0..rows).collect();
        for row in 0..rows {
            self.place[row] = Place::Basic(row);
        }
        // A row sum that was basic keeps its row: it needs no elimination.
        let mut taken: Vec<bool> =
            before[..rows].iter().map(|place| matches!(place, Place::Basic(_))).collect();
        for &variable in basis.iter().filter(|&&variable| variable >= rows) {
            let direction = self.direction(variable);
            let free = (0..rows).filter(|&position| !taken[position]);
            let best = free.max_by(|&a, &b| direction[a].abs().total_cmp(&direction[b].abs()));
            if let Some(position) = best.filter(|&position| direction[position].abs() > NEAR) {
                taken[position] = true;
                self.pivot(position, variable, &direction, before[position]);
            } else {
                self.place[variable] = Place::Lower;
            }
        }
        self.age = 0;
        self.settle();
    }
}

/// `sum += factor · row`.
fn add_scaled(sum: &mut [f64], factor: f64, row: &[f64]) {
    sum.iter_mut().zip(row).for_each(|(sum, entry)| *sum += factor * entry);
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
