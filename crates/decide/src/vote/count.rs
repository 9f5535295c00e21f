//! 计票 — From the frozen roll and the ballots to a result anybody can repeat. Pure.
//!
//! The counting itself is [`tally::published`], the same code that counts the published file again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tally::outcome::Key;
use tally::published::{self, Announced, Roll};
use tally::{Invalid, Outcome, Rule};

use super::ballot::{Ballot, Elector};
use super::{Choice, Way};

/// A counted vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Quorum and consent, line by line, under the version of the rule.
    pub outcome: Outcome,
    /// Ballots that agree.
    pub yes: i64,
    /// Ballots that do not.
    pub no: i64,
    /// Ballots that abstain.
    pub abstain: i64,
    /// Cast electronically.
    pub electronic: i64,
    /// On paper, read twice.
    pub paper: i64,
    /// Paper ballots entered that no second reader confirmed in time: not counted, and said so.
    pub unread: i64,
    /// Women at the assemblies, for the rules that ask.
    #[serde(default)]
    pub women: i64,
    /// Fingerprint of the published ballots, in the public record.
    pub digest: String,
}

impl Counted {
    /// Women at the assemblies: of a vote from before that was kept, as far as its judgement tells.
    pub(super) fn women_present(&self) -> i64 {
        let told = self.outcome.lines.iter().find(|line| line.key == Key::WomenPresent);
        self.women.max(told.map_or(0, |line| line.got))
    }

    /// What was announced.
    pub(super) fn announced(&self) -> Announced {
        Announced {
            passed: self.outcome.passed,
            yes: self.yes,
            no: self.no,
            abstain: self.abstain,
            digest: self.digest.clone(),
        }
    }
}

/// Counts by a rule, ballots cast as the one on casting says. `women` is how many were at the assemblies,
/// for the rules that ask.
pub(super) fn count(
    (rule, casting): (&Rule, Option<&Rule>),
    roll: &[Elector],
    ballots: &[Ballot],
    unread: i64,
    women: i64,
) -> Result<Counted, Invalid> {
    let said: Vec<_> = ballots.iter().map(Into::into).collect();
    let outcome = published::judge(rule, casting, &totals(roll), &said, women)?;
    let Announced { yes, no, abstain, digest, .. } = published::announced(&outcome, &said);
    let came = |way| whole(ballots.iter().filter(|b| b.way == way).count());
    Ok(Counted {
        outcome,
        yes,
        no,
        abstain,
        electronic: came(Way::Electronic),
        paper: came(Way::Paper),
        unread,
        women,
        digest,
    })
}

/// How many stand on the roll, and what they have together: all that is published of it.
pub(super) fn totals(roll: &[Elector]) -> Roll {
    let heads: BTreeSet<&str> =
        roll.iter().map(|e| e.head.trim()).filter(|head| !head.is_empty()).collect();
    Roll {
        lines: whole(roll.len()),
        area_centi: roll.iter().fold(0, |sum: i64, e| sum.saturating_add(e.area.0)),
        heads: whole(heads.len()),
    }
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl From<&Ballot> for published::Ballot {
    fn from(ballot: &Ballot) -> Self {
        Self {
            token: ballot.token.clone(),
            choice: ballot.choice.into(),
            area_centi: ballot.area.0,
            head: ballot.head.clone(),
        }
    }
}

impl From<Choice> for tally::Choice {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Yes => Self::Yes,
            Choice::No => Self::No,
            Choice::Abstain => Self::Abstain,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Area;
    use proptest::prelude::*;
    use tally::RuleBook;

    use super::*;

    fn rule(id: &str) -> &'static Rule {
        RuleBook::builtin().in_force(id, date(2023, 3, 1), "420583").unwrap()
    }

    fn roll(n: usize) -> Vec<Elector> {
        (0..n)
            .map(|i| Elector {
                unit: format!("1-{i:03}"),
                head: format!("h{i}"),
                area: Area(10_000),
                person: None,
                serial: format!("{i:04}"),
                way: None,
            })
            .collect()
    }

    fn count_by(
        rule: &Rule,
        roll: &[Elector],
        ballots: &[Ballot],
        unread: i64,
        women: i64,
    ) -> Result<Counted, Invalid> {
        count((rule, None), roll, ballots, unread, women)
    }

    fn ballot(i: usize, choice: Choice) -> Ballot {
        Ballot {
            token: format!("t{i}"),
            choice,
            area: Area(10_000),
            head: format!("m{i}"),
            way: Way::Electronic,
        }
    }

    fn ballots(yes: usize, no: usize) -> Vec<Ballot> {
        let choice = |i| if i < yes { Choice::Yes } else { Choice::No };
        (0..yes + no).map(|i| ballot(i, choice(i))).collect()
    }

    #[test]
    fn exactly_two_thirds_take_part_and_one_less_does_not() {
        let rule = rule("cn-civil-278-ordinary");
        assert!(count_by(rule, &roll(30), &ballots(20, 0), 0, 0).unwrap().outcome.passed);
        let short = count_by(rule, &roll(30), &ballots(19, 0), 0, 0).unwrap();
        assert!(!short.outcome.passed && !short.outcome.quorum());
    }

    #[test]
    fn exactly_three_quarters_agree_to_rebuild_and_one_less_does_not() {
        let rule = rule("cn-civil-278-special");
        assert!(count_by(rule, &roll(24), &ballots(15, 5), 0, 0).unwrap().outcome.passed);
        assert!(!count_by(rule, &roll(24), &ballots(14, 6), 0, 0).unwrap().outcome.passed);
    }

    #[test]
    fn several_units_of_one_buyer_are_one_head() {
        let mut electors = roll(4);
        electors[1].head = "h0".into();
        let mut said = ballots(3, 0);
        said[1].head = "m0".into();
        let counted = count_by(rule("cn-civil-278-ordinary"), &electors, &said, 0, 0).unwrap();
        let heads = &counted.outcome.lines[1];
        assert_eq!((heads.got, heads.of), (2, 3));
    }

    #[test]
    fn a_covenant_needs_women_at_the_assemblies() {
        let rule = rule("cn-residents-covenant");
        assert!(!count_by(rule, &roll(10), &ballots(9, 0), 0, 0).unwrap().outcome.passed);
        assert!(count_by(rule, &roll(10), &ballots(9, 0), 0, 40).unwrap().outcome.passed);
    }

    proptest! {
        /// The order in which ballots came changes neither the result nor the fingerprint.
        #[test]
        fn order_does_not_matter(yes in 0usize..20, no in 0usize..20, turn in 0usize..40) {
            let electors = roll(40);
            let rule = rule("cn-civil-278-ordinary");
            let mut said = ballots(yes, no);
            let before = count_by(rule, &electors, &said, 0, 0).unwrap();
            let by = turn.min(said.len());
            said.rotate_left(by);
            prop_assert_eq!(before, count_by(rule, &electors, &said, 0, 0).unwrap());
        }
    }
}
