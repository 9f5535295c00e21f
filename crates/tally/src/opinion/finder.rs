//! 最近 — Which of some centres is nearest to a point, and by how much.

#![expect(clippy::indexing_slicing, reason = "places are those of the centres")]

use super::kmeans::square;
use super::place::Point;

/// Up to so many centres all are looked at.
const FEW: usize = 8;
/// What rounding may take from a lead, many times over: distances are right to 1e-15 of themselves,
/// and a lead is spent in at most some hundred parts.
const CERTAIN: f64 = 1.0 - 1e-9;

/// Finds nearest centres among centres sorted from left to right.
pub(super) struct Finder {
    sorted: Vec<(Point, usize)>,
    place: Vec<usize>,
}

/// The nearest centre.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// Its place among the centres.
    pub index: usize,
    /// How much farther off the next one is, at least: as long as what it and the others have moved
    /// since adds up to less, it is still the nearest, and no other is equally near.
    pub lead: f64,
}

/// The two nearest so far, by the squares of their distances.
struct Best {
    far: f64,
    index: usize,
    next: f64,
}

impl Best {
    /// Takes a centre into account; of equally near ones the last is the nearest. Written as least
    /// and greatest of two, since no processor foresees which centre is the nearer.
    fn look(&mut self, far: f64, index: usize) {
        let farther = if far > self.far { far } else { self.far };
        self.next = if farther < self.next { farther } else { self.next };
        let wins = far < self.far || (far <= self.far && index > self.index);
        self.index = if wins { index } else { self.index };
        self.far = if far < self.far { far } else { self.far };
    }

    fn near(&self) -> Near {
        Near { index: self.index, lead: self.next.sqrt() * CERTAIN - self.far.sqrt() }
    }
}

impl Finder {
    pub fn new(centers: &[Point]) -> Self {
        let mut sorted: Vec<_> = centers.iter().copied().zip(0..).collect();
        let mut place = Vec::new();
        if centers.len() > FEW {
            sorted.sort_by(|a, b| a.0[0].total_cmp(&b.0[0]));
            place.resize(sorted.len(), 0);
            for (at, &(_, center)) in sorted.iter().enumerate() {
                place[center] = at;
            }
        }
        Self { sorted, place }
    }

    /// The nearest centre, the last of equally near ones; `guess` is one that may well be near. It
    /// looks both ways from the guess, and a way ends where a centre is farther off than the second
    /// best along x alone: so it finds the same as looking at all.
    pub fn nearest(&self, point: Point, guess: Option<usize>) -> Near {
        let mut best = Best { far: f64::INFINITY, index: 0, next: f64::INFINITY };
        if self.place.is_empty() {
            for &(center, index) in &self.sorted {
                best.look(square(point, center), index);
            }
            return best.near();
        }
        let from = guess.and_then(|guess| self.place.get(guess).copied());
        let from = from.unwrap_or_else(|| self.sorted.partition_point(|c| c.0[0] < point[0]));
        let (left, right) = self.sorted.split_at(from);
        let mut look = |(center, index): (Point, usize)| {
            let x = point[0] - center[0];
            let reaches = x * x <= best.next;
            if reaches {
                best.look(square(point, center), index);
            }
            reaches
        };
        // Towards the point a centre too far off does not end the way: nearer ones follow.
        for &center in right {
            if !look(center) && center.0[0] > point[0] {
                break;
            }
        }
        for &center in left.iter().rev() {
            if !look(center) && center.0[0] < point[0] {
                break;
            }
        }
        best.near()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_finds_what_looking_at_all_finds(
            centers in prop::collection::vec(prop::array::uniform2(-4_i8..4), 1..30),
            point in prop::array::uniform2(-5_i8..5),
            guess in prop::option::of(0_usize..40),
        ) {
            let centers: Vec<Point> = centers.iter().map(|c| c.map(|c| f64::from(c) / 2.0)).collect();
            let point = point.map(f64::from);
            let mut best = (f64::INFINITY, 0);
            for (index, center) in centers.iter().enumerate() {
                if square(point, *center) <= best.0 {
                    best = (square(point, *center), index);
                }
            }
            let others = centers.iter().enumerate().filter(|&(index, _)| index != best.1);
            let next = others.map(|(_, center)| square(point, *center)).fold(f64::INFINITY, f64::min);
            let near = Finder::new(&centers).nearest(point, guess);
            prop_assert_eq!(near.index, best.1);
            prop_assert!(near.lead <= next.sqrt() - best.0.sqrt());
            prop_assert!(near.lead >= next.sqrt() * (1.0 - 1e-8) - best.0.sqrt());
        }
    }
}
