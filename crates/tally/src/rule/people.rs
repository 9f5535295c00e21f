//! 选举与提议规则 — How people are elected and recalled, and how many may ask for a meeting.

use serde::{Deserialize, Serialize};

use crate::calendar::Period;
use crate::rule::{Base, Wording};
use crate::threshold::Threshold;

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
    /// As in [`VoteRule::binding_electronic`](crate::rule::VoteRule::binding_electronic).
    #[serde(default)]
    pub binding_electronic: bool,
}

/// 罢免: how somebody elected is recalled before the term ends. See [`crate::recall`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recall {
    /// Who decides.
    pub body: Wording,
    /// Who may ask for it: any one of these is enough.
    pub asked_by: Vec<Asking>,
    /// How many of the registered must cast a ballot.
    pub turnout: Threshold,
    /// How many of the ballots cast must be for the recall.
    pub consent: Threshold,
}

/// 提议: how many may ask for a meeting or an act, so that it must follow. See [`crate::petition`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Petition {
    /// What must follow.
    pub calls: Wording,
    /// Who may ask: any one of these is enough.
    pub any_of: Vec<Asking>,
}

/// One way to ask: so many of these people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    /// Who asks.
    pub by: Asker,
    /// What part of them must.
    pub share: Threshold,
}

/// Who asks for a meeting, a recall or an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// Adults of 18 and over.
    Adults,
    /// Registered voters.
    Voters,
    /// Households.
    Households,
    /// Residents' or villagers' groups.
    Groups,
    /// Elected representatives.
    Representatives,
    /// Owners, by heads.
    Owners,
}
