//! 转移 — Ranked ballots whose votes move on: instant run-off, Scottish STV, Meek STV.
//!
//! Each ballot stands with its first choice. Who cannot win is excluded, and the ballot moves to
//! its next choice; under STV whoever has more than enough passes on the surplus too. A count is a
//! list of [`Stage`]s: who holds how much after each step, and what could not move on. Nothing is
//! lost: votes held and votes that could not move on add up to the valid ballots at every stage.
//!
//! ```text
//!   Profile ──▶ first choices ──▶ elected? ──▶ pass on a surplus, or exclude the lowest ──┐
//!                                    ▲                                                    │
//!                                    └──────────────── until every seat is filled ────────┘
//! ```
//!
//! * A name that withdrew is skipped. A ballot is counted down to a place several names share.
//! * Ties: whoever was ahead at the most recent stage where the tied differ; else a lot. Without a
//!   lot the first in the list is taken, and the result says so ([`By::FileOrder`]).
//! * Numbers are exact integers of a stated unit; the order and the grouping of ballots never
//!   matter.

mod board;
mod count;
mod irv;
mod meek;
mod papers;
mod say;
mod scottish;
mod tie;
mod trie;

pub use count::{Count, Kind, Method, Parts, Quota, Stage, Votes};
pub use irv::{Irv, irv};
pub use meek::{Meek, OMEGA, meek};
pub use say::{explain, explain_irv, explain_meek};
pub use scottish::scottish;
pub use tie::{By, Question, Tie};
