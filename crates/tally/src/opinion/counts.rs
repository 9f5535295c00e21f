//! 票数 — How each group voted on each statement, and how surely it leans one way.
//!
//! Shares are taken as if one more had agreed and one more disagreed (Laplace), so that two of two
//! do not weigh as much as a hundred of a hundred.

#![expect(clippy::indexing_slicing, reason = "cells are below 3 × columns and groups below len")]

use serde::{Deserialize, Serialize};

use super::votes::Votes;

/// 90 % one-sided: what a test must exceed (the normal quantile, rounded as Polis rounds it).
pub const SURE: f64 = 1.2816;

/// The votes on one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who agreed.
    #[serde(rename = "A")]
    pub agree: u32,
    /// Who disagreed.
    #[serde(rename = "D")]
    pub disagree: u32,
    /// Who voted, passes included.
    #[serde(rename = "S")]
    pub seen: u32,
}

impl Said {
    /// Who passed.
    pub const fn pass(self) -> u32 {
        self.seen - self.agree - self.disagree
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            seen: self.seen + other.seen,
        }
    }
}

/// The votes on every statement in every group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    groups: usize,
    cells: Vec<u32>,
}

impl Counts {
    /// Counts the votes of each group; `group` tells the group of a row, below `groups`, if it has
    /// one.
    pub fn of(votes: &Votes, groups: usize, group: impl Fn(usize) -> Option<usize>) -> Self {
        let width = 3 * votes.statements().len();
        let mut counts = Self { groups, cells: vec![0; groups * width] };
        for (person, row) in votes.rows().enumerate() {
            if let Some(group) = group(person) {
                counts.add(group, row);
            }
        }
        counts
    }

    /// Counts the votes of everybody.
    pub fn of_all(votes: &Votes) -> Self {
        Self::of(votes, 1, |_| Some(0))
    }

    /// How many groups there are.
    pub const fn groups(&self) -> usize {
        self.groups
    }

    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.cells.len() / 3 / self.groups.max(1)
    }

    /// What a group said of a statement.
    pub fn said(&self, group: usize, statement: usize) -> Said {
        let at = (group * self.statements() + statement) * 3;
        let [disagree, pass, agree] = [0, 1, 2].map(|stance| self.cells[at + stance]);
        Said { agree, disagree, seen: disagree + pass + agree }
    }

    /// What all groups said of a statement.
    pub fn all(&self, statement: usize) -> Said {
        let said = (0..self.groups).map(|group| self.said(group, statement));
        said.fold(Said::default(), Said::and)
    }

    /// What all other groups said of a statement.
    pub fn others(&self, group: usize, statement: usize) -> Said {
        let others = (0..self.groups).filter(|&other| other != group);
        others.map(|other| self.said(other, statement)).fold(Said::default(), Said::and)
    }

    pub(super) fn add(&mut self, group: usize, row: &[u32]) {
        let mine = self.group(group);
        for &cell in row {
            mine[cell as usize] += 1;
        }
    }

    pub(super) fn take(&mut self, group: usize, row: &[u32]) {
        let mine = self.group(group);
        for &cell in row {
            mine[cell as usize] -= 1;
        }
    }

    /// A column of zeros for a new statement.
    pub(super) fn widen(&mut self, statement: usize) {
        let width = 3 * self.statements();
        for group in (0..self.groups).rev() {
            let at = group * width + 3 * statement;
            self.cells.splice(at..at, [0; 3]);
        }
    }

    fn group(&mut self, group: usize) -> &mut [u32] {
        let width = 3 * self.statements();
        &mut self.cells[group * width..(group + 1) * width]
    }
}

/// The share, with one more for and one more against.
pub fn share(part: u32, whole: u32) -> f64 {
    f64::from(part + 1) / f64::from(whole + 2)
}

/// How surely a share is above one half: the normal test of one proportion, with one more vote.
pub fn one_share(part: u32, whole: u32) -> f64 {
    let (part, whole) = (f64::from(part + 1), f64::from(whole + 1));
    2.0 * whole.sqrt() * (part / whole - 0.5)
}

/// How surely a share is above another: the normal test of two proportions, with one more vote in
/// each; 0 when both are whole.
pub fn two_shares((part, whole): (u32, u32), (other_part, other_whole): (u32, u32)) -> f64 {
    let [part, whole, other_part, other_whole] =
        [part, whole, other_part, other_whole].map(|number| f64::from(number + 1));
    let pooled = (part + other_part) / (whole + other_whole);
    if pooled >= 1.0 {
        return 0.0;
    }
    let spread = pooled * (1.0 - pooled) * (1.0 / whole + 1.0 / other_whole);
    (part / whole - other_part / other_whole) / spread.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_counted_apart_and_together() {
        let file = "participant,statement,vote\n1,a,1\n2,a,-1\n3,a,0\n3,b,1\n4,a,1\n";
        let votes = Votes::read(file.as_bytes()).unwrap();
        let mut counts = Counts::of(&votes, 2, |person| (person < 3).then_some(person / 2));
        assert_eq!(counts.said(0, 0), Said { agree: 1, disagree: 1, seen: 2 });
        assert_eq!(counts.said(1, 0).pass(), 1);
        assert_eq!(counts.all(0).seen, 3);
        assert_eq!(counts.others(0, 1), Said { agree: 1, disagree: 0, seen: 1 });
        counts.add(1, votes.row(3));
        counts.take(0, votes.row(0));
        counts.widen(1);
        assert_eq!((counts.all(0).agree, counts.all(1).seen, counts.all(2).agree), (1, 0, 1));
        assert_eq!(Counts::of_all(&votes).said(0, 0).seen, 4);
    }

    /// Numbers of the production server (150 people, statement 41 in group 0).
    #[test]
    fn tests_as_the_server_computes_them() {
        assert!((share(14, 15) - 0.882_352_941_176_470_6).abs() < 1e-15);
        assert!((one_share(14, 15) - 3.5).abs() < 1e-15);
        assert!(two_shares((5, 5), (9, 9)).abs() < 1e-15);
        assert!(two_shares((5, 6), (2, 9)) > SURE);
        assert!(two_shares((0, 0), (0, 0)).is_finite());
    }
}
