//! 学习 — One linear rule for each class, found by dual coordinate descent.
//!
//! L2-regularised squared hinge loss, one class against the rest (Hsieh et al. 2008, the method of
//! LIBLINEAR). All classes are learned in one pass over a message, eight side by side, because
//! reading the message's features costs more than counting with them. Only `+ - * /` on numbers in a
//! fixed order, so a seed gives the same weights on every machine.

use super::slots::{Vector, narrow};
use super::weights::{Lane, WIDE, Weights};
use crate::exact::Dice;

/// What is learned from: a vector, its class and how much it counts (1 as a rule).
#[derive(Debug, Clone, Copy)]
pub(super) struct Lesson<'a> {
    pub vector: &'a Vector,
    pub class: usize,
    pub weight: f64,
}

/// How hard to learn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    pub seed: u64,
    /// What an error costs against large weights.
    pub cost: f64,
    /// How often all messages are seen.
    pub rounds: usize,
}

/// Weights that tell the classes of the lessons apart.
pub(super) fn learn(
    lessons: &[Lesson<'_>],
    classes: usize,
    features: usize,
    effort: Effort,
) -> Weights {
    let mut weights = Weights::zero(classes, features);
    let lanes = weights.lanes();
    let mut duals = vec![[0.0f32; WIDE]; lessons.len() * lanes];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice::new(effort.seed);
    let (mut scores, mut steps) = (vec![[0.0; WIDE]; lanes], vec![[0.0; WIDE]; lanes]);
    let squares: Vec<f32> = lessons
        .iter()
        .map(|lesson| 1.0 + lesson.vector.iter().map(|(_, value)| value * value).sum::<f32>())
        .collect();
    for _ in 0..effort.rounds {
        dice.shuffle(&mut order);
        for at in &order {
            let (Some(lesson), Some(square)) = (lessons.get(*at), squares.get(*at)) else {
                continue;
            };
            let own = duals.get_mut(at * lanes..(at + 1) * lanes).unwrap_or_default();
            weights.sum(lesson.vector, &mut scores);
            let ease = narrow(1.0 / (2.0 * effort.cost * lesson.weight));
            let step = Step { class: lesson.class, classes, ease, square: *square };
            if step.take(&scores, own, &mut steps) {
                weights.shift(lesson.vector, &steps);
            }
        }
    }
    weights
}

/// One message's turn: where each class's dual variable goes.
struct Step {
    class: usize,
    classes: usize,
    ease: f32,
    square: f32,
}

impl Step {
    /// Fills `steps`; says whether any class moves.
    fn take(&self, scores: &[Lane], duals: &mut [Lane], steps: &mut [Lane]) -> bool {
        let mut moved = false;
        let duals = duals.as_flattened_mut().iter_mut();
        let lanes = scores.as_flattened().iter().zip(duals).zip(steps.as_flattened_mut());
        for (class, ((score, dual), step)) in lanes.enumerate().take(self.classes) {
            let side = if class == self.class { 1.0 } else { -1.0 };
            let gradient = side * score - 1.0 + self.ease * *dual;
            let next = (*dual - gradient / (self.square + self.ease)).max(0.0);
            *step = (next - *dual) * side;
            moved |= *step != 0.0;
            *dual = next;
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lessons(vectors: &[Vector]) -> Vec<Lesson<'_>> {
        let class = |at: usize| at % 3;
        vectors
            .iter()
            .enumerate()
            .map(|(at, vector)| Lesson { vector, class: class(at), weight: 1.0 })
            .collect()
    }

    #[test]
    fn three_kinds_are_told_apart_and_twice_alike() {
        let vectors: Vec<Vector> =
            (0..90u32).map(|at| vec![(at % 3, 0.8), (3 + at % 7, 0.6)]).collect();
        let effort = Effort { seed: 5, cost: 1.0, rounds: 20 };
        let weights = learn(&lessons(&vectors), 3, 10, effort);
        for (at, vector) in vectors.iter().enumerate() {
            let scores = weights.scores(vector);
            let best = (0..3).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            assert_eq!(best, Some(at % 3), "{scores:?}");
        }
        assert_eq!(weights, learn(&lessons(&vectors), 3, 10, effort));
        assert_ne!(weights, learn(&lessons(&vectors), 3, 10, Effort { seed: 6, ..effort }));
    }

    #[test]
    fn the_optimum_is_reached() {
        // Two messages, one feature: min w²/2 + b²/2 + C((1-w-b)₊² + (1-w+b)₊²), so b = 0, w = 4C/(1+4C)
        let vectors = [vec![(0, 1.0)], vec![(0, -1.0)]];
        let lessons: Vec<_> =
            (0..2).map(|class| Lesson { vector: &vectors[class], class, weight: 1.0 }).collect();
        let weights = learn(&lessons, 2, 1, Effort { seed: 1, cost: 0.5, rounds: 200 });
        assert!((weights.row(0).get(0) - 2.0 / 3.0).abs() < 1e-4, "{weights:?}");
        assert!(weights.row(1).get(0).abs() < 1e-4, "{weights:?}");
    }
}
