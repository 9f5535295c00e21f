//! 以奖代补 — Public money that follows what residents put in, computed, inspected, posted, then paid.
//!
//! ```text
//! applied ─announce─▶ announced ─(notice ends by itself)─▶ due ─pay─▶ paid
//!    │  three inspections, three persons      ╰ every objection answered
//!    ╰─apply again─▶ replaced      until it is paid: the account moved, so the amount does
//! ```
//!
//! The amount is [`tally::award::compute`] on the account; every input and every bound is kept and shown.
//! It is never paid above that amount, nor above what the account gives on the day it is paid.

mod announce;
mod apply;
mod ended;
mod inspect;
mod inspection;
mod pay;
pub mod policy;
mod show;
mod store;

pub use ended::notice_ended;
pub use inspection::{Inspection, Inspector, passed};
pub(crate) use store::current;

use kernel::{Actor, Fact, Fen, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use tally::award::Bound;
use web::Verb;

use crate::project::Project;
use crate::work::Monitor;

/// The committee applied.
pub const APPLIED: &str = "build-award-applied";
/// Somebody inspected what was built.
pub const INSPECTED: &str = "build-award-inspected";
/// The amount was posted.
pub const ANNOUNCED: &str = "build-award-announced";
/// It was paid.
pub const PAID: &str = "build-award-paid";

/// How an award stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is inspected.
    Applied,
    /// It is posted.
    Announced,
    /// Its notice ended: it may be paid once every objection is answered.
    Due,
    /// It is paid.
    Paid,
    /// A later application took its place.
    Replaced,
}

impl State {
    /// Every state.
    pub const ALL: &'static [State] =
        &[Self::Applied, Self::Announced, Self::Due, Self::Paid, Self::Replaced];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Announced => "announced",
            Self::Due => "due",
            Self::Paid => "paid",
            Self::Replaced => "replaced",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.word() == word)
    }
}

/// The word of a bound in keys.
pub(crate) const fn bound_word(bound: Bound) -> &'static str {
    match bound {
        Bound::Rate => "rate",
        Bound::RateCap => "rate-cap",
        Bound::Cap => "cap",
        Bound::Gap => "gap",
    }
}

/// An award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Award {
    /// Its id.
    pub id: Id<Award>,
    /// The project.
    pub project: Id<Project>,
    /// The matter of the project.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// How it stands.
    pub state: State,
    /// Everything it was computed from, and what came out.
    pub calc: tally::award::Award,
    /// The version of the rule it was computed by.
    pub rule: String,
    /// The account that applied; never shown.
    #[serde(skip)]
    pub applied_by: String,
    /// The public name of the office that applied.
    pub applied_name: String,
    /// The public notice.
    pub notice: Option<Id<ground::notice::Notice>>,
    /// What was paid.
    pub paid: Option<Fen>,
    /// When it was applied for.
    pub at: Moment,
    #[serde(skip)]
    pub(crate) version: i64,
}

/// What must hold before public money is paid, as it is on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conditions {
    /// Whether all three inspectors found it good.
    pub passed: bool,
    /// Whether the window of the notice is over.
    pub over: bool,
    /// Objections nobody has answered.
    pub unanswered: i64,
    /// What the same rule gives on the account of the day, in fen.
    pub today: i64,
}

impl Award {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/awards/{}", self.place.county(), self.id)
    }

    /// The amount computed.
    pub fn amount(&self) -> Fen {
        Fen(self.calc.amount_fen)
    }

    /// Somebody inspects: nobody in two names, and never who applied.
    ///
    /// # Errors
    /// Refused once it is posted, to who applied, and to who inspected in another name.
    pub fn inspect(&self, kind: Inspector, by: &str, before: &[Inspection]) -> Result<()> {
        self.only(State::Applied)?;
        let twice = before.iter().any(|i| i.person == by && i.kind != kind);
        if twice || self.applied_by == by {
            return Err(Refusal::new("build-award-refused-same").into());
        }
        Ok(())
    }

    /// It may be posted.
    ///
    /// # Errors
    /// Refused unless it waits for this, all three found it good, and there is something to pay.
    pub fn announce(&mut self, passed: bool) -> Result<()> {
        self.only(State::Applied)?;
        if !passed {
            return Err(self.refused("build-award-refused-inspections"));
        }
        if self.calc.amount_fen <= 0 {
            return Err(self.refused("build-award-refused-nothing"));
        }
        self.state = State::Announced;
        Ok(())
    }

    /// The window of its notice is over. Doing it twice changes nothing.
    pub fn end_notice(&mut self) -> bool {
        let ends = self.state == State::Announced;
        if ends {
            self.state = State::Due;
        }
        ends
    }

    /// It is paid.
    ///
    /// # Errors
    /// Refused before its notice ended, while objections are unanswered or an inspection is missing, and
    /// above what was computed or what the account gives today.
    pub fn pay(&mut self, amount: Fen, on: Conditions) -> Result<Fact> {
        match self.state {
            State::Due if on.over => {}
            State::Applied => return Err(self.refused("build-award-refused-unposted")),
            State::Announced | State::Due => return Err(self.refused("build-award-refused-notice")),
            State::Paid | State::Replaced => return Err(self.refused("build-award-refused-state")),
        }
        if on.unanswered > 0 {
            let refusal = Refusal::new("build-award-refused-objections").with("n", on.unanswered);
            return Err(refusal.next(self.url(), "build-project-look").into());
        }
        if !on.passed {
            return Err(self.refused("build-award-refused-inspections"));
        }
        if self.calc.amount_fen > on.today {
            let refusal = Refusal::new("build-award-refused-moved").with("today", Fen(on.today));
            return Err(refusal.next(self.url(), "build-project-look").into());
        }
        if amount.0 <= 0 || amount > self.amount() {
            let (field, arg) = ("amount".to_owned(), format!("0.01–{}", self.amount()));
            let wrong = kernel::FieldError { field, reason: "web-wrong-range", arg };
            return Err(kernel::Error::Invalid(vec![wrong]));
        }
        self.paid = Some(amount);
        self.state = State::Paid;
        Ok(self.fact(PAID).with("amount", amount))
    }

    fn only(&self, state: State) -> Result<()> {
        if self.state == state { Ok(()) } else { Err(self.refused("build-award-refused-state")) }
    }

    fn refused(&self, reason: &'static str) -> kernel::Error {
        Refusal::new(reason).next(self.url(), "build-project-look").into()
    }

    /// What a policy looks at: an inspection is the actor's own when they have a name to inspect in.
    pub(crate) fn subject(&self, stage: Stage, actor: &Actor, monitors: &[Monitor]) -> Subject {
        let own = Inspector::of(actor, &self.place, monitors).is_some();
        Subject::at(self.place.clone(), stage).own(own)
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Build, &self.place, &self.id).on(&self.matter)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), apply::verb(), inspect::verb(), announce::verb(), pay::verb()]
}

#[cfg(test)]
mod props;
