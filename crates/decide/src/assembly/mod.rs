//! 议事会 — A meeting on a topic: called with an agenda, recorded once, corrected only in the open.
//!
//! ```text
//! call ─▶ called ─(its time has come)─ record ─▶ recorded ─correct─▶ recorded, a correction beside it
//! ```

mod call;
mod correct;
mod minutes;
pub mod policy;
mod poster;
mod record;
mod show;
mod store;

pub(crate) use store::most_women;
pub use store::{load, of_topic, samples};

use kernel::{Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::{Frame, Verb};

use crate::topic::Topic;
use crate::word::words;

/// An assembly was called.
pub const CALLED: &str = "decide-assembly-called";
/// Its minutes were recorded.
pub const RECORDED: &str = "decide-assembly-recorded";
/// Something in the minutes was corrected.
pub const CORRECTED: &str = "decide-assembly-corrected";

words! {
    /// What sort of meeting.
    Kind {
        /// 议事会
        Council = "council",
        /// 湾子夜话
        EveningTalk = "evening-talk",
        /// 座谈会
        Listening = "listening",
    }
}

/// An agenda longer than this nobody finishes in an evening.
pub const MOST_LINES: usize = 6;

/// What happened at a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// Residents present.
    pub residents: i64,
    /// Residents' or villagers' representatives present.
    pub representatives: i64,
    /// Officials and helpers present; they have no vote.
    pub officials: i64,
    /// Women among all those.
    pub women: i64,
    /// For each line of the agenda, what the several sides said; never by name.
    pub positions: Vec<String>,
    /// The minutes.
    pub minutes: String,
    /// What came of it.
    pub outcome: String,
}

/// An assembly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assembly {
    /// Its id.
    pub id: Id<Assembly>,
    /// The topic it is about.
    pub topic: Id<Topic>,
    /// The matter the topic began from.
    pub matter: MatterId,
    /// Where it belongs to.
    pub place: PlaceCode,
    /// Council, evening talk, listening session.
    pub kind: Kind,
    /// When it is held.
    pub held: Moment,
    /// Where people meet.
    pub venue: String,
    /// The agenda, line by line.
    pub agenda: Vec<String>,
    /// Residents present.
    pub residents: i64,
    /// Representatives present.
    pub representatives: i64,
    /// Officials present.
    pub officials: i64,
    /// Women among those present.
    pub women: i64,
    /// What the several sides said, per line of the agenda.
    pub positions: Vec<String>,
    /// The minutes.
    pub minutes: String,
    /// What came of it.
    pub outcome: String,
    /// When it was recorded; frozen since.
    pub recorded: Option<Moment>,
    pub(crate) version: i64,
}

impl Assembly {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/assemblies/{}", self.place.county(), self.id)
    }

    /// What a policy looks at.
    pub fn subject(&self, stage: Stage) -> Subject {
        Subject::at(self.place.clone(), stage)
    }

    /// Everybody present.
    pub fn present(&self) -> i64 {
        self.residents + self.representatives + self.officials
    }

    /// Each line of the agenda with what was said on it.
    pub(crate) fn lines(&self) -> Vec<(&str, &str)> {
        let said = self.positions.iter().map(String::as_str).chain(std::iter::repeat(""));
        self.agenda.iter().map(String::as_str).zip(said).collect()
    }

    pub(crate) fn title(&self, page: &Frame) -> String {
        page.word("decide-assembly-kind", self.kind.word())
    }

    /// Records what happened, once.
    ///
    /// # Errors
    /// Refused before it was held, and when it was recorded before: corrections stand beside it.
    pub fn record(&mut self, account: Account, now: Moment) -> Result<Fact> {
        if self.recorded.is_some() {
            let frozen = Refusal::new("decide-assembly-refused-recorded");
            let href = format!("{}/correct", self.url());
            return Err(frozen.next(href, "decide-assembly-correct").into());
        }
        if now < self.held {
            return Err(Refusal::new("decide-assembly-refused-early").with("at", self.held).into());
        }
        (self.residents, self.representatives) = (account.residents, account.representatives);
        (self.officials, self.women) = (account.officials, account.women);
        (self.positions, self.minutes) = (account.positions, account.minutes);
        self.outcome = account.outcome;
        self.recorded = Some(now);
        let fact = self.fact(RECORDED).with("n", self.present()).with("women", self.women);
        Ok(fact.with("outcome", &self.outcome))
    }

    /// A correction of the minutes, told beside them.
    ///
    /// # Errors
    /// Refused before anything was recorded.
    pub fn correct(&self, words: &str) -> Result<Fact> {
        if self.recorded.is_none() {
            return Err(Refusal::new("decide-assembly-refused-unrecorded").into());
        }
        Ok(self.fact(CORRECTED).with("words", words))
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Decide, &self.place, &self.id)
            .on(&self.matter)
            .with("when", self.held)
            .with("venue", &self.venue)
    }
}

/// Something that was corrected after the minutes were frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// What is right.
    pub words: String,
    /// When it was said.
    pub at: Moment,
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        show::verb(),
        call::verb(),
        poster::verb(),
        record::verb(),
        correct::verb(),
        minutes::verb(),
    ]
}
