//! 合计 — What was given, added up by kind: totals, never a list of persons who did not give.

use kernel::{Area, Fen};
use serde::Serialize;

use super::{Contribution, Kind, State};

/// What was given and promised for a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// How many contributions were accepted.
    pub accepted: i64,
    /// How many are promised or delivered and not yet accepted.
    pub waiting: i64,
    /// Money still promised or brought and not yet counted.
    pub cash_waiting: Fen,
    /// Money counted.
    pub cash: Fen,
    /// Days of work counted.
    pub days: i64,
    /// Value of goods counted.
    pub material: Fen,
    /// Land given up, counted.
    pub land: Area,
}

impl Totals {
    /// Adds up.
    pub fn of(all: &[Contribution]) -> Self {
        let mut totals = Self::default();
        for c in all {
            match (c.state, &c.accepted) {
                (State::Accepted, Some(counted)) => {
                    totals.accepted += 1;
                    totals.add(c.kind, counted.amount);
                }
                (State::Promised | State::Delivered, _) => {
                    totals.waiting += 1;
                    if c.kind == Kind::Cash {
                        totals.cash_waiting = totals.cash_waiting + Fen(c.amount);
                    }
                }
                _ => {}
            }
        }
        totals
    }

    fn add(&mut self, kind: Kind, amount: i64) {
        match kind {
            Kind::Cash => self.cash = self.cash + Fen(amount),
            Kind::Labour => self.days += amount,
            Kind::Material => self.material = self.material + Fen(amount),
            Kind::Land => self.land = Area(self.land.0 + amount),
        }
    }
}
