//! 方案 — What somebody proposes for a matter, with what speaks for and against it.
//!
//! ```text
//! open ─withdraw─▶ withdrawn      only its author, only while it is open
//! ```

pub mod policy;
mod propose;
mod show;
mod store;
mod withdraw;

pub use show::card;
pub use store::{load, samples};

use kernel::{Actor, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::Verb;

/// Somebody proposed something.
pub const PROPOSED: &str = "decide-proposal-proposed";
/// The author took it back.
pub const WITHDRAWN: &str = "decide-proposal-withdrawn";

/// How a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// People talk about it.
    Open,
    /// Its author took it back.
    Withdrawn,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Withdrawn].into_iter().find(|s| s.word() == word)
    }
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Its id.
    pub id: Id<Proposal>,
    /// The matter it is for.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// Who proposed it: an account, never shown.
    #[serde(skip)]
    pub author: String,
    /// What, in a line.
    pub title: String,
    /// What, in full.
    pub body: String,
    /// How it stands.
    pub state: State,
    /// Why it was taken back.
    pub reason: Option<String>,
    /// When it was proposed.
    pub at: Moment,
    pub(crate) version: i64,
}

impl Proposal {
    /// What a policy looks at: it is the actor's own when they wrote it.
    pub fn subject(&self, stage: Stage, actor: &Actor) -> Subject {
        Subject::at(self.place.clone(), stage).own(actor.person.as_ref() == Some(&self.author))
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/proposals/{}", self.place.county(), self.id)
    }

    /// The author takes it back.
    ///
    /// # Errors
    /// Refused when it is no longer open.
    pub fn withdraw(&mut self, reason: &str) -> Result<Fact> {
        if self.state != State::Open {
            return Err(Refusal::new("decide-proposal-refused-closed").into());
        }
        self.state = State::Withdrawn;
        self.reason = Some(reason.to_owned());
        Ok(self.fact(WITHDRAWN).with("title", &self.title).with("reason", reason))
    }

    fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Decide, &self.place, &self.id).on(&self.matter)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), propose::verb(), withdraw::verb()]
}
