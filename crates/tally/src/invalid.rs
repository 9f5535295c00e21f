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
