//! 业主表决 — Owners decide by area and by heads at once (Civil Code art. 278).
//!
//! At least 2/3 of the exclusive area and 2/3 of the owners take part; consent is measured on those
//! who took part. Heads follow art. 9 of 法释〔2020〕17号: each exclusive part is one person; several
//! parts of one buyer are one person; what the builder has not sold or delivered is one person.
//! Areas are integers in 0.01 m² (art. 8: register, else survey, else contract).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::choice::Choice;
use crate::invalid::{Invalid, add};
use crate::outcome::{Key, Line, Outcome, Unit as Measure, Whole};
use crate::rule::{Base, MeasuredOn, Rule};

/// An exclusive part (dwelling, shop, parking space that meets the tests of art. 2) and its ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id, once in a vote.
    pub unit: String,
    /// Who owns it: the same text for the same buyer. Co-owners of one part are one owner here.
    pub owner: String,
    /// Its area in 0.01 m², above 0.
    pub area_centi: i64,
    /// What its ballot says.
    #[serde(default)]
    pub choice: Choice,
    /// Not sold or not delivered by the builder: all such parts are one person, whoever `owner` is.
    #[serde(default)]
    pub unsold: bool,
}

/// What was counted. Areas in 0.01 m², heads in people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Area of all parts.
    pub total_area: i64,
    /// All owners.
    pub total_heads: i64,
    /// Area of the parts with a ballot.
    pub part_area: i64,
    /// Owners with a ballot.
    pub part_heads: i64,
    /// Area of the parts that say yes.
    pub yes_area: i64,
    /// Owners who say yes.
    pub yes_heads: i64,
    /// Owners whose parts say different things. Each area counts as its own ballot says, but one
    /// person has one will: their head takes part and is not a yes.
    pub split_owners: Vec<String>,
}

/// Who counts as one person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Head<'a> {
    Owner(&'a str),
    Builder,
}

/// Counts the units of a vote, in any order.
pub fn tally(units: &[Unit]) -> Result<Tally, Invalid> {
    let mut tally = Tally::default();
    let mut seen = BTreeSet::new();
    let mut heads: BTreeMap<Head<'_>, BTreeSet<Choice>> = BTreeMap::new();
    for unit in units {
        check(unit)?;
        if !seen.insert(unit.unit.as_str()) {
            return Err(Invalid::DuplicateUnit { unit: unit.unit.clone() });
        }
        let (area, said) = (unit.area_centi, unit.choice);
        tally.total_area = add("total_area", tally.total_area, area)?;
        if said.takes_part() {
            tally.part_area = add("part_area", tally.part_area, area)?;
        }
        if said == Choice::Yes {
            tally.yes_area = add("yes_area", tally.yes_area, area)?;
        }
        let head = if unit.unsold { Head::Builder } else { Head::Owner(&unit.owner) };
        heads.entry(head).or_default().insert(said);
    }
    for (head, mut said) in heads {
        tally.total_heads += 1;
        said.remove(&Choice::None);
        tally.part_heads += i64::from(!said.is_empty());
        tally.yes_heads += i64::from(said.len() == 1 && said.contains(&Choice::Yes));
        if said.len() > 1
            && let Head::Owner(owner) = head
        {
            tally.split_owners.push(owner.to_owned());
        }
    }
    Ok(tally)
}

fn check(unit: &Unit) -> Result<(), Invalid> {
    if unit.area_centi <= 0 {
        return Err(Invalid::NoArea { unit: unit.unit.clone() });
    }
    if unit.owner.trim().is_empty() && !unit.unsold {
        return Err(Invalid::NoOwner { unit: unit.unit.clone() });
    }
    Ok(())
}

/// Judges a tally by a rule counted on units (art. 278 either tier, art. 279 unanimity).
pub fn decide(rule: &Rule, tally: &Tally) -> Result<Outcome, Invalid> {
    let vote = rule.vote().filter(|vote| vote.base == Base::UnitsByAreaAndHeads);
    let Some(vote) = vote else {
        return Err(Invalid::WrongRule { rule: rule.version(), needs: "a vote of owners" });
    };
    let mut lines = Vec::new();
    if let Some(quorum) = vote.quorum {
        let area = (Whole::All, tally.total_area);
        let heads = (Whole::All, tally.total_heads);
        lines.push(Line::new(Key::QuorumArea, Measure::Area, tally.part_area, area, quorum));
        lines.push(Line::new(Key::Quorum, Measure::People, tally.part_heads, heads, quorum));
    }
    let (area, heads) = match vote.measured_on {
        MeasuredOn::OfAll => (tally.total_area, tally.total_heads),
        MeasuredOn::OfParticipants | MeasuredOn::OfPresent => (tally.part_area, tally.part_heads),
    };
    let whole = Whole::from(vote.measured_on);
    let (yes_area, yes_heads) = (tally.yes_area, tally.yes_heads);
    lines.push(Line::new(Key::ConsentArea, Measure::Area, yes_area, (whole, area), vote.consent));
    lines.push(Line::new(Key::Consent, Measure::People, yes_heads, (whole, heads), vote.consent));
    Ok(Outcome::new(rule.version(), lines))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;

    fn unit(unit: &str, owner: &str, choice: Choice) -> Unit {
        Unit { unit: unit.into(), owner: owner.into(), area_centi: 10_000, choice, unsold: false }
    }

    fn rule(id: &str) -> &'static Rule {
        RuleBook::builtin().in_force(id, date(2026, 5, 1), "").unwrap()
    }

    #[test]
    fn unsold_parts_are_one_person_whatever_they_are_filed_under() {
        let unsold = |id: &str, owner: &str| Unit { unsold: true, ..unit(id, owner, Choice::Yes) };
        let units = [unsold("1", ""), unsold("2", "建设单位"), unit("3", "甲", Choice::No)];
        let counted = tally(&units).unwrap();
        assert_eq!((counted.total_heads, counted.yes_heads), (2, 1));
        assert_eq!((counted.total_area, counted.yes_area), (30_000, 20_000));
    }

    #[test]
    fn one_person_has_one_will() {
        let units = [unit("1", "甲", Choice::Yes), unit("2", "甲", Choice::No)];
        let counted = tally(&units).unwrap();
        assert_eq!((counted.part_heads, counted.yes_heads, counted.yes_area), (1, 0, 10_000));
        assert_eq!(counted.split_owners, ["甲"]);
        let silent = [unit("1", "甲", Choice::Yes), unit("2", "甲", Choice::None)];
        let counted = tally(&silent).unwrap();
        assert_eq!((counted.yes_heads, counted.part_area), (1, 10_000));
        assert!(counted.split_owners.is_empty());
    }

    #[test]
    fn a_dwelling_becomes_a_shop_only_when_all_interested_owners_agree() {
        let rule = rule("cn-civil-279-dwelling-to-business");
        let mut units = [unit("1", "甲", Choice::Yes), unit("2", "乙", Choice::None)];
        assert!(!decide(rule, &tally(&units).unwrap()).unwrap().passed);
        units[1].choice = Choice::Yes;
        assert!(decide(rule, &tally(&units).unwrap()).unwrap().passed);
    }

    #[test]
    fn damaged_units_are_refused() {
        let refused = |units: &[Unit]| tally(units).unwrap_err().key();
        let good = unit("1", "甲", Choice::Yes);
        assert_eq!(refused(&[good.clone(), good.clone()]), "duplicate-unit");
        assert_eq!(refused(&[Unit { area_centi: 0, ..good.clone() }]), "no-area");
        assert_eq!(refused(&[unit("1", " ", Choice::Yes)]), "no-owner");
        let huge = |id: &str| Unit { area_centi: i64::MAX, ..unit(id, id, Choice::None) };
        assert_eq!(refused(&[huge("1"), huge("2")]), "too-large");
    }

    #[test]
    fn a_vote_with_no_ballots_passes_nothing() {
        let none = tally(&[unit("1", "甲", Choice::None)]).unwrap();
        for id in ["cn-civil-278-ordinary", "cn-civil-278-special"] {
            let outcome = decide(rule(id), &none).unwrap();
            assert!(!outcome.quorum() && !outcome.consent() && !outcome.passed);
        }
    }
}
