//! 三问 — The roll of a place answers three separate questions, without a name: 认可不认可、高兴不高兴、满意不满意.
//!
//! ```text
//! open ─15 days─▶ closed ─3 and 12 months later─▶ asked again
//! ```
//! Who is asked is kept apart from what is answered; answers are only ever sums, shown when all are in.
//! Three numbers, never mixed into one.

mod answer;
mod close;
mod enter;
mod hand;
mod open;
pub mod policy;
mod sheet;
mod show;
mod store;

pub use close::{again, close};
pub(crate) use open::begin;
pub use open::open;
pub use show::card;
pub use store::{is_open, load, samples};

use kernel::{Actor, Error, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::{Fields, Verb};

use crate::verdict::handled_by;

/// The roll is asked.
pub const OPENED: &str = "evaluate-review-opened";
/// Paper sheets were handed out: how many, never to whom.
pub const HANDED: &str = "evaluate-review-handed";
/// All answers are in.
pub const CLOSED: &str = "evaluate-review-closed";

/// For how many days the roll may answer: our custom, no law sets it.
pub const OPEN_DAYS: i32 = 15;

/// After how many months the same questions are asked again (久久为功).
pub const AGAIN: &[i32] = &[3, 12];

/// The three questions, in the order they are asked.
pub const QUESTIONS: &[&str] = &["approve", "glad", "satisfied"];

/// The answers, in order.
pub const ANSWERS: &[&str] = &["yes", "so-so", "no"];

/// One time the roll is asked about a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// Its id.
    pub id: Id<Review>,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// The how-manieth time.
    pub number: i64,
    /// After how many months it asks again; 0 when the work was just done.
    pub again: i64,
    /// Public names of who reported the matter handled.
    #[serde(skip)]
    pub handlers: Vec<String>,
    /// Which roll: `adults`, `households`, `owners`; empty where there is none.
    pub roll: String,
    /// How many are asked.
    pub size: i64,
    /// Since when.
    pub opened: Moment,
    /// Until when.
    pub ends: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// How many forms came by page.
    pub web: i64,
    /// How many came on paper.
    pub paper: i64,
    /// How many of all these said they do not want to answer.
    pub refused: i64,
}

impl Review {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/reviews/{}", self.place.county(), self.id)
    }

    /// Whether answers are taken.
    pub fn takes(&self, now: Moment) -> bool {
        self.closed.is_none() && now <= self.ends
    }

    /// Refuses when no answers are taken any more.
    ///
    /// # Errors
    /// Refused after the last day.
    pub fn while_open(&self, now: Moment) -> Result<()> {
        if self.takes(now) { Ok(()) } else { Err(self.over()) }
    }

    fn over(&self) -> Error {
        let over = Refusal::new("evaluate-review-refused-over").with("day", self.ends.date());
        over.next(self.url(), "evaluate-review-show").into()
    }

    /// What a policy looks at for those who serve the place: own when they handled the matter.
    pub fn subject(&self, actor: &Actor) -> Subject {
        Subject::at(self.place.clone(), Stage::Evaluate).own(handled_by(&self.handlers, actor))
    }

    /// What a policy looks at for those who answer: own when they are on the roll. A resident of an
    /// estate answers about the community around it, so their own place counts.
    pub fn asked(&self, actor: &Actor, on_roll: bool) -> Subject {
        let home = actor.offices.iter().map(|o| &o.place).find(|p| self.place.contains(p));
        Subject::at(home.unwrap_or(&self.place).clone(), Stage::Evaluate).own(on_roll)
    }
}

/// One filled-in form. There is no field for who filled it in.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Question and answer, those that were answered.
    pub given: Vec<(&'static str, &'static str)>,
    /// They do not want to answer.
    pub refused: bool,
}

/// Reads the three questions; each may be left out, but not all of them without saying so.
fn read_answers(f: &mut Fields) -> Answers {
    let mut given = Vec::new();
    for question in QUESTIONS {
        let word = f.choice(question, ANSWERS).get();
        if let Some(answer) = ANSWERS.iter().find(|a| **a == word) {
            given.push((*question, *answer));
        }
    }
    let refused = f.check("refuse");
    if refused && !given.is_empty() {
        f.wrong("refuse", "evaluate-review-wrong-both", "");
    } else if !refused && given.is_empty() && f.errors.is_empty() {
        f.wrong("approve", "evaluate-review-wrong-none", "");
    }
    Answers { given, refused }
}

/// Not on the roll, or answered before.
fn not_asked(way: Option<&str>) -> Error {
    let reason = if way.is_some() {
        "evaluate-review-refused-twice"
    } else {
        "evaluate-review-refused-roll"
    };
    Refusal::new(reason).into()
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), answer::verb(), hand::verb(), sheet::verb(), enter::verb()]
}
