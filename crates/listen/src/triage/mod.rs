//! 归类 — What kind of problem a matter is, suggested with reasons, said by a worker, learned from.
//!
//! ```text
//! report ─▶ advice (keyword rules, or the live model and what workers said since) ─▶ a worker accepts: label
//!                    ▲                                                                      │ corrects
//!          adopt ─ kept model ◀─ train ─────────────────────────────────────────────── labels
//! ```
//! It suggests and never decides: nothing is chosen for the worker, and a matter without a label goes the same
//! way. A county learns from its own matters on its own machine; a model replaces the live one only when
//! somebody says so, and the one before can be taken back.

mod adopt;
mod advice;
mod label;
mod mind;
pub mod policy;
mod show;
mod store;
mod train;

pub(crate) use advice::{Advice, chosen};
pub(crate) use label::keep;
pub use store::{install, samples};

use web::Verb;

/// A worker said what kind of problem it is, or said otherwise.
pub const LABELLED: &str = "listen-triage-labelled";

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), train::verb(), adopt::verb(), label::verb()]
}
