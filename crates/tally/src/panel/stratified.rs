//! 分层抽签 — The plain draw: names in the order of the lot, seated while the quotas can be met.
//!
//! Everybody is put in the order of the lot, topic `stratified`. Each in turn is seated, unless the
//! seats still free could then no longer meet every quota (or somebody of the household already
//! sits). It needs no table of chances and can be followed name by name, but chances are not equal:
//! rare people are drawn more often than need be, and nobody can say beforehand how often. Who may
//! choose takes [`leximin`](super::leximin).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::pool::{Ask, Person, Pool, Quota};
use super::relax::{self, Refused};
use super::search::{Aim, Search};
use crate::lot::Lot;

/// Branches of one search.
const BRANCHES: usize = 200_000;

/// Why somebody was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Seated.
    Seated,
    /// The quotas could not have been met any more.
    Quota,
    /// Somebody of the household already sits.
    Household,
}

/// A panel drawn name by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stratified {
    /// Who sits, by id.
    pub panel: Vec<String>,
    /// The seed, as published.
    pub seed: String,
    /// Seats.
    pub size: u32,
    /// The names as they were read, up to the last seat.
    pub read: Vec<(String, Fate)>,
}

/// Draws name by name. The same seed draws the same for ever.
///
/// # Errors
/// As [`leximin`](super::leximin).
pub fn stratified(
    people: &[Person],
    quotas: &[Quota],
    ask: Ask,
    lot: &Lot,
) -> Result<Stratified, Refused> {
    let pool = Pool::new(people, quotas, ask)?;
    let goal = relax::first_panel(&pool)?;
    let mut seating = Seating::new(&pool, goal);
    let mut read = Vec::new();
    let ids: Vec<&str> = seating.type_of.keys().copied().collect();
    for id in lot.order("stratified", ids) {
        if seating.seated == i64::from(ask.size) {
            break;
        }
        read.push((id.to_owned(), seating.read(id)));
    }
    let seated = read.iter().filter(|(_, fate)| *fate == Fate::Seated);
    let mut panel: Vec<String> = seated.map(|(id, _)| id.clone()).collect();
    panel.sort();
    Ok(Stratified { panel, seed: lot.seed().to_owned(), size: ask.size, read })
}

struct Seating<'a> {
    search: Search,
    caps: Vec<i64>,
    type_of: BTreeMap<&'a str, usize>,
    home_of: BTreeMap<&'a str, (usize, usize)>,
    homes: BTreeSet<(usize, usize)>,
    /// Seats of each type so far, and a whole panel that completes them.
    seats: Vec<i64>,
    goal: Vec<i64>,
    seated: i64,
    /// Types that can take no more.
    full: BTreeSet<usize>,
}

impl<'a> Seating<'a> {
    fn new(pool: &'a Pool, goal: Vec<i64>) -> Self {
        let types = pool.types.iter().enumerate();
        let type_of = types.flat_map(|(at, of)| of.people.iter().map(move |id| (id.as_str(), at)));
        let mut home_of = BTreeMap::new();
        for (make_up, households) in pool.households.iter().enumerate() {
            for (home, members) in households.iter().enumerate() {
                let ids = members.values().flatten();
                home_of.extend(ids.map(|id| (id.as_str(), (make_up, home))));
            }
        }
        Self {
            search: Search::new(&pool.program),
            caps: pool.program.columns.iter().map(|column| column.cap).collect(),
            type_of: type_of.collect(),
            home_of,
            homes: BTreeSet::new(),
            seats: vec![0; pool.types.len()],
            goal,
            seated: 0,
            full: BTreeSet::new(),
        }
    }

    fn read(&mut self, id: &str) -> Fate {
        let home = self.home_of.get(id).copied();
        if home.is_some_and(|home| self.homes.contains(&home)) {
            return Fate::Household;
        }
        let at = self.type_of.get(id).copied().unwrap_or(usize::MAX);
        if self.full.contains(&at) || !self.fits(at) {
            self.full.insert(at);
            return Fate::Quota;
        }
        self.homes.extend(home);
        self.seated += 1;
        Fate::Seated
    }

    /// Whether one more of a type can sit; takes the seat when it can.
    fn fits(&mut self, at: usize) -> bool {
        let none = vec![0; self.seats.len()];
        let (Some(seats), Some(&cap)) = (self.seats.get_mut(at), self.caps.get(at)) else {
            return false;
        };
        *seats += 1;
        let taken = *seats;
        self.search.narrow(at, (taken, cap));
        if self.goal.get(at).is_some_and(|&goal| goal >= taken) {
            return true;
        }
        let aim = Aim { above: -1, slack: 0, eager: true };
        if taken <= cap
            && let Some((goal, _)) = self.search.heaviest(&none, aim, BRANCHES).panel
        {
            self.goal = goal;
            return true;
        }
        *seats -= 1;
        self.search.narrow(at, (taken - 1, cap));
        false
    }
}
