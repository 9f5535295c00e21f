//! 结果 — What was chosen, who paid, and why the rest was not.
//!
//! People appear only as numbers: how many paid how much, never who.

use serde::Serialize;

use super::complete::Compared;
use super::instance::VoteType;
use super::money::Amount;
use super::rule::Rule;

/// Why a project was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It costs nothing and somebody supports it.
    Free,
    /// Its supporters bought it with their equal shares.
    Bought,
    /// It fitted what equal shares left over.
    Completion,
    /// It was next in line and fitted.
    Line,
    /// It burdened its supporters least.
    Load,
}

/// A chosen project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// Its id.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Its cost, in currency units.
    pub cost: String,
    /// Voters who approve it.
    pub votes: u64,
    /// Why it was chosen.
    pub how: How,
    /// Bought: what each of `payers` paid. By load: the load all its supporters carry then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Amount>,
    /// Bought: how many paid the full share.
    pub payers: u64,
    /// Bought: how many paid all they had, which was less.
    pub short: u64,
    /// Bought: what those paid together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_paid: Option<Amount>,
}

/// Why a project was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nobody supports it.
    NoSupport,
    /// It has fewer votes than a project needs to stand.
    TooFewVotes,
    /// It costs more than the whole budget.
    AboveBudget,
    /// What was left when it was looked at did not reach.
    NoFit,
    /// The count had ended at another project that did not fit.
    Ended,
    /// Its supporters' own money did not reach.
    SupportersShort,
}

/// A project that was not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its id.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Its cost, in currency units.
    pub cost: String,
    /// Voters who approve it.
    pub votes: u64,
    /// Why it was not chosen.
    pub why: Why,
    /// No fit: what was left of the budget when it was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// Equal shares: what its supporters had left together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supporters_have: Option<Amount>,
    /// Ended: the project the count ended at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
}

/// How many voters have so many of their projects chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Served {
    /// Chosen projects they approve.
    pub chosen: u64,
    /// Voters.
    pub voters: u64,
    /// The least those projects cost together, for one of these voters.
    pub least: String,
    /// The most.
    pub most: String,
}

/// The result of a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The rule, with its settings.
    pub rule: Rule,
    /// How the ballots were marked.
    pub vote_type: VoteType,
    /// Voters, blank ballots included.
    pub voters: u64,
    /// The money there is, in currency units.
    pub budget: String,
    /// The currency, if the file says.
    pub currency: String,
    /// The ids of the chosen projects, in the order they were chosen.
    pub selected: Vec<String>,
    /// What they cost together, in currency units.
    pub cost: String,
    /// What is left of the budget.
    pub left: String,
    /// Equal shares: what each voter got in the run that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endowment: Option<Amount>,
    /// Equal shares: how often that was raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<u64>,
    /// The comparison with greedy, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// Each chosen project, in order.
    pub chosen: Vec<Chosen>,
    /// Each other project, by id.
    pub left_out: Vec<LeftOut>,
    /// How well voters are served, worst served first.
    pub served: Vec<Served>,
}
