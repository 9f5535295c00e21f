//! 小组 — Base clusters put together into two to five groups, as many as stand apart best.
//!
//! People are first gathered into at most 100 base clusters, each then one point with the weight of
//! its members. For every k from 2 to `min(5, 2 + ⌊B/12⌋)` these B points are clustered, and the k
//! with the greatest mean silhouette (Peter Rousseeuw, 1987; every base cluster counting once) is
//! taken, the smaller of equal ones. While votes come in one by one, another k is taken only after
//! it was the best four times running, so that a map does not flicker.

#![expect(clippy::indexing_slicing, reason = "labels index clusters and distances index points")]

use super::kmeans::{self, Clusters, square};
use super::place::Point;

/// Base clusters at most.
pub const BASE: usize = 100;
/// Rounds of k-means for base clusters.
pub const BASE_ROUNDS: usize = 100;
/// Rounds of k-means for groups: the server's 100 never take effect.
pub const GROUP_ROUNDS: usize = 20;
/// Groups at most.
const MOST: usize = 5;
/// Times running a number of groups must be the best before it is taken.
const PATIENCE: u32 = 4;

/// Base clusters in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grouping {
    /// One clustering of the base clusters for each number of groups tried, from 2 up. A single base
    /// cluster (or none) is left as it is: one clustering only.
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
    /// The groups; points are base clusters.
    pub clusters: Clusters,
}

impl Grouping {
    /// Groups from nothing, of base clusters in the given order with their numbers of members.
    pub fn of(centers: &[Point], sizes: &[u32]) -> Self {
        let cluster = |k| kmeans::cold(centers, sizes, k, GROUP_ROUNDS);
        let tried = tried(centers, cluster);
        let best = best(&tried);
        Self { tried, taken: best, best, running: 1 }
    }

    /// Groups after more votes, from those of before; `old` tells which base cluster of before each
    /// one continues.
    pub(super) fn follow(
        &self,
        centers: &[Point],
        sizes: &[u32],
        old: impl Fn(usize) -> Option<usize>,
    ) -> Self {
        let cluster = |k| match self.tried.iter().find(|tried| tried.k as usize == k) {
            Some(Tried { clusters, .. }) => {
                let label = |point| clusters.labels.get(old(point)?).copied();
                kmeans::warm(centers, sizes, clusters, label, (k, GROUP_ROUNDS))
            }
            None => kmeans::cold(centers, sizes, k, GROUP_ROUNDS),
        };
        let tried = tried(centers, cluster);
        let best = best(&tried);
        let running = if best == self.best { self.running.saturating_add(1) } else { 1 };
        let keeps = running < PATIENCE && self.taken < tried.len();
        Self { tried, taken: if keeps { self.taken } else { best }, best, running }
    }

    /// The groups taken; points are base clusters.
    pub fn groups(&self) -> Clusters {
        self.tried.get(self.taken).map(|tried| tried.clusters.clone()).unwrap_or_default()
    }
}

/// The greatest number of groups tried for so many base clusters.
pub fn most(base: usize) -> usize {
    MOST.min(2 + base / 12)
}

fn tried(centers: &[Point], cluster: impl Fn(usize) -> Clusters) -> Vec<Tried> {
    let range = if centers.len() < 2 { 1..=1 } else { 2..=most(centers.len()) };
    let one = |k| {
        let clusters = cluster(k);
        let silhouette = silhouette(centers, &clusters);
        Tried { k: super::votes::narrow(k), silhouette, clusters }
    };
    range.map(one).collect()
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

/// The mean silhouette: for each point `(b − a) / max(a, b)`, with a the mean distance to the others
/// of its cluster and b the least mean distance to another cluster; 0 for a point alone.
pub fn silhouette(points: &[Point], clusters: &Clusters) -> f64 {
    if clusters.len() < 2 || points.is_empty() {
        return 0.0;
    }
    let sizes: Vec<f64> = clusters.sizes().iter().map(|&size| f64::from(size)).collect();
    let mut sum = 0.0;
    for (point, &label) in points.iter().zip(&clusters.labels) {
        let own = label as usize;
        if sizes[own] < 2.0 {
            continue;
        }
        let mut far = vec![0.0; sizes.len()];
        for (other, &label) in points.iter().zip(&clusters.labels) {
            far[label as usize] += square(*point, *other).sqrt();
        }
        let near = far[own] / (sizes[own] - 1.0);
        let others = far.iter().zip(&sizes).enumerate().filter(|&(cluster, _)| cluster != own);
        let next = others.map(|(_, (far, size))| far / size).fold(f64::INFINITY, f64::min);
        let larger = near.max(next);
        if larger > 0.0 {
            sum += (next - near) / larger;
        }
    }
    sum / f64::from(super::votes::narrow(points.len()))
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
        let grouping = Grouping::of(&points, &[1; 12]);
        assert_eq!(grouping.tried.len(), 2);
        assert_eq!(grouping.groups().labels, [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
        assert!(grouping.tried[1].silhouette > 0.9);
    }

    #[test]
    fn silhouettes_of_four_points_on_a_line() {
        let points = [[0.0, 0.0], [1.0, 0.0], [4.0, 0.0], [9.0, 0.0]];
        let clusters = Clusters { ids: vec![0, 1], centers: Vec::new(), labels: vec![0, 0, 1, 1] };
        let by_hand =
            ((6.5 - 1.0) / 6.5 + (5.5 - 1.0) / 5.5 + (3.5 - 5.0) / 5.0 + (8.5 - 5.0) / 8.5) / 4.0;
        assert!((silhouette(&points, &clusters) - by_hand).abs() < 1e-15);
        let alone = Clusters { labels: vec![0, 0, 0, 1], ..clusters };
        assert!(silhouette(&points, &alone) > 0.0);
    }

    #[test]
    fn few_points_make_few_groups() {
        assert_eq!(Grouping::of(&[], &[]).groups().len(), 0);
        assert_eq!(Grouping::of(&[[1.0, 1.0]], &[9]).groups().labels, [0]);
        assert_eq!(Grouping::of(&[[1.0, 1.0], [2.0, 1.0]], &[9, 1]).groups().labels, [0, 1]);
        assert_eq!((most(11), most(12), most(100)), (2, 3, 5));
    }

    #[test]
    fn another_number_of_groups_has_to_wait() {
        let two: Vec<_> = heaps(&[[0.0, 0.0], [9.0, 0.0], [9.3, 0.0]]);
        let three = heaps(&[[0.0, 0.0], [9.0, 0.0], [4.5, 9.0]]);
        let mut grouping = Grouping::of(&two, &[1; 12]);
        assert_eq!(grouping.groups().len(), 2);
        for update in 1..=4 {
            grouping = grouping.follow(&three, &[1; 12], Some);
            assert_eq!(grouping.groups().len(), if update < 4 { 2 } else { 3 });
        }
    }
}
