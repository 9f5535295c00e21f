//! 提议 — Enough people ask, and so the meeting, the recall or the act must follow.
//!
//! A law names several ways to ask (a tenth of the villagers *or* a third of the representatives);
//! any one of them is enough, and those nobody used need no number.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, not_negative, within};
use crate::outcome::{Key, Line, Outcome, Unit, Whole};
use crate::rule::{Asker, Rule};

/// How many of one kind of people ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// How many ask, each once.
    pub asked: i64,
    /// How many there are.
    pub of: i64,
}

/// The people who ask, by kind.
pub type Count = BTreeMap<Asker, Support>;

/// Judges a petition by a petition or recall rule: it passes when one kind of people is enough.
pub fn decide(rule: &Rule, count: &Count) -> Result<Outcome, Invalid> {
    let wrong = |needs| Invalid::WrongRule { rule: rule.version(), needs };
    let ways = rule.asking().ok_or_else(|| wrong("a petition"))?;
    if count.keys().any(|by| ways.iter().all(|way| way.by != *by)) {
        return Err(wrong("a petition these people may sign"));
    }
    let mut lines = Vec::new();
    for way in ways {
        let Some(&Support { asked, of }) = count.get(&way.by) else { continue };
        not_negative("asked", asked)?;
        within("asked", asked, "of", of)?;
        lines.push(Line::new(Key::Petition, unit(way.by), asked, (Whole::All, of), way.share));
    }
    let passed = lines.iter().any(|line| line.ok);
    Ok(Outcome { rule: rule.version(), passed, lines })
}

const fn unit(by: Asker) -> Unit {
    match by {
        Asker::Adults | Asker::Voters | Asker::Owners => Unit::People,
        Asker::Households => Unit::Households,
        Asker::Groups => Unit::Groups,
        Asker::Representatives => Unit::Representatives,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;

    fn decided(id: &str, asks: &[(Asker, i64, i64)]) -> Result<Outcome, Invalid> {
        let rule = RuleBook::builtin().in_force(id, date(2025, 6, 1), "").unwrap();
        let count = asks.iter().map(|&(by, asked, of)| (by, Support { asked, of }));
        decide(rule, &count.collect())
    }

    #[test]
    fn a_tenth_of_the_villagers_or_a_third_of_the_representatives() {
        let calls = "cn-villagers-petition";
        let passed = |asks: &[_]| decided(calls, asks).unwrap().passed;
        assert!(passed(&[(Asker::Adults, 30, 300)]));
        assert!(!passed(&[(Asker::Adults, 29, 300)]));
        assert!(passed(&[(Asker::Adults, 29, 300), (Asker::Representatives, 10, 30)]));
        assert!(!passed(&[(Asker::Representatives, 9, 30)]));
        assert!(!passed(&[]));
        assert!(!passed(&[(Asker::Adults, 0, 0)]));
    }

    #[test]
    fn a_fifth_of_the_residents_or_households_or_a_third_of_the_groups() {
        let passed =
            |by, asked, of| decided("cn-residents-petition", &[(by, asked, of)]).unwrap().passed;
        assert!(passed(Asker::Adults, 200, 1000) && !passed(Asker::Adults, 199, 1000));
        assert!(passed(Asker::Households, 80, 400) && !passed(Asker::Households, 79, 400));
        assert!(passed(Asker::Groups, 3, 9) && !passed(Asker::Groups, 2, 9));
    }

    #[test]
    fn who_may_not_ask_and_what_cannot_be_is_refused() {
        let refused = |id, asks: &[_]| decided(id, asks).unwrap_err().key();
        assert_eq!(refused("cn-owners-petition", &[(Asker::Groups, 1, 2)]), "wrong-rule");
        assert_eq!(refused("cn-unanimity", &[]), "wrong-rule");
        assert_eq!(refused("cn-owners-petition", &[(Asker::Owners, 3, 2)]), "exceeds");
        assert_eq!(refused("cn-owners-petition", &[(Asker::Owners, -1, 2)]), "negative");
    }
}
