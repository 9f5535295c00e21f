//! 轮廓 — How clearly points stand in their clusters (Peter Rousseeuw, 1987).
//!
//! All clusterings of the same points are judged in one go. Points that are together in every
//! clustering form a *run*: of a point's distances only the sum over each run matters. Each distance
//! is worked out once and goes into the sums of both its ends, as if each end had added up its own:
//! a run's points are taken in order, in four strands and the last one to three by themselves.

#![expect(
    clippy::indexing_slicing,
    reason = "labels index clusters; a run's lists have one entry per point, a table of sums one \
              per point and run"
)]

use std::collections::BTreeMap;

use super::kmeans::Clusters;
use super::place::Point;
use super::votes::narrow;

/// Points that are in the same cluster in every clustering, side by side.
struct Run {
    x: Vec<f64>,
    y: Vec<f64>,
    labels: Vec<u32>,
}

impl Run {
    const fn len(&self) -> usize {
        self.x.len()
    }

    fn point(&self, at: usize) -> Point {
        [self.x[at], self.y[at]]
    }

    /// How many points are taken in strands.
    const fn whole(&self) -> usize {
        self.len() / 4 * 4
    }
}

/// The mean silhouette of each clustering of the same points: for each point `(b − a) / max(a, b)`,
/// with a the mean distance to the others of its cluster and b the least mean distance to another
/// cluster; 0 for a point alone. Every n-th point is asked, so that at most `asked` are.
pub fn silhouettes(points: &[Point], clusterings: &[Clusters], asked: usize) -> Vec<f64> {
    let every = points.len().div_ceil(asked.max(1)).max(1);
    let runs = runs(points, clusterings, every);
    let mut sizes: Vec<Vec<f64>> =
        clusterings.iter().map(|clusters| vec![0.0; clusters.len()]).collect();
    for run in &runs {
        for (sizes, &label) in sizes.iter_mut().zip(&run.labels) {
            sizes[label as usize] += f64::from(narrow(run.len()));
        }
    }
    let mut sums = vec![0.0; clusterings.len()];
    let mut count = 0_u32;
    let mut clusters = Vec::new();
    for (run, far) in runs.iter().zip(distances(&runs)) {
        for far in far.chunks(runs.len()) {
            for (at, sum) in sums.iter_mut().enumerate() {
                let own = run.labels[at] as usize;
                clusters.clear();
                clusters.resize(sizes[at].len(), 0.0);
                for (run, far) in runs.iter().zip(far) {
                    clusters[run.labels[at] as usize] += far;
                }
                *sum += one_silhouette(own, &clusters, &sizes[at]);
            }
            count += 1;
        }
    }
    sums.iter().map(|sum| sum / f64::from(count.max(1))).collect()
}

fn runs(points: &[Point], clusterings: &[Clusters], every: usize) -> Vec<Run> {
    let mut runs: BTreeMap<Vec<u32>, Run> = BTreeMap::new();
    let mut labels: Vec<u32> = Vec::new();
    for (at, point) in points.iter().enumerate().step_by(every) {
        labels.clear();
        labels.extend(clusterings.iter().map(|one| one.labels[at]));
        if !runs.contains_key(&labels) {
            let run = Run { x: Vec::new(), y: Vec::new(), labels: labels.clone() };
            runs.insert(labels.clone(), run);
        }
        if let Some(run) = runs.get_mut(&labels) {
            run.x.push(point[0]);
            run.y.push(point[1]);
        }
    }
    runs.into_values().collect()
}

/// The silhouette of a point of cluster `own`, from the sums of its distances to each cluster.
fn one_silhouette(own: usize, sums: &[f64], sizes: &[f64]) -> f64 {
    if sizes[own] < 2.0 {
        return 0.0;
    }
    let near = sums[own] / (sizes[own] - 1.0);
    let others = sums.iter().zip(sizes).enumerate();
    let others = others.filter(|&(cluster, (_, &size))| cluster != own && size > 0.0);
    let next = others.map(|(_, (sum, size))| sum / size).fold(f64::INFINITY, f64::min);
    let larger = near.max(next);
    if larger > 0.0 && next.is_finite() { (next - near) / larger } else { 0.0 }
}

/// For each run a table of its points' sums of distances, a row for each point, an entry for each run.
fn distances(runs: &[Run]) -> Vec<Vec<f64>> {
    let mut tables: Vec<Vec<f64>> =
        runs.iter().map(|run| vec![0.0; run.len() * runs.len()]).collect();
    let mut parts = Parts::default();
    for (at, run) in runs.iter().enumerate() {
        parts.clear(run.len());
        for point in 0..run.len() {
            tables[at][point * runs.len() + at] = parts.inside(run, point);
        }
        for (other_at, other) in runs.iter().enumerate().skip(at + 1) {
            parts.clear(other.len());
            for point in 0..run.len() {
                let strand = if point < run.whole() { point % 4 } else { 4 };
                let sum = parts.outward(run.point(point), strand, other, 0, [0.0; 4]);
                tables[at][point * runs.len() + other_at] = sum;
            }
            for point in 0..other.len() {
                tables[other_at][point * runs.len() + at] = parts.sum(point);
            }
        }
    }
    tables
}

/// Sums that grow at the far end of each distance: for each point of a run four strands and the rest.
#[derive(Default)]
struct Parts([Vec<f64>; 5]);

impl Parts {
    fn clear(&mut self, points: usize) {
        for part in &mut self.0 {
            part.clear();
            part.resize(points, 0.0);
        }
    }

    /// A point's strands so far.
    fn strands(&self, point: usize) -> [f64; 4] {
        [0, 1, 2, 3].map(|strand| self.0[strand][point])
    }

    fn sum(&self, point: usize) -> f64 {
        together(self.strands(point), self.0[4][point])
    }

    /// The sum of a point's distances to the points of a run from `first` (a multiple of four) on, in
    /// strands begun already; each distance also grows the part `part` of the run's own points.
    fn outward(
        &mut self,
        [x, y]: Point,
        part: usize,
        run: &Run,
        first: usize,
        mut strands: [f64; 4],
    ) -> f64 {
        let far = |a: f64, b: f64| ((a - x) * (a - x) + (b - y) * (b - y)).sqrt();
        let (xs, xs_left) = run.x[first..].as_chunks::<4>();
        let (ys, ys_left) = run.y[first..].as_chunks::<4>();
        let (parts, parts_left) = self.0[part][first..].as_chunks_mut::<4>();
        for ((xs, ys), parts) in xs.iter().zip(ys).zip(parts) {
            // All four first: so they are worked out side by side.
            let mut fars = [0.0; 4];
            for strand in 0..4 {
                fars[strand] = far(xs[strand], ys[strand]);
            }
            for strand in 0..4 {
                strands[strand] += fars[strand];
                parts[strand] += fars[strand];
            }
        }
        let mut left = 0.0;
        for ((&x, &y), part) in xs_left.iter().zip(ys_left).zip(parts_left) {
            let far = far(x, y);
            left += far;
            *part += far;
        }
        together(strands, left)
    }

    /// The sum of the distances of a run's point to all of the run, itself too. Points are to be taken
    /// in order: distances to the fours before it were added when those were taken.
    fn inside(&mut self, run: &Run, point: usize) -> f64 {
        let [x, y] = run.point(point);
        let far = |at: usize| {
            let [a, b] = run.point(at);
            ((a - x) * (a - x) + (b - y) * (b - y)).sqrt()
        };
        let mut strands = self.strands(point);
        let whole = run.whole();
        if point >= whole {
            return together(strands, (whole..run.len()).map(far).sum());
        }
        let four = point / 4 * 4;
        for (sum, at) in strands.iter_mut().zip(four..) {
            *sum += far(at);
        }
        self.outward([x, y], point % 4, run, four + 4, strands)
    }
}

fn together(strands: [f64; 4], left: f64) -> f64 {
    (strands[0] + strands[1]) + (strands[2] + strands[3]) + left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn silhouettes_of_four_points_on_a_line() {
        let points = [[0.0, 0.0], [1.0, 0.0], [4.0, 0.0], [9.0, 0.0]];
        let clusters = |labels: [u32; 4]| Clusters {
            ids: vec![0, 1],
            centers: Vec::new(),
            labels: labels.to_vec(),
        };
        let one = Clusters { ids: vec![0], centers: Vec::new(), labels: vec![0; 4] };
        let all = [clusters([0, 0, 1, 1]), clusters([0, 0, 0, 1]), one];
        let found = silhouettes(&points, &all, 9);
        let pairs = [5.5 / 6.5, 4.5 / 5.5, -1.5 / 5.0, 3.5 / 8.5];
        let alone = [6.5 / 9.0, 6.0 / 8.0, 1.5 / 5.0, 0.0];
        for (found, wanted) in found.iter().zip([pairs, alone, [0.0; 4]]) {
            assert!((found - wanted.iter().sum::<f64>() / 4.0).abs() < 1e-15, "{found}");
        }
        assert!(silhouettes(&[], &[], 9).is_empty());
        // Every second: 0 and 4, each alone.
        assert!(silhouettes(&points, &all, 2)[0].abs() < f64::MIN_POSITIVE);
    }

    proptest! {
        #[test]
        fn each_point_has_the_sums_it_would_add_up_itself(
            points in prop::collection::vec((0_u32..4, prop::array::uniform2(-9.0..9.0_f64)), 0..60),
        ) {
            let labels = points.iter().map(|point| point.0).collect();
            let points: Vec<Point> = points.iter().map(|point| point.1).collect();
            let clusters = Clusters { ids: (0..4).collect(), centers: Vec::new(), labels };
            let runs = runs(&points, &[clusters], 1);
            for (run, table) in runs.iter().zip(distances(&runs)) {
                for (point, row) in table.chunks(runs.len()).enumerate() {
                    for (other, &sum) in runs.iter().zip(row) {
                        let mut strands = [0.0; 5];
                        for at in 0..other.len() {
                            let ([a, b], [x, y]) = (other.point(at), run.point(point));
                            let far = ((a - x) * (a - x) + (b - y) * (b - y)).sqrt();
                            strands[if at < other.whole() { at % 4 } else { 4 }] += far;
                        }
                        let [a, b, c, d, left] = strands;
                        prop_assert_eq!(sum.to_bits(), together([a, b, c, d], left).to_bits());
                    }
                }
            }
        }
    }
}
