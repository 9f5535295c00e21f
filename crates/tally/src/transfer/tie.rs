//! 票数相同 — A tie that had to be broken, and how.

use serde::Serialize;

/// What had to be decided between equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Who is elected, or named first among those elected at one stage.
    Elect,
    /// Whose surplus moves on first.
    Surplus,
    /// Who is excluded.
    Exclude,
}

impl Question {
    /// The word in the topic of a lot.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Elect => "elect",
            Self::Surplus => "surplus",
            Self::Exclude => "exclude",
        }
    }
}

/// What broke a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The votes at an earlier stage.
    EarlierStage,
    /// A lot, the first drawn.
    Lot,
    /// The order of the list, because no lot was given.
    FileOrder,
}

/// A tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The stage (from 1) after which it arose.
    pub stage: usize,
    /// What was to be decided.
    pub question: Question,
    /// Numbers of the tied; where a lot was needed, of those level at every stage.
    pub among: Vec<usize>,
    /// Who was taken.
    pub chosen: usize,
    /// What decided.
    pub by: By,
    /// The earlier stage (from 1) that decided, or left only [`Tie::among`], if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<usize>,
    /// The published seed of the lot, if one was drawn. Its topic is `stage N QUESTION`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
}
