//! 会议表决 — Quorum and consent of meetings and votes counted by heads.
//!
//! One function for every body: residents' and villagers' assemblies, representatives, groups,
//! committees, party members, collectives, simple majority and unanimity. What differs is data.

use serde::{Deserialize, Serialize};

use crate::choice::Choice;
use crate::invalid::{Invalid, add, not_negative, within};
use crate::outcome::{Key, Line, Outcome, Unit, Whole};
use crate::rule::{Base, Condition, MeasuredOn, Rule};
use crate::threshold::{Cmp, Threshold};

/// The numbers of one meeting or vote, in people, households, representatives or members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// 应到: everybody entitled, by the frozen roll.
    pub total: i64,
    /// 实到: present, or taking part in the vote.
    pub present: i64,
    /// 同意: said yes. No, abstaining and silent all count against.
    pub yes: i64,
    /// Women among those present, where a rule asks; unknown counts as none.
    #[serde(default)]
    pub women: Option<i64>,
}

impl Count {
    /// The numbers of a meeting.
    pub const fn new(total: i64, present: i64, yes: i64) -> Self {
        Self { total, present, yes, women: None }
    }

    /// The numbers of a vote on a roll of `total`, from its ballots in any order.
    pub fn of_ballots(
        total: i64,
        ballots: impl IntoIterator<Item = Choice>,
    ) -> Result<Self, Invalid> {
        let (mut present, mut yes) = (0, 0);
        for ballot in ballots {
            present = add("present", present, i64::from(ballot.takes_part()))?;
            yes = add("yes", yes, i64::from(ballot == Choice::Yes))?;
        }
        Ok(Self::new(total, present, yes))
    }

    fn check(&self) -> Result<(), Invalid> {
        not_negative("total", self.total)?;
        not_negative("present", self.present)?;
        not_negative("yes", self.yes)?;
        within("present", self.present, "total", self.total)?;
        within("yes", self.yes, "present", self.present)?;
        let women = self.women.unwrap_or(0);
        not_negative("women", women)?;
        within("women", women, "present", self.present)
    }
}

/// Judges a count by a vote rule. A tie is not a majority; nobody present decides nothing.
pub fn decide(rule: &Rule, count: &Count) -> Result<Outcome, Invalid> {
    let wrong = || Invalid::WrongRule { rule: rule.version(), needs: "a vote counted by heads" };
    let vote = rule.vote().ok_or_else(wrong)?;
    if vote.base == Base::UnitsByAreaAndHeads {
        return Err(wrong());
    }
    count.check()?;
    let unit = Unit::from(vote.base);
    let mut lines = Vec::new();
    if let Some(quorum) = vote.quorum {
        lines.push(Line::new(Key::Quorum, unit, count.present, (Whole::All, count.total), quorum));
    }
    for condition in &vote.conditions {
        match condition {
            Condition::WomenPresent => lines.push(women_present(count.women.unwrap_or(0))),
        }
    }
    let of = match vote.measured_on {
        MeasuredOn::OfAll => count.total,
        MeasuredOn::OfParticipants | MeasuredOn::OfPresent => count.present,
    };
    let whole = Whole::from(vote.measured_on);
    lines.push(Line::new(Key::Consent, unit, count.yes, (whole, of), vote.consent));
    Ok(Outcome::new(rule.version(), lines))
}

/// A meeting's result in three words, with every line of the judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Whether enough came.
    pub quorum: bool,
    /// Whether enough agreed, whoever came.
    pub consent: bool,
    /// The version of the rule, whether it passed, and why.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        Self { quorum: outcome.quorum(), consent: outcome.consent(), outcome }
    }
}

/// At least one: "some" has no number in the text.
fn women_present(women: i64) -> Line {
    let one = Threshold { cmp: Cmp::AtLeast, fraction: crate::fraction::Fraction::ONE };
    Line::new(Key::WomenPresent, Unit::People, women, (Whole::Fixed, 1), one)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;

    fn rule(id: &str) -> &'static Rule {
        RuleBook::builtin().in_force(id, date(2026, 5, 1), "420115").unwrap()
    }

    #[test]
    fn a_tie_is_not_a_majority() {
        let outcome = decide(rule("cn-simple-majority"), &Count::new(100, 20, 10)).unwrap();
        assert!(!outcome.passed);
        assert!(decide(rule("cn-simple-majority"), &Count::new(100, 21, 11)).unwrap().passed);
    }

    #[test]
    fn one_voice_breaks_unanimity_and_so_does_silence() {
        let unanimity = rule("cn-unanimity");
        assert!(decide(unanimity, &Count::new(5, 5, 5)).unwrap().passed);
        assert!(!decide(unanimity, &Count::new(5, 4, 4)).unwrap().passed);
        assert!(!decide(unanimity, &Count::new(0, 0, 0)).unwrap().passed);
    }

    #[test]
    fn a_covenant_needs_women_at_the_table() {
        let covenant = rule("cn-villagers-covenant");
        let count = Count::new(300, 200, 180);
        let outcome = decide(covenant, &count).unwrap();
        assert!(!outcome.passed && !outcome.quorum() && outcome.consent());
        let count = Count { women: Some(1), ..count };
        assert!(decide(covenant, &count).unwrap().passed);
    }

    #[test]
    fn slips_of_the_pen_are_refused() {
        let rule = rule("cn-simple-majority");
        let refused = |count: Count| decide(rule, &count).unwrap_err().key();
        assert_eq!(refused(Count::new(10, 11, 5)), "exceeds");
        assert_eq!(refused(Count::new(10, 5, 6)), "exceeds");
        assert_eq!(refused(Count::new(-1, -1, -1)), "negative");
        assert_eq!(refused(Count { women: Some(6), ..Count::new(10, 5, 5) }), "exceeds");
    }

    #[test]
    fn a_rule_by_area_is_not_counted_by_heads() {
        let error = decide(rule("cn-civil-278-ordinary"), &Count::new(9, 9, 9)).unwrap_err();
        assert_eq!(error.key(), "wrong-rule");
    }
}
