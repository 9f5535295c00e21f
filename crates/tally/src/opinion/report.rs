//! 结果 — Everything a map says, in the fields of `gongdi count opinions --json`.
//!
//! Ids are text. Votes are +1 agree, −1 disagree; the production Polis server writes `center` and
//! coordinates with the opposite sign.

use serde::{Serialize, Serializer};

use super::consensus::{Consensus, group_aware, majority};
use super::counts::{Counts, Said};
use super::group::Level;
use super::map::Map;
use super::place::{self, Point, extremity};
use super::priority::priorities;
use super::repness::{Representative, representative};

/// Everything a map says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// People who voted.
    pub n_participants: usize,
    /// Statements voted on.
    pub n_statements: usize,
    /// Votes that count, one for each person and statement.
    pub n_votes: usize,
    /// The statements, by id: the order of every list by statement.
    pub statement_ids: Vec<String>,
    /// Statements moderated out.
    pub mod_out: Vec<String>,
    /// Statements that only ask who somebody is.
    pub meta: Vec<String>,
    /// Who takes part, by id.
    pub in_conv: Vec<String>,
    /// Statements each person voted on.
    pub user_vote_counts: Listed<usize>,
    /// The axes.
    pub pca: Axes,
    /// Base clusters.
    pub base_clusters: BaseClusters,
    /// Groups as sets of base clusters; not for given groups, nor where people are grouped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_clusters: Option<Vec<GroupCluster>>,
    /// The mean silhouette for each number of groups tried; not for given groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silhouettes: Option<Listed<f64>>,
    /// The members of each group, by id.
    pub groups: Listed<Vec<String>>,
    /// Each group's votes on each statement.
    pub group_votes: Listed<GroupVotes>,
    /// For each statement the product of the groups' shares of agreement.
    pub group_aware_consensus: Listed<f64>,
    /// What most of everybody say.
    pub consensus: Consensus,
    /// What each group stands out for.
    pub repness: Listed<Vec<Representative>>,
    /// How much each statement deserves to be asked next.
    pub comment_priorities: Listed<f64>,
}

/// The axes of a map, by statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axes {
    /// The mean vote.
    pub center: Vec<f64>,
    /// The two components.
    pub comps: [Vec<f64>; 2],
    /// How far the statement stands from the middle.
    pub comment_extremity: Vec<f64>,
    /// Where it stands, along each component.
    pub comment_projection: [Vec<f64>; 2],
}

/// Base clusters, as lists of equal length.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BaseClusters {
    /// Their numbers.
    pub id: Vec<u32>,
    /// Their members.
    pub members: Vec<Vec<String>>,
    /// Where they stand along the first component.
    pub x: Vec<f64>,
    /// Where they stand along the second.
    pub y: Vec<f64>,
    /// How many members they have.
    pub count: Vec<u32>,
}

/// A group as a set of base clusters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupCluster {
    /// Its number.
    pub id: u32,
    /// Base clusters, by number.
    pub members: Vec<u32>,
    /// Its middle.
    pub center: Point,
}

/// A group's votes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupVotes {
    /// The group.
    pub id: String,
    /// Its members.
    #[serde(rename = "n-members")]
    pub n_members: u32,
    /// Its votes on each statement.
    pub votes: Listed<Said>,
}

/// Named values in a fixed order, written as an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed<T>(pub Vec<(String, T)>);

impl<T> Listed<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Map {
    /// Everything the map says.
    pub fn report(&self) -> Report {
        let (votes, counts) = (&self.votes, &self.counts);
        let ids = votes.statements();
        let name = |row: usize| votes.people().get(row).cloned().unwrap_or_default();
        let joined = |row: &usize| votes.joined().get(*row).copied().unwrap_or(false);
        let extremity = extremity(&self.pca);
        let named = |numbers: Vec<f64>| Listed(ids.iter().cloned().zip(numbers).collect());
        Report {
            n_participants: votes.people().len(),
            n_statements: ids.len(),
            n_votes: votes.len(),
            statement_ids: ids.to_vec(),
            mod_out: self.moderation.out.iter().cloned().collect(),
            meta: self.moderation.meta.iter().cloned().collect(),
            in_conv: votes.rows_by_id().filter(joined).map(name).collect(),
            user_vote_counts: Listed(
                votes.rows_by_id().map(|row| (name(row), votes.row(row).len())).collect(),
            ),
            pca: self.written_axes(&extremity),
            base_clusters: self.written_base(),
            group_clusters: self.written_groups(),
            silhouettes: self.grouping.as_ref().map(|grouping| {
                let tried = grouping.tried.iter();
                Listed(tried.map(|tried| (tried.k.to_string(), tried.silhouette)).collect())
            }),
            groups: self.by_group(self.members()),
            group_votes: self.group_votes(),
            group_aware_consensus: named(group_aware(counts)),
            consensus: self.majority(),
            repness: self.by_group(self.representative()),
            comment_priorities: named(priorities(counts, &extremity, &self.columns)),
        }
    }

    /// What most of everybody say.
    pub fn majority(&self) -> Consensus {
        majority(&Counts::of_all(&self.votes), self.votes.statements(), &self.columns)
    }

    /// What each group stands out for.
    pub fn representative(&self) -> Vec<Vec<Representative>> {
        let (ids, columns) = (self.votes.statements(), &self.columns);
        let groups = 0..self.groups.names.len();
        groups.map(|group| representative(&self.counts, ids, columns, group)).collect()
    }

    /// How much each statement, by column, deserves to be asked next.
    pub fn priorities(&self) -> Vec<f64> {
        priorities(&self.counts, &extremity(&self.pca), &self.columns)
    }

    fn by_group<T>(&self, values: Vec<T>) -> Listed<T> {
        Listed(self.groups.names.iter().cloned().zip(values).collect())
    }

    fn members(&self) -> Vec<Vec<String>> {
        let mut members = vec![Vec::new(); self.groups.names.len()];
        for row in self.votes.rows_by_id() {
            let group = self.groups.of.get(row).copied().flatten();
            let group = group.and_then(|group| members.get_mut(group as usize));
            if let (Some(group), Some(name)) = (group, self.votes.people().get(row)) {
                group.push(name.clone());
            }
        }
        members
    }

    fn group_votes(&self) -> Listed<GroupVotes> {
        let group = |(group, (id, &n_members)): (usize, (&String, &u32))| {
            let said = self.votes.statements().iter().enumerate();
            let said = said.map(|(column, tid)| (tid.clone(), self.counts.said(group, column)));
            (id.clone(), GroupVotes { id: id.clone(), n_members, votes: Listed(said.collect()) })
        };
        Listed(self.groups.names.iter().zip(&self.sizes()).enumerate().map(group).collect())
    }

    fn written_axes(&self, extremity: &[f64]) -> Axes {
        let (x, y) = place::statements(&self.pca).into_iter().map(|[x, y]| (x, y)).unzip();
        Axes {
            center: self.pca.center.clone(),
            comps: self.pca.comps.clone(),
            comment_extremity: extremity.to_vec(),
            comment_projection: [x, y],
        }
    }

    fn written_base(&self) -> BaseClusters {
        let clusters = &self.base.clusters;
        let name = |&point: &u32| {
            let row = self.base.rows.get(point as usize).map_or(0, |&row| row as usize);
            self.votes.people().get(row).cloned().unwrap_or_default()
        };
        let named = |members: Vec<u32>| members.iter().map(name).collect();
        BaseClusters {
            id: clusters.ids.clone(),
            members: clusters.members().into_iter().map(named).collect(),
            x: clusters.centers.iter().map(|center| center[0]).collect(),
            y: clusters.centers.iter().map(|center| center[1]).collect(),
            count: clusters.sizes(),
        }
    }

    fn written_groups(&self) -> Option<Vec<GroupCluster>> {
        let grouping = self.grouping.as_ref().filter(|grouping| grouping.level == Level::Base)?;
        let groups = grouping.groups();
        let base = &self.base.clusters.ids;
        let members = groups.members().into_iter().map(|members| {
            members.iter().filter_map(|&at| base.get(at as usize).copied()).collect()
        });
        let all = groups.ids.iter().zip(members).zip(&groups.centers);
        Some(all.map(|((&id, members), &center)| GroupCluster { id, members, center }).collect())
    }
}
