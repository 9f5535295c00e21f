//! 最公平的机会 — Leximin: the lowest chance as high as it can be, then the next lowest, and so on.
//!
//! Moulin 2003 for the criterion; Flanigan, Gölz, Gupta, Hennig, Procaccia, *Fair algorithms for
//! selecting citizens' assemblies*, Nature 596 (2021) for panels. Fixing a stage's types by their
//! positive multipliers is theirs; that quotas alone nearly always give the answer, so that panels
//! are looked for only to make it up, is the short cut here:
//!
//! ```text
//!   quotas, cuts ──▶ ceiling: fairest chances ──▶ peel into panels ──all──▶ lottery, certificate
//!        ▲                                             │ not all                  ▲
//!        └────── cut: what panels cannot do ◀── mixture, with new panels ──met────┘
//! ```
#![expect(clippy::indexing_slicing, reason = "every vector is one entry a type or a panel")]
#![expect(clippy::cast_precision_loss, reason = "numbers of people; chances are counted after it")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares of 1, never below 0, as tickets; counted after it"
)]

use super::ceiling::{Ceiling, Cut, Level};
use super::certificate::{Certificate, Stage};
use super::lottery::{Lottery, TICKETS, Ticket};
use super::mixture::{Mixed, Mixture, whole};
use super::peel::{CRUMB, peel};
use super::pool::{Ask, Person, Pool, Quota};
use super::program::{Proof, weigh};
use super::relax::{self, Refused};
use super::search::{Aim, Search, UNIT_WHOLE};

/// Branches of one search.
const BRANCHES: usize = 200_000;
/// How often the ceiling may come down, and how often it is peeled anew before panels are searched.
const ROUNDS: usize = 1_000;
const TURNS: usize = 4;
/// How near a bound must come to be taken without a search, in chance.
const NEAR: f64 = 1e-9;

/// The fairest lottery over panels.
///
/// # Errors
/// [`Refused`]: damaged input, too few people, or quotas that no panel meets, with the smallest
/// change that would help.
pub fn leximin(people: &[Person], quotas: &[Quota], ask: Ask) -> Result<Lottery, Refused> {
    let pool = Pool::new(people, quotas, ask)?;
    let first = relax::first_panel(&pool)?;
    let mut maker = Maker::new(&pool, first);
    let (never, never_proof) = maker.reach();
    let (shares, levels) = maker.mix(&never);
    let tickets = tickets(shares);
    let stages = levels.iter().map(|level| maker.prove(level, &tickets)).collect();
    let certificate = Certificate { never, never_proof, stages };
    Ok(Lottery::new(pool, tickets, certificate))
}

struct Maker<'a> {
    pool: &'a Pool,
    people: Vec<f64>,
    search: Search,
    mixture: Mixture,
}

type Shares = Vec<(Vec<i64>, f64)>;

impl<'a> Maker<'a> {
    fn new(pool: &'a Pool, first: Vec<i64>) -> Self {
        let people: Vec<f64> = pool.types.iter().map(|of| of.people.len() as f64).collect();
        let mut mixture = Mixture::new(&people);
        mixture.add(first);
        Self { pool, people, search: Search::new(&pool.program), mixture }
    }

    /// Adds panels until every type sits on one; the types for which there is none, with the proof.
    fn reach(&mut self) -> (Vec<usize>, Option<Proof>) {
        loop {
            let panels = &self.mixture.panels;
            let sits = |at: &usize| panels.iter().all(|panel| panel[*at] == 0);
            let missing: Vec<usize> = (0..self.people.len()).filter(sits).collect();
            if missing.is_empty() {
                return (missing, None);
            }
            let weights = seats_of(&missing, self.people.len());
            let aim = Aim { above: 0, slack: i128::from(UNIT_WHOLE / 2), eager: true };
            let found = self.search.heaviest(&weights, aim, BRANCHES);
            match found.panel {
                Some((panel, _)) => self.mixture.add(panel),
                None => return (missing, Some(found.proof)),
            }
        }
    }

    /// The fairest chances that panels can make up, as shares of panels.
    fn mix(&mut self, never: &[usize]) -> (Shares, Vec<Level>) {
        let mut cuts = Vec::new();
        let mut round = 0;
        loop {
            round += 1;
            let ceiling = Ceiling::new(&self.pool.program, &self.people, never, &cuts);
            let capped = self.capped(&ceiling.chance);
            if !capped.is_empty() && round < ROUNDS {
                cuts.extend(capped);
                continue;
            }
            if let Some(shares) = self.peel(&ceiling.chance) {
                return (shares, ceiling.levels);
            }
            match self.mixture.meet(&mut self.search, &ceiling.chance) {
                Mixed::Beyond(cut) if round < ROUNDS => cuts.push(cut),
                _ => return (self.mixture.shares(), ceiling.levels),
            }
        }
    }

    /// Cuts for the types that would sit more often than they can.
    fn capped(&self, chance: &[f64]) -> Vec<Cut> {
        let columns = self.pool.program.columns.iter().zip(chance).zip(&self.people).enumerate();
        let over = columns.filter(|(_, ((column, chance), people))| {
            **chance * **people > column.cap as f64 + NEAR
        });
        let cut = |(at, ((column, _), _)): (usize, ((&super::program::Column, _), _))| Cut {
            weights: vec![(at, 1.0)],
            most: column.cap as f64,
        };
        over.map(cut).collect()
    }

    /// Makes the chances up by peeling; else the panels found are known from now on.
    fn peel(&mut self, chance: &[f64]) -> Option<Shares> {
        let seats: Vec<f64> = chance.iter().zip(&self.people).map(|(a, b)| a * b).collect();
        for turn in 0..TURNS {
            let peeled = peel(&self.pool.program, &seats, turn);
            if peeled.left <= CRUMB {
                return Some(peeled.panels);
            }
            peeled.panels.into_iter().for_each(|(panel, _)| self.mixture.add(panel));
        }
        None
    }

    /// Proves a stage in whole numbers: by the multipliers of the quotas where they suffice, else
    /// by a search.
    fn prove(&mut self, level: &Level, tickets: &[Ticket]) -> Stage {
        let (weights, unit) = whole(&level.worth);
        let scaled = level.multipliers.iter().map(|m| (m * unit).round().clamp(-4e18, 4e18) as i64);
        let quick = Proof::Multipliers(scaled.collect());
        let known = tickets.iter().map(|ticket| weigh(&weights, &ticket.seats)).max().unwrap_or(0);
        let slack = (NEAR * unit) as i128;
        let proof = if quick.bound(&self.pool.program, &weights) <= known + slack {
            quick
        } else {
            let aim = Aim { above: known, slack, eager: false };
            self.search.heaviest(&weights, aim, BRANCHES).proof
        };
        let weighed = weights.into_iter().enumerate().filter(|&(_, weight)| weight > 0);
        Stage { fixed: level.fixed.clone(), weights: weighed.collect(), proof }
    }
}

/// A weight on each seat of these types.
fn seats_of(types: &[usize], all: usize) -> Vec<i64> {
    let mut weights = vec![0; all];
    for &at in types {
        weights[at] = UNIT_WHOLE;
    }
    weights
}

/// Shares as whole tickets: each rounded down, what is missing goes to the largest remainders.
/// Most tickets first.
fn tickets(mut shares: Shares) -> Vec<Ticket> {
    let all: f64 = shares.iter().map(|(_, share)| share).sum();
    let exact = |share: f64| share / all * TICKETS as f64;
    shares.sort_by(|a, b| {
        let rest = |share: f64| exact(share) - exact(share).floor();
        rest(b.1).total_cmp(&rest(a.1)).then_with(|| a.0.cmp(&b.0))
    });
    let given: u64 = shares.iter().map(|&(_, share)| exact(share).floor() as u64).sum();
    let mut missing = TICKETS.saturating_sub(given);
    let mut tickets: Vec<Ticket> = Vec::new();
    for (seats, share) in shares {
        let extra = missing.min(1);
        missing -= extra;
        tickets.push(Ticket { tickets: exact(share).floor() as u64 + extra, seats });
    }
    if let Some(first) = tickets.first_mut() {
        first.tickets += missing;
    }
    tickets.retain(|ticket| ticket.tickets > 0);
    tickets.sort_by(|a, b| b.tickets.cmp(&a.tickets).then_with(|| a.seats.cmp(&b.seats)));
    tickets
}
