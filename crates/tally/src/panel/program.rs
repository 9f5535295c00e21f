//! 名额方程 — Which panels are allowed, in whole numbers, and proofs of how good one can be.
//!
//! A panel is a whole number for each column (how many people of a type sit), each from 0 to a cap,
//! whose sums along the rows (seats, people of a feature's value, people of a household) stay
//! between two bounds. That no panel weighs more than a number is proved by *multipliers*: whatever
//! the panel, `w·x = Σ_r m_r·(row sum) + Σ_t (w_t − Σ_r m_r·a_rt)·x_t`, and each part is at most
//! what its bound allows (Lagrange). Where one set of multipliers is not enough, the panels are
//! split in two: those with at most `at` of a type, and those with more.

use serde::Serialize;

/// One column: a type of people, or a change of a quota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// The most there may be.
    pub(super) cap: i64,
    /// What one of it adds to which row.
    pub(super) rows: Vec<(usize, i64)>,
}

/// The allowed panels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Program {
    /// The least and the most of each row sum.
    pub(super) rows: Vec<(i64, i64)>,
    /// The columns.
    pub(super) columns: Vec<Column>,
}

/// Between which numbers each column lies.
pub(super) type Span = Vec<(i64, i64)>;

impl Program {
    /// Every column from 0 to its cap.
    pub(super) fn span(&self) -> Span {
        self.columns.iter().map(|column| (0, column.cap)).collect()
    }

    /// The row sums of a panel.
    pub(super) fn sums(&self, panel: &[i64]) -> Vec<i64> {
        let mut sums = vec![0; self.rows.len()];
        for (column, &many) in self.columns.iter().zip(panel) {
            for &(row, entry) in &column.rows {
                if let Some(sum) = sums.get_mut(row) {
                    *sum += entry * many;
                }
            }
        }
        sums
    }

    /// Whether a panel is allowed.
    pub(super) fn allows(&self, panel: &[i64]) -> bool {
        let within = |(&(low, high), &sum): (&(i64, i64), &i64)| low <= sum && sum <= high;
        let capped = |(column, &many): (&Column, &i64)| 0 <= many && many <= column.cap;
        panel.len() == self.columns.len()
            && self.columns.iter().zip(panel).all(capped)
            && self.rows.iter().zip(&self.sums(panel)).all(within)
    }

    /// The most that any allowed panel within the span can weigh, as these multipliers prove it.
    pub(super) fn bound(&self, weights: &[i64], span: &Span, multipliers: &[i64]) -> i128 {
        let at_most = |factor: i128, &(low, high): &(i64, i64)| {
            factor * i128::from(if factor > 0 { high } else { low })
        };
        let rows = multipliers.iter().zip(&self.rows);
        let along: i128 = rows.map(|(&m, bounds)| at_most(i128::from(m), bounds)).sum();
        let columns = self.columns.iter().zip(weights).zip(span);
        let rest = columns.map(|((column, &weight), bounds)| {
            let paid = column.rows.iter().map(|&(row, entry)| {
                i128::from(multipliers.get(row).copied().unwrap_or(0)) * i128::from(entry)
            });
            at_most(i128::from(weight) - paid.sum::<i128>(), bounds)
        });
        along + rest.sum::<i128>()
    }
}

/// What a panel weighs.
pub(super) fn weigh(weights: &[i64], panel: &[i64]) -> i128 {
    weights.iter().zip(panel).map(|(&w, &many)| i128::from(w) * i128::from(many)).sum()
}

/// A proof of the most that any allowed panel weighs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Multipliers, one a row.
    Multipliers(Vec<i64>),
    /// Two proofs: for at most `at` of a type, and for more than that.
    Split {
        /// The type's place.
        column: usize,
        /// Where the panels are split.
        at: i64,
        /// For at most `at`.
        most: Box<Proof>,
        /// For more.
        more: Box<Proof>,
    },
}

impl Proof {
    /// The bound this proves.
    pub(super) fn bound(&self, program: &Program, weights: &[i64]) -> i128 {
        self.within(program, weights, &mut program.span())
    }

    fn within(&self, program: &Program, weights: &[i64], span: &mut Span) -> i128 {
        match self {
            Self::Multipliers(multipliers) => program.bound(weights, span, multipliers),
            Self::Split { column, at, most, more } => {
                let Some(&(low, high)) = span.get(*column) else { return i128::MAX };
                let mut side = |proof: &Self, bounds: (i64, i64)| {
                    if bounds.0 > bounds.1 {
                        return i128::MIN;
                    }
                    span.iter_mut().skip(*column).take(1).for_each(|now| *now = bounds);
                    proof.within(program, weights, span)
                };
                let bound = side(most, (low, high.min(*at)))
                    .max(side(more, (low.max(at.saturating_add(1)), high)));
                span.iter_mut().skip(*column).take(1).for_each(|now| *now = (low, high));
                bound
            }
        }
    }
}
