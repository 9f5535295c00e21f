//! 公示 — A public notice: a fixed window, objections and their answers. It cannot end early.
//!
//! ```text
//! opened ──(days of the rule, Civil Code 201–203)──▶ ended     there is no verb in between
//!    ╰ objections, each answered in public
//! ```

mod answer;
mod object;
pub mod policy;
mod show;
mod store;

pub use show::card;
pub use store::{end, load, of_subject, open, unanswered};

use kernel::{Id, MatterId, Moment, PlaceCode, Stage, Subject};
use serde::Serialize;
use web::Verb;

/// A public notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its id.
    pub id: Id<Notice>,
    /// The matter it belongs to.
    pub matter: Option<MatterId>,
    /// Where it hangs.
    pub place: PlaceCode,
    /// The stage it belongs to.
    pub stage: Stage,
    /// What it announces: `vote`, `award`, `election` …
    pub kind: String,
    /// The record it announces.
    pub subject: String,
    /// Its headline.
    pub title: String,
    /// Its words.
    pub body: String,
    /// The version of the rule that sets its window.
    pub rule: String,
    /// The length of the window.
    pub days: i64,
    /// `day` or `working-day`.
    pub unit: String,
    /// When it was put up.
    pub opened: Moment,
    /// The last moment of the window.
    pub ends: Moment,
    /// When its end was recorded; `None` while it hangs.
    pub ended: Option<Moment>,
}

impl Notice {
    /// Whether the window is over.
    pub fn over(&self, now: Moment) -> bool {
        now > self.ends
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/notices/{}", self.place.county(), self.id)
    }

    /// What a policy looks at.
    pub fn on(&self) -> Subject {
        Subject::at(self.place.clone(), self.stage)
    }
}

/// What an objection says, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Objection {
    /// Its id.
    pub id: Id<Objection>,
    /// What was said.
    pub words: String,
    /// When.
    pub at: Moment,
    /// What was answered.
    pub answer: Option<String>,
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), object::verb(), answer::verb()]
}
