//! 两两比较 — Every pair of names compared: the Condorcet matrix, Schulze, ranked pairs.
//!
//! A ballot prefers a name to all below it and to all it leaves out; names in one place, and names
//! left out, are level with each other. Whoever is preferred to each other name by more ballots is
//! the Condorcet winner, and every method here elects that name. Where nobody is, the methods
//! differ, so a rule must say which is used, and for [`schulze()`] also how a victory is measured
//! ([`Strength`]): in 7 of 1,099 Scottish wards the two measures elect different people.
//!
//! These methods fill one seat. Names withdrawn have a row and a column of zeros and no place in
//! any order.

mod matrix;
mod ranked_pairs;
mod say;
mod schulze;

pub use matrix::{Drawn, Matrix, matrix};
pub use ranked_pairs::{Conflict, Pair, RankedPairs, ranked_pairs};
pub use say::{explain_ranked_pairs, explain_schulze};
pub use schulze::{Schulze, Strength, schulze};
