//! 反映 — What one person or body said. Many reports may belong to one matter; each counts as a voice.
//!
//! ```text
//! words ─near?─▶ join one that is there          (a voice more)
//!          ╰───▶ a matter of its own             (heard)
//! either way: a number to read aloud and a private link to follow it
//! ```

mod alike;
mod contact;
mod enter;
pub(crate) mod find;
mod follow;
mod gist;
mod index;
mod join;
mod near;
mod new;
mod paper;
pub mod policy;
mod said;
mod slip;
mod store;

pub(crate) use alike::message;
pub use gist::headline;
pub(crate) use index::may_be_joined;
pub use index::{Near, near};
pub use store::samples;
pub(crate) use store::{move_all, of_matter, open_contact, reachable};

use kernel::{Channel, Id, Moment};
use serde::Serialize;
use web::Verb;

use ground::voice::Voice;

/// How many reports a matter's page shows, and by how many it is found; the others count as voices.
pub(crate) const SHOWN: i64 = 20;

/// Somebody said something new.
pub const SAID: &str = "listen-report-said";
/// Somebody has it too.
pub const JOINED: &str = "listen-report-joined";

/// A report as everybody may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The voice it belongs to.
    pub voice: Id<Voice>,
    /// What was said, masked; empty for somebody who only joined.
    pub words: String,
    /// How it reached us.
    pub channel: Channel,
    /// The public alias of who entered it; `None` when the person did.
    pub entered: Option<String>,
    /// When.
    pub at: Moment,
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![
        new::verb(),
        enter::verb(),
        near::verb(),
        join::verb(),
        follow::verb(),
        contact::verb(),
        slip::verb(),
        paper::verb(),
    ]
}
