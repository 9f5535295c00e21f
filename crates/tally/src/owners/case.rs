//! 一次业主表决 — A whole vote in one file, so that anybody can count it again.

use jiff::civil::Date;
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Tally, Terms, Unit, decide, interested, tally_under};
use crate::book::RuleBook;
use crate::invalid::Invalid;
use crate::outcome::Outcome;
use crate::rule::Rule;

/// Which thresholds a matter of the owners falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 一般事项: art. 278 items 1 to 5 and 9.
    Ordinary,
    /// 特别事项: art. 278 items 6 to 8.
    Special,
    /// 住改商: all interested owners, art. 279.
    DwellingToBusiness,
    /// 维修资金异议表决: only where local law has it.
    RepairFundDissent,
}

impl Tier {
    /// The id of the rule that says how this is decided.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Ordinary => "cn-civil-278-ordinary",
            Self::Special => "cn-civil-278-special",
            Self::DwellingToBusiness => "cn-civil-279-dwelling-to-business",
            Self::RepairFundDissent => "cn-owners-repair-fund-dissent",
        }
    }
}

/// A vote of owners as filed. A key it does not know is refused: a misspelt `unsold` would count.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it is about.
    #[serde(default)]
    pub name: String,
    /// Remarks; not looked at.
    #[serde(default)]
    pub note: String,
    /// Which thresholds it falls under.
    pub tier: Tier,
    /// The day the vote opened, such as `2026-05-01`: the law of that day judges it for ever.
    #[serde(default, deserialize_with = "day")]
    pub opened: Option<Date>,
    /// The code of the place, for local law; the whole country's without one.
    #[serde(default)]
    pub place: String,
    /// The dwelling to be used for business. Its building and who has shown an interest are then
    /// asked; without it every unit listed is taken as interested.
    #[serde(default)]
    pub dwelling: Option<String>,
    /// The exclusive parts and their ballots.
    pub units: Vec<Unit>,
    /// What somebody expects the count to be; not looked at.
    #[serde(default)]
    pub expect: Option<IgnoredAny>,
}

/// A counted vote: the areas and heads, whether they are enough, and every line of the judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What was counted.
    #[serde(flatten)]
    pub tally: Tally,
    /// Whether enough took part.
    pub participation_ok: bool,
    /// Whether enough of them agreed, or few enough objected.
    pub consent_ok: bool,
    /// The version of the rule, whether it passed, and why.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The version of the rule on how ballots are cast, if one holds there.
    pub casting: Option<String>,
}

impl Case {
    /// Counts and judges the case by the law of the day it opened (`today` when it does not say).
    pub fn count(&self, book: &RuleBook, today: Date) -> Result<Verdict, Invalid> {
        let (id, on) = (self.tier.rule(), self.opened.unwrap_or(today));
        let rule = book.in_force(id, on, &self.place);
        let rule = rule.ok_or_else(|| Invalid::NoRule { rule: id.to_owned() })?;
        let casting = book.casting(rule, on, &self.place);
        let terms = Terms::of(rule, casting);
        let mut tally = tally_under(&terms, &self.units)?;
        if let Some(dwelling) = &self.dwelling {
            if self.tier != Tier::DwellingToBusiness {
                let needs = "about a dwelling used for business";
                return Err(Invalid::WrongRule { rule: rule.version(), needs });
            }
            tally = tally_under(&terms, &interested(&self.units, dwelling)?)?;
        }
        let outcome = decide(rule, &tally)?;
        Ok(Verdict {
            participation_ok: outcome.quorum(),
            consent_ok: outcome.consent(),
            casting: casting.map(Rule::version),
            tally,
            outcome,
        })
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let refused = |_| D::Error::custom(format!("`{text}` is not a day such as 2026-05-01"));
    text.parse().map(Some).map_err(refused)
}
