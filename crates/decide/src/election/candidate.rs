//! 候选人 — Somebody who was put forward, by public alias and with their agreement.

use serde::Serialize;

use crate::word::words;

words! {
    /// How a candidate stands.
    Standing {
        /// On the ballot.
        Standing = "standing",
        /// Elected.
        Elected = "elected",
        /// Not elected.
        Out = "out",
    }
}

/// A candidate, by public alias and with their agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The alias on the ballot.
    pub alias: String,
    /// A line about them, as they want it.
    pub about: String,
    /// How they stand.
    pub standing: Standing,
}
