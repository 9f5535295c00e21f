//! 出什么 — The four things people give, what their amount counts, and how a contribution stands.

use kernel::{Area, Fen};
use serde::Serialize;

/// What is given, and so what the amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 捐资: fen.
    Cash,
    /// 投工投劳: days.
    Labour,
    /// 出物: its value in fen, 0 when nobody put a price on it.
    Material,
    /// 让地: 0.01 m².
    Land,
}

impl Kind {
    /// The words of forms.
    pub const WORDS: &'static [&'static str] = &["cash", "labour", "material", "land"];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Labour => "labour",
            Self::Material => "material",
            Self::Land => "land",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Cash, Self::Labour, Self::Material, Self::Land]
            .into_iter()
            .find(|k| k.word() == word)
    }

    /// The amount as people write it: yuan, days, square metres.
    pub fn print(self, amount: i64) -> String {
        match self {
            Self::Cash | Self::Material => Fen(amount).to_string(),
            Self::Labour => amount.to_string(),
            Self::Land => Area(amount).to_string(),
        }
    }

    /// Reads an amount as people write it. `None` when it is none, below zero or beyond belief.
    pub fn amount(self, typed: &str) -> Option<i64> {
        let amount = match self {
            Self::Cash | Self::Material => Fen::parse(typed)?.0,
            Self::Labour => typed.trim().trim_end_matches('天').trim_end().parse().ok()?,
            Self::Land => Area::parse(typed)?.0,
        };
        (0..=self.most()).contains(&amount).then_some(amount)
    }

    /// The most one contribution can be: damaged input is told from generosity.
    pub const fn most(self) -> i64 {
        match self {
            Self::Cash | Self::Material => crate::account::MOST.0,
            Self::Labour => 3_660,
            Self::Land => 100_000_000,
        }
    }
}

/// How a contribution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Somebody will give it.
    Promised,
    /// It was brought or done, and waits to be counted.
    Delivered,
    /// It was counted by a second person and receipted.
    Accepted,
    /// The giver took it back.
    Withdrawn,
}

impl State {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Delivered => "delivered",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Promised, Self::Delivered, Self::Accepted, Self::Withdrawn]
            .into_iter()
            .find(|s| s.word() == word)
    }
}
