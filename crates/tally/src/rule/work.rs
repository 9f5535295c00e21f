//! 办事规则 — How long things take, how public money follows private effort, and what a procedure
//! does step by step.

use serde::{Deserialize, Serialize};

use crate::calendar::Period;
use crate::fraction::Fraction;
use crate::rule::Wording;
use crate::threshold::Threshold;

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
    /// How many of the farming population must take part in deciding, where local law asks more
    /// than the assembly's own quorum.
    pub participation: Option<Threshold>,
}

/// One step of a procedure, such as 四议两公开. See [`crate::steps`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its short name, once in a procedure.
    pub key: String,
    /// What people call it.
    pub name: Wording,
    /// The body that does it.
    pub body: Wording,
    /// The rules it may be decided by: any one of them, by id. Empty when no threshold is known.
    #[serde(default)]
    pub decided_by: Vec<String>,
    /// What the register holds of it.
    #[serde(default)]
    pub records: Vec<Record>,
    /// How long the body may take.
    pub within: Option<Period>,
    /// The rule, by id, that says how long it is posted.
    pub posted_by: Option<String>,
    /// Whether it may be held together with the next step where both posts are one person's.
    #[serde(default)]
    pub may_merge: bool,
}

/// What a register of steps holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// 事由来源: where the matter came from.
    Origin,
    /// 应到: how many were due.
    Due,
    /// 实到: how many came.
    Present,
    /// 比例: what part that is.
    Share,
    /// 内容: what was said and decided.
    Content,
    /// 签字: signatures.
    Signatures,
    /// 农户签字: a signature of each household concerned.
    HouseholdSignatures,
    /// 乡镇到会人员: who attended for the township.
    TownshipAttendee,
    /// 异议: objections, or that there were none.
    Objections,
}
