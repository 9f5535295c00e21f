//! 机会的上限 — Chances that no lottery can beat: leximin where people could be cut in pieces.
//!
//! Quotas alone allow fractions of people. The fairest chances under them need no list of panels,
//! only a small linear programme a stage, and are an upper limit for every real lottery: the
//! multipliers that prove a stage are multipliers of the quotas. On pools of people it is nearly
//! always met by whole panels ([`peel`](super::peel)); where it is not, a [`Cut`] is added that
//! says what whole panels cannot do, and the limit comes down.
#![expect(clippy::indexing_slicing, reason = "every vector is one entry a type or a row")]
#![expect(clippy::cast_precision_loss, reason = "numbers of people; nothing is decided here")]

use super::program::Program;
use super::simplex::Simplex;

/// A type holds the others down when its share of a stage's worth is above this.
const SHARE: f64 = 1e-6;

/// A sum over people that no panel exceeds: `Σ weight · seats ≤ most`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cut {
    /// Types and the weight of a seat.
    pub(super) weights: Vec<(usize, f64)>,
    /// What no panel exceeds.
    pub(super) most: f64,
}

/// One stage: the lowest chance of those still open could not be higher.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// What a seat of each type is worth.
    pub(super) worth: Vec<f64>,
    /// The multipliers of the programme's rows; the worth follows from them but for cuts.
    pub(super) multipliers: Vec<f64>,
    /// The types fixed at this chance.
    pub(super) fixed: Vec<usize>,
}

/// The fairest chances under the quotas and the cuts.
#[derive(Clone, Debug)]
pub(super) struct Ceiling {
    /// The chance of each type.
    pub(super) chance: Vec<f64>,
    /// The stages, lowest chance first.
    pub(super) levels: Vec<Level>,
}

/// Variable 0 is the lowest chance of the open types, variable `1 + t` the seats type `t` has
/// beyond its floor (`people × lowest chance` while open, `people × its chance` once fixed).
struct Climb<'a> {
    lp: Simplex,
    people: &'a [f64],
    /// The row entries of each type, cuts included.
    rows: Vec<Vec<(usize, f64)>>,
    bounds: Vec<(f64, f64)>,
    /// What the fixed types take of each row.
    taken: Vec<f64>,
}

impl Ceiling {
    /// Climbs. `never` are the types that no panel can seat.
    pub(super) fn new(program: &Program, people: &[f64], never: &[usize], cuts: &[Cut]) -> Self {
        let mut open: Vec<usize> = (0..people.len()).filter(|at| !never.contains(at)).collect();
        let mut climb = Climb::new(program, people, cuts, &open);
        let mut ceiling = Self { chance: vec![0.0; people.len()], levels: Vec::new() };
        while !open.is_empty() {
            let (lowest, multipliers) = climb.top();
            let worth = climb.worth(&multipliers);
            let all: f64 = open.iter().map(|&at| worth[at] * people[at]).sum();
            let (fixed, rest): (Vec<usize>, Vec<usize>) =
                open.iter().partition(|&&at| worth[at] * people[at] > SHARE * all);
            // Nothing holds them down but that a chance is at most 1: a cut will say so.
            let stop = fixed.is_empty();
            for &at in if stop { &rest } else { &fixed } {
                ceiling.chance[at] = lowest;
            }
            if stop {
                break;
            }
            climb.fix(&fixed, &rest, lowest);
            let multipliers = multipliers[..program.rows.len()].to_vec();
            ceiling.levels.push(Level { worth, multipliers, fixed });
            open = rest;
        }
        ceiling
    }
}

impl<'a> Climb<'a> {
    fn new(program: &Program, people: &'a [f64], cuts: &[Cut], open: &[usize]) -> Self {
        let whole = |&(low, high): &(i64, i64)| (low as f64, high as f64);
        let mut bounds: Vec<(f64, f64)> = program.rows.iter().map(whole).collect();
        let entries = |rows: &Vec<(usize, i64)>| {
            rows.iter().map(|&(row, entry)| (row, entry as f64)).collect::<Vec<_>>()
        };
        let mut rows: Vec<_> = program.columns.iter().map(|column| entries(&column.rows)).collect();
        for cut in cuts {
            for &(at, weight) in &cut.weights {
                rows[at].push((bounds.len(), weight));
            }
            bounds.push((f64::NEG_INFINITY, cut.most));
        }
        let taken = vec![0.0; bounds.len()];
        let lp = Simplex::new(&bounds);
        let mut climb = Self { lp, people, rows, bounds, taken };
        // A chance is at most 1; 2 keeps the bound out of the way of the multipliers.
        climb.lp.add(0.0, (0.0, 2.0), climb.lowest(open));
        for at in 0..people.len() {
            let most = if open.contains(&at) { f64::INFINITY } else { 0.0 };
            climb.lp.add(0.0, (0.0, most), climb.rows[at].clone());
        }
        climb.lp.dual();
        climb.lp.set_cost(0, 1.0);
        climb
    }

    /// The highest lowest chance, with the multipliers of all rows.
    fn top(&mut self) -> (f64, Vec<f64>) {
        self.lp.primal();
        self.lp.refresh();
        self.lp.primal();
        (self.lp.value(0), self.lp.multipliers())
    }

    fn worth(&self, multipliers: &[f64]) -> Vec<f64> {
        let worth = |row: &Vec<(usize, f64)>| {
            row.iter().map(|&(at, entry)| entry * multipliers[at]).sum::<f64>().max(0.0)
        };
        self.rows.iter().map(worth).collect()
    }

    fn fix(&mut self, fixed: &[usize], rest: &[usize], chance: f64) {
        for &at in fixed {
            for &(row, entry) in &self.rows[at] {
                self.taken[row] += entry * self.people[at] * chance;
            }
        }
        for (row, &(low, high)) in self.bounds.iter().enumerate() {
            self.lp.set_row(row, (low - self.taken[row], high - self.taken[row]));
        }
        self.lp.rest(0, self.lowest(rest));
    }

    /// What the lowest chance adds to each row.
    fn lowest(&self, open: &[usize]) -> Vec<(usize, f64)> {
        let mut sums = vec![0.0; self.bounds.len()];
        for &at in open {
            for &(row, entry) in &self.rows[at] {
                sums[row] += entry * self.people[at];
            }
        }
        sums.into_iter().enumerate().filter(|&(_, sum)| sum != 0.0).collect()
    }
}
