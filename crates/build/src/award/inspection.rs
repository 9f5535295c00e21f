//! 三方验收 — Residents, street and county each say whether what was built is good.

use kernel::{Actor, Moment, PlaceCode, Role};
use serde::Serialize;

use crate::work::Monitor;

/// In whose name somebody inspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inspector {
    /// 居民质量监督员
    Monitor,
    /// 街道、乡镇
    Street,
    /// 县（市、区）
    County,
}

impl Inspector {
    /// All three: each must find it good.
    pub const ALL: &'static [Inspector] = &[Self::Monitor, Self::Street, Self::County];

    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Monitor => "monitor",
            Self::Street => "street",
            Self::County => "county",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }

    /// In whose name an actor inspects at a place; the highest office first.
    pub(crate) fn of(actor: &Actor, place: &PlaceCode, monitors: &[Monitor]) -> Option<Self> {
        if actor.holds(&[Role::County], place) {
            Some(Self::County)
        } else if actor.holds(&[Role::Street], place) {
            Some(Self::Street)
        } else {
            crate::work::watches(monitors, actor).then_some(Self::Monitor)
        }
    }
}

/// What somebody found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// In whose name.
    pub kind: Inspector,
    /// The account; never shown.
    #[serde(skip)]
    pub person: String,
    /// The public name of office or alias.
    pub name: String,
    /// Whether it is good.
    pub ok: bool,
    /// What there is to say.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// The latest word of each inspector decides: whether all three found it good.
pub fn passed(inspections: &[Inspection]) -> bool {
    Inspector::ALL
        .iter()
        .all(|kind| inspections.iter().rev().find(|i| i.kind == *kind).is_some_and(|i| i.ok))
}
