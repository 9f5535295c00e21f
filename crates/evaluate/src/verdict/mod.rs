//! 办好没有 — Those who raised a matter say whether it is solved: through their private link, or to a worker
//! who did not handle it.
//!
//! ```text
//! open ─all reached say solved─▶ solved ─dispute─▶ reopened
//!  │ ╰─one says partly or not─▶ reopened
//!  ╰─time and attempts ran─▶ lapsed ─somebody speaks after all─▶ solved, reopened
//! ```
//! There is no verb that closes, and reopening asks nobody's leave.

mod ask;
mod carry;
mod dispute;
mod enter;
mod give;
mod lapse;
pub mod policy;
mod round;
pub mod settle;
mod show;
mod store;

pub use ask::ask;
pub(crate) use ask::{begin, handlers};
pub(crate) use carry::{apply, carry};
pub use lapse::lapse;
pub use round::{Heard, Numbers, Round, Word};
pub use settle::{Ear, Step, Wait};
pub use show::card;
pub(crate) use store::hold;
pub use store::{latest, samples};

use kernel::{Actor, Subject};
use serde::Serialize;
use web::Verb;

/// Those who raised it are asked.
pub const ASKED: &str = "evaluate-verdict-asked";
/// One of them said how it is.
pub const GIVEN: &str = "evaluate-verdict-given";
/// Somebody tried to reach one of them and did not.
pub const TRIED: &str = "evaluate-verdict-tried";
/// One of them says it is not solved after all.
pub const DISPUTED: &str = "evaluate-verdict-disputed";
/// They say it is solved.
pub const SOLVED: &str = "evaluate-matter-solved";
/// They say it is not: it is open again.
pub const REOPENED: &str = "evaluate-matter-reopened";
/// Nobody could be reached in the time and with the attempts the rule asks for.
pub const LAPSED: &str = "evaluate-matter-lapsed";

/// What one of them said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// 办好了
    Solved,
    /// 办了一部分
    Partly,
    /// 没办好
    Not,
}

impl Said {
    /// The words of forms and columns, in the order they are asked.
    pub const WORDS: &'static [&'static str] = &["solved", "partly", "not"];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Partly => "partly",
            Self::Not => "not",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Solved, Self::Partly, Self::Not].into_iter().find(|s| s.word() == word)
    }
}

/// How a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// They are being asked.
    Open,
    /// They say it is solved.
    Solved,
    /// One says it is not: the matter is open again.
    Reopened,
    /// The disclosed fall-back ran.
    Lapsed,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Solved => "solved",
            Self::Reopened => "reopened",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Solved, Self::Reopened, Self::Lapsed]
            .into_iter()
            .find(|s| s.word() == word)
    }
}

/// Whether the actor is one of those who reported the matter handled.
pub(crate) fn handled_by(handlers: &[String], actor: &Actor) -> bool {
    actor.person.is_some() && handlers.contains(&actor.name)
}

/// What a policy looks at: it is the actor's own when they handled it, and then they keep out.
pub(crate) fn subject(
    matter: &ground::matter::Matter,
    handlers: &[String],
    actor: &Actor,
) -> Subject {
    matter.subject().own(handled_by(handlers, actor))
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![give::verb(), dispute::verb(), enter::verb()]
}
