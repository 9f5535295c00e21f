//! 工序 — The steps of a project, and the residents who see to it that each is done well.
//!
//! ```text
//! step     planned ─start─▶ started ─complete─▶ completed ─sign─▶ signed    sign: a monitor, not the doer
//! defect   open ─mend─▶ mended ─clear─▶ cleared                 clear: who raised it, or a monitor
//! ```
//!
//! Any resident of the place may watch (居民全程参与工程质量监督) and raise a defect, also on a signed step.

mod clear;
mod complete;
mod defect;
mod fault;
mod mend;
mod plan;
pub mod policy;
mod sign;
mod start;
mod store;
mod volunteer;

pub use fault::{Defect, DefectState};
pub(crate) use store::{defects, monitors, steps};

use jiff::civil::Date;
use kernel::{Actor, Fact, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::Verb;

use crate::contribution::not_after;
use crate::project::{Project, Readiness};

/// A step was planned.
pub const PLANNED: &str = "build-work-planned";
/// A step was begun.
pub const STARTED: &str = "build-work-started";
/// A step was done.
pub const COMPLETED: &str = "build-work-completed";
/// A resident watches the quality.
pub const VOLUNTEERED: &str = "build-work-volunteered";
/// A monitor found a step good.
pub const SIGNED: &str = "build-work-signed";
/// A resident found something wrong.
pub const FAULTED: &str = "build-work-faulted";
/// It was put right.
pub const MENDED: &str = "build-work-mended";
/// Residents confirmed that it is right.
pub const CLEARED: &str = "build-work-cleared";

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is to be done.
    Planned,
    /// It is being done.
    Started,
    /// Those who did it say it is done.
    Completed,
    /// A resident monitor says it is good.
    Signed,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Signed => "signed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Planned, Self::Started, Self::Completed, Self::Signed]
            .into_iter()
            .find(|s| s.word() == word)
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its id.
    pub id: Id<Step>,
    /// Its project.
    pub project: Id<Project>,
    /// The matter of the project.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// What is done.
    pub what: String,
    /// The first day planned.
    pub begins: String,
    /// The last day planned.
    pub ends: String,
    /// Who does it: a group, a company, never a private name.
    pub doer: String,
    /// How it stands.
    pub state: State,
    /// The day it was begun.
    pub started: Option<String>,
    /// The day it was done.
    pub completed: Option<String>,
    /// The account that said it was done.
    #[serde(skip)]
    pub completed_by: Option<String>,
    /// What there is to say about it.
    pub note: Option<String>,
    /// The account that signed.
    #[serde(skip)]
    pub signed_by: Option<String>,
    /// The public alias of the monitor who signed.
    pub signed_name: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Moment>,
    #[serde(skip)]
    pub(crate) version: i64,
}

impl Step {
    /// The address of a verb on it.
    pub fn url(&self, verb: &str) -> String {
        format!("/{}/works/{}/{verb}", self.place.county(), self.id)
    }

    /// The tone its state is shown in.
    pub fn tone(&self) -> &'static str {
        if self.state == State::Signed { "done" } else { "open" }
    }

    /// It is begun.
    ///
    /// # Errors
    /// Refused unless it is planned; invalid when the day is yet to come.
    pub fn start(&mut self, day: Date, today: Date) -> Result<Fact> {
        self.only(State::Planned)?;
        not_after(day, today)?;
        self.started = Some(day.to_string());
        self.state = State::Started;
        Ok(self.fact(STARTED))
    }

    /// Those who did it say it is done.
    ///
    /// # Errors
    /// Refused unless it is begun; invalid when the day is yet to come or before the beginning.
    pub fn complete(&mut self, day: Date, today: Date, by: &str, note: &str) -> Result<Fact> {
        self.only(State::Started)?;
        not_after(day, today)?;
        let day = day.to_string();
        if self.started.as_ref().is_some_and(|began| *began > day) {
            return Err(kernel::Error::field("day", "build-wrong-before"));
        }
        self.completed = Some(day);
        self.completed_by = Some(by.to_owned());
        self.note = Some(note.to_owned()).filter(|n| !n.is_empty());
        self.state = State::Completed;
        Ok(self.fact(COMPLETED).with("note", note))
    }

    /// A monitor finds it good. Never who did it, never over an open defect.
    ///
    /// # Errors
    /// Refused unless it is done, to who did it, and while a defect on it is open.
    pub fn sign(&mut self, by: &str, name: &str, defects: &[Defect], now: Moment) -> Result<Fact> {
        self.only(State::Completed)?;
        if self.completed_by.as_deref() == Some(by) {
            return Err(Refusal::new("build-work-refused-same").into());
        }
        if defects.iter().any(|d| d.step == self.id && d.open()) {
            return Err(Refusal::new("build-work-refused-defect").into());
        }
        self.signed_by = Some(by.to_owned());
        self.signed_name = Some(name.to_owned());
        self.signed_at = Some(now);
        self.state = State::Signed;
        Ok(self.fact(SIGNED))
    }

    /// Something is wrong with it, a resident says.
    ///
    /// # Errors
    /// Refused while nothing of it is to be seen.
    pub fn fault(
        &self,
        id: Id<Defect>,
        words: &str,
        by: &str,
        now: Moment,
    ) -> Result<(Defect, Fact)> {
        if self.state == State::Planned {
            return Err(Refusal::new("build-work-refused-state").into());
        }
        let defect = Defect {
            id,
            project: self.project.clone(),
            step: self.id.clone(),
            words: words.to_owned(),
            state: DefectState::Open,
            raised_by: by.to_owned(),
            mended: None,
            mended_by: None,
            at: now,
            version: 0,
        };
        let fact = self.fact(FAULTED).with("words", words);
        Ok((defect, fact))
    }

    fn only(&self, state: State) -> Result<()> {
        if self.state == state {
            Ok(())
        } else {
            Err(Refusal::new("build-work-refused-state").into())
        }
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Build, &self.place, &self.id)
            .on(&self.matter)
            .with("step", &self.what)
    }
}

/// A resident who watches the quality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Monitor {
    /// The account; never shown.
    #[serde(skip)]
    pub person: String,
    /// The public alias.
    pub name: String,
}

/// Whether the actor watches the quality.
pub(crate) fn watches(monitors: &[Monitor], actor: &Actor) -> bool {
    monitors.iter().any(|m| Some(&m.person) == actor.person.as_ref())
}

/// What a policy looks at: a defect is the actor's own to clear when they raised it or watch the quality.
pub(crate) fn defect_subject(
    on: Subject,
    d: &Defect,
    monitors: &[Monitor],
    actor: &Actor,
) -> Subject {
    let own = actor.person.as_ref() == Some(&d.raised_by) || watches(monitors, actor);
    on.own(own)
}

/// What stands between the steps and the end of the project.
pub fn readiness(steps: &[Step], defects: &[Defect]) -> Readiness {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Readiness {
        steps: count(steps.len()),
        signed: count(steps.iter().filter(|s| s.state == State::Signed).count()),
        defects: count(defects.iter().filter(|d| d.open()).count()),
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        plan::verb(),
        start::verb(),
        complete::verb(),
        volunteer::verb(),
        sign::verb(),
        defect::verb(),
        mend::verb(),
        clear::verb(),
    ]
}

#[cfg(test)]
mod props;
