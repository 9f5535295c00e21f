//! 上界 — How many points a committee begun in part can reach at most.
//!
//! For the exact search. Give each heap a price λ for being served once more. A ballot served x more
//! times gains g(x) points, and g(x) − λ·x is largest at one x; the names are worth the prices of
//! the ballots that approve them. So, whatever names fill the seats left,
//!
//! ```text
//!   points ≤ points so far + Σ ballots · max_x (g(x) − λ·x) + Σ (worth of the most valuable names)
//! ```
//!
//! for *every* choice of λ ≥ 0: the prices need only be guessed well, and the bound is exact whole
//! numbers (Lagrange; Michael Held and Richard Karp 1971). They are bettered by a few steps against
//! the excess: a heap served more often by the most valuable names than it asks for gets cheaper.
#![expect(
    clippy::indexing_slicing,
    reason = "names, heaps and prices are those of the case; a heap has at most as many members as \
              names it approves and as seats, which is the length of `gains`"
)]

use std::cmp::Reverse;

use super::case::Case;

/// Where a name stands in the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Open,
    In,
    Out,
}

/// A committee begun in part.
pub(super) struct Part<'a> {
    pub case: &'a Case<'a>,
    /// What a ballot with n members gains by one more, in units.
    pub gains: Vec<i128>,
    pub marks: Vec<Mark>,
    /// For each heap the members it approves.
    pub served: Vec<usize>,
    /// Points so far.
    pub score: i128,
    /// Seats left.
    pub left: usize,
    /// Marks looked at so far.
    pub looks: u64,
}

/// At most so many points, by the prices that gave it.
pub(super) struct Bound {
    pub points: i128,
    /// What each open name is worth.
    pub worth: Vec<i128>,
    /// The open names, most valuable first.
    pub order: Vec<usize>,
    /// For each heap, how much more it is served by the most valuable than it asks for.
    excess: Vec<i128>,
}

impl<'a> Part<'a> {
    /// Nobody chosen.
    pub fn new(case: &'a Case<'a>, gains: Vec<i128>) -> Self {
        let (marks, served) = (vec![Mark::Open; case.names()], vec![0; case.heaps.len()]);
        Self { case, gains, marks, served, score: 0, left: case.seats, looks: 0 }
    }

    /// The names still open, rising.
    pub fn open(&self) -> Vec<usize> {
        (0..self.marks.len()).filter(|&name| self.marks[name] == Mark::Open).collect()
    }

    /// What an open name would add.
    pub fn gain(&self, name: usize) -> i128 {
        let gain =
            |&heap: &usize| i128::from(self.case.heaps[heap].count) * self.gains[self.served[heap]];
        self.case.backers[name].iter().map(gain).sum()
    }

    /// Makes an open name a member.
    pub fn take(&mut self, name: usize) {
        self.score += self.gain(name);
        for &heap in &self.case.backers[name] {
            self.served[heap] += 1;
        }
        self.marks[name] = Mark::In;
        self.left -= 1;
    }

    /// Opens a member again.
    pub fn release(&mut self, name: usize) {
        for &heap in &self.case.backers[name] {
            self.served[heap] -= 1;
        }
        self.score -= self.gain(name);
        self.marks[name] = Mark::Open;
        self.left += 1;
    }

    /// The bound by these prices; `open` holds more names than there are seats left.
    pub fn bound(&mut self, prices: &[i128], open: &[usize]) -> Bound {
        self.looks += 3 * self.case.marks() as u64;
        let mut worth = vec![0; self.marks.len()];
        let mut points = self.score;
        let mut excess = Vec::with_capacity(prices.len());
        for ((heap, &price), &served) in self.case.heaps.iter().zip(prices).zip(&self.served) {
            let ballots = i128::from(heap.count);
            let mut room = 0;
            for &name in &heap.approved {
                worth[name] += ballots * price;
                room += usize::from(self.marks[name] == Mark::Open);
            }
            let mut asks = 0;
            while asks < room.min(self.left) && self.gains[served + asks] > price {
                points += ballots * (self.gains[served + asks] - price);
                asks += 1;
            }
            excess.push(-(asks as i128));
        }
        let mut order = open.to_vec();
        order.sort_unstable_by_key(|&name| (Reverse(worth[name]), name));
        for &name in &order[..self.left] {
            points += worth[name];
            for &heap in &self.case.backers[name] {
                excess[heap] += 1;
            }
        }
        for (excess, heap) in excess.iter_mut().zip(self.case.heaps) {
            *excess *= i128::from(heap.count);
        }
        Bound { points, worth, order, excess }
    }

    /// Betters the prices by one step towards a bound at `target` (Boris Polyak 1969); whether
    /// there was anything to better.
    pub fn step(&self, prices: &mut [i128], bound: &Bound, target: i128) -> bool {
        let squares = bound.excess.iter().map(|excess| excess.saturating_mul(*excess));
        let length = squares.fold(0, i128::saturating_add);
        let gap = bound.points - target;
        let most = self.gains.first().copied().unwrap_or(0);
        for (price, &excess) in prices.iter_mut().zip(&bound.excess).filter(|(_, e)| **e != 0) {
            *price = (*price - gap / (length / excess)).clamp(0, most);
        }
        length > 0
    }
}
