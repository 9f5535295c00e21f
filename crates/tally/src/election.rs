//! 选举 — Seats filled by marks on ballots: the double majority of a village, its run-off, and the
//! plain plurality of a neighbourhood's own committee.
//!
//! 村民委员会组织法 art. 15: valid when more than half of the registered vote; elected who gets more
//! than half of the ballots *cast* (void ones too); seats left empty are voted on again, where most
//! votes win with at least a third of the ballots cast. More ballots back than out void the whole
//! vote. A tie for the last seats is reported with its names, never broken here: the tied are voted
//! on again.
//!
//! The law wants a secret booth and an open count, so this checks a count; it is no ballot box.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, add, not_negative, within};
use crate::lot::{Drawn, Lot};
use crate::outcome::{Key, Line, Outcome, Unit, Whole};
use crate::rule::{ElectionRule, Rule};
use crate::threshold::{Cmp, Threshold};

/// Which vote this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Round {
    /// The election itself.
    #[default]
    First,
    /// 另行选举: the second vote for seats left empty. It needs no turnout.
    RunOff,
}

/// The numbers of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Registered voters, or the frozen roll.
    pub registered: i64,
    /// Ballots handed out, where that was counted.
    #[serde(default)]
    pub issued: Option<i64>,
    /// Ballots returned, void ones included.
    pub cast: i64,
    /// Seats to fill.
    pub seats: u32,
    /// Votes for each name, written-in names included.
    pub votes: BTreeMap<String, i64>,
}

/// What comes next when seats stay empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextRound {
    /// Seats to fill there.
    pub seats: u32,
    /// Who stands: the best of the rest, one more than the seats (差额), more when tied.
    pub candidates: Vec<String>,
}

/// The result of an election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elected {
    /// The checks: turnout, ballots, then each name by votes. Passed when every seat is filled.
    pub outcome: Outcome,
    /// Whether the election counts at all.
    pub valid: bool,
    /// Who is elected, most votes first, equal votes by name.
    pub elected: Vec<String>,
    /// Who qualifies with equal votes for the last seats.
    pub tie: Vec<String>,
    /// How many seats the tied are to be voted on again for.
    pub tie_seats: u32,
    /// Seats nobody qualifies for.
    pub vacant: u32,
    /// The run-off for the vacant seats, if the rule knows one and somebody is left to stand.
    pub next_round: Option<NextRound>,
}

/// Judges the numbers of an election by its rule.
pub fn decide(rule: &Rule, round: Round, count: &Count) -> Result<Elected, Invalid> {
    let wrong = || Invalid::WrongRule { rule: rule.version(), needs: "an election" };
    let election = rule.election().ok_or_else(wrong)?;
    if round == Round::RunOff && election.run_off.is_none() {
        return Err(Invalid::WrongRule {
            rule: rule.version(),
            needs: "an election with a run-off",
        });
    }
    check(count)?;
    let mut lines = validity(election, round, count);
    let valid = lines.iter().all(|line| line.ok);
    let needed = match round {
        Round::First => election.winner,
        Round::RunOff => election.run_off,
    };
    let ranked = ranked(&count.votes);
    let qualifies =
        |votes: i64| votes > 0 && needed.is_none_or(|share| share.met(votes, count.cast));
    if let Some(needed) = needed {
        lines.extend(ranked.iter().map(|&(name, votes)| {
            let cast = (Whole::Cast, count.cast);
            let line = Line::new(Key::Candidate, Unit::Ballots, votes, cast, needed);
            Line { label: Some(name.to_owned()), ..line }
        }));
    }
    let mut result = Elected {
        outcome: Outcome { rule: rule.version(), passed: false, lines },
        valid,
        elected: Vec::new(),
        tie: Vec::new(),
        tie_seats: 0,
        vacant: count.seats,
        next_round: None,
    };
    if valid {
        let fit: Vec<_> = ranked.iter().copied().filter(|&(_, votes)| qualifies(votes)).collect();
        seat(&mut result, &fit);
        result.outcome.passed = result.vacant == 0 && result.tie_seats == 0;
        if round == Round::First && election.run_off.is_some() {
            result.next_round = next_round(&result, &ranked);
        }
    }
    Ok(result)
}

fn check(count: &Count) -> Result<(), Invalid> {
    if count.seats == 0 {
        return Err(Invalid::NoSeats);
    }
    not_negative("registered", count.registered)?;
    not_negative("issued", count.issued.unwrap_or(0))?;
    not_negative("cast", count.cast)?;
    within("cast", count.cast, "registered", count.registered)?;
    for &votes in count.votes.values() {
        not_negative("votes", votes)?;
        within("votes", votes, "cast", count.cast)?;
    }
    Ok(())
}

/// The checks an election must pass to count at all.
fn validity(election: &ElectionRule, round: Round, count: &Count) -> Vec<Line> {
    let turnout = election.turnout.filter(|_| round == Round::First).map(|turnout| {
        let registered = (Whole::Registered, count.registered);
        Line::new(Key::Turnout, Unit::Ballots, count.cast, registered, turnout)
    });
    let returned = count.issued.map(|issued| {
        let all = Threshold { cmp: Cmp::AtMost, fraction: crate::fraction::Fraction::ONE };
        Line::new(Key::Returned, Unit::Ballots, count.cast, (Whole::Issued, issued), all)
    });
    returned.into_iter().chain(turnout).collect()
}

/// Names by votes, most first; equal votes by name, so that the order never depends on the input.
fn ranked(votes: &BTreeMap<String, i64>) -> Vec<(&str, i64)> {
    let mut ranked: Vec<_> = votes.iter().map(|(name, &votes)| (name.as_str(), votes)).collect();
    ranked.sort_by_key(|&(_, votes)| std::cmp::Reverse(votes));
    ranked
}

/// Gives the seats to those who qualify, and leaves out every name of a tie for the last of them.
fn seat(result: &mut Elected, fit: &[(&str, i64)]) {
    let seats = usize::try_from(result.vacant).unwrap_or(usize::MAX);
    let names = |part: &[(&str, i64)]| part.iter().map(|&(name, _)| name.to_owned()).collect();
    // The votes of the first who would be left out: whoever has just as many is tied with them.
    let Some(&(_, left_out)) = fit.get(seats) else {
        result.elected = names(fit);
        result.vacant = narrow(seats.saturating_sub(fit.len()));
        return;
    };
    let safe: Vec<_> = fit.iter().copied().filter(|&(_, votes)| votes > left_out).collect();
    let tied: Vec<_> = fit.iter().copied().filter(|&(_, votes)| votes == left_out).collect();
    result.vacant = 0;
    result.tie_seats = narrow(seats.saturating_sub(safe.len()));
    result.elected = names(&safe);
    if result.tie_seats > 0 {
        result.tie = names(&tied);
    }
}

/// Breaks a tie for the last seats by lot, for a rule that wants no second vote. The seed must have
/// been named before the count. Without a tie nothing is drawn.
pub fn by_lot(mut result: Elected, lot: &Lot) -> (Elected, Option<Drawn>) {
    if result.tie_seats == 0 {
        return (result, None);
    }
    let drawn = lot.draw("election", std::mem::take(&mut result.tie), result.tie_seats);
    result.elected.extend(drawn.chosen().map(str::to_owned));
    result.tie_seats = 0;
    result.outcome.passed = result.valid && result.vacant == 0;
    (result, Some(drawn))
}

/// A number of seats again: it never exceeds the `u32` it came from.
fn narrow(seats: usize) -> u32 {
    u32::try_from(seats).unwrap_or(u32::MAX)
}

fn next_round(result: &Elected, ranked: &[(&str, i64)]) -> Option<NextRound> {
    if result.vacant == 0 {
        return None;
    }
    let is_left =
        |&(name, votes): &(&str, i64)| votes > 0 && !result.elected.iter().any(|e| e == name);
    let left: Vec<_> = ranked.iter().copied().filter(is_left).collect();
    let seats = usize::try_from(result.vacant).unwrap_or(usize::MAX);
    let last = left.get(seats).or(left.last())?.1;
    let stand = left.iter().filter(|&&(_, votes)| votes >= last);
    let candidates = stand.map(|&(name, _)| name.to_owned()).collect();
    Some(NextRound { seats: result.vacant, candidates })
}

/// What a ballot says of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 赞成.
    #[serde(alias = "for")]
    Yes,
    /// 反对.
    #[serde(alias = "against")]
    No,
    /// 弃权.
    Abstain,
}

/// One paper ballot as read aloud.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The marks beside the printed names.
    #[serde(default)]
    pub marks: BTreeMap<String, Mark>,
    /// 另选他人: names written in.
    #[serde(default)]
    pub write_in: Vec<String>,
    /// Nobody can read it.
    #[serde(default)]
    pub illegible_all: bool,
}

/// A pile of ballots, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pile {
    /// Ballots in the pile.
    pub cast: i64,
    /// 废票: illegible, or more names than seats. A blank ballot is not void.
    pub void: i64,
    /// Votes for each name; a printed name without any stands with 0.
    pub votes: BTreeMap<String, i64>,
    /// Votes against each name that has any.
    pub against: BTreeMap<String, i64>,
}

/// Counts a pile of ballots, in any order. A name written in that is also printed is that person,
/// and marks once.
pub fn count_ballots(seats: u32, candidates: &[String], pile: &[Ballot]) -> Result<Pile, Invalid> {
    count_heaps(seats, candidates, pile.iter().map(|ballot| (ballot, 1)))
}

/// [`count_ballots`] over heaps of equal ballots, on each of which at most so many names may be
/// marked.
pub fn count_heaps<'a>(
    most: u32,
    candidates: &[String],
    heaps: impl IntoIterator<Item = (&'a Ballot, u64)>,
) -> Result<Pile, Invalid> {
    let mut counted = Pile::default();
    for name in candidates {
        if counted.votes.insert(name.clone(), 0).is_some() {
            return Err(Invalid::DuplicateCandidate { name: name.clone() });
        }
    }
    let printed: BTreeSet<&str> = candidates.iter().map(String::as_str).collect();
    for (ballot, count) in heaps {
        let count = i64::try_from(count).map_err(|_| Invalid::TooLarge { field: "cast" })?;
        counted.cast = add("cast", counted.cast, count)?;
        if let Some(name) = ballot.marks.keys().find(|name| !printed.contains(name.as_str())) {
            return Err(Invalid::UnknownCandidate { name: name.clone() });
        }
        let marked = |mark: Mark| {
            let chosen = ballot.marks.iter().filter(move |(_, said)| **said == mark);
            chosen.map(|(name, _)| name.as_str())
        };
        let written =
            ballot.write_in.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
        let chosen: BTreeSet<&str> = marked(Mark::Yes).chain(written).collect();
        // No sum below exceeds the ballots cast.
        if ballot.illegible_all || chosen.len() > usize::try_from(most).unwrap_or(usize::MAX) {
            counted.void += count;
            continue;
        }
        for name in chosen {
            *counted.votes.entry(name.to_owned()).or_default() += count;
        }
        for name in marked(Mark::No) {
            *counted.against.entry(name.to_owned()).or_default() += count;
        }
    }
    Ok(counted)
}
