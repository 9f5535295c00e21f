//! 罢免 — Whether somebody elected is recalled: enough vote, and enough of the ballots are for it.
//!
//! 村民委员会组织法 art. 16: asked for by a fifth of the voters or a third of the representatives
//! ([`crate::petition`]); more than half of the registered vote and more than half of the ballots
//! are for it. As in an election, void ballots count as cast and more ballots back than out void
//! the whole vote; the box and the booth are not here.

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, not_negative, within};
use crate::outcome::{Key, Line, Outcome, Unit, Whole};
use crate::rule::{Content, Rule};
use crate::threshold::{Cmp, Threshold};

/// The numbers of a recall vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Registered voters.
    pub registered: i64,
    /// Ballots handed out, where that was counted.
    #[serde(default)]
    pub issued: Option<i64>,
    /// Ballots returned, void ones included.
    pub cast: i64,
    /// Ballots for the recall.
    pub yes: i64,
}

/// Judges a recall vote by a recall rule.
pub fn decide(rule: &Rule, count: &Count) -> Result<Outcome, Invalid> {
    let Content::Recall(recall) = &rule.content else {
        return Err(Invalid::WrongRule { rule: rule.version(), needs: "a recall" });
    };
    let &Count { registered, issued, cast, yes } = count;
    not_negative("registered", registered)?;
    not_negative("issued", issued.unwrap_or(0))?;
    not_negative("yes", yes)?;
    within("cast", cast, "registered", registered)?;
    within("yes", yes, "cast", cast)?;
    let back = Threshold { cmp: Cmp::AtMost, fraction: crate::fraction::Fraction::ONE };
    let returned = issued
        .map(|issued| Line::new(Key::Returned, Unit::Ballots, cast, (Whole::Issued, issued), back));
    let turnout = Line::new(
        Key::Turnout,
        Unit::Ballots,
        cast,
        (Whole::Registered, registered),
        recall.turnout,
    );
    let consent = Line::new(Key::Recall, Unit::Ballots, yes, (Whole::Cast, cast), recall.consent);
    let lines = returned.into_iter().chain([turnout, consent]).collect();
    Ok(Outcome::new(rule.version(), lines))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;

    fn rule(id: &str) -> &'static Rule {
        RuleBook::builtin().in_force(id, date(2025, 6, 1), "").unwrap()
    }

    fn count(registered: i64, cast: i64, yes: i64) -> Count {
        Count { registered, issued: None, cast, yes }
    }

    #[test]
    fn more_than_half_vote_and_more_than_half_of_them_are_for_it() {
        let decided = |count| decide(rule("cn-village-recall"), &count).unwrap();
        assert!(decided(count(1000, 501, 251)).passed);
        let tie = decided(count(1000, 502, 251));
        assert!(!tie.passed && tie.quorum() && !tie.consent());
        let half = decided(count(1000, 500, 500));
        assert!(!half.passed && !half.quorum() && half.consent());
        let stuffed = decided(Count { issued: Some(600), ..count(1000, 601, 601) });
        assert!(!stuffed.passed && !stuffed.quorum());
        assert!(!decided(count(0, 0, 0)).passed);
    }

    #[test]
    fn slips_of_the_pen_are_refused() {
        let refused = |count| decide(rule("cn-village-recall"), &count).unwrap_err().key();
        assert_eq!(refused(count(10, 11, 5)), "exceeds");
        assert_eq!(refused(count(10, 5, 6)), "exceeds");
        assert_eq!(refused(count(10, -1, -1)), "negative");
        let wrong = decide(rule("cn-unanimity"), &count(3, 3, 3)).unwrap_err();
        assert_eq!(wrong.key(), "wrong-rule");
    }
}
