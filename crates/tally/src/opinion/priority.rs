//! 先问哪条 — Which statement somebody is asked next: what is new, divides, and is not passed over.
//!
//! Drawn by lot, with a chance proportional to the priority; the seed is published, so that nobody
//! can say the questions were picked for them.

use serde::Serialize;

use super::counts::{Counts, share};
use super::moderation::Columns;
use super::votes::Votes;
use crate::lot::Lot;

/// A meta statement's importance.
const META: f64 = 7.0;
/// 2^(−1/5) to the powers 0 to 4, each rounded once.
#[expect(clippy::unreadable_literal, reason = "digits of a number, not a count")]
const FIFTHS: [f64; 5] =
    [1.0, 0.8705505632961241, 0.757858283255199, 0.6597539553864471, 0.5743491774985175];
/// Weights of the lot are whole numbers: a priority times this, rounded down, at least 1.
const FINE: f64 = 1_048_576.0;

/// The priority of each statement, from the votes of the groups and each statement's extremity.
pub fn priorities(counts: &Counts, extremity: &[f64], columns: &Columns) -> Vec<f64> {
    let one = |(column, &extremity): (usize, &f64)| {
        let said = counts.all(column);
        let heard = 1.0 - share(said.pass(), said.seen);
        let importance = heard * (extremity + 1.0) * share(said.agree, said.seen);
        let root = if columns.is_meta(column) {
            META
        } else {
            importance * (1.0 + 8.0 * halved(said.seen))
        };
        root * root
    };
    extremity.iter().enumerate().map(one).collect()
}

/// 2^(−n/5), by halving: no library of logarithms, the same on every machine.
fn halved(n: u32) -> f64 {
    let [half, rest] = [n / 5, n % 5];
    let start = FIFTHS.get(rest as usize).copied().unwrap_or(1.0);
    (0..half.min(1100)).fold(start, |value, _| value / 2.0)
}

/// The statement drawn for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The statement's id.
    pub statement: String,
    /// Its weight in the lot.
    pub weight: u64,
    /// The sum of the weights.
    pub total: u64,
    /// The number drawn, from 0 to below the sum: weights are laid end to end in the order given.
    pub drawn: u64,
    /// How many statements there were to draw from.
    pub among: usize,
    /// The seed of the lot.
    pub seed: String,
    /// The topic of the draw.
    pub topic: String,
}

/// Draws what to ask somebody next among the statements that are open, in their order, leaving out
/// those the person voted on; `None` when nothing is left. A statement without a priority yet has 1.
pub fn next(
    votes: &Votes,
    priorities: &[f64],
    participant: &str,
    open: &[&str],
    lot: &Lot,
) -> Option<Next> {
    let row = votes.person(participant).map(|person| votes.row(person)).unwrap_or_default();
    let is_answered = |column: usize| row.iter().any(|&cell| cell as usize / 3 == column);
    let weighed = |&statement: &&str| {
        let column = votes.statement(statement);
        if column.is_some_and(is_answered) {
            return None;
        }
        let priority = column.and_then(|column| priorities.get(column)).copied().unwrap_or(1.0);
        Some((statement.to_owned(), weight(priority)))
    };
    let left: Vec<(String, u64)> = open.iter().filter_map(weighed).collect();
    let total = left.iter().fold(0_u64, |sum, (_, weight)| sum.saturating_add(*weight));
    let topic = format!("next/{participant}/{}", row.len());
    let (seed, among) = (lot.seed().to_owned(), left.len());
    let drawn = lot.numbers(&topic).below(total);
    let mut rest = drawn;
    for (statement, weight) in left {
        if rest < weight {
            return Some(Next { statement, weight, total, drawn, among, seed, topic });
        }
        rest -= weight;
    }
    None
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 1 and 2^43: a sum of 20,000 of them stays below 2^58"
)]
fn weight(priority: f64) -> u64 {
    (priority * FINE).clamp(1.0, 8_796_093_022_208.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_of_a_halving() {
        for n in 0..40 {
            let exact = 2.0_f64.powf(-f64::from(n) / 5.0);
            assert!((halved(n) / exact - 1.0).abs() < 1e-15, "{n}");
        }
        assert!(halved(u32::MAX) < f64::MIN_POSITIVE);
    }

    #[test]
    fn what_is_asked_next_follows_from_the_seed_and_the_weights() {
        let file = "participant,statement,vote\na,1,1\nb,2,1\nb,3,0\n";
        let votes = Votes::read(file.as_bytes()).unwrap();
        let open = ["1", "2", "3", "4"];
        let draw =
            |seed: &str| next(&votes, &[9.0, 3.0, 0.0], "a", &open, &Lot::new(seed)).unwrap();
        let mut seen = std::collections::BTreeMap::new();
        for seed in 0..400 {
            let drawn = draw(&seed.to_string());
            assert_eq!((drawn.among, drawn.total), (3, 4 * 1_048_576 + 1));
            *seen.entry(drawn.statement).or_insert(0) += 1;
        }
        assert_eq!(draw("x"), draw("x"));
        assert!(!seen.contains_key("1") && (270..330).contains(&seen["2"]), "{seen:?}");
        assert!(next(&votes, &[], "a", &["1"], &Lot::new("x")).is_none());
        assert!(next(&votes, &[], "a", &[], &Lot::new("x")).is_none());
    }

    #[test]
    fn meta_statements_come_first() {
        let votes = Votes::read(b"participant,statement,vote\na,1,1\na,2,0\n").unwrap();
        let mut moderation = crate::opinion::Moderation::default();
        moderation.meta.insert("2".to_owned());
        let counts = Counts::of_all(&votes);
        let priorities = priorities(&counts, &[0.0, 0.0], &moderation.columns(&votes));
        assert_eq!(priorities[1].to_bits(), 49.0_f64.to_bits());
        assert!(priorities[0] > 0.0 && priorities[0] < 49.0);
    }
}
