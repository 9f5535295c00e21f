//! 计票 — From the frozen roll and the ballots to a result anybody can repeat. Pure.

use kernel::digest;
use serde::{Deserialize, Serialize};
use tally::rule::Base;
use tally::{Invalid, Outcome, Rule, meeting, owners};

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
    /// Fingerprint of the published ballots, in the public record.
    pub digest: String,
}

/// Counts. `women` is how many were at the assemblies, for the rules that ask.
pub(super) fn count(
    rule: &Rule,
    roll: &[Elector],
    ballots: &[Ballot],
    unread: i64,
    women: i64,
) -> Result<Counted, Invalid> {
    let by_area = rule.vote().is_some_and(|v| v.base == Base::UnitsByAreaAndHeads);
    let outcome = if by_area {
        owners::decide(rule, &by_units(roll, ballots)?)?
    } else {
        let said = ballots.iter().map(|b| b.choice.into());
        let mut count = meeting::Count::of_ballots(whole(roll.len()), said)?;
        count.women = Some(women.clamp(0, count.present));
        meeting::decide(rule, &count)?
    };
    let said = |choice| whole(ballots.iter().filter(|b| b.choice == choice).count());
    let came = |way| whole(ballots.iter().filter(|b| b.way == way).count());
    Ok(Counted {
        outcome,
        yes: said(Choice::Yes),
        no: said(Choice::No),
        abstain: said(Choice::Abstain),
        electronic: came(Way::Electronic),
        paper: came(Way::Paper),
        unread,
        digest: fingerprint(ballots),
    })
}

/// Who took part and agreed comes from the ballots, how many and how much there is from the roll.
fn by_units(roll: &[Elector], ballots: &[Ballot]) -> Result<owners::Tally, Invalid> {
    let units: Vec<owners::Unit> = ballots
        .iter()
        .map(|b| owners::Unit {
            unit: b.token.clone(),
            owner: b.head.clone(),
            area_centi: b.area.0,
            choice: b.choice.into(),
            ..owners::Unit::default()
        })
        .collect();
    let all: Vec<owners::Unit> = roll
        .iter()
        .map(|e| owners::Unit {
            unit: e.unit.clone(),
            owner: e.head.clone(),
            area_centi: e.area.0,
            choice: tally::Choice::None,
            ..owners::Unit::default()
        })
        .collect();
    let (part, whole) = (owners::tally(&units)?, owners::tally(&all)?);
    Ok(owners::Tally { total_area: whole.total_area, total_heads: whole.total_heads, ..part })
}

/// One line per ballot in the order of their tokens, which says nothing about when they came.
fn fingerprint(ballots: &[Ballot]) -> String {
    let mut lines: Vec<String> = ballots
        .iter()
        .map(|b| format!("{} {} {} {}", b.token, b.choice.word(), b.area, b.head))
        .collect();
    lines.sort();
    digest(&lines.join("\n"))
}

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
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
        assert!(count(rule, &roll(30), &ballots(20, 0), 0, 0).unwrap().outcome.passed);
        let short = count(rule, &roll(30), &ballots(19, 0), 0, 0).unwrap();
        assert!(!short.outcome.passed && !short.outcome.quorum());
    }

    #[test]
    fn exactly_three_quarters_agree_to_rebuild_and_one_less_does_not() {
        let rule = rule("cn-civil-278-special");
        assert!(count(rule, &roll(24), &ballots(15, 5), 0, 0).unwrap().outcome.passed);
        assert!(!count(rule, &roll(24), &ballots(14, 6), 0, 0).unwrap().outcome.passed);
    }

    #[test]
    fn several_units_of_one_buyer_are_one_head() {
        let mut electors = roll(4);
        electors[1].head = "h0".into();
        let mut said = ballots(3, 0);
        said[1].head = "m0".into();
        let counted = count(rule("cn-civil-278-ordinary"), &electors, &said, 0, 0).unwrap();
        let heads = &counted.outcome.lines[1];
        assert_eq!((heads.got, heads.of), (2, 3));
    }

    #[test]
    fn a_covenant_needs_women_at_the_assemblies() {
        let rule = rule("cn-residents-covenant");
        assert!(!count(rule, &roll(10), &ballots(9, 0), 0, 0).unwrap().outcome.passed);
        assert!(count(rule, &roll(10), &ballots(9, 0), 0, 40).unwrap().outcome.passed);
    }

    proptest! {
        /// The order in which ballots came changes neither the result nor the fingerprint.
        #[test]
        fn order_does_not_matter(yes in 0usize..20, no in 0usize..20, turn in 0usize..40) {
            let electors = roll(40);
            let rule = rule("cn-civil-278-ordinary");
            let mut said = ballots(yes, no);
            let before = count(rule, &electors, &said, 0, 0).unwrap();
            let by = turn.min(said.len());
            said.rotate_left(by);
            prop_assert_eq!(before, count(rule, &electors, &said, 0, 0).unwrap());
        }
    }
}
