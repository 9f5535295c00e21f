//! 规则 — A legal rule as data: what it says, whose law it is, from when to when, who verified it.
//!
//! A change of law is a new version with its own dates. A decision is judged for ever by the
//! version in force when its vote opened, so keep [`Rule::version`] with every decision.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::calendar::Period;
use crate::fraction::Fraction;
use crate::threshold::Threshold;

/// A text in both interface languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Chinese, the source.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One version of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The same over all versions, such as `cn-civil-278-ordinary`.
    pub id: String,
    /// A short second name of this version, as auditors type it (`villager_reps`).
    pub alias: Option<String>,
    /// What people call it.
    pub name: Wording,
    /// The Chinese title of the law, or 社区惯例 for our own default.
    pub law: String,
    /// Article, paragraph and item.
    pub article: String,
    /// Prefix of the place code it holds in; empty for the whole country.
    pub jurisdiction: String,
    /// First day in force.
    #[serde(serialize_with = "print_date")]
    pub effective_from: Date,
    /// Last day in force, if it has one.
    #[serde(serialize_with = "print_optional_date")]
    pub effective_to: Option<Date>,
    /// Where the text was taken from.
    pub source: String,
    /// Who read the text and when, or `unverified`.
    pub verified_by: String,
    /// What a reader should know.
    pub note: Option<Wording>,
    /// What the rule says.
    pub content: Content,
}

/// What a rule says, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// How a body decides.
    Vote(VoteRule),
    /// How people are elected.
    Election(ElectionRule),
    /// How long something is publicly posted before it counts.
    Notice(Period),
    /// How long each class of matter may take.
    Handling(Handling),
    /// When a silent resident counts as not reached.
    Fallback(Fallback),
    /// How an award follows what residents put in.
    Award(AwardPolicy),
    /// How much may be asked of a resident.
    Ceiling(Ceiling),
}

/// Whom a vote is held among, and so what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Adults of 18 and over.
    Adults,
    /// Households, one delegate each.
    Households,
    /// Elected representatives or delegates.
    Representatives,
    /// Exclusive units, by area and by heads, both (Civil Code art. 278).
    UnitsByAreaAndHeads,
    /// Members of a body.
    Members,
}

/// What consent is measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasuredOn {
    /// Everybody entitled.
    OfAll,
    /// Those who took part in the vote.
    OfParticipants,
    /// Those present at the meeting.
    OfPresent,
}

/// A condition beside quorum and consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Some women take part (七部门意见 2018, on covenants).
    WomenPresent,
}

/// One of the things a rule applies to, as the law lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number in the law.
    pub no: u8,
    /// Chinese wording.
    pub zh: String,
    /// English wording.
    pub en: String,
}

/// How a body decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteRule {
    /// The body that decides.
    pub body: Wording,
    /// Whom the vote is held among.
    pub base: Base,
    /// How many of all must take part; `None` when any number may decide.
    pub quorum: Option<Threshold>,
    /// How many must say yes.
    pub consent: Threshold,
    /// What consent is measured on.
    pub measured_on: MeasuredOn,
    /// How long before the meeting or vote it must be announced.
    pub notice: Option<Period>,
    /// Further conditions.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// The matters the law puts under this rule, for a choice on the page.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Whether an electronic vote binds by this rule alone. `false`: it is advisory, or beside a
    /// paper count, until the operator enters the legal basis.
    #[serde(default)]
    pub binding_electronic: bool,
}

/// How people are elected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectionRule {
    /// Who elects.
    pub body: Wording,
    /// Whom the election is held among.
    pub base: Base,
    /// How many of the registered must cast a ballot for the election to be valid.
    pub turnout: Option<Threshold>,
    /// How many of the ballots cast a winner needs; `None` when most votes are enough.
    pub winner: Option<Threshold>,
    /// What a winner of the run-off needs of the ballots cast there; `None` without a run-off.
    pub run_off: Option<Threshold>,
    /// How long before the day the list of voters is posted.
    pub notice: Option<Period>,
    /// As in [`VoteRule::binding_electronic`].
    #[serde(default)]
    pub binding_electronic: bool,
}

/// How long each class of matter may take before it is overdue (急事、难事、小事).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    /// 急: urgent.
    pub urgent: Period,
    /// 难: hard. Until an owner is named and the steps are told, not until it is solved.
    pub hard: Period,
    /// 小: small.
    pub small: Period,
}

/// The disclosed way out when those who reported do not answer: they are *not reached*, which is
/// its own number and never *satisfied*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// How long they have to answer.
    pub without_answer: Period,
    /// How many times somebody must have tried to reach them.
    pub contact_attempts: u32,
}

/// 以奖代补: how an award follows what residents put in. See [`crate::award`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardPolicy {
    /// Award per yuan of accepted self-contribution.
    pub rate: Fraction,
    /// The largest part of the accepted cost an award may be.
    pub rate_cap: Fraction,
    /// The largest award, in fen; `None` without one.
    pub cap_fen: Option<i64>,
    /// What a day of labour is valued at, in fen, as posted beforehand.
    pub day_rate_fen: Option<i64>,
}

/// 筹资筹劳上限: the most that may be asked of one person in a year. Set by the province, so there
/// is no default: `None` means nothing may be *asked* until the operator enters it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// Money per person and year, in fen.
    pub person_year_fen: Option<i64>,
    /// Labour per able person and year, in days.
    pub person_year_days: Option<u32>,
}

impl Rule {
    /// The id of this version, `cn-civil-278-ordinary@2021-01-01`; a local rule adds its
    /// jurisdiction, `cn-notice-owners-result@2021-01-01~4418`.
    pub fn version(&self) -> String {
        let (id, from, place) = (&self.id, self.effective_from, &self.jurisdiction);
        if place.is_empty() { format!("{id}@{from}") } else { format!("{id}@{from}~{place}") }
    }

    /// Whether this version holds on a day in a place (a code this jurisdiction is a prefix of).
    pub fn holds(&self, date: Date, place: &str) -> bool {
        self.effective_from <= date
            && self.effective_to.is_none_or(|last| date <= last)
            && place.starts_with(&self.jurisdiction)
    }

    /// Whether somebody is named who read the text.
    pub fn is_verified(&self) -> bool {
        self.verified_by != "unverified"
    }

    /// How a body decides, if this is a vote rule.
    pub const fn vote(&self) -> Option<&VoteRule> {
        if let Content::Vote(vote) = &self.content { Some(vote) } else { None }
    }

    /// How people are elected, if this is an election rule.
    pub const fn election(&self) -> Option<&ElectionRule> {
        if let Content::Election(election) = &self.content { Some(election) } else { None }
    }

    /// How long something is posted: of a notice rule, else of the vote or election itself.
    pub const fn notice(&self) -> Option<Period> {
        match &self.content {
            Content::Notice(period) => Some(*period),
            Content::Vote(vote) => vote.notice,
            Content::Election(election) => election.notice,
            _ => None,
        }
    }

    /// The limits by class, if this is a handling rule.
    pub const fn handling(&self) -> Option<&Handling> {
        if let Content::Handling(handling) = &self.content { Some(handling) } else { None }
    }

    /// The fall-back, if this is a fall-back rule.
    pub const fn fallback(&self) -> Option<&Fallback> {
        if let Content::Fallback(fallback) = &self.content { Some(fallback) } else { None }
    }

    /// The award policy, if this is one.
    pub const fn award(&self) -> Option<&AwardPolicy> {
        if let Content::Award(policy) = &self.content { Some(policy) } else { None }
    }

    /// The contribution ceiling, if this is one.
    pub const fn ceiling(&self) -> Option<&Ceiling> {
        if let Content::Ceiling(ceiling) = &self.content { Some(ceiling) } else { None }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field by reference")]
fn print_date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field by reference"
)]
fn print_optional_date<S: Serializer>(
    date: &Option<Date>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}
