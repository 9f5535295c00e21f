//! 简单认可 — Each name has its score whoever else is elected; the highest scores win.
//!
//! Approval voting counts ballots. Satisfaction approval voting (Steven Brams and Marc Kilgour 2014)
//! splits each ballot evenly among the names it approves.

use dashu_int::UBig;
use dashu_ratio::RBig;

use super::By;
use super::case::Case;
use super::stepwise::{Best, Stepwise, least, those, with};

/// Names by their own scores.
pub(super) struct Separable {
    seats: usize,
    scores: Vec<RBig>,
}

impl Separable {
    /// A ballot counts whole for each name it approves.
    pub fn approval(case: &Case) -> Self {
        let scores = (0..case.names()).map(|name| case.support(name).into()).collect();
        Self { seats: case.seats, scores }
    }

    /// A ballot is split evenly among the names it approves.
    pub fn satisfaction(case: &Case) -> Self {
        let mut scores = vec![RBig::ZERO; case.names()];
        for heap in case.heaps {
            let parts = UBig::from(heap.approved.len().max(1));
            let part = RBig::from_parts(heap.count.into(), parts);
            for &name in &heap.approved {
                if let Some(score) = scores.get_mut(name) {
                    *score += &part;
                }
            }
        }
        Self { seats: case.seats, scores }
    }

    /// The scores of the members together.
    pub fn score(&self, members: &[bool]) -> RBig {
        let scores = those(members, true).filter_map(|name| self.scores.get(name));
        scores.fold(RBig::ZERO, |sum, score| sum + score)
    }
}

impl Stepwise for Separable {
    type State = Vec<bool>;

    fn start(&self) -> Vec<bool> {
        vec![false; self.scores.len()]
    }

    fn steps(&self) -> usize {
        self.seats
    }

    fn best(&self, members: &Vec<bool>) -> Best {
        let open = those(members, false);
        let ranked =
            open.filter_map(|name| Some((name, std::cmp::Reverse(self.scores.get(name)?))));
        let (tied, most) = least(ranked);
        Best { tied, by: By::Score, value: most.map(|most| most.0.clone()) }
    }

    fn choose(&self, members: &Vec<bool>, name: usize, _: &Best) -> Vec<bool> {
        with(members, name, true)
    }

    fn members<'a>(&self, members: &'a Vec<bool>) -> &'a [bool] {
        members
    }

    fn looks(&self) -> u64 {
        self.scores.len() as u64
    }
}
