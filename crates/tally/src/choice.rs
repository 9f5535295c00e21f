//! 表决意见 — What one ballot says.

use serde::{Deserialize, Serialize};

/// What one ballot says.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 同意.
    Yes,
    /// 不同意.
    No,
    /// 弃权: takes part, and does not agree.
    Abstain,
    /// No ballot: does not take part. Silence is never consent.
    #[default]
    None,
}

impl Choice {
    /// Its name in files and fingerprints.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Abstain => "abstain",
            Self::None => "none",
        }
    }

    /// Whether this counts as taking part.
    pub fn takes_part(self) -> bool {
        self != Self::None
    }
}
