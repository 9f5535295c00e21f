//! 归并 — Average link: the two groups most alike on the average of all their pairs become one.
//!
//! The average over all pairs (Sokal & Michener 1958) keeps a chain of half-likenesses from gluing
//! everything, and it needs no list of pairs: the sum of all agreements between two groups is the
//! agreement of their summed directions. Two things are put to it:
//!
//! - **Kind.** The average agreement in everything is joined with that in the kind of problem, so that
//!   neither the name of an estate nor a kind of complaint makes a group alone.
//! - **Place.** Pairs that name different places take away from the average (see [`super::place`]).
//!
//! Sums are whole numbers and ties fall to the earlier text: any order of arrival gives the same groups.

use std::collections::{BTreeMap, BinaryHeap};

use super::place::{Placed, contradict};
use super::vector::{ONE, Weight, agreement};

/// How much of the average is lost when all pairs contradict each other in place, in per mille.
const PLACE_COSTS: u64 = 850;

/// Pairs compared by place between two large groups: the square of this.
const SAMPLE: usize = 12;

/// One text as far as linking needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub direction: &'a [Weight],
    pub kind: &'a [Weight],
    pub placed: Placed<'a>,
}

/// What two groups have between them, summed over their pairs.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    agreement: u64,
    kind: u64,
    contradictions: u64,
    pairs: u64,
}

impl Between {
    fn and(self, other: Self) -> Self {
        Self {
            agreement: self.agreement.saturating_add(other.agreement),
            kind: self.kind + other.kind,
            contradictions: self.contradictions + other.contradictions,
            pairs: self.pairs + other.pairs,
        }
    }
}

#[derive(Debug, Default)]
struct Cluster {
    leaves: Vec<usize>,
    /// The summed direction, in order of the term.
    sum: Vec<(u32, u64)>,
    /// The summed direction of the kind.
    kind: Vec<(u32, u64)>,
    around: BTreeMap<usize, Between>,
}

/// Groups of leaves, each in ascending order; the leaves are numbered in the order that breaks ties.
/// `edges` are pairs of leaves with their agreement, `threshold` is in per mille.
pub(super) fn link(
    leaves: &[Leaf],
    edges: &[(usize, usize, u64)],
    threshold: u64,
) -> Vec<Vec<usize>> {
    let mut linkage = Linkage::new(leaves, edges, threshold);
    while let Some((_, std::cmp::Reverse((a, b)))) = linkage.queue.pop() {
        linkage.merge(a, b);
    }
    let clusters = linkage.clusters.into_iter().flatten();
    let mut groups: Vec<Vec<usize>> = clusters
        .map(|mut cluster| {
            cluster.leaves.sort_unstable();
            cluster.leaves
        })
        .collect();
    groups.sort_unstable();
    groups
}

struct Linkage<'a> {
    leaves: &'a [Leaf<'a>],
    threshold: u64,
    clusters: Vec<Option<Cluster>>,
    queue: BinaryHeap<(u64, std::cmp::Reverse<(usize, usize)>)>,
}

impl<'a> Linkage<'a> {
    fn new(leaves: &'a [Leaf<'a>], edges: &[(usize, usize, u64)], threshold: u64) -> Self {
        let single = |(number, leaf): (usize, &Leaf)| {
            let sum = leaf.direction.iter().map(|w| (w.term, u64::from(w.share))).collect();
            let kind = leaf.kind.iter().map(|w| (w.term, u64::from(w.share))).collect();
            Some(Cluster { leaves: vec![number], sum, kind, around: BTreeMap::new() })
        };
        let clusters = leaves.iter().enumerate().map(single).collect();
        let mut linkage = Self { leaves, threshold, clusters, queue: BinaryHeap::new() };
        for (a, b, both) in edges {
            let contradictions = linkage.contradictions(&[*a], &[*b]).0;
            let (Some(first), Some(second)) = (leaves.get(*a), leaves.get(*b)) else { continue };
            let kind = agreement(first.kind, second.kind);
            let between = Between { agreement: *both, kind, contradictions, pairs: 1 };
            linkage.put(*a, *b, between);
        }
        linkage
    }

    /// Notes what is between two groups and queues them when they are alike enough.
    fn put(&mut self, a: usize, b: usize, between: Between) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(Some(cluster)) = self.clusters.get_mut(one) {
                cluster.around.insert(other, between);
            }
        }
        let (Some(Some(first)), Some(Some(second))) = (self.clusters.get(a), self.clusters.get(b))
        else {
            return;
        };
        let likeness = likeness(first, second, between);
        if likeness >= self.threshold * 1_000 {
            self.queue.push((likeness, std::cmp::Reverse((a.min(b), a.max(b)))));
        }
    }

    fn merge(&mut self, a: usize, b: usize) {
        let (Some(Some(_)), Some(Some(_))) = (self.clusters.get(a), self.clusters.get(b)) else {
            return;
        };
        let (Some(first), Some(second)) = (self.take(a), self.take(b)) else { return };
        let neighbours: Vec<usize> =
            first.around.keys().chain(second.around.keys()).copied().collect();
        let mut around = BTreeMap::new();
        for other in neighbours.into_iter().filter(|other| *other != a && *other != b) {
            if let Some(Some(cluster)) = self.clusters.get(other)
                && !around.contains_key(&other)
            {
                let known = |part: &Cluster| {
                    part.around.get(&other).copied().unwrap_or_else(|| self.measure(part, cluster))
                };
                around.insert(other, known(&first).and(known(&second)));
            }
        }
        let number = self.clusters.len();
        let sum = add(&first.sum, &second.sum);
        let leaves = [first.leaves, second.leaves].concat();
        let kind = add(&first.kind, &second.kind);
        self.clusters.push(Some(Cluster { leaves, sum, kind, around: BTreeMap::new() }));
        for (other, between) in around {
            if let Some(Some(cluster)) = self.clusters.get_mut(other) {
                cluster.around.remove(&a);
                cluster.around.remove(&b);
            }
            self.put(number, other, between);
        }
    }

    fn take(&mut self, number: usize) -> Option<Cluster> {
        self.clusters.get_mut(number)?.take()
    }

    fn measure(&self, a: &Cluster, b: &Cluster) -> Between {
        let (contradictions, sampled) = self.contradictions(&a.leaves, &b.leaves);
        let pairs = a.leaves.len() as u64 * b.leaves.len() as u64;
        let contradictions = contradictions * pairs / sampled.max(1);
        Between {
            agreement: dot(&a.sum, &b.sum),
            kind: dot(&a.kind, &b.kind),
            contradictions,
            pairs,
        }
    }

    /// How many pairs of a sample contradict each other in place, and how many were looked at.
    fn contradictions(&self, a: &[usize], b: &[usize]) -> (u64, u64) {
        let sample = |leaves: &'_ [usize]| -> Vec<Placed<'a>> {
            let step = leaves.len().div_ceil(SAMPLE).max(1);
            let leaves = leaves.iter().step_by(step).filter_map(|leaf| self.leaves.get(*leaf));
            leaves.map(|leaf| leaf.placed).collect()
        };
        let (a, b) = (sample(a), sample(b));
        let count = a.iter().flat_map(|a| b.iter().filter(|b| contradict(*a, **b))).count();
        (count as u64, (a.len() * b.len()) as u64)
    }
}

/// How alike two groups are, in millionths: the average agreement in everything, three parts, with
/// that in the kind of problem, one part, as a geometric mean; less what place costs.
fn likeness(a: &Cluster, b: &Cluster, between: Between) -> u64 {
    let pairs = between.pairs.max(1);
    let average =
        |sum: u64| u128::from(sum) * 1_000_000 / u128::from(pairs) / u128::from(ONE * ONE);
    let (all, kind) = (average(between.agreement), average(between.kind));
    let told = !(a.kind.is_empty() && b.kind.is_empty());
    let mean = if told { (all * (all * kind).isqrt()).isqrt() } else { all };
    let place = 1_000 - PLACE_COSTS * between.contradictions.min(pairs) / pairs;
    u64::try_from(mean * u128::from(place) / 1_000).unwrap_or(u64::MAX)
}

fn add(a: &[(u32, u64)], b: &[(u32, u64)]) -> Vec<(u32, u64)> {
    let mut sum = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(left), Some(right)) if left.0 == right.0 => {
                let both = (left.0, left.1 + right.1);
                b.next();
                a.next();
                Some(both)
            }
            (Some(left), Some(right)) if left.0 > right.0 => b.next(),
            (None, _) => b.next(),
            _ => a.next(),
        };
        let Some(next) = next else { return sum };
        sum.push(next);
    }
}

fn dot(a: &[(u32, u64)], b: &[(u32, u64)]) -> u64 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut sum = 0_u64;
    if long.len() < 8 * short.len() {
        let mut rest = long.iter().peekable();
        for (term, share) in short {
            while rest.next_if(|(known, _)| known < term).is_some() {}
            if let Some((_, other)) = rest.next_if(|(known, _)| known == term) {
                sum = sum.saturating_add(share.saturating_mul(*other));
            }
        }
        return sum;
    }
    let mut rest = long;
    for (term, share) in short {
        let at = rest.partition_point(|(known, _)| known < term);
        rest = rest.get(at..).unwrap_or_default();
        if let Some((known, other)) = rest.first()
            && known == term
        {
            sum = sum.saturating_add(share.saturating_mul(*other));
        }
    }
    sum
}
