//! 每月调度 — The meeting that clears stuck matters: last month's decisions first, then the ten most stuck.
//!
//! ```text
//! hold ─▶ open ─decide*─▶ open ─close─▶ closed     each decision gives a matter an owner and a date
//! ```

mod agenda;
mod close;
mod decide;
mod hold;
mod minutes;
pub mod policy;
mod show;
mod store;

pub use agenda::{Stuck, Why, agenda};
pub use store::samples;

use jiff::civil::Date;
use kernel::{Fact, Id, Level, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::Verb;

/// A dispatch was called.
pub const HELD: &str = "listen-dispatch-held";
/// It gave a matter an owner and a date.
pub const DECIDED: &str = "listen-dispatch-decided";
/// It ended; the minutes stand.
pub const CLOSED: &str = "listen-dispatch-closed";

/// How a dispatch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It decides.
    Open,
    /// Its minutes are final.
    Closed,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|s| s.word() == word)
    }
}

/// A monthly dispatch of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dispatch {
    /// Its id.
    pub id: Id<Dispatch>,
    /// The county, street or community it is held for.
    pub place: PlaceCode,
    /// The day it is held.
    pub held: String,
    /// How it stands.
    pub state: State,
    /// How many were there, as counted at the end.
    pub present: Option<i64>,
    /// What else was said, in the minutes.
    pub words: Option<String>,
    /// The office that called it.
    pub convened: String,
    /// When it was called.
    pub at: Moment,
    pub(crate) version: i64,
}

/// What a dispatch decided on one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The matter.
    pub matter: MatterId,
    /// What is to be done.
    pub words: String,
    /// Who does it.
    pub answers: String,
    /// By when.
    pub due: Moment,
}

impl Dispatch {
    /// Calls a dispatch for a day.
    pub fn hold(
        id: Id<Dispatch>,
        place: &PlaceCode,
        held: Date,
        convened: &str,
        at: Moment,
    ) -> Self {
        Self {
            id,
            place: place.clone(),
            held: held.to_string(),
            state: State::Open,
            present: None,
            words: None,
            convened: convened.to_owned(),
            at,
            version: 0,
        }
    }

    /// What a policy looks at.
    pub fn subject(&self) -> Subject {
        Subject::at(self.place.clone(), Stage::Listen)
    }

    /// The address of its minutes.
    pub fn url(&self) -> String {
        format!("/{}/dispatches/{}", self.place.county(), self.id)
    }

    /// It decides on a matter in its place.
    ///
    /// # Errors
    /// Refused when it is closed, or for a matter elsewhere.
    pub fn decide(&self, at: &PlaceCode) -> Result<()> {
        self.open()?;
        if self.place.contains(at) {
            Ok(())
        } else {
            Err(Refusal::new("listen-dispatch-refused-elsewhere").into())
        }
    }

    /// It ends: the minutes are what was decided.
    ///
    /// # Errors
    /// Refused when it has ended before.
    pub fn close(&mut self, present: i64, words: &str, decisions: i64) -> Result<Fact> {
        self.open()?;
        self.state = State::Closed;
        self.present = Some(present);
        self.words = Some(words.to_owned()).filter(|w| !w.is_empty());
        Ok(self.fact(CLOSED).with("present", present).with("decisions", decisions))
    }

    fn open(&self) -> Result<()> {
        if self.state == State::Open {
            Ok(())
        } else {
            let look = Refusal::new("listen-dispatch-refused-closed").with("day", &self.held);
            Err(look.next(self.url(), "listen-dispatch-minutes").into())
        }
    }

    fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Listen, &self.place, &self.id).with("day", self.held.as_str())
    }
}

/// Dispatches are held for a county, a street or a community.
fn level(place: &PlaceCode) -> Result<()> {
    if matches!(place.level(), Level::County | Level::Street | Level::Community) {
        Ok(())
    } else {
        let up = place
            .community()
            .map_or_else(|| "/places".to_owned(), |c| format!("/places/{c}/dispatch"));
        Err(Refusal::new("listen-dispatch-refused-level").next(up, "listen-dispatch").into())
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), hold::verb(), minutes::verb(), decide::verb(), close::verb()]
}

#[cfg(test)]
mod props {
    use super::*;
    use kernel::Seeded;
    use proptest::prelude::*;

    proptest! {
        /// Whatever is tried in whatever order: what is closed stays as it is, and a refused act changes nothing.
        #[test]
        fn minutes_once_closed_never_change(verbs in prop::collection::vec(0u8..3, 0..20)) {
            let place = PlaceCode::parse("420583001").unwrap();
            let inside = PlaceCode::parse("420583001003.01").unwrap();
            let outside = PlaceCode::parse("420583002001").unwrap();
            let day = jiff::civil::date(2023, 3, 1);
            let mut d = Dispatch::hold(Id::random(&mut Seeded::new(1)), &place, day, "街道", Moment(0));
            for verb in verbs {
                let before = d.clone();
                let done = match verb {
                    0 => d.decide(&inside).is_ok(),
                    1 => { prop_assert!(d.decide(&outside).is_err()); false }
                    _ => d.close(7, "", 2).is_ok(),
                };
                prop_assert_eq!(done && before.state == State::Closed, false);
                if !done || verb == 0 { prop_assert_eq!(&d, &before); }
                prop_assert_eq!(d.present.is_some(), d.state == State::Closed);
            }
        }
    }
}
