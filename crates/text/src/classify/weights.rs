//! 权重 — The weight of every feature for every class, eight classes side by side.
//!
//! While learning they are 32-bit numbers. A model at rest holds them as 16-bit multiples of one step:
//! half the memory to load and to walk through, which is most of what a suggestion costs. The values
//! are the same either way, so a correction may widen them again.

use super::slots::{Vector, narrow};

/// So many classes are counted side by side.
pub(super) const WIDE: usize = 8;
pub(super) type Lane = [f32; WIDE];
type Short = [i16; WIDE];

/// The weight of every feature for every class, and a constant for each class.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    classes: usize,
    lanes: usize,
    table: Table,
}

/// `lanes` for each feature, then those of the constant; what lies behind the last class is zero.
#[derive(Debug, Clone)]
enum Table {
    Wide(Vec<Lane>),
    Narrow { step: f32, table: Vec<Short> },
}

/// The weights of one feature.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row<'a> {
    Wide(&'a [Lane]),
    Narrow(f32, &'a [Short]),
}

impl Row<'_> {
    /// The weight for a class; zero behind the last.
    #[inline]
    pub fn get(&self, class: usize) -> f32 {
        match self {
            Self::Wide(lanes) => lanes.as_flattened().get(class).copied().unwrap_or(0.0),
            Self::Narrow(step, lanes) => {
                lanes.as_flattened().get(class).map_or(0.0, |short| f32::from(*short) * step)
            }
        }
    }

    /// The sum over all classes.
    #[inline]
    pub fn sum(&self) -> f32 {
        match self {
            Self::Wide(lanes) => {
                let mut sums = [0.0; WIDE];
                lanes.iter().for_each(|lane| add(&mut sums, 1.0, lane));
                sums.iter().sum()
            }
            Self::Narrow(step, lanes) => {
                let sum = lanes.as_flattened().iter().map(|short| f64::from(*short)).sum::<f64>();
                narrow(sum) * step
            }
        }
    }
}

#[inline]
fn add(to: &mut Lane, times: f32, lane: &Lane) {
    to.iter_mut().zip(lane).for_each(|(to, from)| *to += times * from);
}

impl PartialEq for Weights {
    fn eq(&self, other: &Self) -> bool {
        (self.classes, self.features()) == (other.classes, other.features())
            && self.numbers().eq(other.numbers())
    }
}

impl Weights {
    /// All zero.
    pub fn zero(classes: usize, features: usize) -> Self {
        let lanes = classes.div_ceil(WIDE);
        let table = Table::Wide(vec![[0.0; WIDE]; (features + 1) * lanes]);
        Self { classes, lanes, table }
    }

    /// Weights read back: one row of `classes` numbers for each feature and one for the constant.
    pub fn from_rows<'a>(classes: usize, rows: impl ExactSizeIterator<Item = &'a [f32]>) -> Self {
        let lanes = classes.div_ceil(WIDE);
        let mut table = vec![[0.0; WIDE]; rows.len().max(1) * lanes];
        for (lanes, row) in table.chunks_mut(lanes.max(1)).zip(rows) {
            lanes.as_flattened_mut().iter_mut().zip(row).for_each(|(to, from)| *to = *from);
        }
        Self { classes, lanes, table: Table::Wide(table) }
    }

    /// Weights in bytes: two for each number, a multiple of `step`.
    pub fn from_steps(classes: usize, step: f32, bytes: &[u8]) -> Self {
        let lanes = classes.div_ceil(WIDE);
        let rows = bytes.chunks_exact((classes * 2).max(1));
        let mut table = vec![[0; WIDE]; rows.len() * lanes];
        for (lanes, row) in table.chunks_exact_mut(lanes.max(1)).zip(rows) {
            let (numbers, _) = row.as_chunks();
            for (to, from) in lanes.as_flattened_mut().iter_mut().zip(numbers) {
                *to = i16::from_le_bytes(*from);
            }
        }
        Self { classes, lanes, table: Table::Narrow { step, table } }
    }

    /// How many lanes a row takes.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// How many features there are, without the constant.
    pub fn features(&self) -> usize {
        let lanes = match &self.table {
            Table::Wide(table) => table.len(),
            Table::Narrow { table, .. } => table.len(),
        };
        (lanes / self.lanes.max(1)).saturating_sub(1)
    }

    /// The weights of a feature for every class.
    #[inline]
    pub fn row(&self, slot: u32) -> Row<'_> {
        let start = slot as usize * self.lanes;
        let lanes = start..start + self.lanes;
        match &self.table {
            Table::Wide(table) => Row::Wide(table.get(lanes).unwrap_or_default()),
            Table::Narrow { step, table } => {
                Row::Narrow(*step, table.get(lanes).unwrap_or_default())
            }
        }
    }

    /// The constants of every class.
    pub fn constant_row(&self) -> Row<'_> {
        self.row(self.constant())
    }

    fn constant(&self) -> u32 {
        u32::try_from(self.features()).unwrap_or(u32::MAX)
    }

    /// The numbers of a row, class by class.
    pub fn of<'a>(&self, row: Row<'a>) -> impl Iterator<Item = f32> + use<'a> {
        (0..self.classes).map(move |class| row.get(class))
    }

    /// All numbers, row by row, the constant's last.
    pub fn numbers(&self) -> impl Iterator<Item = f32> {
        (0..=self.constant()).flat_map(|slot| self.of(self.row(slot)))
    }

    /// The score of every class for a message; above zero speaks for it.
    pub fn scores(&self, vector: &Vector) -> Vec<f32> {
        let mut scores = vec![[0.0; WIDE]; self.lanes];
        self.sum(vector, &mut scores);
        scores.as_flattened().iter().copied().take(self.classes).collect()
    }

    /// The scores with what lies behind the last class.
    pub fn sum(&self, vector: &Vector, scores: &mut [Lane]) {
        let constant = [(self.constant(), 1.0)];
        // Lane by lane, so that the sum stays in registers; seven classes take one lane.
        for (place, sum) in scores.iter_mut().enumerate() {
            *sum = [0.0; WIDE];
            for (slot, value) in constant.iter().chain(vector) {
                let at = *slot as usize * self.lanes + place;
                match &self.table {
                    Table::Wide(table) => {
                        if let Some(lane) = table.get(at) {
                            add(sum, *value, lane);
                        }
                    }
                    Table::Narrow { table, step } => {
                        if let Some(lane) = table.get(at) {
                            add(sum, value * step, &lane.map(f32::from));
                        }
                    }
                }
            }
        }
    }

    /// The table as it is learned.
    fn wide(&mut self) -> &mut [Lane] {
        if let Table::Narrow { step, table } = &self.table {
            let wide = table.iter().map(|lane| lane.map(|short| f32::from(short) * step));
            self.table = Table::Wide(wide.collect());
        }
        match &mut self.table {
            Table::Wide(table) => table,
            Table::Narrow { .. } => &mut [],
        }
    }

    /// Adds `steps` times the message, and the constant, to all classes.
    pub fn shift(&mut self, vector: &Vector, steps: &[Lane]) {
        let (constant, lanes) = ((self.constant(), 1.0), self.lanes);
        let table = self.wide();
        for (slot, value) in vector.iter().chain([&constant]) {
            let start = *slot as usize * lanes;
            let row = table.get_mut(start..start + lanes).unwrap_or_default();
            row.iter_mut().zip(steps).for_each(|(lane, steps)| add(lane, *value, steps));
        }
    }

    /// Adds `step` times the message to one class, leaving the constant.
    pub fn push(&mut self, vector: &Vector, class: usize, step: f32) {
        let lanes = self.lanes;
        let table = self.wide();
        for (slot, value) in vector {
            let start = *slot as usize * lanes;
            let row = table.get_mut(start..start + lanes).unwrap_or_default();
            if let Some(weight) = row.as_flattened_mut().get_mut(class) {
                *weight += step * value;
            }
        }
    }

    /// Makes every weight a multiple of one step, so that two bytes hold it. The step is a 32,767th of
    /// the largest weight at most, or twice that: no figure changes.
    pub fn round(&mut self) {
        let step = self.finest();
        let table = self.wide().iter().map(|lane| lane.map(|weight| steps(weight, step))).collect();
        self.table = Table::Narrow { step, table };
    }

    /// The smallest power of two of which 16 bits hold as many as the largest weight has.
    fn finest(&self) -> f32 {
        let largest = self.numbers().fold(0.0f32, |most, one| most.max(one.abs()));
        let mut step = SMALLEST_STEP;
        while largest > step * f32::from(i16::MAX) {
            step *= 2.0;
        }
        step
    }

    /// The step of which every weight is a multiple, where there is one.
    pub fn step(&self) -> Option<f32> {
        let step = self.finest();
        let fits = |weight: f32| (weight / step).fract() == 0.0;
        (step.is_finite() && self.numbers().all(fits)).then_some(step)
    }

    /// All numbers as multiples of [`Self::step`].
    pub fn steps(&self, step: f32) -> impl Iterator<Item = i16> {
        self.numbers().map(move |weight| steps(weight, step))
    }
}

/// Two to the power of minus thirty.
const SMALLEST_STEP: f32 = f32::from_bits((127 - 30) << 23);

#[expect(clippy::cast_possible_truncation, reason = "the step was chosen so that they fit")]
fn steps(weight: f32, step: f32) -> i16 {
    (weight / step).round() as i16
}

/// The mean of a row of so many classes.
#[inline]
pub(super) fn mean(row: &Row<'_>, classes: usize) -> f32 {
    row.sum() / narrow(super::score::whole(classes.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<f32>> {
        (0..4u8).map(|row| (0..9u8).map(|at| f32::from(row * 10 + at)).collect()).collect()
    }

    #[test]
    fn rows_come_back_and_nine_classes_take_two_lanes() {
        let rows = rows();
        let weights = Weights::from_rows(9, rows.iter().map(Vec::as_slice));
        assert_eq!((weights.features(), weights.lanes), (3, 2));
        assert_eq!(weights.of(weights.row(2)).collect::<Vec<_>>(), rows[2]);
        assert!((weights.scores(&vec![(0, 2.0)])[8] - 54.0).abs() < 1e-6);
        assert!((weights.row(1).sum() - 126.0).abs() < 1e-6 && weights.row(99).sum() == 0.0);
        assert!((mean(&weights.row(1), 9) - 14.0).abs() < 1e-6);
    }

    #[test]
    fn narrow_weights_are_the_same_and_widen_again() {
        let rows = rows();
        let wide = Weights::from_rows(9, rows.iter().map(Vec::as_slice));
        let mut narrow = wide.clone();
        narrow.round();
        let step = narrow.step().unwrap();
        assert!(matches!(narrow.table, Table::Narrow { .. }));
        assert_eq!((&narrow, narrow.steps(step).count()), (&wide, 36), "whole numbers fit");
        let vector = vec![(0, 0.5), (2, 0.25)];
        assert_eq!(narrow.scores(&vector), wide.scores(&vector));
        assert!((narrow.row(2).sum() - wide.row(2).sum()).abs() < 1e-4);
        narrow.push(&vector, 3, 0.3);
        assert_ne!(narrow, wide);
        assert_eq!(narrow.step(), None, "0.15 is no multiple");
        narrow.round();
        assert!((narrow.row(0).get(3) - 3.15).abs() < 1e-3);
    }
}
