//! 程序 — A procedure followed step by step: what was held, in which order, with what on record.
//!
//! 四议两公开 and its like are worth what their register holds. A step counts when it comes after the
//! step before it and, where a rule decides it, passed by that rule; what the register lacks is named.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::invalid::Invalid;
use crate::outcome::Outcome;
use crate::rule::{Record, Rule, Step, Wording};

/// One step as it was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its key in the procedure.
    pub step: String,
    /// The day it was held, or ended.
    pub on: Date,
    /// Whether the next step was held together with it, on one sheet.
    pub merged: bool,
    /// The result, where a rule decides the step.
    pub outcome: Option<Outcome>,
    /// What the register holds.
    pub recorded: BTreeSet<Record>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Held in its turn, and passed where it is decided.
    Done,
    /// Not held.
    Missing,
    /// Held before the step before it was done, so it does not count.
    OutOfOrder,
    /// Held, without the result of the vote that decides it.
    Undecided,
    /// Decided against.
    NotPassed,
}

/// One step of a procedure and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub name: Wording,
    /// How it stands.
    pub state: State,
    /// What its register lacks, if it was held.
    pub lacks: Vec<Record>,
}

/// How far a procedure has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// The version id of the rule.
    pub rule: String,
    /// Every step, in order.
    pub steps: Vec<Stand>,
    /// The key of the first step that does not stand yet.
    pub next: Option<String>,
    /// Whether every step stands and nothing is lacking in the register.
    pub complete: bool,
}

/// Follows a procedure through the steps held, in any order of listing.
pub fn follow(rule: &Rule, held: &[Held]) -> Result<Progress, Invalid> {
    let steps = rule.steps().ok_or_else(|| Invalid::WrongRule {
        rule: rule.version(),
        needs: "a procedure in steps",
    })?;
    let by_step = by_step(steps, held)?;
    let mut last = Some(Date::MIN);
    let mut stands = Vec::new();
    for step in steps {
        let held = by_step.get(step.key.as_str()).copied();
        let state = state(step, held, last)?;
        // Once a step does not stand, none after it can.
        last = held.map(|held| held.on).filter(|_| state == State::Done);
        let lacks = held.map_or_else(Vec::new, |held| {
            step.records.iter().copied().filter(|record| !held.recorded.contains(record)).collect()
        });
        stands.push(Stand { key: step.key.clone(), name: step.name.clone(), state, lacks });
    }
    let next = stands.iter().find(|stand| stand.state != State::Done);
    Ok(Progress {
        rule: rule.version(),
        next: next.map(|stand| stand.key.clone()),
        complete: next.is_none() && stands.iter().all(|stand| stand.lacks.is_empty()),
        steps: stands,
    })
}

/// Which sheet covers each step: its own, or the one of the step before it when both were held
/// together and may be.
fn by_step<'a>(
    steps: &'a [Step],
    held: &'a [Held],
) -> Result<BTreeMap<&'a str, &'a Held>, Invalid> {
    let wrong = |step: &str| Invalid::WrongStep { step: step.to_owned() };
    let mut by_step = BTreeMap::new();
    for one in held {
        let mut from = steps.iter().skip_while(|step| step.key != one.step);
        let step = from.next().ok_or_else(|| wrong(&one.step))?;
        let covered = match (one.merged, step.may_merge, from.next()) {
            (false, ..) => None,
            (true, true, Some(next)) => Some(next),
            _ => return Err(wrong(&one.step)),
        };
        for step in [Some(step), covered].into_iter().flatten() {
            if by_step.insert(step.key.as_str(), one).is_some() {
                return Err(wrong(&step.key));
            }
        }
    }
    Ok(by_step)
}

/// How a step stands; `last` is the day of the step before it if that one stands.
fn state(step: &Step, held: Option<&Held>, last: Option<Date>) -> Result<State, Invalid> {
    let Some(held) = held else { return Ok(State::Missing) };
    let in_turn = last.is_some_and(|last| last <= held.on);
    if step.decided_by.is_empty() {
        return Ok(if in_turn { State::Done } else { State::OutOfOrder });
    }
    let Some(outcome) = &held.outcome else { return Ok(State::Undecided) };
    let id = outcome.rule.split('@').next().unwrap_or_default();
    if !step.decided_by.iter().any(|rule| rule == id) {
        let needs = "one that decides this step";
        return Err(Invalid::WrongRule { rule: outcome.rule.clone(), needs });
    }
    Ok(match (outcome.passed, in_turn) {
        (false, _) => State::NotPassed,
        (true, false) => State::OutOfOrder,
        (true, true) => State::Done,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;
    use crate::meeting::{self, Count};

    const DAY: Date = date(2025, 6, 1);

    fn rule() -> &'static Rule {
        RuleBook::builtin().in_force("cn-four-debates-two-publications", DAY, "420115").unwrap()
    }

    /// The whole procedure, one step a day, the first two on one sheet.
    fn all() -> Vec<Held> {
        let steps = rule().steps().unwrap();
        let decided = |id: &str| {
            let law = RuleBook::builtin().in_force(id, DAY, "420115").unwrap();
            Some(meeting::decide(law, &Count::new(30, 24, 20)).unwrap())
        };
        let held = |(n, step): (usize, &Step)| Held {
            step: step.key.clone(),
            on: date(2025, 6, i8::try_from(n).unwrap() + 1),
            merged: step.may_merge,
            outcome: step.decided_by.last().and_then(|id| decided(id)),
            recorded: step.records.iter().copied().collect(),
        };
        let mut all: Vec<_> = steps.iter().enumerate().map(held).collect();
        let discuss = all.remove(1);
        all[0].recorded.extend(discuss.recorded);
        all
    }

    fn states(held: &[Held]) -> Vec<State> {
        follow(rule(), held).unwrap().steps.iter().map(|stand| stand.state).collect()
    }

    #[test]
    fn six_steps_and_the_first_two_may_be_one_sheet() {
        let progress = follow(rule(), &all()).unwrap();
        assert_eq!((progress.steps.len(), progress.complete, progress.next), (6, true, None));
        let mut listed = all();
        listed.reverse();
        assert!(follow(rule(), &listed).unwrap().complete);
    }

    #[test]
    fn a_step_before_its_turn_does_not_count_nor_does_any_after_it() {
        let mut early = all();
        early[2].on = date(2025, 5, 1);
        let out = State::OutOfOrder;
        let expected = [State::Done, State::Done, State::Done, out, out, out];
        assert_eq!(states(&early), expected);
        let missing: Vec<_> = all().into_iter().filter(|held| held.step != "members").collect();
        assert_eq!(states(&missing), [State::Done, State::Done, State::Missing, out, out, out]);
        assert_eq!(follow(rule(), &missing).unwrap().next.as_deref(), Some("members"));
    }

    #[test]
    fn a_vote_that_failed_or_was_not_counted_stops_the_procedure() {
        let mut held = all();
        held[1].outcome = None;
        assert_eq!(states(&held)[2], State::Undecided);
        let law = RuleBook::builtin().in_force("cn-party-members", DAY, "").unwrap();
        held[1].outcome = Some(meeting::decide(law, &Count::new(30, 19, 19)).unwrap());
        assert_eq!(states(&held)[2..4], [State::NotPassed, State::OutOfOrder]);
        let law = RuleBook::builtin().in_force("cn-unanimity", DAY, "").unwrap();
        held[1].outcome = Some(meeting::decide(law, &Count::new(3, 3, 3)).unwrap());
        assert_eq!(follow(rule(), &held).unwrap_err().key(), "wrong-rule");
    }

    #[test]
    fn what_the_register_lacks_is_named() {
        let mut held = all();
        held[1].recorded.remove(&Record::Signatures);
        let progress = follow(rule(), &held).unwrap();
        assert_eq!((progress.complete, progress.next), (false, None));
        assert_eq!(progress.steps[2].lacks, [Record::Signatures]);
    }

    #[test]
    fn steps_that_are_none_and_steps_held_twice_are_refused() {
        let refused = |held: &[Held]| follow(rule(), held).unwrap_err().key();
        let mut held = all();
        held[0].step = "dream".into();
        assert_eq!(refused(&held), "wrong-step");
        let mut held = all();
        held.push(held[3].clone());
        assert_eq!(refused(&held), "wrong-step");
        let mut held = all();
        held[1].merged = true;
        assert_eq!(refused(&held), "wrong-step");
        let unanimity = RuleBook::builtin().in_force("cn-unanimity", DAY, "").unwrap();
        assert_eq!(follow(unanimity, &[]).unwrap_err().key(), "wrong-rule");
    }
}
