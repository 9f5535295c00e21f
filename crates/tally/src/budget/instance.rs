//! 一次预算投票 — Projects with costs, the money there is, and what the voters approve.
//!
//! Projects are kept by id as text, byte by byte (`10` before `2`): that order breaks every tie, so
//! the order of a file never matters.

use serde::Serialize;

use super::ballots::{Ballots, Pile};
use super::money::LARGEST;
use crate::invalid::Invalid;

/// Something to spend money on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Its id, unique in the vote.
    pub id: String,
    /// Its name; empty when the file has none.
    pub name: String,
    /// What it costs, in smallest units.
    pub cost: u64,
    /// Whether the file says it was chosen.
    pub selected: Option<bool>,
}

/// How the ballots were marked. Every rule here counts approvals; what the other kinds say beyond
/// that (order, points) is read and checked, but not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteType {
    /// A tick for each project wanted.
    #[default]
    Approval,
    /// One tick only.
    #[serde(rename = "choose-1")]
    ChooseOne,
    /// A ranking: each project ranked counts as approved.
    Ordinal,
    /// Points from a common sum: each project with points above 0 counts as approved.
    Cumulative,
    /// Points for each project: those above 0 count as approved.
    Scoring,
}

/// What the file says about itself, for the heading of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The title; empty when it has none.
    pub title: String,
    /// The currency, such as `CNY`; empty when it does not say.
    pub currency: String,
    /// The rule the file says it was decided by, such as `greedy-no-skip`.
    pub rule: String,
    /// How the ballots were marked.
    pub vote_type: VoteType,
}

/// A participatory budget ready to be counted.
#[derive(Clone, Debug)]
pub struct Instance {
    about: About,
    digits: u32,
    budget: u64,
    projects: Vec<Project>,
    ballots: Ballots,
}

impl Instance {
    /// What the file says about itself.
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// Places after the point: costs and budget are whole numbers of `10^-digits` currency units.
    pub const fn digits(&self) -> u32 {
        self.digits
    }

    /// The money there is, in smallest units.
    pub const fn budget(&self) -> u64 {
        self.budget
    }

    /// The projects by id as text.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// How many voted, blank ballots included.
    pub const fn voters(&self) -> u64 {
        self.ballots.voters()
    }

    /// How many voters approve each project.
    pub fn votes(&self) -> &[u64] {
        self.ballots.votes()
    }

    /// How many different ballots there are.
    pub const fn heaps(&self) -> usize {
        self.ballots.heaps()
    }

    /// Where the project of this id stands in [`Instance::projects`].
    pub fn find(&self, id: &str) -> Option<usize> {
        self.projects.binary_search_by(|project| project.id.as_str().cmp(id)).ok()
    }

    /// The ids the file itself names as chosen, by id; `None` when it does not say.
    pub fn official(&self) -> Option<Vec<&str>> {
        let said = self.projects.iter().any(|project| project.selected.is_some());
        let chosen = self.projects.iter().filter(|project| project.selected == Some(true));
        said.then(|| chosen.map(|project| project.id.as_str()).collect())
    }

    pub(super) const fn ballots(&self) -> &Ballots {
        &self.ballots
    }

    pub(super) fn cost(&self, project: usize) -> u64 {
        self.projects.get(project).map_or(0, |project| project.cost)
    }

    pub(super) fn vote(&self, project: usize) -> u64 {
        self.votes().get(project).copied().unwrap_or(0)
    }
}

/// A vote whose ballots still come in.
#[derive(Clone, Debug)]
pub struct Draft {
    digits: u32,
    budget: u64,
    projects: Vec<Project>,
    pile: Pile,
    marks: Vec<u32>,
}

impl Draft {
    /// A vote on these projects, in any order. Money is in smallest units, `10^-digits` of the
    /// currency. Refused: an id twice, money above [`LARGEST`], more than nine digits.
    pub fn try_new(budget: u64, digits: u32, mut projects: Vec<Project>) -> Result<Self, Invalid> {
        projects.sort_by(|a, b| a.id.cmp(&b.id));
        for pair in projects.windows(2) {
            if let [first, second] = pair
                && first.id == second.id
            {
                return Err(Invalid::DuplicateCandidate { name: first.id.clone() });
            }
        }
        if budget > LARGEST || projects.iter().any(|project| project.cost > LARGEST) {
            return Err(Invalid::TooLarge { field: "cost" });
        }
        if digits > 9 || u32::try_from(projects.len()).is_err() {
            return Err(Invalid::TooLarge { field: "digits" });
        }
        let pile = Pile::new(projects.len());
        Ok(Self { digits, budget, projects, pile, marks: Vec::new() })
    }

    /// Casts `count` equal ballots that approve the projects of these ids.
    pub fn cast<'a>(
        &mut self,
        approved: impl IntoIterator<Item = &'a str>,
        count: u64,
    ) -> Result<(), Invalid> {
        let mut marks = std::mem::take(&mut self.marks);
        marks.clear();
        for id in approved {
            let found = self.projects.binary_search_by(|project| project.id.as_str().cmp(id));
            let at = found.ok().and_then(|at| u32::try_from(at).ok());
            marks.push(at.ok_or_else(|| Invalid::UnknownCandidate { name: id.to_owned() })?);
        }
        marks.sort_unstable();
        let twice = marks.windows(2).find(|pair| pair.first() == pair.last());
        if let Some(&[at, _]) = twice {
            let name = self.projects.get(at as usize).map(|project| project.id.clone());
            return Err(Invalid::DuplicateCandidate { name: name.unwrap_or_default() });
        }
        self.pile.add(&marks, count).ok_or(Invalid::TooLarge { field: "votes" })?;
        self.marks = marks;
        Ok(())
    }

    /// The projects by id, as ballots of [`Draft::put`] number them.
    pub(super) fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// Casts one ballot of projects by number, ascending and none twice.
    pub(super) fn put(&mut self, marks: &[u32]) -> Option<()> {
        self.pile.add(marks, 1)
    }

    /// All ballots are in.
    pub fn finish(self, about: About) -> Instance {
        let Self { digits, budget, projects, pile, .. } = self;
        Instance { about, digits, budget, projects, ballots: pile.finish() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(id: &str, cost: u64) -> Project {
        Project { id: id.into(), cost, ..Project::default() }
    }

    #[test]
    fn projects_stand_by_id_as_text() {
        let projects = vec![project("2", 5), project("10", 7), project("1", 1)];
        let mut draft = Draft::try_new(10, 0, projects).unwrap();
        draft.cast(["2", "10"], 3).unwrap();
        draft.cast([], 1).unwrap();
        let instance = draft.finish(About::default());
        let ids: Vec<_> = instance.projects().iter().map(|project| project.id.as_str()).collect();
        assert_eq!(ids, ["1", "10", "2"]);
        assert_eq!(instance.votes(), [0, 3, 3]);
        assert_eq!((instance.voters(), instance.heaps()), (4, 2));
        assert_eq!(instance.find("2"), Some(2));
        assert_eq!(instance.official(), None);
    }

    #[test]
    fn slips_of_the_pen_are_refused() {
        let twice = Draft::try_new(1, 0, vec![project("a", 1), project("a", 2)]);
        assert_eq!(twice.unwrap_err().key(), "duplicate-candidate");
        let large = Draft::try_new(1, 0, vec![project("a", u64::MAX)]);
        assert_eq!(large.unwrap_err().key(), "too-large");
        let mut draft = Draft::try_new(1, 0, vec![project("a", 1)]).unwrap();
        assert_eq!(draft.cast(["b"], 1).unwrap_err().key(), "unknown-candidate");
        assert_eq!(draft.cast(["a", "a"], 1).unwrap_err().key(), "duplicate-candidate");
        assert_eq!(draft.cast(["a"], 1 << 40).unwrap_err().key(), "too-large");
    }
}
