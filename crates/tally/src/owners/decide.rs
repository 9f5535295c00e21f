//! 判定业主表决 — Whether areas and heads are enough under a rule.

use super::Tally;
use crate::invalid::Invalid;
use crate::outcome::{Key, Line, Outcome, Unit as Measure, Whole};
use crate::rule::{Base, Content, Dissent, MeasuredOn, Rule, VoteRule};
use crate::threshold::{Cmp, Threshold};

/// Judges a tally by a rule counted on units: art. 278 either tier, art. 279 unanimity, or a local
/// dissent vote.
pub fn decide(rule: &Rule, tally: &Tally) -> Result<Outcome, Invalid> {
    let lines = match &rule.content {
        Content::Vote(vote) if vote.base == Base::UnitsByAreaAndHeads => agreed(vote, tally),
        Content::Dissent(_) if tally.total_heads == 0 => return Err(Invalid::NoOwners),
        Content::Dissent(dissent) => objected(dissent, tally),
        _ => return Err(Invalid::WrongRule { rule: rule.version(), needs: "a vote of owners" }),
    };
    Ok(Outcome::new(rule.version(), lines))
}

fn agreed(vote: &VoteRule, tally: &Tally) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(quorum) = vote.quorum {
        let (area, heads) = whole(MeasuredOn::OfAll, tally);
        lines.push(Line::new(Key::QuorumArea, Measure::Area, tally.part_area, area, quorum));
        lines.push(Line::new(Key::Quorum, Measure::People, tally.part_heads, heads, quorum));
    }
    let (area, heads) = whole(vote.measured_on, tally);
    lines.push(Line::new(Key::ConsentArea, Measure::Area, tally.yes_area, area, vote.consent));
    lines.push(Line::new(Key::Consent, Measure::People, tally.yes_heads, heads, vote.consent));
    lines
}

fn objected(dissent: &Dissent, tally: &Tally) -> Vec<Line> {
    let most = Threshold { cmp: Cmp::AtMost, fraction: dissent.at_most };
    let (area, heads) = whole(dissent.measured_on, tally);
    vec![
        Line::new(Key::DissentArea, Measure::Area, tally.no_area, area, most),
        Line::new(Key::Dissent, Measure::People, tally.no_heads, heads, most),
    ]
}

/// The area and the heads something is measured on.
fn whole(measured_on: MeasuredOn, tally: &Tally) -> ((Whole, i64), (Whole, i64)) {
    let whole = Whole::from(measured_on);
    let (area, heads) = match measured_on {
        MeasuredOn::OfAll => (tally.total_area, tally.total_heads),
        MeasuredOn::OfParticipants | MeasuredOn::OfPresent => (tally.part_area, tally.part_heads),
    };
    ((whole, area), (whole, heads))
}
