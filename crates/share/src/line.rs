//! 一行事项 — One line about a matter, as boards and open data list it: no person in it.

use kernel::{Klass, MatterId, Moment, PlaceCode, Result, Stage, Standing};
use serde::Serialize;
use store::Row;

/// What is said about a matter in a list. `answers` is the name of a body or unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number.
    pub id: MatterId,
    /// Where it is.
    pub place: PlaceCode,
    /// What it is, in a line.
    pub title: String,
    /// Where it is on its way.
    pub stage: Stage,
    /// How it stands.
    pub standing: Standing,
    /// 急 难 小, once named.
    pub klass: Option<Klass>,
    /// The body or unit that answers for it.
    pub answers: Option<String>,
    /// When the next word is due.
    pub due: Option<Moment>,
    /// How many raised or joined it.
    pub voices: i64,
    /// When it was first said.
    pub raised: Moment,
    /// When it last changed.
    pub changed: Moment,
}

impl Line {
    /// Reads a row of `ground_matter`.
    pub(crate) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.matter("id")?,
            place: row.place("place")?,
            title: row.text("title")?,
            stage: row.word("stage", Stage::parse)?,
            standing: row.word("standing", Standing::parse)?,
            klass: row.opt_word("klass", Klass::parse)?,
            answers: row.opt_text("answers")?,
            due: row.opt_moment("due")?,
            voices: row.int("voices")?,
            raised: row.moment("raised")?,
            changed: row.moment("changed")?,
        })
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        ground::matter::url(&self.place, &self.id)
    }

    /// Whether a word is overdue.
    pub fn overdue(&self, now: Moment) -> bool {
        matches!(self.standing, Standing::Open | Standing::Parked)
            && self.due.is_some_and(|d| d < now)
    }

    /// The tone its standing is shown in.
    pub fn tone(&self, now: Moment) -> &'static str {
        match self.standing {
            _ if self.overdue(now) => "late",
            Standing::Solved => "done",
            Standing::Parked => "parked",
            Standing::Heard | Standing::Open | Standing::Waiting => "open",
            Standing::Lapsed | Standing::Merged => "",
        }
    }
}
