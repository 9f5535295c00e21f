//! 表决规则 — How a body decides: the thresholds, the silent way of a dissent vote, and how ballots
//! may be cast.

use serde::{Deserialize, Serialize};

use crate::calendar::Period;
use crate::fraction::Fraction;
use crate::rule::Wording;
use crate::threshold::Threshold;

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
    /// Where units are counted: how much of a part its co-owners must hold together to speak for it
    /// when they differ; `None`: only when all who speak agree. See [`crate::owners`].
    pub co_owners: Option<Threshold>,
    /// Whether an electronic vote binds by this rule alone. `false`: it is advisory, or beside a
    /// paper count, until the operator enters the legal basis.
    #[serde(default)]
    pub binding_electronic: bool,
}

/// 异议表决: what was announced passes unless too many owners object, by area or by heads. Silence
/// does not object, so a decision may follow this rule only where local law says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissent {
    /// The body whose silence decides.
    pub body: Wording,
    /// The largest part that may object, the number itself included (不超过).
    pub at_most: Fraction,
    /// What the objections are measured on.
    pub measured_on: MeasuredOn,
    /// How long it must be announced for objections to come.
    pub notice: Option<Period>,
    /// As in [`VoteRule::co_owners`].
    pub co_owners: Option<Threshold>,
}

/// 表决方式: how ballots may be cast, beside the thresholds; mostly local law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Casting {
    /// For how many others one person may cast a ballot; `None` when no number is given.
    pub max_proxies: Option<u32>,
    /// Whether a proxy must be in writing.
    #[serde(default)]
    pub written_proxies: bool,
    /// Who may be a proxy; `None` when anybody may.
    pub proxies_among: Option<ProxiesAmong>,
    /// How long beforehand a proxy must be applied for.
    pub proxy_notice: Option<Period>,
    /// What the law says of electronic ballots; `None` when nothing was found.
    pub electronic: Option<Electronic>,
    /// How long a vote may stay open.
    pub voting: Option<Voting>,
    /// Whether nothing may be voted on that was not announced.
    #[serde(default)]
    pub announced_only: bool,
    /// Whether whoever asks gets a paper ballot.
    #[serde(default)]
    pub paper_on_request: bool,
}

/// Who may cast a ballot for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxiesAmong {
    /// 户内: members of the same household.
    Household,
    /// 近亲属 who vote themselves.
    NearRelatives,
}

/// What a law says of electronic ballots. None of these makes a vote on this software bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Electronic {
    /// The law allows taking part online without naming a system.
    Allowed,
    /// Only through the system of the city or the regulator.
    OfficialOnly,
    /// Through the system of the city or one it recognises.
    OfficialOrRecognised,
}

/// The shortest and the longest time a vote may stay open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voting {
    /// At least so long.
    pub least: Period,
    /// At most so long, in the same unit.
    pub most: Period,
}
