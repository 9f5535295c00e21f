//! 管护责任 — Who looks after what was built, how often, and when it is looked at again.
//!
//! ```text
//! project finished ─▶ awaiting ─take over─▶ kept ─3 months, 12 months─▶ reminded
//!                        ▲                   │ ╰─the keeper changes─▶ kept by the heir
//!                        ╰──────release──────╯
//! ```

mod await_taker;
mod handing_over;
pub mod policy;
mod release;
mod remind;
mod show;
mod store;
mod take_over;

pub use await_taker::await_taker;
pub(crate) use handing_over::hand_over;
pub use remind::remind;
pub use show::card;
pub use store::{load, of_body, of_place, samples};

use kernel::{Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::Verb;

use crate::committee::Committee;
use crate::later;

/// Something finished needs somebody who looks after it.
pub const AWAITED: &str = "manage-upkeep-awaited";
/// A body took the duty.
pub const TAKEN_OVER: &str = "manage-upkeep-taken-over";
/// The duty moved to the next body.
pub const HANDED_OVER: &str = "manage-upkeep-handed-over";
/// The body gave the duty back.
pub const RELEASED: &str = "manage-upkeep-released";
/// The day has come to look at it again.
pub const REMINDED: &str = "manage-upkeep-reminded";

/// How a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody looks after it.
    Awaiting,
    /// A body does.
    Kept,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::Kept => "kept",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Awaiting, Self::Kept].into_iter().find(|s| s.word() == word)
    }
}

/// How often somebody looks.
pub const OFTEN: &[&str] = &["daily", "weekly", "monthly", "quarterly", "after-weather"];

/// What a body keeps up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The body.
    pub body: Id<Committee>,
    /// Its name when it took the duty.
    pub name: String,
    /// What is kept up.
    pub what: String,
    /// How often, a word of [`OFTEN`].
    pub often: String,
    /// Since when.
    pub since: Moment,
    /// The days it is looked at again: after 3 and 12 months.
    pub reviews: [Moment; 2],
}

/// A duty of upkeep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upkeep {
    /// Its id.
    pub id: Id<Upkeep>,
    /// The record it came from: a finished project.
    #[serde(skip)]
    pub source: String,
    /// The matter it belongs to.
    pub matter: Option<MatterId>,
    /// Where.
    pub place: PlaceCode,
    /// What was built.
    pub title: String,
    /// Who keeps it up; `None` while it awaits a taker.
    pub kept: Option<Kept>,
    /// Why the last keeper gave it back.
    pub reason: Option<String>,
    /// Since when it is to be kept up.
    pub at: Moment,
    pub(crate) version: i64,
}

impl Upkeep {
    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), Stage::Manage)
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/upkeeps/{}", self.place.county(), self.id)
    }

    /// How it stands.
    pub fn state(&self) -> State {
        if self.kept.is_some() { State::Kept } else { State::Awaiting }
    }

    /// The name of the body that keeps it up; empty when there is none.
    pub fn keeper(&self) -> &str {
        self.kept.as_ref().map_or("", |k| &k.name)
    }

    /// A body takes the duty.
    ///
    /// # Errors
    /// Refused when another body holds it, or the body's term is over.
    pub fn take_over(
        &mut self,
        body: &Committee,
        what: &str,
        often: &str,
        now: Moment,
    ) -> Result<Fact> {
        if let Some(kept) = &self.kept {
            return Err(Refusal::new("manage-upkeep-refused-kept").with("body", &kept.name).into());
        }
        if !body.serves(now) {
            return Err(Refusal::new("manage-upkeep-refused-term").with("body", &body.name).into());
        }
        self.kept = Some(Kept {
            body: body.id.clone(),
            name: body.name.clone(),
            what: what.to_owned(),
            often: often.to_owned(),
            since: now,
            reviews: [later::months_on(now, 3), later::months_on(now, 12)],
        });
        self.reason = None;
        Ok(self.fact(TAKEN_OVER).with("title", &self.title).with("body", &body.name))
    }

    /// The keeper gives it back; it awaits a taker again.
    ///
    /// # Errors
    /// Refused when nobody holds it.
    pub fn release(&mut self, reason: &str) -> Result<Fact> {
        let Some(kept) = self.kept.take() else {
            return Err(Refusal::new("manage-upkeep-refused-free").into());
        };
        self.reason = Some(reason.to_owned());
        let fact = self.fact(RELEASED).with("title", &self.title).with("body", &kept.name);
        Ok(fact.with("reason", reason))
    }

    /// The next body takes the duty as it is: what, how often and the days of review stay.
    ///
    /// # Errors
    /// Refused when nobody holds it.
    pub fn hand_over(&mut self, heir: &Committee) -> Result<Fact> {
        let Some(kept) = &mut self.kept else {
            return Err(Refusal::new("manage-upkeep-refused-free").into());
        };
        let from = std::mem::replace(&mut kept.name, heir.name.clone());
        kept.body = heir.id.clone();
        let fact = self.fact(HANDED_OVER).with("title", &self.title);
        Ok(fact.with("from", from).with("body", &heir.name))
    }

    fn fact(&self, kind: &'static str) -> Fact {
        let fact = Fact::new(kind, Stage::Manage, &self.place, &self.id);
        match &self.matter {
            Some(matter) => fact.on(matter),
            None => fact,
        }
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), take_over::verb(), release::verb()]
}

#[cfg(test)]
mod props;
