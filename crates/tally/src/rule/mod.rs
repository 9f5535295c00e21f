//! 规则 — A legal rule as data: what it says, whose law it is, from when to when, who verified it.
//!
//! A change of law is a new version with its own dates. A decision is judged for ever by the
//! version in force when its vote opened, so keep [`Rule::version`] with every decision.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::calendar::Period;

mod people;
mod vote;
mod work;

pub use people::{Asker, Asking, ElectionRule, Petition, Recall};
pub use vote::{
    Base, Casting, Condition, Dissent, Electronic, Item, MeasuredOn, ProxiesAmong, VoteRule, Voting,
};
pub use work::{AwardPolicy, Ceiling, Fallback, Handling, Record, Step};

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
    /// What a reader should know; of an unverified rule, what was not read.
    pub note: Option<Wording>,
    /// The ids of rules that go with this one, each as in force on the same day in the same place:
    /// how ballots are cast, who may ask for the meeting, how long the result is posted.
    pub with: Vec<String>,
    /// What the rule says.
    pub content: Content,
    /// The `[[rule]]` as written, so that a decision can keep it.
    #[serde(skip)]
    pub text: String,
}

/// What a rule says, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// How a body decides.
    Vote(VoteRule),
    /// How silence decides unless too many object.
    Dissent(Dissent),
    /// How ballots may be cast.
    Casting(Casting),
    /// How people are elected.
    Election(ElectionRule),
    /// How somebody elected is recalled.
    Recall(Recall),
    /// How many may ask for a meeting or an act.
    Petition(Petition),
    /// How a procedure goes, step by step.
    Steps(Vec<Step>),
    /// How long something is publicly posted before it counts.
    Notice(Period),
    /// How soon something must be done.
    Deadline(Period),
    /// How long each class of matter may take.
    Handling(Handling),
    /// When a silent resident counts as not reached.
    Fallback(Fallback),
    /// How an award follows what residents put in.
    Award(AwardPolicy),
    /// How much may be asked of a resident.
    Ceiling(Ceiling),
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

    /// Whether another text of this version says the same: the same law, place and days, and the same
    /// content. Names, sources and notes may be mended without changing what is decided.
    pub fn says_as(&self, other: &Self) -> bool {
        self.version() == other.version()
            && (&self.law, &self.article) == (&other.law, &other.article)
            && self.effective_to == other.effective_to
            && (&self.with, &self.content) == (&other.with, &other.content)
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

    /// How objections stop a decision, if this is a dissent vote.
    pub const fn dissent(&self) -> Option<&Dissent> {
        if let Content::Dissent(dissent) = &self.content { Some(dissent) } else { None }
    }

    /// How ballots may be cast, if this says so.
    pub const fn casting(&self) -> Option<&Casting> {
        if let Content::Casting(casting) = &self.content { Some(casting) } else { None }
    }

    /// How somebody is recalled, if this is a recall rule.
    pub const fn recall(&self) -> Option<&Recall> {
        if let Content::Recall(recall) = &self.content { Some(recall) } else { None }
    }

    /// Who may ask, if this is a petition or a recall.
    pub fn asking(&self) -> Option<&[Asking]> {
        match &self.content {
            Content::Petition(petition) => Some(&petition.any_of),
            Content::Recall(recall) => Some(&recall.asked_by),
            _ => None,
        }
    }

    /// The steps, if this is a procedure.
    pub fn steps(&self) -> Option<&[Step]> {
        if let Content::Steps(steps) = &self.content { Some(steps) } else { None }
    }

    /// How soon, if this is a deadline.
    pub const fn deadline(&self) -> Option<Period> {
        if let Content::Deadline(period) = &self.content { Some(*period) } else { None }
    }

    /// Every id this rule refers to.
    pub(crate) fn references(&self) -> Vec<&str> {
        let steps = self.steps().unwrap_or_default().iter();
        let named = steps.flat_map(|step| step.decided_by.iter().chain(&step.posted_by));
        self.with.iter().chain(named).map(String::as_str).collect()
    }

    /// How long something is posted: of a notice rule, else of the vote or election itself.
    pub const fn notice(&self) -> Option<Period> {
        match &self.content {
            Content::Notice(period) => Some(*period),
            Content::Vote(vote) => vote.notice,
            Content::Dissent(dissent) => dissent.notice,
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
