//! 全貌 — Everything that belongs to a project, read once: for its page, its card, its end, its award.

use kernel::Result;
use serde::Serialize;
use store::Tx;

use super::{Project, Readiness};
use crate::account::{self, Account, Entry};
use crate::award::{self, Award};
use crate::contribution::{self, Contribution, Totals};
use crate::work::{self, Defect, Monitor, Step};

/// Everything that belongs to a project.
#[derive(Debug, Clone, Serialize)]
pub struct Whole {
    /// What people give, oldest first.
    pub contributions: Vec<Contribution>,
    /// The same, added up.
    pub totals: Totals,
    /// The steps, in the order they begin.
    pub steps: Vec<Step>,
    /// What was found wrong, oldest first.
    pub defects: Vec<Defect>,
    /// Who watches the quality.
    pub monitors: Vec<Monitor>,
    /// The account, line by line.
    pub entries: Vec<Entry>,
    /// The same, added up.
    pub account: Account,
    /// The award that is applied for or paid.
    pub award: Option<Award>,
}

impl Whole {
    /// Reads it all.
    ///
    /// # Errors
    /// A fault when the database fails.
    pub async fn load(tx: &mut Tx, project: &Project) -> Result<Self> {
        let (county, id) = (project.place.county(), &project.id);
        let contributions = contribution::of_project(tx, &county, id).await?;
        let entries = account::of_project(tx, &county, id).await?;
        Ok(Self {
            totals: Totals::of(&contributions),
            contributions,
            steps: work::steps(tx, &county, id).await?,
            defects: work::defects(tx, &county, id).await?,
            monitors: work::monitors(tx, &county, id).await?,
            account: Account::of(&entries, project.planned),
            entries,
            award: award::current(tx, &county, id).await?,
        })
    }

    /// What stands between the project and its end.
    pub fn readiness(&self) -> Readiness {
        work::readiness(&self.steps, &self.defects)
    }
}
