//! 爬坡 — How the simplex moves: up to the best point, or back within the bounds.
//!
//! Two ways over the same basis. [`Simplex::primal`] keeps within the bounds and raises the worth
//! (Dantzig's rule, Bland's when it has been idle, Harris's two-pass ratio test);
//! [`Simplex::dual`] keeps every gain at its place and restores the bounds (the long step).
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: positions are below the number of rows, variables below that of \
              the columns, and a slice of candidates is cut where one was found"
)]

use super::simplex::{GAIN, NEAR, PIVOT, Place, Simplex, dot};

/// Pivots after which the inverse is built afresh.
const FRESH: usize = 150;
/// Steps without progress after which the climb goes carefully.
const IDLE: usize = 300;

/// A variable that could enter the basis: how the leaving one falls as it rises, what that loses
/// a unit, and how far it can move.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    variable: usize,
    fall: f64,
    loss: f64,
    room: f64,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// At an optimum, as far as floating point can tell.
    Best,
    /// No point meets the bounds; the row of the inverse at this basis position says why.
    Empty(usize),
    /// Too many steps: the caller goes on with what it has.
    Stuck,
}

impl Simplex {
    /// Climbs from a point within the bounds to the best one.
    pub(super) fn primal(&mut self) -> End {
        let mut idle = 0;
        for _ in 0..self.patience() {
            if self.age >= FRESH {
                self.refresh();
            }
            let multipliers = self.multipliers();
            let Some((entering, gain)) = self.entering(&multipliers, idle > IDLE) else {
                return End::Best;
            };
            let direction = self.direction(entering);
            let rising = gain > 0.0;
            let sign = if rising { 1.0 } else { -1.0 };
            let room = self.upper[entering] - self.lower[entering];
            let (position, step) = self.leaving(&direction, sign).unwrap_or((0, f64::INFINITY));
            let moved = step.min(room);
            if !moved.is_finite() {
                return End::Stuck;
            }
            idle = if moved > NEAR { 0 } else { idle + 1 };
            let entered = self.at(entering) + sign * moved;
            for (value, &fall) in self.value.iter_mut().zip(&direction) {
                *value -= sign * moved * fall;
            }
            if room <= step {
                self.place[entering] = if rising { Place::Upper } else { Place::Lower };
                continue;
            }
            let to = if sign * direction[position] > 0.0 { Place::Lower } else { Place::Upper };
            self.pivot(position, entering, &direction, to);
            self.value[position] = entered;
        }
        End::Stuck
    }

    /// Restores the bounds while keeping every gain at its place: from any basis, after bounds or
    /// costs changed, to the best point or to the proof that there is none.
    pub(super) fn dual(&mut self) -> End {
        self.nudged = true;
        let end = self.restore();
        self.nudged = false;
        if end == End::Best { self.primal() } else { end }
    }

    fn restore(&mut self) -> End {
        self.sort_places();
        for _ in 0..self.patience() {
            if self.age >= FRESH {
                self.refresh();
            }
            let outside =
                |&a: &usize, &b: &usize| self.outside(a).abs().total_cmp(&self.outside(b).abs());
            let Some(position) = (0..self.rows).max_by(outside) else { return End::Best };
            let excess = self.outside(position);
            if excess.abs() <= NEAR {
                return End::Best;
            }
            let Some(entering) = self.replacing(position, excess) else {
                return End::Empty(position);
            };
            let excess = self.outside(position);
            let direction = self.direction(entering);
            let step = excess / direction[position];
            let entered = self.at(entering) + step;
            for (value, &fall) in self.value.iter_mut().zip(&direction) {
                *value -= step * fall;
            }
            let to = if excess > 0.0 { Place::Upper } else { Place::Lower };
            self.pivot(position, entering, &direction, to);
            self.value[position] = entered;
        }
        End::Stuck
    }

    fn patience(&self) -> usize {
        20 * (self.rows + 50) + self.columns.len()
    }

    /// The variable with the largest gain; the first with any when told to be careful (Bland).
    fn entering(&self, multipliers: &[f64], careful: bool) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for variable in 0..self.columns.len() {
            let up = match self.place[variable] {
                Place::Basic(_) => continue,
                Place::Lower => true,
                Place::Upper => false,
            };
            if self.lower[variable] >= self.upper[variable] {
                continue;
            }
            let gain = self.gain(variable, multipliers);
            if (gain > 0.0) == up && gain.abs() > best.map_or(GAIN, |(_, best)| best.abs()) {
                best = Some((variable, gain));
                if careful {
                    break;
                }
            }
        }
        best
    }

    /// Which basic variable meets a bound first as one enters, and after what step.
    fn leaving(&self, direction: &[f64], sign: f64) -> Option<(usize, f64)> {
        let room = |position: usize, slack: f64| {
            let (variable, fall) = (self.basis[position], sign * direction[position]);
            let bound = if fall > 0.0 { self.lower[variable] } else { self.upper[variable] };
            (((self.value[position] - bound) / fall).max(0.0) * fall.abs() + slack) / fall.abs()
        };
        let moving = |&position: &usize| direction[position].abs() > PIVOT;
        let bounded = |position: usize| Some(room(position, NEAR)).filter(|step| step.is_finite());
        let furthest = (0..self.rows).filter(moving).filter_map(bounded).min_by(f64::total_cmp)?;
        let fits = (0..self.rows).filter(moving).filter(|&p| room(p, 0.0) <= furthest);
        let best = fits.max_by(|&a, &b| direction[a].abs().total_cmp(&direction[b].abs()))?;
        Some((best, room(best, 0.0)))
    }

    /// Puts every variable outside the basis at the bound it gains from.
    fn sort_places(&mut self) {
        let multipliers = self.multipliers();
        for variable in 0..self.columns.len() {
            let place = self.place[variable];
            if matches!(place, Place::Basic(_)) {
                continue;
            }
            let gain = self.gain(variable, &multipliers);
            if gain > 0.0 && self.upper[variable].is_finite() {
                self.place[variable] = Place::Upper;
            } else if gain < 0.0 && self.lower[variable].is_finite() {
                self.place[variable] = Place::Lower;
            }
        }
        self.settle();
    }

    /// Which variable may take over from a basic one that is out of its bounds, at the smallest
    /// loss. Variables that lose less than it and do not suffice are moved to their other bound
    /// on the way (the long step of Kirillova, Gabasov and Kostyukova 1979).
    fn replacing(&mut self, position: usize, excess: f64) -> Option<usize> {
        let mut fit = self.candidates(position, excess);
        fit.sort_by(|a, b| a.loss.total_cmp(&b.loss).then(b.fall.abs().total_cmp(&a.fall.abs())));
        let mut lacking = excess.abs();
        let reaches = |candidate: &Candidate| {
            lacking -= candidate.fall.abs() * candidate.room;
            lacking <= NEAR
        };
        let first = fit.iter().position(reaches)?;
        let near = fit[first].loss + GAIN / fit[first].fall.abs();
        let close = fit[first..].iter().take_while(|candidate| candidate.loss <= near);
        let entering = close.max_by(|a, b| a.fall.abs().total_cmp(&b.fall.abs()))?.variable;
        self.turn(&fit[..first]);
        Some(entering)
    }

    fn candidates(&self, position: usize, excess: f64) -> Vec<Candidate> {
        let row = self.inverse_row(position);
        let multipliers = self.multipliers();
        let mut fit = Vec::new();
        for (variable, column) in self.columns.iter().enumerate() {
            let up = match self.place[variable] {
                Place::Basic(_) => continue,
                Place::Lower => 1.0,
                Place::Upper => -1.0,
            };
            let room = self.upper[variable] - self.lower[variable];
            if room <= 0.0 {
                continue;
            }
            let fall: f64 = column.iter().map(|&(at, entry)| row[at] * entry).sum();
            if fall * up * excess.signum() > PIVOT {
                let loss = self.gain(variable, &multipliers).abs() / fall.abs();
                fit.push(Candidate { variable, fall, loss, room });
            }
        }
        fit
    }

    /// Moves variables to their other bounds.
    fn turn(&mut self, turned: &[Candidate]) {
        if turned.is_empty() {
            return;
        }
        let mut sums = vec![0.0; self.rows];
        for &Candidate { variable, room, .. } in turned {
            let up = self.place[variable] == Place::Lower;
            self.place[variable] = if up { Place::Upper } else { Place::Lower };
            let moved = if up { room } else { -room };
            self.columns[variable].iter().for_each(|&(row, entry)| sums[row] -= moved * entry);
        }
        for position in 0..self.rows {
            let moved = dot(self.inverse_row(position), &sums);
            self.value[position] += moved;
        }
    }
}
