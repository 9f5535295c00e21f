//! 计票结果 — What a count of ranked ballots hands back, stage by stage.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::tie::Tie;

/// An exact number of votes: whole units of `10^-decimals` of a vote. Printed and serialized as text
/// with all its decimals (`1192.00000`), because a reader of JSON may turn numbers into floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    units: u64,
    decimals: u8,
}

impl Votes {
    /// Votes of so many units; a unit has at most nine decimals.
    pub(super) const fn new(units: u64, decimals: u8) -> Self {
        Self { units, decimals }
    }

    /// How many units.
    pub const fn units(self) -> u64 {
        self.units
    }

    /// Decimals of one unit.
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// How much more this is; nothing when it is less. Both have the same unit.
    pub(super) const fn above(self, less: Self) -> Self {
        Self::new(self.units.saturating_sub(less.units), self.decimals)
    }

    /// Units in one vote.
    pub(super) const fn one(decimals: u8) -> u64 {
        10_u64.pow(decimals as u32)
    }
}

impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = Self::one(self.decimals);
        write!(f, "{}", self.units / one)?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", self.units % one, width = usize::from(self.decimals))?;
        }
        Ok(())
    }
}

impl Serialize for Votes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How ballots are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Scottish local elections, [`scottish`](super::scottish()).
    ScottishStv,
    /// Instant run-off, [`irv`](super::irv()).
    Irv,
    /// Meek's method, [`meek`](super::meek()).
    MeekStv,
}

/// What is enough to be elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Quota {
    /// Whole votes, the same at every stage.
    Fixed(u64),
    /// Falls as ballots run out; at the end of the count.
    Falling(Votes),
}

/// What happened at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Ballots were dealt out by first choices.
    First,
    /// What was above the quota moved on.
    Surplus,
    /// The lowest was excluded, and the ballots moved on.
    Exclude,
}

/// One stage of a count. Names are numbered from 1, in file order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// What happened.
    pub kind: Kind,
    /// Whose votes moved on; nobody when ballots were dealt out, and in Meek's method when all
    /// surpluses moved at once.
    pub candidate: Option<usize>,
    /// Who holds how many votes at the end of the stage; those out of an instant run-off left out.
    pub votes: BTreeMap<usize, Votes>,
    /// What could not move on so far: no next choice, or rounded away.
    pub non_transferable: Votes,
    /// Who is elected at the end of the stage, in order.
    pub elected: Vec<usize>,
    /// What only Meek's method has.
    #[serde(flatten)]
    pub parts: Option<Parts>,
}

impl Stage {
    /// What a name holds at the end of the stage; nothing when it is not listed.
    pub fn held(&self, number: usize) -> Votes {
        let nothing = Votes::new(0, self.non_transferable.decimals);
        self.votes.get(&number).copied().unwrap_or(nothing)
    }
}

/// What each keeps of every vote that reaches them, and how it was found (Meek's method).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// The quota at the end of the stage.
    pub quota: Votes,
    /// The part of each vote kept: 1 while hopeful, 0 when excluded, between when elected.
    pub keep: BTreeMap<usize, Votes>,
    /// How often the votes were dealt out anew.
    pub turns: u32,
    /// What the elected still hold above the quota together.
    pub surplus: Votes,
}

/// A count, from the first stage to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How it was counted.
    pub method: Method,
    /// Seats to fill.
    pub seats: u32,
    /// The names; number 1 is the first.
    pub candidates: Vec<String>,
    /// Numbers of the names that withdrew and were skipped.
    pub withdrawn: Vec<usize>,
    /// Ballots that name a first choice.
    pub valid: u64,
    /// Ballots without any: blank, only names that withdrew, or several names in first place.
    pub invalid: u64,
    /// Valid ballots counted only down to a place that several names share.
    pub cut: u64,
    /// What is enough to be elected; an instant run-off has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
    /// Who is elected, in order.
    pub elected: Vec<usize>,
    /// The stages.
    pub stages: Vec<Stage>,
    /// The ties that had to be broken.
    pub ties: Vec<Tie>,
}

impl Count {
    /// Whether a tie was broken by nothing better than the order of the list, because no lot was
    /// given: draw one in public and count again.
    pub fn needs_a_lot(&self) -> bool {
        self.ties.iter().any(|tie| tie.by == super::tie::By::FileOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_print_all_their_decimals() {
        assert_eq!(Votes::new(119_200_000, 5).to_string(), "1192.00000");
        assert_eq!(Votes::new(7, 9).to_string(), "0.000000007");
        assert_eq!(Votes::new(1192, 0).to_string(), "1192");
        assert_eq!(serde_json::to_string(&Votes::new(150_001, 5)).unwrap(), "\"1.50001\"");
    }
}
