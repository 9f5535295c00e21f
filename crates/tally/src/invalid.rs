//! 不成立的计数 — Why numbers that were handed in cannot be counted at all.
//!
//! This is not "not passed": a vote that fails its threshold is an [`Outcome`](crate::Outcome).
//! These are slips of the pen (more present than on the roll) and must be answered where they were
//! typed, so each has a stable [`Invalid::key`] for the locale files.

use std::fmt;

/// Why a count was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// A number that counts things is below zero.
    Negative {
        /// The field, as named in the input type.
        field: &'static str,
    },
    /// A part is larger than the whole it is part of.
    Exceeds {
        /// The field that is too large.
        field: &'static str,
        /// The field it may not exceed.
        of: &'static str,
    },
    /// A unit is listed twice, so its area would count twice.
    DuplicateUnit {
        /// The unit's id.
        unit: String,
    },
    /// A unit without a positive area: its right by area is unknown.
    NoArea {
        /// The unit's id.
        unit: String,
    },
    /// A sold unit without an owner: its right by heads is unknown.
    NoOwner {
        /// The unit's id.
        unit: String,
    },
    /// A ballot marks somebody who does not stand and is not written in.
    UnknownCandidate {
        /// The name on the ballot.
        name: String,
    },
    /// A name stands twice, so its votes could not be told apart.
    DuplicateCandidate {
        /// The name.
        name: String,
    },
    /// An election to no seat at all.
    NoSeats,
    /// Labour was given but no day rate is posted, so its value is unknown.
    NoDayRate,
    /// The rule is of another kind than this count needs.
    WrongRule {
        /// The rule's version id.
        rule: String,
        /// What the count needs.
        needs: &'static str,
    },
    /// A sum is beyond 64 bits: no neighbourhood is that large, the input is damaged.
    TooLarge {
        /// The field or sum.
        field: &'static str,
    },
    /// Co-owners that do not add up: each is named once, and the shares are all given and together
    /// one, or all left out.
    CoOwners {
        /// The unit's id.
        unit: String,
    },
    /// A unit speaks for itself and through its co-owners at once.
    SaidTwice {
        /// The unit's id.
        unit: String,
    },
    /// A ballot cast by a proxy without a name.
    NoProxy {
        /// The unit's id.
        unit: String,
    },
    /// A unit that is named is not on the list.
    UnknownUnit {
        /// The unit's id.
        unit: String,
    },
    /// There is no owner to ask or to object, so silence would decide alone.
    NoOwners,
    /// No version of a rule holds on that day in that place, or there is no such rule.
    NoRule {
        /// The rule's id or short name.
        rule: String,
    },
    /// The text of a rule kept with a vote cannot be read.
    BadRule {
        /// The line in that text.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A step that the procedure does not have, or that is reported twice.
    WrongStep {
        /// The step's key.
        step: String,
    },
    /// Somebody or a value is listed twice in a pool for a panel.
    ListedTwice {
        /// The id, or the value with its feature.
        name: String,
    },
    /// Somebody in a pool gives an answer that has no quota.
    UnknownAnswer {
        /// The feature.
        feature: String,
        /// The answer.
        answer: String,
    },
    /// 差额选举: no more candidates than seats, where the rule wants a choice.
    Uncontested {
        /// Who stands.
        candidates: usize,
        /// Seats to fill.
        seats: u32,
    },
    /// Nobody has a vote, so nothing can be shared by votes.
    NoVotes,
    /// A count without a single ballot: nobody was chosen by anybody.
    NoBallots,
    /// A count that would take more work or memory than is allowed. It is refused, never guessed.
    TooMuchWork {
        /// What there would be too much of.
        what: &'static str,
        /// How much is allowed.
        limit: u64,
    },
}

impl Invalid {
    /// A stable name of the reason, for locale keys and API problems.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "negative",
            Self::Exceeds { .. } => "exceeds",
            Self::DuplicateUnit { .. } => "duplicate-unit",
            Self::NoArea { .. } => "no-area",
            Self::NoOwner { .. } => "no-owner",
            Self::UnknownCandidate { .. } => "unknown-candidate",
            Self::DuplicateCandidate { .. } => "duplicate-candidate",
            Self::NoSeats => "no-seats",
            Self::NoDayRate => "no-day-rate",
            Self::WrongRule { .. } => "wrong-rule",
            Self::TooLarge { .. } => "too-large",
            Self::CoOwners { .. } => "co-owners",
            Self::SaidTwice { .. } => "said-twice",
            Self::NoProxy { .. } => "no-proxy",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::NoOwners => "no-owners",
            Self::NoRule { .. } => "no-rule",
            Self::BadRule { .. } => "bad-rule",
            Self::WrongStep { .. } => "wrong-step",
            Self::ListedTwice { .. } => "listed-twice",
            Self::UnknownAnswer { .. } => "unknown-answer",
            Self::Uncontested { .. } => "uncontested",
            Self::NoVotes => "no-votes",
            Self::NoBallots => "no-ballots",
            Self::TooMuchWork { .. } => "too-much-work",
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negative { field } => write!(f, "{field} is below zero"),
            Self::Exceeds { field, of } => write!(f, "{field} is more than {of}"),
            Self::DuplicateUnit { unit } => write!(f, "unit {unit} is listed twice"),
            Self::NoArea { unit } => write!(f, "unit {unit} has no positive area"),
            Self::NoOwner { unit } => write!(f, "unit {unit} is sold but has no owner"),
            Self::UnknownCandidate { name } => write!(f, "{name} is marked but does not stand"),
            Self::DuplicateCandidate { name } => write!(f, "{name} stands twice"),
            Self::NoSeats => f.write_str("there is no seat to fill"),
            Self::NoDayRate => f.write_str("labour was given but no day rate is posted"),
            Self::WrongRule { rule, needs } => write!(f, "rule {rule} is not {needs}"),
            Self::TooLarge { field } => write!(f, "{field} is too large to be true"),
            Self::CoOwners { unit } => write!(
                f,
                "co-owners of unit {unit}: name each once, give all shares (together 1) or none"
            ),
            Self::SaidTwice { unit } => {
                write!(f, "unit {unit} has a ballot and its co-owners have ballots too")
            }
            Self::NoProxy { unit } => write!(f, "the proxy for unit {unit} has no name"),
            Self::UnknownUnit { unit } => write!(f, "unit {unit} is not on the list"),
            Self::NoOwners => f.write_str("there is no owner to ask or to object"),
            Self::NoRule { rule } => write!(f, "no rule {rule} holds on that day in that place"),
            Self::BadRule { line, reason } => {
                write!(f, "the rule kept with the vote cannot be read: line {line}: {reason}")
            }
            Self::WrongStep { step } => write!(f, "{step} is no step, or is reported twice"),
            Self::ListedTwice { name } => write!(f, "{name} is listed twice"),
            Self::UnknownAnswer { feature, answer } => {
                write!(f, "{feature} {answer:?} has no quota")
            }
            Self::Uncontested { candidates, seats } => {
                write!(f, "{candidates} candidates for {seats} seats leave no choice")
            }
            Self::NoVotes => f.write_str("there is no vote to share by"),
            Self::NoBallots => f.write_str("there is no ballot"),
            Self::TooMuchWork { what, limit } => {
                write!(f, "more than {limit} {what}: too much to count exactly")
            }
        }
    }
}

impl std::error::Error for Invalid {}

/// Refuses a negative number.
pub(crate) const fn not_negative(field: &'static str, value: i64) -> Result<(), Invalid> {
    if value < 0 { Err(Invalid::Negative { field }) } else { Ok(()) }
}

/// Refuses a part larger than its whole.
pub(crate) const fn within(
    field: &'static str,
    part: i64,
    of: &'static str,
    whole: i64,
) -> Result<(), Invalid> {
    if part > whole { Err(Invalid::Exceeds { field, of }) } else { Ok(()) }
}

/// Adds, or says which sum is too large.
pub(crate) fn add(field: &'static str, a: i64, b: i64) -> Result<i64, Invalid> {
    a.checked_add(b).ok_or(Invalid::TooLarge { field })
}
