//! 评价数字 — What residents said, as the public numbers of a place: each its own, each with its evidence.
//!
//! 解决率 = who say solved ÷ who were reached. 满意率 = who say satisfied ÷ who answered that question.
//! Unreached is in neither; parked is no kind of solved. Numbers are kept with every change, so a county
//! of 470,000 matters costs what a village costs.

mod list;
pub mod policy;
mod show;
mod store;

pub(crate) use store::{mark_review, mark_round};
pub use store::{samples, totals};

use serde::Serialize;
use web::Verb;

/// A number that is kept, with the rounds or reviews behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Voices that say solved.
    Solved,
    /// Voices that say partly.
    Partly,
    /// Voices that say not.
    Not,
    /// Voices that were not reached when their round was settled.
    Unreached,
    /// Rounds that lapsed: nobody was reached.
    Lapsed,
    /// Rounds in which the matter was opened again within 90 days of being reported handled.
    Reopened,
    /// Who say satisfied, in reviews with at least five answers to that question.
    Satisfied,
    /// Who answered that question, in the same reviews.
    Answered,
    /// Reviews with fewer answers, which are not broken out.
    Few,
}

impl Mark {
    /// Every number, in order.
    pub const ALL: &'static [Mark] = &[
        Self::Solved,
        Self::Partly,
        Self::Not,
        Self::Unreached,
        Self::Lapsed,
        Self::Reopened,
        Self::Satisfied,
        Self::Answered,
        Self::Few,
    ];

    /// The word in addresses, columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Partly => "partly",
            Self::Not => "not",
            Self::Unreached => "unreached",
            Self::Lapsed => "lapsed",
            Self::Reopened => "reopened",
            Self::Satisfied => "satisfied",
            Self::Answered => "answered",
            Self::Few => "few",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|m| m.word() == word)
    }

    /// Whether its evidence are reviews, not rounds.
    pub const fn of_reviews(self) -> bool {
        matches!(self, Self::Satisfied | Self::Answered | Self::Few)
    }
}

pub(crate) fn verbs() -> Vec<Verb> {
    vec![show::verb(), list::verb()]
}
