//! 小组 — People put together into two to five groups, as many as stand apart best.
//!
//! Up to 1,000 people ([`Level::Base`]) as on the Polis server: people are first gathered into at most
//! 100 base clusters, each then one point with the weight of its members. For every k from 2 to
//! `min(5, 2 + ⌊B/12⌋)` these B points are clustered, and the k with the greatest mean silhouette
//! (Peter Rousseeuw, 1987; every base cluster counting once) is taken, the smaller of equal ones.
//!
//! Above that ([`Level::People`]) a base cluster holds ten people and more, and where the first
//! hundred to come happened to stand would shift the border between groups: so people themselves are
//! clustered, from the leftmost places on, as the library red-dwarf does. Who came first no longer
//! matters. The silhouette is the mean over at most 2,048 people, every n-th in the order of coming.
//!
//! While votes come in one by one, another k is taken only after it was the best four times running,
//! so that a map does not flicker.

#![expect(clippy::indexing_slicing, reason = "best is a place among those tried")]

use super::kmeans::{self, Clusters, How};
use super::place::Point;
use super::silhouette::silhouettes;
use super::votes::narrow;

/// Base clusters at most.
pub const BASE: usize = 100;
/// How base clusters are found.
pub const BASE_HOW: How = How::server(100);
/// Up to so many people base clusters are grouped, above people.
const MANY: usize = 1000;
/// Groups at most.
const MOST: usize = 5;
/// Times running a number of groups must be the best before it is taken.
const PATIENCE: u32 = 4;
/// People asked for a silhouette: of a new map, and of one that follows the votes.
const ASKED: [usize; 2] = [2048, 512];

/// What is put into groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Base clusters.
    #[default]
    Base,
    /// People.
    People,
}

impl Level {
    /// What is grouped when so many people take part.
    pub const fn of(people: usize) -> Self {
        if people > MANY { Self::People } else { Self::Base }
    }

    /// The server's 100 rounds for groups never take effect: it stops after 20.
    const fn how(self) -> How {
        match self {
            Self::Base => How::server(20),
            Self::People => How::LEFTMOST,
        }
    }
}

/// Points in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouping {
    /// What the points are.
    pub level: Level,
    /// One clustering of the points for each number of groups tried, from 2 up. A single point (or
    /// none) is left as it is: one clustering only.
    pub tried: Vec<Tried>,
    /// Which of them is taken.
    pub taken: usize,
    best: usize,
    running: u32,
}

/// A number of groups tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    /// The number of groups asked for; empty ones are dropped.
    pub k: u32,
    /// The mean silhouette, −1 to 1.
    pub silhouette: f64,
    /// The groups.
    pub clusters: Clusters,
}

impl Grouping {
    /// Groups from nothing, of points in the given order with their weights.
    pub fn of(level: Level, points: &[Point], weights: &[u32]) -> Self {
        let cluster = |k| kmeans::cold(points, weights, k, level.how());
        let tried = tried(points, cluster, ASKED[0]);
        let best = best(&tried);
        Self { level, tried, taken: best, best, running: 1 }
    }

    /// Groups after more votes, from those of before; `old` tells which point of before each one
    /// continues.
    pub(super) fn follow(
        &self,
        level: Level,
        points: &[Point],
        weights: &[u32],
        old: impl Fn(usize) -> Option<usize>,
    ) -> Self {
        let cluster = |k| match self.tried.iter().find(|tried| tried.k as usize == k) {
            Some(Tried { clusters, .. }) => {
                let label = |point| clusters.labels.get(old(point)?).copied();
                kmeans::warm(points, weights, clusters, label, (k, level.how()))
            }
            None => kmeans::cold(points, weights, k, level.how()),
        };
        let tried = tried(points, cluster, ASKED[1]);
        let best = best(&tried);
        let running = if best == self.best { self.running.saturating_add(1) } else { 1 };
        let keeps = running < PATIENCE && self.taken < tried.len();
        Self { level, tried, taken: if keeps { self.taken } else { best }, best, running }
    }

    /// The groups taken.
    pub fn groups(&self) -> Clusters {
        self.tried.get(self.taken).map(|tried| tried.clusters.clone()).unwrap_or_default()
    }
}

/// The greatest number of groups tried for so many points.
pub fn most(points: usize) -> usize {
    MOST.min(2 + points / 12)
}

fn tried(points: &[Point], cluster: impl Fn(usize) -> Clusters, asked: usize) -> Vec<Tried> {
    let range = if points.len() < 2 { 1..=1 } else { 2..=most(points.len()) };
    let all: Vec<Clusters> = range.clone().map(cluster).collect();
    let silhouettes = silhouettes(points, &all, asked);
    let one = |((k, silhouette), clusters)| Tried { k, silhouette, clusters };
    range.map(narrow).zip(silhouettes).zip(all).map(one).collect()
}

fn best(tried: &[Tried]) -> usize {
    let mut best = 0;
    for (at, one) in tried.iter().enumerate() {
        if one.silhouette > tried[best].silhouette {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Heaps of four points around the given middles.
    fn heaps(middles: &[Point]) -> Vec<Point> {
        let around = |&[x, y]: &Point| [[x + 0.1, y], [x - 0.1, y], [x, y + 0.1], [x, y - 0.1]];
        (0..4).flat_map(|at| middles.iter().map(move |middle| around(middle)[at])).collect()
    }

    #[test]
    fn heaps_that_stand_apart_are_found() {
        let points = heaps(&[[0.0, 0.0], [5.0, 0.0], [0.0, 5.0]]);
        let grouping = Grouping::of(Level::Base, &points, &[1; 12]);
        assert_eq!(grouping.tried.len(), 2);
        assert_eq!(grouping.groups().labels, [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
        assert!(grouping.tried[1].silhouette > 0.9);
    }

    #[test]
    fn few_points_make_few_groups() {
        assert_eq!(Grouping::of(Level::Base, &[], &[]).groups().len(), 0);
        assert_eq!(Grouping::of(Level::Base, &[[1.0, 1.0]], &[9]).groups().labels, [0]);
        assert_eq!(
            Grouping::of(Level::Base, &[[1.0, 1.0], [2.0, 1.0]], &[9, 1]).groups().labels,
            [0, 1]
        );
        assert_eq!((most(11), most(12), most(100)), (2, 3, 5));
    }

    #[test]
    fn another_number_of_groups_has_to_wait() {
        let two: Vec<_> = heaps(&[[0.0, 0.0], [9.0, 0.0], [9.3, 0.0]]);
        let three = heaps(&[[0.0, 0.0], [9.0, 0.0], [4.5, 9.0]]);
        let mut grouping = Grouping::of(Level::Base, &two, &[1; 12]);
        assert_eq!(grouping.groups().len(), 2);
        for update in 1..=4 {
            grouping = grouping.follow(Level::Base, &three, &[1; 12], Some);
            assert_eq!(grouping.groups().len(), if update < 4 { 2 } else { 3 });
        }
    }
}
