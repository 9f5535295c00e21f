//! 方案 — What somebody proposes for a matter, with what speaks for and against it.
//!
//! ```text
//!           ╭─revise─╮
//!           ▼        │
//! propose ▶ open ────╯─vote opens─▶ voting ─passed─▶ noticed ─notice ends─▶ adopted   (frozen for good)
//!           │ ▲                       │                 ╰─unanswered─▶ held ─confirm─▶ adopted
//!           │ ╰──not passed, advisory─╯
//!           ╰─withdraw─▶ withdrawn      only its author, only while it is open
//! ```
//! Adoption is no human act: the vote passed, its notice ended, and every objection was answered.

mod answer;
mod confirm;
mod draft;
mod object;
mod objection;
pub mod policy;
mod propose;
mod revise;
mod show;
mod store;
mod version;
mod withdraw;

pub use confirm::notice_ended;
pub use objection::Objection;
pub use show::card;
pub use store::{load, samples};
pub(crate) use store::{of_matters, save};

use kernel::{Actor, Fact, Fen, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::Verb;

use crate::word::words;
use draft::Draft;

/// Somebody proposed something.
pub const PROPOSED: &str = "decide-proposal-proposed";
/// The author changed it after what was said.
pub const REVISED: &str = "decide-proposal-revised";
/// The author took it back.
pub const WITHDRAWN: &str = "decide-proposal-withdrawn";
/// Somebody objected.
pub const OBJECTED: &str = "decide-proposal-objected";
/// An objection was answered.
pub const ANSWERED: &str = "decide-proposal-answered";
/// The notice ended with unanswered objections: adoption waits.
pub const HELD: &str = "decide-proposal-held";
/// The vote passed, the notice ended, every objection is answered. Its body is for build and manage:
/// title, kind (`plan` or `covenant`), cost (yuan as text, may be empty), proposal, body.
pub const ADOPTED: &str = "decide-proposal-adopted";

words! {
    /// How a proposal stands.
    State {
        /// People talk about it.
        Open = "open",
        /// A vote on it is open: it is frozen meanwhile.
        Voting = "voting",
        /// The vote passed and the public notice hangs.
        Noticed = "noticed",
        /// The notice ended with unanswered objections.
        Held = "held",
        /// Adopted: frozen for good.
        Adopted = "adopted",
        /// Its author took it back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What adoption leads to.
    Kind {
        /// Something to build or do.
        Plan = "plan",
        /// 公约: rules people give themselves, one clause a line.
        Covenant = "covenant",
    }
}

impl State {
    /// The tone it is shown in.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Open | Self::Voting | Self::Noticed => "open",
            Self::Held => "late",
            Self::Adopted => "done",
            Self::Withdrawn => "",
        }
    }
}

/// A proposal as its latest edition stands.
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
    /// Plan or covenant.
    pub kind: Kind,
    /// What, in a line.
    pub title: String,
    /// What, in full.
    pub body: String,
    /// What there is to choose from; empty or at least two.
    pub options: Vec<String>,
    /// What it is expected to cost, in fen.
    pub cost: Option<Fen>,
    /// Which edition this is, from 1.
    pub edition: i64,
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

    /// Whether it can still be changed, objected to, voted on or taken back.
    ///
    /// # Errors
    /// Refused, with the reason for each state it is frozen in.
    pub fn open(&self) -> Result<()> {
        let reason = match self.state {
            State::Open => return Ok(()),
            State::Voting => "decide-proposal-refused-voting",
            State::Noticed | State::Held => "decide-proposal-refused-noticed",
            State::Adopted => "decide-proposal-refused-adopted",
            State::Withdrawn => "decide-proposal-refused-closed",
        };
        Err(Refusal::new(reason).next(self.url(), "decide-proposal-look").into())
    }

    /// The author takes it back.
    ///
    /// # Errors
    /// Refused when it is no longer open.
    pub fn withdraw(&mut self, reason: &str) -> Result<Fact> {
        self.open()?;
        self.state = State::Withdrawn;
        self.reason = Some(reason.to_owned());
        Ok(self.fact(WITHDRAWN).with("title", &self.title).with("reason", reason))
    }

    /// The author writes a new edition; the earlier ones stay readable.
    ///
    /// # Errors
    /// Refused when it is no longer open.
    pub(crate) fn revise(&mut self, draft: Draft, why: &str) -> Result<Fact> {
        self.open()?;
        self.edition += 1;
        (self.title, self.body) = (draft.title, draft.body);
        (self.options, self.cost) = (draft.options, draft.cost);
        let fact = self.fact(REVISED).with("title", &self.title).with("edition", self.edition);
        Ok(fact.with("why", why))
    }

    /// A vote on it opens: it is frozen until the count.
    ///
    /// # Errors
    /// Refused when it is no longer open.
    pub(crate) fn put_to_vote(&mut self) -> Result<()> {
        self.open()?;
        self.state = State::Voting;
        Ok(())
    }

    /// The votes are counted. Only a vote that binds and passed leads on.
    ///
    /// # Errors
    /// Refused unless a vote was open.
    pub(crate) fn counted(&mut self, decides: bool) -> Result<()> {
        if self.state != State::Voting {
            return Err(Refusal::new("decide-proposal-refused-no-vote").into());
        }
        self.state = if decides { State::Noticed } else { State::Open };
        Ok(())
    }

    /// The notice ended: adopted, or held while objections wait for an answer.
    ///
    /// # Errors
    /// Refused unless its notice was hanging.
    pub(crate) fn noticed(&mut self, unanswered: i64) -> Result<Fact> {
        if self.state != State::Noticed {
            return Err(Refusal::new("decide-proposal-refused-no-notice").into());
        }
        if unanswered == 0 {
            return Ok(self.adopt());
        }
        self.state = State::Held;
        Ok(self.fact(HELD).with("title", &self.title).with("n", unanswered))
    }

    /// Those who serve the place state that every objection was answered.
    ///
    /// # Errors
    /// Refused unless it is held, and while an objection has no answer.
    pub fn confirm(&mut self, unanswered: i64) -> Result<Fact> {
        if self.state != State::Held {
            return Err(Refusal::new("decide-proposal-refused-not-held").into());
        }
        if unanswered > 0 {
            let reason = Refusal::new("decide-proposal-refused-unanswered").with("n", unanswered);
            return Err(reason.into());
        }
        Ok(self.adopt())
    }

    fn adopt(&mut self) -> Fact {
        self.state = State::Adopted;
        self.fact(ADOPTED)
            .with("title", &self.title)
            .with("kind", self.kind.word())
            .with("cost", self.cost.map_or_else(String::new, |c| c.to_string()))
            .with("proposal", &self.id)
            .with("body", &self.body)
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Decide, &self.place, &self.id).on(&self.matter)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        show::verb(),
        version::verb(),
        propose::verb(),
        revise::verb(),
        withdraw::verb(),
        object::verb(),
        answer::verb(),
        confirm::verb(),
    ]
}

#[cfg(test)]
mod props;
