//! 计业主票 — From the ballots of units to areas and heads, in any order.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Kind, Unit};
use crate::choice::Choice;
use crate::invalid::{Invalid, add};
use crate::proxy::{self, Fault, Given};
use crate::rule::{Casting, Content, Rule};
use crate::threshold::Threshold;

/// The name under which the builder's unsold parts are reported.
const BUILDER: &str = "建设单位";

/// What the law says of ballots, beside the thresholds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// How ballots may be cast: proxies in writing, and how many.
    pub casting: Casting,
    /// What share speaks for a part whose co-owners differ.
    pub co_owners: Option<Threshold>,
}

impl Terms {
    /// The terms of a rule, with the rule on casting that goes with it, if there is one.
    pub fn of(rule: &Rule, casting: Option<&Rule>) -> Self {
        let co_owners = match &rule.content {
            Content::Vote(vote) => vote.co_owners,
            Content::Dissent(dissent) => dissent.co_owners,
            _ => None,
        };
        let casting = casting.and_then(Rule::casting).cloned().unwrap_or_default();
        Self { casting, co_owners }
    }
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
    /// Area of the parts that say no.
    #[serde(default)]
    pub no_area: i64,
    /// Owners who say no.
    #[serde(default)]
    pub no_heads: i64,
    /// What the total is made of.
    #[serde(default)]
    pub kinds: BTreeMap<Kind, Held>,
    /// Owners whose parts say different things, by name; 建设单位 for the unsold parts. Each area
    /// counts as its own ballot says, but one person has one will: their head takes part and is
    /// neither a yes nor a no.
    pub split_owners: Vec<String>,
    /// Parts whose co-owners say different things, with no side that speaks for it, by id: they
    /// take part and do not agree.
    #[serde(default)]
    pub split_units: Vec<String>,
    /// Ballots that do not count, by unit.
    #[serde(default)]
    pub uncounted: Vec<Uncounted>,
}

/// The parts of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// How many.
    pub parts: i64,
    /// Their area in 0.01 m².
    pub area: i64,
}

/// A ballot that does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Uncounted {
    /// The unit it was cast for.
    pub unit: String,
    /// Who cast it.
    pub proxy: String,
    /// Why.
    pub fault: Fault,
}

/// Who counts as one person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Head<'a> {
    Owner(&'a str),
    Builder,
}

impl<'a> Head<'a> {
    fn of(unit: &'a Unit) -> Self {
        if unit.unsold { Self::Builder } else { Self::Owner(unit.owner.trim()) }
    }

    const fn name(self) -> &'a str {
        match self {
            Self::Owner(owner) => owner,
            Self::Builder => BUILDER,
        }
    }
}

/// Counts the units of a vote, in any order, where the law says nothing of proxies and shares.
pub fn tally(units: &[Unit]) -> Result<Tally, Invalid> {
    tally_under(&Terms::default(), units)
}

/// Counts the units of a vote under the terms of its law, in any order.
pub fn tally_under(terms: &Terms, units: &[Unit]) -> Result<Tally, Invalid> {
    let mut tally = Tally { uncounted: uncounted(&terms.casting, units), ..Tally::default() };
    let out: BTreeSet<String> = tally.uncounted.iter().map(|one| one.unit.clone()).collect();
    let mut seen = BTreeSet::new();
    let mut heads: BTreeMap<Head<'_>, BTreeSet<Choice>> = BTreeMap::new();
    for unit in units {
        unit.check()?;
        if !seen.insert(unit.unit.trim()) {
            return Err(Invalid::DuplicateUnit { unit: unit.unit.clone() });
        }
        let (said, split) = match out.contains(&unit.unit) {
            true => (Choice::None, false),
            false => unit.says(terms.co_owners),
        };
        if split {
            tally.split_units.push(unit.unit.clone());
        }
        tally.add_area(unit, said)?;
        heads.entry(Head::of(unit)).or_default().insert(said);
    }
    for (head, said) in heads {
        tally.add_head(head, said);
    }
    tally.split_units.sort();
    Ok(tally)
}

impl Tally {
    fn add_area(&mut self, unit: &Unit, said: Choice) -> Result<(), Invalid> {
        let area = unit.area_centi;
        self.total_area = add("total_area", self.total_area, area)?;
        if said.takes_part() {
            self.part_area = add("part_area", self.part_area, area)?;
        }
        match said {
            Choice::Yes => self.yes_area = add("yes_area", self.yes_area, area)?,
            Choice::No => self.no_area = add("no_area", self.no_area, area)?,
            Choice::Abstain | Choice::None => {}
        }
        let held = self.kinds.entry(unit.kind).or_default();
        // Both stay within the totals just checked.
        held.parts += 1;
        held.area += area;
        Ok(())
    }

    fn add_head(&mut self, head: Head<'_>, mut said: BTreeSet<Choice>) {
        said.remove(&Choice::None);
        let only = |choice| i64::from(said.len() == 1 && said.contains(&choice));
        self.total_heads += 1;
        self.part_heads += i64::from(!said.is_empty());
        self.yes_heads += only(Choice::Yes);
        self.no_heads += only(Choice::No);
        if said.len() > 1 {
            self.split_owners.push(head.name().to_owned());
        }
    }
}

/// The ballots cast by proxies that do not count, by unit. An owner is nobody's proxy for their own.
fn uncounted(casting: &Casting, units: &[Unit]) -> Vec<Uncounted> {
    let by_proxy: Vec<_> = units
        .iter()
        .filter(|unit| unit.speaks())
        .filter_map(|unit| Some((unit, unit.proxy.as_ref()?)))
        .filter(|(unit, proxy)| unit.unsold || proxy.by.trim() != unit.owner.trim())
        .collect();
    let given: Vec<_> = by_proxy
        .iter()
        .map(|(unit, proxy)| Given {
            by: proxy.by.trim(),
            of: Head::of(unit).name(),
            written: proxy.written,
        })
        .collect();
    let faults = proxy::faults(casting, &given);
    let mut refused: Vec<Uncounted> = by_proxy
        .into_iter()
        .zip(faults)
        .filter_map(|((unit, proxy), fault)| {
            Some(Uncounted { unit: unit.unit.clone(), proxy: proxy.by.clone(), fault: fault? })
        })
        .collect();
    refused.sort();
    refused
}
