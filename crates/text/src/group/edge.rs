//! 连线 — Which texts are alike enough to be compared at all, found without comparing all with all.
//!
//! An inverted index from terms to texts: the heaviest terms of a new text find the candidates, the
//! best of them are compared in full, and those alike enough get an edge. Lists are read from the
//! oldest text on and not beyond a limit, and in a flood a text nearly equal to thirty others of the
//! same place only leans on one, so 10,000 nearly equal texts cost 10,000 short look-ups.

use std::cmp::Reverse;

use super::vector::{ONE, Terms, Weight};

/// How many of the heaviest terms of a text look for others.
const ASKED: usize = 40;
/// How many of the heaviest terms of a text can be found.
const INDEXED: usize = 160;
/// How many texts, oldest first, a term leads to.
const LIST: usize = 640;
/// How many candidates are compared in full.
const COMPARED: usize = 80;
/// How many edges a text begins with.
const EDGES: usize = 64;
/// Least agreement of an edge, in per mille.
const LEAST: u64 = 90;
/// Agreement from which a text is nearly equal to another, in per mille.
const NEARLY: u64 = 950;
/// A text nearly equal to this many earlier ones only leans on one of them.
const FLOOD: usize = 30;

/// A text alike, with the agreement in units of `ONE²`.
type Edge = (usize, u64);

/// The index and the edges of all texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    /// For every term the texts that have it, with its share in them.
    lists: Vec<Vec<(u32, u32)>>,
    /// The edges of every text to earlier ones.
    alike: Vec<Vec<Edge>>,
    /// For every text the one it leans on, itself for most.
    leans_on: Vec<usize>,
    /// Room to add up in, all 0 between uses: by text, and by term.
    scores: Vec<u64>,
    shares: Vec<u32>,
}

impl Edges {
    /// Every edge once: the later text, the earlier one, and their agreement.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let numbered = self.alike.iter().enumerate();
        numbered
            .flat_map(|(text, edges)| edges.iter().map(move |(other, sum)| (text, *other, *sum)))
    }

    /// The text that stands for this one when groups are formed.
    pub fn leans_on(&self, text: usize) -> usize {
        self.leans_on.get(text).copied().unwrap_or(text)
    }

    /// Finds what the next text (number `directions.len() - 1`) is alike, and indexes it; `same_place`
    /// says of an earlier text whether the next may lean on it.
    pub fn push(
        &mut self,
        directions: &[Vec<Weight>],
        terms: &Terms,
        same_place: impl Fn(usize) -> bool,
    ) {
        let Some((direction, _)) = directions.split_last() else { return };
        let text = directions.len() - 1;
        let mut heavy = direction.clone();
        heavy.sort_unstable_by_key(|weight| (Reverse(weight.share), terms.key(weight.term)));
        let most = direction.last().map_or(0, |weight| weight.term as usize + 1);
        self.lists.resize_with(self.lists.len().max(most), Vec::new);
        self.shares.resize(self.shares.len().max(most), 0);
        let mut found = self.compare(direction, directions, &heavy);
        found.sort_unstable_by_key(|(text, agreement)| (Reverse(*agreement), *text));
        let nearly = |(_, agreement): &&Edge| *agreement >= ONE * ONE / 1_000 * NEARLY;
        let equal = found.iter().take_while(nearly).filter(|(other, _)| same_place(*other));
        let equal: Vec<Edge> = equal.copied().collect();
        let support = equal.first().filter(|_| equal.len() >= FLOOD);
        self.leans_on.push(support.map_or(text, |(other, _)| *other));
        if support.is_some() {
            self.alike.push(Vec::new());
            return;
        }
        found.truncate(EDGES);
        self.alike.push(found);
        let number = u32::try_from(text).unwrap_or(u32::MAX);
        for weight in heavy.into_iter().take(INDEXED) {
            if let Some(list) = self.lists.get_mut(weight.term as usize)
                && list.len() < LIST
            {
                list.push((number, weight.share));
            }
        }
    }

    /// The candidates that are alike enough, compared in full.
    fn compare(&mut self, one: &[Weight], all: &[Vec<Weight>], heavy: &[Weight]) -> Vec<Edge> {
        for weight in one {
            if let Some(slot) = self.shares.get_mut(weight.term as usize) {
                *slot = weight.share;
            }
        }
        let mut found = Vec::new();
        for candidate in self.candidates(heavy, all.len() - 1) {
            let other = all.get(candidate).map_or(&[][..], Vec::as_slice);
            let both = |weight: &Weight| {
                let share = self.shares.get(weight.term as usize).copied().unwrap_or_default();
                u64::from(share) * u64::from(weight.share)
            };
            let agreement = other.iter().map(both).sum();
            if agreement >= ONE * ONE / 1_000 * LEAST {
                found.push((candidate, agreement));
            }
        }
        for weight in one {
            if let Some(slot) = self.shares.get_mut(weight.term as usize) {
                *slot = 0;
            }
        }
        found
    }

    /// The texts that share most with the heaviest terms, in their order.
    fn candidates(&mut self, heavy: &[Weight], texts: usize) -> Vec<usize> {
        self.scores.resize(texts, 0);
        let mut touched = Vec::new();
        for weight in heavy.iter().take(ASKED) {
            for (text, share) in self.lists.get(weight.term as usize).map_or(&[][..], Vec::as_slice)
            {
                let text = *text as usize;
                if let Some(score) = self.scores.get_mut(text) {
                    if *score == 0 {
                        touched.push(text);
                    }
                    *score += u64::from(weight.share) * u64::from(*share);
                }
            }
        }
        let mut best: Vec<(Reverse<u64>, usize)> = touched
            .into_iter()
            .filter_map(|text| {
                let score = std::mem::take(self.scores.get_mut(text)?);
                (score >= ONE * ONE / 3_000 * LEAST).then_some((Reverse(score), text))
            })
            .collect();
        best.sort_unstable();
        best.truncate(COMPARED);
        best.into_iter().map(|(_, text)| text).collect()
    }
}
