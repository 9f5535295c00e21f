//! 账目 — The account of a project: every yuan in and out, entered by one, counted by another.
//!
//! ```text
//! entered ─confirm right─▶ counted ─counter─▶ (a second entry with the opposite amount, to be confirmed)
//!    ╰─confirm wrong─▶ struck                  nothing is ever changed or removed
//! ```
//!
//! `income = spending + balance`, to the fen. Counted cash contributions enter by themselves: the one who
//! took the money and the one who counted it are the two pairs of eyes. Where nobody known took it, the
//! line waits for a second person like any other.

mod confirm;
mod counter;
mod enter;
pub mod policy;
mod show;
mod store;
mod sum;

pub(crate) use show::gap;
pub(crate) use store::{insert, of_project};
pub use sum::Account;

use kernel::{Fact, Fen, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage};
use serde::Serialize;
use web::Verb;

use crate::contribution::{Contribution, Kind as Gift};
use crate::project::Project;

/// Somebody entered a line.
pub const ENTERED: &str = "build-account-entered";
/// A second person found it right: it counts.
pub const CONFIRMED: &str = "build-account-confirmed";
/// A second person found it wrong: it never counts.
pub const STRUCK: &str = "build-account-struck";
/// A counted line turned out wrong: an opposite line was entered.
pub const COUNTERED: &str = "build-account-countered";

/// The most one line can be, in fen (10 billion yuan): damaged input is told from money.
pub const MOST: Fen = Fen::yuan(10_000_000_000);

/// Where money comes from, or that it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 支出: a bill.
    Spending,
    /// 捐资: a counted cash contribution.
    Gift,
    /// 其他财政补助
    Grant,
    /// 其他收入: interest, sold material.
    Other,
    /// 以奖代补
    Award,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Kind] =
        &[Self::Spending, Self::Gift, Self::Grant, Self::Other, Self::Award];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spending => "spending",
            Self::Gift => "gift",
            Self::Grant => "grant",
            Self::Other => "other",
            Self::Award => "award",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }
}

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It waits for a second pair of eyes.
    Entered,
    /// It counts.
    Counted,
    /// It was wrong and never counted.
    Struck,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Counted => "counted",
            Self::Struck => "struck",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Entered, Self::Counted, Self::Struck].into_iter().find(|s| s.word() == word)
    }
}

/// A line of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: Id<Entry>,
    /// The project.
    pub project: Id<Project>,
    /// The matter of the project.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// Income from where, or spending.
    pub kind: Kind,
    /// How much, in fen; below zero only when it counters another line.
    pub amount: Fen,
    /// The day of the voucher.
    pub day: String,
    /// What for.
    pub what: String,
    /// The other side: a company, a unit, a role; never a private name.
    pub party: String,
    /// The number of the paper voucher or receipt.
    pub voucher: String,
    /// The contribution or award it came from.
    pub record: Option<String>,
    /// The line it counters.
    pub counters: Option<Id<Entry>>,
    /// How it stands.
    pub state: State,
    /// The account that entered it.
    #[serde(skip)]
    pub entered_by: Option<String>,
    /// The public name of the office that entered it; empty when it was the giver.
    pub entered_name: String,
    /// The account that looked at it.
    #[serde(skip)]
    pub checked_by: Option<String>,
    /// The public name of the office that looked at it.
    pub checked_name: Option<String>,
    /// Why it was struck.
    pub why: Option<String>,
    /// When it was entered.
    pub at: Moment,
    #[serde(skip)]
    pub(crate) version: i64,
}

impl Entry {
    /// The line of a counted cash contribution; `None` for anything but cash. Brought by one known person
    /// and counted by another, it counts at once. When nobody known says it was brought (by private link),
    /// the one who counted is the only pair of eyes: they enter it, and a second person confirms.
    pub(crate) fn of_gift(given: &Contribution, by: &str, id: Id<Entry>) -> Option<Self> {
        let (counted, brought) = (given.accepted.as_ref()?, given.delivered.as_ref()?);
        let two = brought.by.as_deref().is_some_and(|known| known != by);
        let (who, name) = (Some(by.to_owned()), counted.name.clone());
        (given.kind == Gift::Cash).then(|| Self {
            id,
            project: given.project.clone(),
            matter: given.matter.clone(),
            place: given.place.clone(),
            kind: Kind::Gift,
            amount: Fen(counted.amount),
            day: brought.day.clone(),
            what: String::new(),
            party: String::new(),
            voucher: counted.receipt.clone(),
            record: Some(given.id.as_str().to_owned()),
            counters: None,
            state: if two { State::Counted } else { State::Entered },
            entered_by: if two { brought.by.clone() } else { who.clone() },
            entered_name: if two { brought.name.clone().unwrap_or_default() } else { name.clone() },
            checked_by: who.filter(|_| two),
            checked_name: Some(name).filter(|_| two),
            why: None,
            at: counted.at,
            version: 0,
        })
    }

    /// The address of a verb on it.
    pub fn url(&self, verb: &str) -> String {
        format!("/{}/entries/{}/{verb}", self.place.county(), self.id)
    }

    /// A second person says whether it is right. Only then does it count.
    ///
    /// # Errors
    /// Refused when it was looked at before, and to who entered it.
    pub fn confirm(&mut self, by: &str, name: &str, right: bool, why: &str) -> Result<Fact> {
        if self.state != State::Entered {
            return Err(Refusal::new("build-account-refused-checked").into());
        }
        if self.entered_by.as_deref() == Some(by) {
            return Err(Refusal::new("build-account-refused-same").into());
        }
        self.checked_by = Some(by.to_owned());
        self.checked_name = Some(name.to_owned());
        self.why = Some(why.to_owned()).filter(|w| !w.is_empty());
        self.state = if right { State::Counted } else { State::Struck };
        Ok(self.fact(if right { CONFIRMED } else { STRUCK }).with("why", why))
    }

    /// The opposite line, when a counted one turns out wrong (红字冲销). The old line stays.
    ///
    /// # Errors
    /// Refused unless it counts, for a counter itself, and when it is countered already.
    pub fn counter(
        &self,
        id: Id<Entry>,
        all: &[Entry],
        by: &str,
        name: &str,
        why: &str,
        at: Moment,
    ) -> Result<Self> {
        let countered =
            all.iter().any(|e| e.counters.as_ref() == Some(&self.id) && e.state != State::Struck);
        if self.state != State::Counted || self.counters.is_some() || countered {
            return Err(Refusal::new("build-account-refused-counter").into());
        }
        Ok(Self {
            id,
            amount: Fen(-self.amount.0),
            day: at.date(),
            what: why.to_owned(),
            counters: Some(self.id.clone()),
            state: State::Entered,
            entered_by: Some(by.to_owned()),
            entered_name: name.to_owned(),
            checked_by: None,
            checked_name: None,
            why: None,
            at,
            version: 0,
            ..self.clone()
        })
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Build, &self.place, &self.id)
            .on(&self.matter)
            .with("kind", self.kind.word())
            .with("amount", self.amount)
            .with("what", &self.what)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), enter::verb(), confirm::verb(), counter::verb()]
}

#[cfg(test)]
mod props;
