//! 逐层剥离 — Whole panels whose mixture is a given point.
//!
//! Carathéodory's proof as a procedure: take a panel close to the point (each type rounded up or
//! down, full rows full), give it as large a share as what remains can bear, take it off, repeat.
//! Each step brings a type or a row to its limit, so few panels do. Whether the rest can still be
//! reached by whole panels is not known beforehand: when no panel fits, what is left is handed to
//! the [`mixture`](super::mixture).
#![expect(clippy::indexing_slicing, reason = "every vector is one entry a type or a row")]
#![expect(clippy::cast_precision_loss, reason = "numbers of people; nothing is decided here")]
#![expect(clippy::cast_possible_truncation, reason = "rounded numbers of seats, and scatter")]

use super::program::Program;
use super::search::{Aim, Search, UNIT, UNIT_WHOLE};

/// Seats that count as none.
const NIL: f64 = 1e-11;
/// A share too small to matter: what is left is spread over the others.
pub(super) const CRUMB: f64 = 1e-10;
/// Branches of the search for one panel.
const BRANCHES: usize = 2_000;

/// Panels with their shares, and the share for which no panel was found.
#[derive(Clone, Debug)]
pub(super) struct Peeled {
    /// Panels with their shares of 1.
    pub(super) panels: Vec<(Vec<i64>, f64)>,
    /// What remains of 1.
    pub(super) left: f64,
}

/// Peels panels off the seats each type should have. Each `turn` prefers other panels.
pub(super) fn peel(program: &Program, seats: &[f64], turn: usize) -> Peeled {
    let mut search = Search::new(program);
    let mut point = seats.to_vec();
    let mut peeled = Peeled { panels: Vec::new(), left: 1.0 };
    while peeled.left > CRUMB {
        let left = peeled.left;
        let sums = sums(program, &point);
        enclose(&mut search, program, (&point, &sums), left, turn);
        let weights: Vec<i64> =
            point.iter().enumerate().map(|(at, seats)| liking(seats / left, at, turn)).collect();
        let aim = Aim { above: -1, slack: i128::from(UNIT_WHOLE / 10), eager: true };
        let Some((panel, _)) = search.heaviest(&weights, aim, BRANCHES).panel else { break };
        let share = room(program, (&point, &sums), &panel, left);
        if share < NIL / 100.0 {
            break;
        }
        for (seats, &many) in point.iter_mut().zip(&panel) {
            *seats -= share * many as f64;
        }
        peeled.panels.push((panel, share));
        peeled.left -= share;
    }
    peeled
}

fn sums(program: &Program, point: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; program.rows.len()];
    for (column, seats) in program.columns.iter().zip(point) {
        for &(row, entry) in &column.rows {
            sums[row] += entry as f64 * seats;
        }
    }
    sums
}

/// The whole numbers around a part of `left`.
fn around(part: f64, left: f64) -> (i64, i64) {
    let value = part / left;
    let near = value.round();
    if (value - near).abs() < NIL / left {
        return (near as i64, near as i64);
    }
    (value.floor() as i64, value.ceil() as i64)
}

/// Allows only panels around the point. The first turn rounds the rows too, which keeps the rest
/// in good shape; the others only keep full rows full.
fn enclose(
    search: &mut Search,
    program: &Program,
    (point, sums): (&[f64], &[f64]),
    left: f64,
    turn: usize,
) {
    for (at, (&seats, column)) in point.iter().zip(&program.columns).enumerate() {
        let (low, high) = around(seats, left);
        search.narrow(at, (low.max(0), high.min(column.cap)));
    }
    for (row, (&sum, &(low, high))) in sums.iter().zip(&program.rows).enumerate() {
        let (floor, ceil) = around(sum, left);
        let free = turn > 0 && floor < ceil;
        let bounds = if free { (low, high) } else { (floor.max(low), ceil.min(high)) };
        search.bound_row(row, bounds);
    }
}

/// How much a seat is wanted: the more of it is missing. Later turns mix in a scatter.
fn liking(seats: f64, at: usize, turn: usize) -> i64 {
    let scatter = ((at + 1) * (turn * 7_919 + 1)).wrapping_mul(0x9E37_79B1) >> 8 & 0xFFFF;
    let part = seats - seats.floor();
    let wanted = if turn == 0 { part } else { part.midpoint(scatter as f64 / 65_536.0) };
    (wanted * UNIT) as i64
}

/// The largest share the panel may have so that the rest keeps within every limit.
fn room(program: &Program, (point, sums): (&[f64], &[f64]), panel: &[i64], left: f64) -> f64 {
    let mut share = left;
    let mut limit = |part: f64, many: i64, (low, high): (i64, i64)| {
        let (many, low, high) = (many as f64, low as f64, high as f64);
        let over = many * left - part;
        if over > NIL {
            share = share.min(((part - low * left) / (many - low)).max(0.0));
        } else if over < -NIL {
            share = share.min(((high * left - part) / (high - many)).max(0.0));
        }
    };
    for ((&seats, &many), column) in point.iter().zip(panel).zip(&program.columns) {
        limit(seats, many, (0, column.cap));
    }
    for ((&sum, &many), &bounds) in sums.iter().zip(&program.sums(panel)).zip(&program.rows) {
        limit(sum, many, bounds);
    }
    share
}
