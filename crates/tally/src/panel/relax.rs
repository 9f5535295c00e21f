//! 名额合不上 — When no panel meets the quotas: the smallest change that would help.
//!
//! Every quota may be lowered or raised at a price of one a seat; the cheapest change is found and
//! proved like the heaviest panel. Where a file says how far a quota may give way (`min_flex`,
//! `max_flex`), changes beyond that cost a thousand times as much, so they are proposed only when
//! nothing else helps.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::pool::{Pool, Quota, count};
use super::program::{Column, Program};
use super::search::{Aim, Search, UNIT_WHOLE};
use crate::invalid::Invalid;

/// Branches of one search.
const BRANCHES: usize = 200_000;
/// The price of changing a quota by one seat as it may give way, and beyond that.
const STEP: i64 = UNIT_WHOLE / 1024;
const FAR: i64 = UNIT_WHOLE;

/// Why there is no panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Numbers that cannot be true.
    Invalid(Invalid),
    /// The pool cannot fill the seats.
    TooFew {
        /// Seats asked for.
        size: u32,
        /// How many could sit at most: people, or households where one each may sit.
        possible: i64,
    },
    /// No panel meets the quotas.
    Unmet(Relaxation),
    /// The search was cut short before it found a panel or proved that there is none.
    TooHard,
}

impl From<Invalid> for Refused {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::say::explain_refused(self, crate::Lang::En).join(" "))
    }
}

impl std::error::Error for Refused {}

/// The smallest change of the quotas that lets a panel meet them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxation {
    /// Seats of the panel.
    pub size: u32,
    /// The quotas to change.
    pub changes: Vec<Change>,
    /// By how many seats in all. No smaller change helps.
    pub total: i64,
    /// Features whose quotas alone cannot add up to the size: least and most sums.
    pub sums: Vec<(String, i64, i64)>,
}

/// A quota to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The quota as it is.
    pub quota: Quota,
    /// The least it should be.
    pub min: i64,
    /// The most it should be.
    pub max: i64,
    /// How many of the pool have the value.
    pub pool: i64,
}

/// Any panel that meets the quotas.
pub(super) fn first_panel(pool: &Pool) -> Result<Vec<i64>, Refused> {
    let possible = possible(pool);
    if possible < i64::from(pool.size) {
        return Err(Refused::TooFew { size: pool.size, possible });
    }
    let none = vec![0; pool.types.len()];
    let aim = Aim { above: -1, slack: 0, eager: true };
    if let Some((panel, _)) = Search::new(&pool.program).heaviest(&none, aim, BRANCHES).panel {
        return Ok(panel);
    }
    let (program, weights, moves) = relaxed(pool);
    let aim = Aim { above: i128::MIN / 4, slack: i128::from(STEP / 2), eager: false };
    let found = Search::new(&program).heaviest(&weights, aim, BRANCHES);
    let Some((panel, weight)) = found.panel else { return Err(Refused::TooHard) };
    if weight == 0 {
        return Ok(panel.into_iter().take(pool.types.len()).collect());
    }
    // The change is called smallest only when that is proved.
    if found.proof.bound(&program, &weights) >= weight + i128::from(STEP) {
        return Err(Refused::TooHard);
    }
    Err(Refused::Unmet(relaxation(pool, &panel, &moves)))
}

/// How many could sit if there were no quotas.
fn possible(pool: &Pool) -> i64 {
    let alone = pool.types.iter().filter(|of| of.household.is_none());
    let alone: i64 = alone.map(|of| count(of.people.len())).sum();
    alone + pool.households.iter().map(|households| count(households.len())).sum::<i64>()
}

/// A column that changes a quota: which one, and whether it lowers the least.
type Move = (usize, bool);

/// The programme with a price on changing quotas; after the types, one column a move.
fn relaxed(pool: &Pool) -> (Program, Vec<i64>, Vec<Move>) {
    let mut program = pool.program.clone();
    let mut weights = vec![0; pool.types.len()];
    let mut moves = Vec::new();
    for (place, quota) in pool.quotas.iter().enumerate() {
        let (min, max) = (i64::from(quota.min), i64::from(quota.max));
        let size = i64::from(pool.size);
        let down = quota.lowest.map_or(min, |lowest| (min - i64::from(lowest)).clamp(0, min));
        let room = (size - max).max(0);
        let up = quota.highest.map_or(room, |highest| (i64::from(highest) - max).clamp(0, room));
        let steps = [
            (down, STEP, true),
            (min - down, FAR, true),
            (up, STEP, false),
            (room - up, FAR, false),
        ];
        for (cap, price, lowers) in steps.into_iter().filter(|&(cap, ..)| cap > 0) {
            let entry = if lowers { 1 } else { -1 };
            program.columns.push(Column { cap, rows: vec![(1 + place, entry)] });
            weights.push(-price);
            moves.push((place, lowers));
        }
    }
    (program, weights, moves)
}

fn relaxation(pool: &Pool, panel: &[i64], moves: &[Move]) -> Relaxation {
    let mut shifts: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    let mut total = 0;
    for (&(place, lowers), &by) in moves.iter().zip(panel.iter().skip(pool.types.len())) {
        if by > 0 {
            let change = shifts.entry(place).or_default();
            *(if lowers { &mut change.0 } else { &mut change.1 }) += by;
            total += by;
        }
    }
    let told = |(place, (down, up)): (usize, (i64, i64))| {
        let quota = pool.quotas.get(place)?.clone();
        let has = |of: &&super::pool::Type| of.answers.get(&quota.feature) == Some(&quota.value);
        let in_pool = pool.types.iter().filter(has).map(|of| count(of.people.len())).sum();
        let (min, max) = (i64::from(quota.min) - down, i64::from(quota.max) + up);
        Some(Change { quota, min, max, pool: in_pool })
    };
    let changes = shifts.into_iter().filter_map(told).collect();
    Relaxation { size: pool.size, changes, total, sums: sums(pool) }
}

fn sums(pool: &Pool) -> Vec<(String, i64, i64)> {
    let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for quota in &pool.quotas {
        let (least, most) = sums.entry(&quota.feature).or_default();
        *least += i64::from(quota.min);
        *most += i64::from(quota.max);
    }
    let size = i64::from(pool.size);
    let off = sums.into_iter().filter(|&(_, (least, most))| least > size || most < size);
    off.map(|(feature, (least, most))| (feature.to_owned(), least, most)).collect()
}
