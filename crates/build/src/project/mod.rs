//! 项目 — What an adopted proposal becomes: one thing being built, with all that belongs to it.
//!
//! ```text
//! (adopted) ─flow start─▶ building ─finish─▶ finished     finish: every step signed, no open defect
//! ```
//!
//! Title, body and planned cost are the adopted version: there is no verb that changes them. A change
//! needs a new decision.

mod card;
mod finish;
pub mod policy;
mod samples;
mod show;
mod start;
mod store;
mod whole;

pub use card::card;
pub use samples::samples;
pub use start::start;
pub use store::{Site, load, of_matter, site};
pub use whole::Whole;

pub(crate) use store::{changed, held, next_receipt};

use kernel::{Error, Fact, Fen, Id, MatterId, Moment, PlaceCode, Refusal, Result, Stage, Subject};
use serde::Serialize;
use web::{Frame, Link, May, Verb};

/// A proposal was adopted: building begins.
pub const STARTED: &str = "build-project-started";
/// Everything is built and signed by residents.
pub const FINISHED: &str = "build-project-finished";

/// How a project stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// People work on it.
    Building,
    /// Residents signed every step.
    Finished,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Finished => "finished",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Building, Self::Finished].into_iter().find(|s| s.word() == word)
    }
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Project {
    /// Its id.
    pub id: Id<Project>,
    /// The matter it is for.
    pub matter: MatterId,
    /// Where.
    pub place: PlaceCode,
    /// The adopted proposal.
    pub proposal: String,
    /// What, in a line, as adopted.
    pub title: String,
    /// What, in full, as adopted.
    pub body: String,
    /// What it was to cost, in the words of the proposal.
    pub cost: String,
    /// The same in fen, where the words are an amount.
    pub planned: Option<Fen>,
    /// How it stands.
    pub state: State,
    /// Whether somebody has to keep it up; said when it is finished.
    pub upkeep: Option<bool>,
    /// What was learned; said when it is finished.
    pub learned: Option<String>,
    /// When building began.
    pub started: Moment,
    /// When it was finished.
    pub finished: Option<Moment>,
    pub(crate) version: i64,
}

/// What stands between a project and its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Readiness {
    /// Steps planned.
    pub steps: i64,
    /// Steps signed by a resident.
    pub signed: i64,
    /// Defects that nobody has confirmed as mended.
    pub defects: i64,
}

impl Readiness {
    /// Whether all is built and seen to be good. A project without a step has not been built.
    pub const fn complete(&self) -> bool {
        self.steps > 0 && self.signed == self.steps && self.defects == 0
    }

    /// Refuses when something is missing, saying how much.
    ///
    /// # Errors
    /// Refused unless every step is signed and no defect is open.
    pub fn needed(&self, next: &str) -> Result<()> {
        if self.complete() {
            return Ok(());
        }
        let refusal = Refusal::new("build-project-refused-unfinished")
            .with("signed", self.signed)
            .with("steps", self.steps)
            .with("defects", self.defects);
        Err(Error::from(refusal.next(format!("{next}#work"), "build-project-look")))
    }
}

impl Project {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/projects/{}", self.place.county(), self.id)
    }

    /// The address of its account.
    pub fn account_url(&self) -> String {
        format!("{}/account", self.url())
    }

    /// Refuses once it is finished: what comes later is a new matter.
    ///
    /// # Errors
    /// Refused when it is finished.
    pub fn building(&self) -> Result<()> {
        match self.state {
            State::Building => Ok(()),
            State::Finished => Err(Refusal::new("build-project-refused-finished")
                .next(self.url(), "build-project-look")
                .into()),
        }
    }

    /// It is built: residents signed every step.
    ///
    /// # Errors
    /// Refused when it was finished before, or something is missing.
    pub fn finish(
        &mut self,
        ready: &Readiness,
        upkeep: bool,
        learned: &str,
        now: Moment,
    ) -> Result<()> {
        self.building()?;
        ready.needed(&self.url())?;
        self.state = State::Finished;
        self.upkeep = Some(upkeep);
        self.learned = Some(learned.to_owned()).filter(|l| !l.is_empty());
        self.finished = Some(now);
        Ok(())
    }

    pub(crate) fn fact(&self, kind: &'static str) -> Fact {
        Fact::new(kind, Stage::Build, &self.place, &self.id).on(&self.matter)
    }
}

/// Reads what a proposal says it costs: `150000`, `15万元`, `约1.5万`. `None` for anything else.
fn amount_in(words: &str) -> Option<Fen> {
    let plain = words.trim().trim_start_matches('约').trim_end_matches(['元', '。']).trim_end();
    let amount = match plain.strip_suffix('万') {
        Some(number) => Fen(Fen::parse(number)?.0.checked_mul(10_000)?),
        None => Fen::parse(plain)?,
    };
    (amount.0 > 0 && amount.0 <= crate::account::MOST.0).then_some(amount)
}

/// A link to a verb, when the reader may do it: pages show only what is possible.
pub(crate) fn door(page: &Frame, may: May, on: &Subject, href: String, key: &str) -> Option<Link> {
    page.may(may, on).then(|| Link::new(href, page.t(key)))
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), finish::verb()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_read_as_people_write_it() {
        for words in ["150000", "15万元", "约15万", "150,000 元", "１５００００元"] {
            assert_eq!(amount_in(words), Some(Fen::yuan(150_000)), "{words}");
        }
        assert_eq!(amount_in("1.5万"), Some(Fen::yuan(15_000)));
        for words in ["", "不花钱", "0", "大约十万", "9999999999999万"] {
            assert_eq!(amount_in(words), None, "{words}");
        }
    }

    #[test]
    fn a_project_without_a_step_is_not_complete() {
        assert!(!Readiness::default().complete());
        assert!(Readiness { steps: 2, signed: 2, defects: 0 }.complete());
        assert!(!Readiness { steps: 2, signed: 2, defects: 1 }.complete());
        assert!(!Readiness { steps: 2, signed: 1, defects: 0 }.complete());
    }
}
