//! 缺陷 — Something wrong with a step: open until residents say that it was put right.

use kernel::{Id, Moment, PlaceCode, Refusal, Result};
use serde::Serialize;

use super::Step;
use crate::project::Project;

/// How a defect stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefectState {
    /// Something is wrong.
    Open,
    /// Those who build say it was put right.
    Mended,
    /// Residents say it was put right.
    Cleared,
}

impl DefectState {
    /// The word in columns and keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mended => "mended",
            Self::Cleared => "cleared",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Mended, Self::Cleared].into_iter().find(|s| s.word() == word)
    }
}

/// Something wrong with a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// Its id.
    pub id: Id<Defect>,
    /// The project.
    pub project: Id<Project>,
    /// The step.
    pub step: Id<Step>,
    /// What is wrong.
    pub words: String,
    /// How it stands.
    pub state: DefectState,
    /// The account that raised it; never shown.
    #[serde(skip)]
    pub raised_by: String,
    /// What was done about it.
    pub mended: Option<String>,
    /// The account that says it was put right; never shown.
    #[serde(skip)]
    pub mended_by: Option<String>,
    /// When it was raised.
    pub at: Moment,
    #[serde(skip)]
    pub(crate) version: i64,
}

impl Defect {
    /// The address of a verb on it.
    pub fn url(&self, place: &PlaceCode, verb: &str) -> String {
        format!("/{}/defects/{}/{verb}", place.county(), self.id)
    }

    /// The tone its state is shown in.
    pub fn tone(&self) -> &'static str {
        if self.open() { "late" } else { "done" }
    }

    /// Whether it still stands in the way: mended is not cleared.
    pub fn open(&self) -> bool {
        self.state != DefectState::Cleared
    }

    /// Those who build say it was put right, and how.
    ///
    /// # Errors
    /// Refused unless it is open.
    pub fn mend(&mut self, words: &str, by: &str) -> Result<()> {
        self.only(DefectState::Open)?;
        self.mended = Some(words.to_owned());
        self.mended_by = Some(by.to_owned());
        self.state = DefectState::Mended;
        Ok(())
    }

    /// Residents say whether it was put right; if not, it is open again.
    ///
    /// # Errors
    /// Refused unless it is mended, and to who mended it.
    pub fn clear(&mut self, by: &str, good: bool) -> Result<()> {
        self.only(DefectState::Mended)?;
        if self.mended_by.as_deref() == Some(by) {
            return Err(Refusal::new("build-work-refused-same").into());
        }
        self.state = if good { DefectState::Cleared } else { DefectState::Open };
        Ok(())
    }

    fn only(&self, state: DefectState) -> Result<()> {
        if self.state == state {
            Ok(())
        } else {
            Err(Refusal::new("build-work-refused-state").into())
        }
    }
}
