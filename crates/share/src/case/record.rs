//! 记录里的话 — The part of a case nobody writes: what the public record says of its matter.

use ground::matter::{self, Matter};
use kernel::{Moment, days};
use serde::Serialize;
use serde_json::Value as Json;
use store::Told;
use web::Frame;

use super::Basis;

/// How many lines a case shows; the rest is on the matter's page.
const MOST: usize = 120;
/// Facts that say who gave what. Their names are the slice's own; we only read what they tell.
const GIVEN: [&str; 1] = ["build-contribution-accepted"];
const FINISHED: &str = "build-project-finished";
const SOLVED: &str = "evaluate-matter-solved";

/// One dated sentence with the number of its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Said {
    pub seq: i64,
    pub day: String,
    pub sentence: String,
    pub url: String,
}

/// What those who raised it answered, each its own number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Verdict {
    pub seq: i64,
    pub url: String,
    pub solved: i64,
    pub partly: i64,
    pub not: i64,
    pub unreached: i64,
}

/// What the record says of a matter, up to a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Record {
    pub tried: Vec<Said>,
    pub given: Vec<Said>,
    pub cost: Option<String>,
    pub verdict: Option<Verdict>,
    pub more: bool,
}

impl Record {
    /// Reads the thread of a matter up to a fact. Facts about cases are not part of what was tried.
    pub(super) fn of(page: &Frame, thread: &[Told], upto: i64) -> Self {
        let facts: Vec<&Told> =
            thread.iter().filter(|t| t.seq <= upto && !t.kind.starts_with("share-")).collect();
        let finished = facts.iter().rev().find(|t| t.kind == FINISHED);
        let verdict = facts.iter().rev().find(|t| t.kind == SOLVED);
        Self {
            tried: facts.iter().take(MOST).map(|t| said(page, t)).collect(),
            given: facts
                .iter()
                .filter(|t| GIVEN.contains(&t.kind.as_str()))
                .take(MOST)
                .map(|t| said(page, t))
                .collect(),
            cost: finished.map(|t| word(t, "cost")).filter(|cost| !cost.is_empty()),
            verdict: verdict.map(|t| Verdict {
                seq: t.seq,
                url: evidence(t),
                solved: number(t, "solved"),
                partly: number(t, "partly"),
                not: number(t, "not"),
                unreached: number(t, "unreached"),
            }),
            more: facts.len() > MOST,
        }
    }
}

/// What an edition written now rests on.
pub(super) fn basis(matter: &Matter, thread: &[Told]) -> Basis {
    let solved = thread.iter().rev().find(|t| t.kind == SOLVED).map_or(matter.changed, |t| t.at);
    Basis {
        upto: thread.last().map_or(-1, |t| t.seq),
        days: between(matter.raised, solved),
        voices: matter.voices,
    }
}

/// Calendar days in Asia/Shanghai from one moment to a later one.
fn between(from: Moment, to: Moment) -> i64 {
    ((Moment::start_of(to.day()).0 - Moment::start_of(from.day()).0) / days(1)).max(0)
}

fn said(page: &Frame, told: &Told) -> Said {
    Said { seq: told.seq, day: told.at.date(), sentence: sentence(page, told), url: evidence(told) }
}

/// A fact in words. An erased one has lost its arguments: it says so, and its leaf still verifies.
fn sentence(page: &Frame, told: &Told) -> String {
    let said = matter::sentence(page, told);
    if told.body.is_empty() && said.starts_with('⟦') {
        page.t("ground-fact-erased")
    } else {
        said
    }
}

fn evidence(told: &Told) -> String {
    format!("/{}/record/{}", told.county(), told.seq)
}

fn word(told: &Told, name: &str) -> String {
    match told.body.get(name) {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

/// A count that another slice may tell as a number or in digits.
fn number(told: &Told, name: &str) -> i64 {
    word(told, name).parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_by_the_calendar_in_shanghai() {
        let at = |text: &str| Moment::from_civil(text.parse().unwrap());
        assert_eq!(between(at("2023-03-01T23:59"), at("2023-03-02T00:01")), 1);
        assert_eq!(between(at("2023-03-01T00:00"), at("2023-03-01T23:59")), 0);
        assert_eq!(between(at("2023-03-05T00:00"), at("2023-03-01T00:00")), 0, "never below zero");
        assert_eq!(between(at("2023-12-31T12:00"), at("2024-03-01T08:00")), 61);
    }
}
