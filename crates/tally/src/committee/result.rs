//! 当选结果 — A count by any of the methods, and all that is needed to check it.

use std::collections::BTreeSet;

use dashu_ratio::RBig;
use serde::Serialize;

use super::approvals::{Approvals, Candidate};
use super::case::Case;
use super::exact;
use super::phragmen::Phragmen;
use super::separable::Separable;
use super::sequential::{Adding, Striking};
use super::shares::Shares;
use super::stepwise::{Bounds, Step, Stepwise, every, path};
use super::thiele::Points;
use super::{Method, Ties};
use crate::invalid::Invalid;

/// What listing every tied committee may cost: memory kept, marks looked at.
const ALL: Bounds = Bounds { bytes: 1 << 27, looks: 1 << 32 };
/// What finding out whether a committee is the only one may cost, when one is enough.
const UNIQUE: Bounds = Bounds { bytes: 1 << 25, looks: 1 << 26 };

/// A committee chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Elected {
    /// By which method.
    pub method: Method,
    /// Seats filled.
    pub seats: u32,
    /// Ballots cast, blank ones included.
    pub ballots: u64,
    /// The committee by the tie rule, by rising numbers.
    pub chosen: Vec<u32>,
    /// The committees, each by rising numbers (from 1, in file order): the one of the tie rule, or
    /// all that are tied, those with smaller numbers first.
    pub committees: Vec<Vec<u32>>,
    /// The same committees by name.
    pub names: Vec<Vec<String>>,
    /// Whether it is the only committee ties could lead to; none when the ways are too many to
    /// follow.
    pub unique: Option<bool>,
    /// The points of the committee chosen, exactly; none for methods without points.
    pub score: Option<String>,
    /// How the committee chosen was built. Empty where it was found as a whole.
    pub rounds: Vec<Round>,
    /// At place j the ballots that approve j members of the committee chosen.
    pub served: Vec<u64>,
    /// Members of the committee chosen whom no ballot approves: they only fill seats.
    pub unsupported: Vec<u32>,
}

/// One decision on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Round {
    /// The number of who was elected (struck off, where `by` is a loss).
    pub number: u32,
    /// Their name.
    pub name: String,
    /// What the names were compared by.
    pub by: By,
    /// The number reached, exactly; none when no ballot approves whoever is left.
    pub value: Option<String>,
    /// Ballots that approve them.
    pub supporters: u64,
    /// Everybody equally good then, them included; empty when nobody else was.
    pub tied: Vec<u32>,
    /// The same by name.
    pub tied_names: Vec<String>,
    /// Under equal shares and Phragmén: who bears the seat, together 1. Where loads are levelled
    /// while seats are filled, a share may be below 0.
    pub paid: Vec<Paid>,
}

/// Ballots that bear the same share of a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paid {
    /// How many.
    pub ballots: u64,
    /// The share of each, exactly.
    pub share: String,
}

/// What names are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Points of its own, most first.
    Score,
    /// Points brought to the committee, most first.
    Gain,
    /// Points the committee loses, least struck off first.
    Loss,
    /// The most a ballot pays, least first.
    Price,
    /// The load left on each ballot, least first.
    Load,
}

/// What a method found.
struct Found {
    /// Members by the tie rule.
    first: Vec<bool>,
    steps: Vec<Step>,
    all: Vec<Vec<bool>>,
    unique: Option<bool>,
}

/// Chooses a committee. `seats` go before the seats the file states. Refused: no seats or more than
/// names, no ballots, more work than the stated bounds.
pub fn elect(
    approvals: &Approvals,
    method: Method,
    seats: Option<u32>,
    ties: Ties,
) -> Result<Elected, Invalid> {
    let seats = seats.or(approvals.seats).unwrap_or(0);
    let case = Case::try_new(approvals, seats)?;
    let found = match method {
        Method::Pav => best(&case, Points::Harmonic, ties),
        Method::Cc => best(&case, Points::FirstOnly, ties),
        Method::SeqPav => stepwise(&Adding::new(&case, Points::Harmonic), ties),
        Method::SeqCc => stepwise(&Adding::new(&case, Points::FirstOnly), ties),
        Method::RevSeqPav => stepwise(&Striking::new(&case, Points::Harmonic), ties),
        Method::EqualShares => stepwise(&Shares::new(&case), ties),
        Method::Phragmen => stepwise(&Phragmen::new(&case), ties),
        Method::Av => stepwise(&Separable::approval(&case), ties),
        Method::Sav => stepwise(&Separable::satisfaction(&case), ties),
    }?;
    let candidates = approvals.candidates();
    let committees: Vec<_> = found.all.iter().map(|members| stand(candidates, members)).collect();
    let chosen = stand(candidates, &found.first);
    Ok(Elected {
        method,
        seats,
        ballots: case.cast,
        chosen: numbers(&chosen),
        committees: committees.iter().map(|members| numbers(members)).collect(),
        names: committees.iter().map(|members| names(members)).collect(),
        unique: found.unique,
        score: score(method, &case, &found.first).map(|score| score.to_string()),
        served: served(&case, &found.first),
        unsupported: (0..case.names())
            .filter(|&name| case.support(name) == 0)
            .filter_map(|name| Some(candidates.get(name)?.number))
            .filter(|number| chosen.iter().any(|member| member.number == *number))
            .collect(),
        rounds: found.steps.into_iter().filter_map(|step| round(&case, candidates, step)).collect(),
    })
}

fn stepwise<R: Stepwise>(rule: &R, ties: Ties) -> Result<Found, Invalid> {
    let (first, steps) = path(rule);
    if steps.iter().all(|step| step.best.tied.len() == 1) {
        return Ok(Found { all: vec![first.clone()], first, steps, unique: Some(true) });
    }
    let (all, unique) = match ties {
        Ties::All => {
            let all = every(rule, ALL)?;
            let unique = Some(all.len() == 1);
            (in_order(all), unique)
        }
        Ties::First => {
            let unique = every(rule, UNIQUE).ok().map(|all| all.len() == 1);
            (vec![first.clone()], unique)
        }
    };
    Ok(Found { first, steps, all, unique })
}

/// Committees of smaller numbers first: members stand as `true`, which sorts after `false`.
fn in_order(all: BTreeSet<Vec<bool>>) -> Vec<Vec<bool>> {
    all.into_iter().rev().collect()
}

fn best(case: &Case, points: Points, ties: Ties) -> Result<Found, Invalid> {
    let all = in_order(exact::committees(case, points, ties)?);
    let unique = Some(all.len() == 1);
    let first = all.first().cloned().unwrap_or_default();
    let all = if ties == Ties::All { all } else { vec![first.clone()] };
    Ok(Found { first, steps: Vec::new(), all, unique })
}

fn score(method: Method, case: &Case, members: &[bool]) -> Option<RBig> {
    match method {
        Method::Pav | Method::SeqPav | Method::RevSeqPav => {
            Some(Points::Harmonic.score(case, members))
        }
        Method::Cc | Method::SeqCc => Some(Points::FirstOnly.score(case, members)),
        Method::Av => Some(Separable::approval(case).score(members)),
        Method::Sav => Some(Separable::satisfaction(case).score(members)),
        Method::EqualShares | Method::Phragmen => None,
    }
}

fn stand<'a>(candidates: &'a [Candidate], members: &[bool]) -> Vec<&'a Candidate> {
    candidates.iter().zip(members).filter(|&(_, &member)| member).map(|(who, _)| who).collect()
}

fn numbers(who: &[&Candidate]) -> Vec<u32> {
    who.iter().map(|candidate| candidate.number).collect()
}

fn names(who: &[&Candidate]) -> Vec<String> {
    who.iter().map(|candidate| candidate.name.clone()).collect()
}

fn round(case: &Case, candidates: &[Candidate], step: Step) -> Option<Round> {
    let Step { name, mut best, paid } = step;
    best.tied.sort_unstable();
    let tied: Vec<_> = best.tied.iter().filter_map(|&name| candidates.get(name)).collect();
    let tied = if tied.len() > 1 { tied } else { Vec::new() };
    let paid = paid.into_iter().map(|(ballots, share)| Paid { ballots, share: share.to_string() });
    let Candidate { number, name: text } = candidates.get(name)?.clone();
    Some(Round {
        number,
        name: text,
        by: best.by,
        value: best.value.map(|value| value.to_string()),
        supporters: case.support(name),
        tied: numbers(&tied),
        tied_names: names(&tied),
        paid: paid.collect(),
    })
}

fn served(case: &Case, members: &[bool]) -> Vec<u64> {
    let served = case.served(members);
    let most = served.iter().copied().max().unwrap_or(0);
    let mut ballots = vec![0; most + 1];
    for (heap, served) in case.heaps.iter().zip(served) {
        if let Some(ballots) = ballots.get_mut(served) {
            *ballots += heap.count;
        }
    }
    ballots
}
