//! 归并 — Equal ballots counted together while a file is read.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Bad, MAX_BALLOTS, MAX_DISTINCT};

/// Different ballots and how many there are of each. The map's own order reaches nothing: ballots
/// come out by first appearance.
pub(super) struct Piles<K> {
    places: HashMap<K, (usize, u64)>,
    total: u64,
    parts: usize,
    most_parts: usize,
}

impl<K: Clone + Eq + Hash> Piles<K> {
    /// No ballot yet; all different ballots together may have so many parts (ranks, marks).
    pub(super) fn new(most_parts: usize) -> Self {
        Self { places: HashMap::new(), total: 0, parts: 0, most_parts }
    }

    /// Ballots so far.
    pub(super) const fn total(&self) -> u64 {
        self.total
    }

    /// Different ballots so far.
    pub(super) fn distinct(&self) -> usize {
        self.places.len()
    }

    /// Lays so many ballots of so many parts on their pile.
    pub(super) fn lay(
        &mut self,
        line: u64,
        ballot: &K,
        parts: usize,
        count: u64,
    ) -> Result<(), Bad> {
        let total = self.total.checked_add(count).filter(|total| *total <= MAX_BALLOTS);
        self.total = total.ok_or_else(|| {
            Bad::at(
                line,
                format!("选票总数超过 {MAX_BALLOTS} 张，数据有误。"),
                format!("more than {MAX_BALLOTS} ballots: the file is damaged."),
            )
        })?;
        if let Some((_, pile)) = self.places.get_mut(ballot) {
            *pile += count;
            return Ok(());
        }
        let place = self.places.len();
        self.parts += parts;
        if place == MAX_DISTINCT || self.parts > self.most_parts {
            let most = self.most_parts;
            return Err(Bad::at(
                line,
                format!("不同的选票超过 {MAX_DISTINCT} 种，或其上的名字超过 {most} 个，无法计票。"),
                format!("more than {MAX_DISTINCT} different ballots, or {most} names on them."),
            ));
        }
        self.places.insert(ballot.clone(), (place, count));
        Ok(())
    }

    /// The ballots, by first appearance.
    pub(super) fn finish(self) -> impl Iterator<Item = (K, u64)> {
        let mut piles: Vec<_> = self.places.into_iter().collect();
        piles.sort_unstable_by_key(|&(_, (place, _))| place);
        piles.into_iter().map(|(ballot, (_, count))| (ballot, count))
    }
}

/// Ids that may stand once each: the same ballot does not count twice.
pub(super) struct Ids<S> {
    seen: Vec<(S, u64)>,
}

impl<S: AsRef<str> + Ord> Ids<S> {
    pub(super) const fn new() -> Self {
        Self { seen: Vec::new() }
    }

    /// Notes an id and its line.
    pub(super) fn note(&mut self, id: S, line: u64) -> Result<(), Bad> {
        if self.seen.len() == MAX_DISTINCT {
            return Err(Bad::at(
                line,
                format!("票号超过 {MAX_DISTINCT} 个。"),
                format!("more than {MAX_DISTINCT} ballot ids."),
            ));
        }
        self.seen.push((id, line));
        Ok(())
    }

    /// Refuses an id that was noted twice, where it stands again.
    pub(super) fn check(mut self) -> Result<(), Bad> {
        self.seen.sort_unstable();
        for (first, second) in self.seen.iter().zip(self.seen.iter().skip(1)) {
            if first.0 == second.0 {
                let id = super::text::quote(second.0.as_ref());
                return Err(Bad::at(
                    second.1,
                    format!("票号 {id} 在第 {} 行已有：同一张票不能计两次。", first.1),
                    format!(
                        "ballot id {id} stands in line {} too: no ballot counts twice.",
                        first.1
                    ),
                ));
            }
        }
        Ok(())
    }
}
