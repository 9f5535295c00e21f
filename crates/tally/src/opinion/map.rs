//! 地图 — A conversation's map, drawn from all its votes or followed vote by vote.
//!
//! ```text
//!   Votes ─▶ Pca ─▶ places ─▶ base clusters (≤ 100) ─▶ groups (2–5) ─▶ Counts ─▶ Report, svg, 句子
//!     ▲                                                                  │
//!     └── fold_in(one vote): the same stages, each begun from its last result ◀──┘
//! ```
//!
//! After folding votes in one by one these are the same as from all votes at once: the matrix, who
//! takes part, the mean votes, and for given groups every count, share, test, consensus and
//! representative statement, exactly. The axes agree to about the fourth digit or better, and to the
//! last ones after [`Map::redraw`]. Groups may differ, as they do on the Polis server: they grow out of those
//! before, and their number changes only when another was the best four times running.

#![expect(clippy::indexing_slicing, reason = "every list by row has one entry per person")]

use super::counts::Counts;
use super::given::{Given, Groups};
use super::group::{BASE, BASE_HOW, Grouping, Level};
use super::kmeans::{self, Clusters};
use super::moderation::{Columns, Moderation};
use super::pca::Pca;
use super::place::{self, Point};
use super::votes::{Stance, Votes};
use crate::Invalid;
use crate::read::Bad;

/// Up to so many votes the axes and groups follow every single vote.
const LIVE: usize = 300_000;

/// A conversation's map.
#[derive(Clone, Debug)]
pub struct Map {
    pub(super) votes: Votes,
    pub(super) moderation: Moderation,
    pub(super) columns: Columns,
    pub(super) pca: Pca,
    pub(super) places: Vec<Point>,
    pub(super) base: Base,
    pub(super) grouping: Option<Grouping>,
    pub(super) groups: Groups,
    pub(super) counts: Counts,
    pending: usize,
}

/// People who take part, in base clusters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Base {
    /// Their rows, in order.
    pub rows: Vec<u32>,
    /// The clusters; points are entries of `rows`.
    pub clusters: Clusters,
}

impl Map {
    /// The map of all votes.
    pub fn draw(votes: Votes, moderation: Moderation) -> Self {
        let mut map = Self::axes(votes, moderation);
        let (rows, points) = map.taking_part();
        let ones = vec![1; points.len()];
        let clusters = kmeans::cold(&points, &ones, BASE, BASE_HOW);
        let grouping = match Level::of(points.len()) {
            level @ Level::Base => Grouping::of(level, &clusters.centers, &clusters.sizes()),
            level @ Level::People => Grouping::of(level, &points, &ones),
        };
        map.base = Base { rows, clusters };
        map.groups = map.groups_of(&grouping);
        map.grouping = Some(grouping);
        map.recount();
        map
    }

    /// The map of all votes with groups from elsewhere. (The moderation named in the same file is
    /// `given.moderation`.) Refused are groups of people who did not vote or stand in two groups.
    pub fn draw_given(votes: Votes, moderation: Moderation, given: &Given) -> Result<Self, Bad> {
        let groups = given.groups(&votes)?;
        let map = Self::draw(votes, moderation);
        let mut map = Self { grouping: None, groups, ..map };
        map.recount();
        Ok(map)
    }

    fn axes(votes: Votes, moderation: Moderation) -> Self {
        let columns = moderation.columns(&votes);
        let pca = Pca::of(&votes, &columns);
        let places = place::people(&votes, &columns, &pca);
        Self {
            votes,
            moderation,
            columns,
            pca,
            places,
            base: Base::default(),
            grouping: None,
            groups: Groups::default(),
            counts: Counts::default(),
            pending: 0,
        }
    }

    /// Draws the map anew from all its votes, forgetting how it grew; given groups stay.
    pub fn redraw(&mut self) {
        let (votes, moderation) = (self.votes.clone(), self.moderation.clone());
        let mut new = Self::draw(votes, moderation);
        if self.grouping.is_none() {
            new.grouping = None;
            new.groups = std::mem::take(&mut self.groups);
            new.recount();
        }
        *self = new;
    }

    /// Takes in one more vote, later than all before. Counts are right at once. Axes and groups
    /// follow at once too, in a conversation of up to 300,000 votes; in a larger one when
    /// [`Map::follow`] is called, so that no vote has to wait.
    pub fn fold_in(
        &mut self,
        participant: &str,
        statement: &str,
        stance: Stance,
    ) -> Result<(), Invalid> {
        let change = self.votes.cast(participant, statement, stance)?;
        if change.new_statement {
            self.columns = self.moderation.columns(&self.votes);
            self.counts.widen(change.statement);
            self.pca.center.insert(change.statement, 0.0);
            for comp in &mut self.pca.comps {
                comp.insert(change.statement, 0.0);
            }
        }
        self.groups.of.resize(self.votes.people().len(), None);
        if let Some(group) = self.groups.of[change.person] {
            if let Some(before) = change.before {
                self.counts.take(group as usize, &[before]);
            }
            self.counts.add(group as usize, &[change.cell]);
        }
        self.pending += 1;
        if self.votes.len() <= LIVE {
            self.follow();
        }
        Ok(())
    }

    /// Lets axes and groups follow the votes taken in since they last did.
    pub fn follow(&mut self) {
        self.pending = 0;
        self.pca = self.pca.refine(&self.votes, &self.columns);
        self.places = place::people(&self.votes, &self.columns, &self.pca);
        let (rows, points) = self.taking_part();
        let before = std::mem::take(&mut self.base);
        let mut place = vec![None; self.votes.people().len()];
        for (at, &row) in before.rows.iter().enumerate() {
            place[row as usize] = Some(at);
        }
        let place = |point: usize| place[rows[point] as usize];
        let old = |point: usize| before.clusters.labels.get(place(point)?).copied();
        let ones = vec![1; points.len()];
        let clusters = kmeans::warm(&points, &ones, &before.clusters, old, (BASE, BASE_HOW));
        let grouping = self.grouping.as_ref().map(|grouping| match Level::of(points.len()) {
            level @ Level::Base => {
                let ids = &before.clusters.ids;
                let old = |at: usize| ids.iter().position(|&id| id == clusters.ids[at]);
                grouping.follow(level, &clusters.centers, &clusters.sizes(), old)
            }
            level @ Level::People if grouping.level == level => {
                grouping.follow(level, &points, &ones, place)
            }
            level @ Level::People => {
                grouping.follow(level, &points, &ones, |point| Some(old(point)? as usize))
            }
        });
        self.base = Base { rows, clusters };
        let Some(grouping) = grouping else { return };
        let groups = self.groups_of(&grouping);
        self.grouping = Some(grouping);
        let before = std::mem::replace(&mut self.groups, groups);
        if before.names == self.groups.names {
            self.move_counts(&before);
        } else {
            self.recount();
        }
    }

    /// How many votes the axes and groups have not followed yet.
    pub const fn pending(&self) -> usize {
        self.pending
    }

    /// The votes.
    pub const fn votes(&self) -> &Votes {
        &self.votes
    }

    /// The axes.
    pub const fn pca(&self) -> &Pca {
        &self.pca
    }

    /// The number of groups.
    pub const fn groups(&self) -> usize {
        self.groups.names.len()
    }

    /// The votes counted by group.
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The place of a person's group among the groups, if the person takes part.
    pub fn group_of(&self, participant: &str) -> Option<usize> {
        let person = self.votes.person(participant)?;
        self.groups.of.get(person).copied().flatten().map(|group| group as usize)
    }

    /// Members of each group.
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.groups.names.len()];
        for &group in self.groups.of.iter().flatten() {
            sizes[group as usize] += 1;
        }
        sizes
    }

    /// Rows and places of those who take part.
    fn taking_part(&self) -> (Vec<u32>, Vec<Point>) {
        let all = (0..).zip(self.votes.joined().iter().zip(&self.places));
        all.filter(|(_, (joined, _))| **joined).map(|(row, (_, place))| (row, *place)).unzip()
    }

    /// Groups of rows, from groups of base clusters.
    fn groups_of(&self, grouping: &Grouping) -> Groups {
        let groups = grouping.groups();
        let mut of = vec![None; self.votes.people().len()];
        for ((at, &row), &cluster) in (0..).zip(&self.base.rows).zip(&self.base.clusters.labels) {
            let point = if grouping.level == Level::Base { cluster } else { at };
            of[row as usize] = groups.labels.get(point as usize).copied();
        }
        Groups { names: groups.ids.iter().map(ToString::to_string).collect(), of }
    }

    fn recount(&mut self) {
        let group = |person: usize| self.groups.of[person].map(|group| group as usize);
        self.counts = Counts::of(&self.votes, self.groups.names.len(), group);
    }

    /// Counts anew those who changed groups only.
    fn move_counts(&mut self, before: &Groups) {
        for (person, (old, new)) in before.of.iter().zip(&self.groups.of).enumerate() {
            if old != new {
                let row = self.votes.row(person);
                if let Some(old) = old {
                    self.counts.take(*old as usize, row);
                }
                if let Some(new) = new {
                    self.counts.add(*new as usize, row);
                }
            }
        }
    }

    /// Dots to draw: people of one base cluster and one group, where they stand and how many.
    pub(super) fn dots(&self) -> Vec<Dot> {
        let mut sums = std::collections::BTreeMap::new();
        for (&row, &cluster) in self.base.rows.iter().zip(&self.base.clusters.labels) {
            let group = self.groups.of[row as usize];
            let sum = sums.entry((cluster, group)).or_insert(([0.0, 0.0], 0_u32));
            let place = self.places[row as usize];
            sum.0 = [sum.0[0] + place[0], sum.0[1] + place[1]];
            sum.1 += 1;
        }
        let dot = |((_, group), (sum, people)): ((u32, Option<u32>), (Point, u32))| Dot {
            at: sum.map(|along| along / f64::from(people.max(1))),
            people,
            group: group.map(|group| group as usize),
        };
        sums.into_iter().map(dot).collect()
    }
}

/// People who stand together and belong to one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dot {
    pub at: Point,
    pub people: u32,
    pub group: Option<usize>,
}
