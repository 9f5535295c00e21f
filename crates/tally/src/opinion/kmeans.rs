//! 聚类 — k-means in the plane: fixed starts, no chance.
//!
//! Stuart Lloyd, "Least squares quantization in PCM" (1957/1982). Each point goes to its nearest
//! centre, of equally near ones to the last; each centre moves to the weighted mean of its points; a
//! centre without points is dropped. Where it starts and when it ends is said by [`How`].

#![expect(
    clippy::indexing_slicing,
    reason = "labels index centres and were made from them; places, weights and labels have one \
              entry per point"
)]

use super::finder::Finder;
use super::place::Point;

/// Where the centres start and when they stand still.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct How {
    /// Where they start.
    pub start: Start,
    /// When they stand still.
    pub still: Still,
    /// The most rounds.
    pub rounds: usize,
}

/// Where the centres start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// On the first different points, in their order.
    FirstCome,
    /// On the leftmost different points (of equally left ones the lowest), whatever their order.
    Leftmost,
}

/// When the centres stand still.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Still {
    /// When each, in sorted order, moves by less than this.
    Each(f64),
    /// When no point changes its cluster, or the squares of all moves add up to no more than this
    /// part of the points' variance (the mean of both axes); points then go to the nearest once more.
    Together(f64),
}

impl How {
    /// As the Polis server: in the order of coming, until each moves by less than 0.01.
    pub const fn server(rounds: usize) -> Self {
        Self { start: Start::FirstCome, still: Still::Each(0.01), rounds }
    }

    /// As red-dwarf and scikit-learn: from the left, with a tolerance of 0.0001.
    pub const LEFTMOST: Self =
        Self { start: Start::Leftmost, still: Still::Together(1e-4), rounds: 300 };
}

/// Points put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    /// A number for each cluster that stays while the cluster lives.
    pub ids: Vec<u32>,
    /// The centres.
    pub centers: Vec<Point>,
    /// For each point the place of its cluster in `ids`.
    pub labels: Vec<u32>,
}

impl Clusters {
    /// How many clusters there are.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The points of each cluster, by their places.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.len()];
        for (point, &label) in (0..).zip(&self.labels) {
            members[label as usize].push(point);
        }
        members
    }

    /// How many points each cluster has.
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.len()];
        for &label in &self.labels {
            sizes[label as usize] += 1;
        }
        sizes
    }
}

/// Clusters from nothing.
pub fn cold(points: &[Point], weights: &[u32], k: usize, how: How) -> Clusters {
    let mut centers: Vec<Point> = Vec::new();
    match how.start {
        Start::FirstCome => {
            for point in points {
                if centers.len() == k {
                    break;
                }
                if !centers.contains(point) {
                    centers.push(*point);
                }
            }
        }
        Start::Leftmost => {
            centers = sorted(points);
            centers.dedup();
            centers.truncate(k);
        }
    }
    let ids = (0..).zip(&centers).map(|(id, _)| id).collect();
    settle(points, weights, Clusters { ids, centers, labels: Vec::new() }, how)
}

/// Clusters from those of before (one label a point, `None` for new points): centres are taken anew
/// from the old members, equal ones merged; while there are too few, the point farthest from its
/// centre becomes one.
pub(super) fn warm(
    points: &[Point],
    weights: &[u32],
    before: &Clusters,
    old: impl Fn(usize) -> Option<u32>,
    (k, how): (usize, How),
) -> Clusters {
    let labels: Vec<_> = (0..points.len()).map(|point| old(point).unwrap_or(u32::MAX)).collect();
    let mut start = Clusters { labels, ..Clusters::default() };
    for (id, center) in before.ids.iter().zip(means(points, weights, &start.labels, before.len())) {
        if let Some(center) = center.filter(|center| !start.centers.contains(center)) {
            start.ids.push(*id);
            start.centers.push(center);
        }
    }
    if start.is_empty() {
        return cold(points, weights, k, how);
    }
    while start.centers.len() < k {
        let Some(far) = farthest(points, &start.centers) else { break };
        start.ids.push(start.ids.iter().max().map_or(0, |most| most.wrapping_add(1)));
        start.centers.push(far);
    }
    settle(points, weights, start, how)
}

/// The point farthest from all centres, the first of equally far ones; `None` when each is on one.
fn farthest(points: &[Point], centers: &[Point]) -> Option<Point> {
    let finder = Finder::new(centers);
    let mut best = (0.0, None);
    for point in points {
        let far = square(*point, centers[finder.nearest(*point, None).index]);
        if far > best.0 {
            best = (far, Some(*point));
        }
    }
    best.1
}

fn settle(points: &[Point], weights: &[u32], mut clusters: Clusters, how: How) -> Clusters {
    clusters.labels = vec![0; points.len()];
    let mut leads = vec![f64::NEG_INFINITY; points.len()];
    let allowed = match how.still {
        Still::Each(least) => least,
        Still::Together(part) => part * variance(points),
    };
    for _ in 0..how.rounds {
        let changed = assign(points, &mut clusters, &mut leads);
        let moved = means(points, weights, &clusters.labels, clusters.len());
        spend(&mut leads, &clusters, &moved);
        let before = std::mem::take(&mut clusters.centers);
        drop_empty(&mut clusters, &moved);
        let after = &clusters.centers;
        match how.still {
            Still::Each(_)
                if moves(&sorted(&before), &sorted(after)).all(|by| by.sqrt() < allowed) =>
            {
                break;
            }
            Still::Together(_)
                if before.len() == after.len()
                    && (!changed || moves(&before, after).sum::<f64>() <= allowed) =>
            {
                assign(points, &mut clusters, &mut leads);
                let means = means(points, weights, &clusters.labels, clusters.len());
                clusters.centers.clear();
                drop_empty(&mut clusters, &means);
                break;
            }
            _ => {}
        }
    }
    clusters
}

/// Each point to its nearest centre; whether any went to another than before. A point whose centre
/// still leads for certain is not asked again: most of them, once the centres move little.
fn assign(points: &[Point], clusters: &mut Clusters, leads: &mut [f64]) -> bool {
    let finder = Finder::new(&clusters.centers);
    let mut changed = false;
    for ((label, lead), point) in clusters.labels.iter_mut().zip(leads).zip(points) {
        if *lead > 0.0 {
            continue;
        }
        let guess = (*lead > f64::NEG_INFINITY).then_some(*label as usize);
        let near = finder.nearest(*point, guess);
        let nearest = super::votes::narrow(near.index);
        changed |= nearest != *label;
        *label = nearest;
        *lead = near.lead;
    }
    changed
}

/// Takes from each point's lead what its centre may have gone away and another come nearer.
fn spend(leads: &mut [f64], clusters: &Clusters, to: &[Option<Point>]) {
    let pairs = clusters.centers.iter().zip(to);
    let moves = pairs.map(|(from, to)| to.map_or(0.0, |to| square(*from, to).sqrt()));
    let moves: Vec<f64> = moves.collect();
    let most = moves.iter().copied().fold(0.0, f64::max);
    let widest = moves.iter().position(|&by| by >= most);
    let others = moves.iter().enumerate().filter(|&(at, _)| Some(at) != widest);
    let second = others.map(|(_, &by)| by).fold(0.0, f64::max);
    for (lead, &label) in leads.iter_mut().zip(&clusters.labels) {
        let other = if Some(label as usize) == widest { second } else { most };
        *lead -= moves[label as usize] + other;
    }
}

/// The squares of the centres' moves.
fn moves<'a>(before: &'a [Point], after: &'a [Point]) -> impl Iterator<Item = f64> + 'a {
    before.iter().zip(after).map(|(before, after)| square(*before, *after))
}

/// The variance of the points, the mean of both axes.
fn variance(points: &[Point]) -> f64 {
    let count = f64::from(super::votes::narrow(points.len().max(1)));
    let along = |axis: usize| {
        let mean = points.iter().map(|point| point[axis]).sum::<f64>() / count;
        points.iter().map(|point| (point[axis] - mean) * (point[axis] - mean)).sum::<f64>() / count
    };
    f64::midpoint(along(0), along(1))
}

/// Points from left to right, of equally left ones the lowest first.
fn sorted(points: &[Point]) -> Vec<Point> {
    let mut points = points.to_vec();
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points
}

/// The weighted mean of each cluster's points; `None` where there is none.
fn means(points: &[Point], weights: &[u32], labels: &[u32], clusters: usize) -> Vec<Option<Point>> {
    let mut sums = vec![([0.0, 0.0], 0.0); clusters];
    for ((point, &weight), &label) in points.iter().zip(weights).zip(labels) {
        if let Some((sum, weights)) = sums.get_mut(label as usize) {
            let weight = f64::from(weight);
            sum[0] += weight * point[0];
            sum[1] += weight * point[1];
            *weights += weight;
        }
    }
    let mean =
        |&(sum, weights): &(Point, f64)| (weights > 0.0).then(|| sum.map(|along| along / weights));
    sums.iter().map(mean).collect()
}

/// Keeps the clusters that have a mean, and numbers the labels anew.
fn drop_empty(clusters: &mut Clusters, means: &[Option<Point>]) {
    let mut new = Vec::with_capacity(means.len());
    let mut ids = Vec::with_capacity(means.len());
    for (id, mean) in clusters.ids.iter().zip(means) {
        new.push(super::votes::narrow(ids.len()));
        if let Some(mean) = mean {
            ids.push(*id);
            clusters.centers.push(*mean);
        }
    }
    if ids.len() < means.len() {
        for label in &mut clusters.labels {
            *label = new[*label as usize];
        }
    }
    clusters.ids = ids;
}

/// The square of a distance.
#[inline]
pub(super) fn square(a: Point, b: Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ones(points: &[Point]) -> Vec<u32> {
        vec![1; points.len()]
    }

    #[test]
    fn two_heaps_and_a_loner() {
        let points = [[0.0, 0.0], [0.2, 0.0], [9.0, 0.0], [9.2, 0.0], [4.0, 7.0]];
        let clusters = cold(&points, &ones(&points), 3, How::server(20));
        assert_eq!(clusters.labels, [0, 0, 2, 2, 1]);
        assert_eq!(clusters.sizes(), [2, 1, 2]);
        assert_eq!(clusters.members()[2], [2, 3]);
    }

    #[test]
    fn equally_near_goes_to_the_last_and_an_empty_one_is_dropped() {
        let points = [[-1.0, 0.0], [1.0, 0.0], [0.0, 0.0]];
        let clusters = cold(&points, &ones(&points), 2, How::server(1));
        assert_eq!(clusters.labels, [0, 1, 1]);
        let same = [[1.0, 1.0]; 4];
        assert_eq!(cold(&same, &ones(&same), 3, How::server(9)).labels, [0; 4]);
        assert!(cold(&[], &[], 3, How::LEFTMOST).is_empty());
    }

    #[test]
    fn from_the_left_the_order_does_not_matter() {
        let mut points = [[5.0, 1.0], [0.0, 1.0], [0.0, 0.0], [5.0, 0.0], [6.0, 0.0], [2.0, 0.0]];
        let clusters = cold(&points, &ones(&points), 2, How::LEFTMOST);
        assert_eq!(clusters.labels, [0, 1, 1, 0, 0, 1]);
        points.reverse();
        let other = cold(&points, &ones(&points), 2, How::LEFTMOST);
        assert_eq!((other.centers, other.labels), (clusters.centers, vec![1, 0, 0, 1, 1, 0]));
    }

    #[test]
    fn weights_pull_the_centre() {
        let clusters = cold(&[[0.0, 0.0], [3.0, 0.0]], &[2, 1], 1, How::server(9));
        assert_eq!(clusters.centers, [[1.0, 0.0]]);
    }

    #[test]
    fn new_points_join_and_far_ones_found_a_cluster() {
        let before = Clusters { ids: vec![4], centers: vec![[0.0, 0.0]], labels: vec![0, 0] };
        let points = [[0.0, 0.0], [0.2, 0.0], [9.0, 9.0]];
        let old = |point: usize| before.labels.get(point).copied();
        let clusters = warm(&points, &ones(&points), &before, old, (2, How::server(9)));
        assert_eq!((clusters.ids, clusters.labels), (vec![4, 5], vec![0, 0, 1]));
    }
}
