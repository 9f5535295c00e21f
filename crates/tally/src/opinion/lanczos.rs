//! 主方向 — The largest eigenvalue of a symmetric matrix known only by what it does to a vector.
//!
//! Cornelius Lanczos, "An iteration method for the solution of the eigenvalue problem" (1950), with
//! every new vector made orthogonal to all before it, twice; so the small matrix it builds keeps the
//! large one's greatest eigenvalues to the last digits. Only + − × ÷ and square roots in a fixed
//! order: the same numbers on every machine.

#![expect(
    clippy::indexing_slicing,
    reason = "all vectors of a run have the length of its start; the small matrix has one more \
              diagonal entry than off-diagonal ones"
)]

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Until {
    /// The residual allowed, as a part of the eigenvalue.
    pub residual: f64,
    /// The most times the matrix is applied.
    pub steps: usize,
}

/// Steps before the basis is dropped and begun again from the best vector so far.
const BASIS: usize = 120;

/// The greatest eigenvalue and its unit vector among vectors orthogonal to the unit vectors
/// `against`, searched from `start`. `None` when nothing is left there. `scale` is the size of the
/// matrix, against which rounding is judged (0 when not known yet).
pub(super) fn greatest(
    apply: &mut impl FnMut(&[f64], &mut [f64]),
    start: &[f64],
    against: &[&[f64]],
    scale: f64,
    until: Until,
) -> Option<(f64, Vec<f64>)> {
    let mut best = (0.0, start.to_vec());
    let mut left = until.steps;
    loop {
        let (run, done) = run(apply, &best.1, against, scale, Until { steps: left, ..until })?;
        left = left.saturating_sub(run.steps);
        best = (run.value, run.vector);
        if done || left == 0 {
            return Some(best);
        }
    }
}

struct Run {
    value: f64,
    vector: Vec<f64>,
    steps: usize,
}

fn run(
    apply: &mut impl FnMut(&[f64], &mut [f64]),
    start: &[f64],
    against: &[&[f64]],
    scale: f64,
    until: Until,
) -> Option<(Run, bool)> {
    let mut next = start.to_vec();
    let length = norm(&next);
    clear(&mut next, against, &[]);
    let rest = norm(&next);
    if rest <= 1e-8 * length || rest == 0.0 {
        return None;
    }
    let most = BASIS.min(until.steps).min(start.len());
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut small = Tridiagonal::default();
    let mut beta = rest;
    loop {
        divide(&mut next, beta);
        let mut image = vec![0.0; start.len()];
        apply(&next, &mut image);
        small.diagonal.push(dot(&next, &image));
        basis.push(next);
        clear(&mut image, against, &basis);
        beta = norm(&image);
        let (value, weights) = small.greatest();
        let residual = beta * weights.last().map_or(0.0, |last| last.abs());
        let scale = if scale > value { scale } else { value };
        let done = residual <= until.residual * value || beta <= 1e-14 * scale;
        if done || basis.len() >= most {
            let vector = combine(&basis, &weights);
            return Some((Run { value, vector, steps: basis.len() }, done));
        }
        small.beside.push(beta);
        next = image;
    }
}

/// Takes out of a vector what lies along the others, twice, since once leaves rounding behind.
fn clear(vector: &mut [f64], against: &[&[f64]], basis: &[Vec<f64>]) {
    for _ in 0..2 {
        for other in against.iter().copied().chain(basis.iter().map(Vec::as_slice)) {
            let along = dot(vector, other);
            for (entry, other) in vector.iter_mut().zip(other) {
                *entry -= along * other;
            }
        }
    }
}

fn combine(basis: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; basis[0].len()];
    for (vector, weight) in basis.iter().zip(weights) {
        for (sum, entry) in sum.iter_mut().zip(vector) {
            *sum += weight * entry;
        }
    }
    let length = norm(&sum);
    divide(&mut sum, length);
    sum
}

fn divide(vector: &mut [f64], by: f64) {
    for entry in vector {
        *entry /= by;
    }
}

/// The scalar product, summed in four strands.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (&a[..a.len().min(b.len())], &b[..a.len().min(b.len())]);
    let (quads, rest) = a.as_chunks::<4>();
    let (others, other_rest) = b.as_chunks::<4>();
    let mut strands = [0.0; 4];
    for (quad, other) in quads.iter().zip(others) {
        for strand in 0..4 {
            strands[strand] += quad[strand] * other[strand];
        }
    }
    let tail: f64 = rest.iter().zip(other_rest).map(|(a, b)| a * b).sum();
    (strands[0] + strands[1]) + (strands[2] + strands[3]) + tail
}

/// The length of a vector.
pub(super) fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

/// A symmetric matrix with nothing beside the diagonal but its neighbours, which are above 0.
#[derive(Debug, Default)]
struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Tridiagonal {
    /// The greatest eigenvalue, rounded up, and its unit vector. All its entries have one sign
    /// (Perron and Frobenius), so two steps of inverse iteration from (1, …, 1) find each of them
    /// to its own last digits: nothing cancels.
    fn greatest(&self) -> (f64, Vec<f64>) {
        let value = self.above_all();
        let mut vector = vec![1.0; self.diagonal.len()];
        for _ in 0..2 {
            self.solve(value, &mut vector);
            let largest = vector.iter().fold(0.0_f64, |most, entry| most.max(entry.abs()));
            divide(&mut vector, largest);
        }
        let length = norm(&vector);
        divide(&mut vector, length);
        (value, vector)
    }

    /// The least number that no eigenvalue exceeds, by halving.
    fn above_all(&self) -> f64 {
        let side = |at: usize| self.beside.get(at).copied().unwrap_or(0.0);
        let mut high = 0.0_f64;
        for (at, entry) in self.diagonal.iter().enumerate() {
            let before = at.checked_sub(1).map_or(0.0, side);
            high = high.max(entry + before + side(at));
        }
        let mut low = self.diagonal.iter().fold(0.0_f64, |most, &entry| most.max(entry));
        loop {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return high;
            }
            if self.is_above_all(middle) { high = middle } else { low = middle }
        }
    }

    /// Whether `shift` exceeds every eigenvalue: then every pivot of `shift − T` is above 0.
    fn is_above_all(&self, shift: f64) -> bool {
        let mut pivot = f64::INFINITY;
        self.diagonal.iter().enumerate().all(|(at, entry)| {
            let beside = at.checked_sub(1).map_or(0.0, |before| self.beside[before]);
            pivot = shift - entry - beside * beside / pivot;
            pivot > 0.0
        })
    }

    /// Solves `(shift − T) x = vector` in place, for a shift above all eigenvalues.
    fn solve(&self, shift: f64, vector: &mut [f64]) {
        let least = shift * f64::EPSILON * f64::EPSILON + f64::MIN_POSITIVE;
        let mut pivots = Vec::with_capacity(vector.len());
        for (at, entry) in self.diagonal.iter().enumerate() {
            let mut pivot = shift - entry;
            if let Some(before) = at.checked_sub(1) {
                let ratio = self.beside[before] / pivots[before];
                pivot -= ratio * self.beside[before];
                vector[at] += ratio * vector[before];
            }
            pivots.push(pivot.max(least));
        }
        for at in (0..vector.len()).rev() {
            if let Some(&beside) = self.beside.get(at).filter(|_| at + 1 < vector.len()) {
                vector[at] += beside * vector[at + 1];
            }
            vector[at] /= pivots[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXACT: Until = Until { residual: 1e-14, steps: 500 };

    /// A diagonal matrix in a turned frame: the reflection along (1, 1, …, 1).
    fn turned(values: Vec<f64>) -> impl FnMut(&[f64], &mut [f64]) {
        move |vector, image| {
            let turn = |vector: &[f64]| {
                let mean: f64 = vector.iter().sum::<f64>() * 2.0
                    / f64::from(u32::try_from(values.len()).unwrap());
                vector.iter().map(|entry| entry - mean).collect::<Vec<_>>()
            };
            let scaled: Vec<_> = turn(vector).iter().zip(&values).map(|(a, b)| a * b).collect();
            image.copy_from_slice(&turn(&scaled));
        }
    }

    fn start(length: u32) -> Vec<f64> {
        (0..length).map(|at| 1.0 + f64::from(at) * 0.1).collect()
    }

    #[test]
    fn the_greatest_eigenvalues_come_out_in_turn() {
        let mut values: Vec<f64> = (0..150).map(f64::from).collect();
        values[7] = 150.5;
        let mut apply = turned(values);
        let (first, vector) = greatest(&mut apply, &start(150), &[], 0.0, EXACT).unwrap();
        let (second, other) = greatest(&mut apply, &start(150), &[&vector], first, EXACT).unwrap();
        assert!(
            (first - 150.5).abs() < 1e-11 && (second - 149.0).abs() < 1e-11,
            "{first} {second}"
        );
        assert!(dot(&vector, &other).abs() < 1e-14);
        let mut image = vec![0.0; 150];
        apply(&other, &mut image);
        let off = image.iter().zip(&other).map(|(a, b)| (a - second * b).abs()).fold(0.0, f64::max);
        assert!(off < 1e-11, "{off}");
    }

    #[test]
    fn equal_eigenvalues_give_two_directions_and_nothing_gives_none() {
        let mut apply = turned(vec![5.0, 5.0, 1.0]);
        let (first, vector) = greatest(&mut apply, &start(3), &[], 0.0, EXACT).unwrap();
        let skew = [1.0, -2.0, 0.3];
        let (second, other) = greatest(&mut apply, &skew, &[&vector], first, EXACT).unwrap();
        assert!((first - 5.0).abs() < 1e-12 && (second - 5.0).abs() < 1e-12);
        let both = [&vector[..], &other[..]];
        let (third, last) = greatest(&mut apply, &skew, &both, first, EXACT).unwrap();
        assert!((third - 1.0).abs() < 1e-12);
        let all = [&vector[..], &other[..], &last[..]];
        assert!(greatest(&mut apply, &skew, &all, first, EXACT).is_none());
        let (zero, _) = greatest(&mut turned(vec![0.0; 4]), &start(4), &[], 0.0, EXACT).unwrap();
        assert!(zero.abs() < f64::MIN_POSITIVE);
    }
}
