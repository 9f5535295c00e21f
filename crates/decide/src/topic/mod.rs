//! 议题 — One question that one or several matters raise, with its assemblies and proposals.
//!
//! ```text
//! matter taken up ─▶ topic ─gather─▶ more matters
//!                      ╰─▶ assembly, assembly … ─▶ proposal
//! ```

mod gather;
mod open;
pub mod policy;
mod show;
mod store;

pub use open::{open_from, open_from_case};
pub use show::card;
pub use store::{load, of_matter, samples};

use kernel::{Fact, Id, MatterId, Moment, PlaceCode, Stage, Subject};
use serde::Serialize;
use web::Verb;

/// A question is on the table.
pub const OPENED: &str = "decide-topic-opened";
/// Another matter belongs to the same question; told on that matter.
pub const GATHERED: &str = "decide-topic-gathered";
/// A place tries what another place shared.
pub const TRIED: &str = "decide-topic-tried";

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Its id.
    pub id: Id<Topic>,
    /// Where.
    pub place: PlaceCode,
    /// The matter it began from.
    pub matter: MatterId,
    /// What is to be decided.
    pub question: String,
    /// The shared case it tries, if any.
    pub source: Option<String>,
    /// When it was opened.
    pub at: Moment,
}

impl Topic {
    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/{}/topics/{}", self.place.county(), self.id)
    }

    /// What a policy looks at.
    pub fn subject(&self, stage: Stage) -> Subject {
        Subject::at(self.place.clone(), stage)
    }

    pub(crate) fn fact(&self, kind: &'static str, matter: &MatterId) -> Fact {
        Fact::new(kind, Stage::Decide, &self.place, &self.id)
            .on(matter)
            .with("question", &self.question)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), open::verb(), gather::verb()]
}
