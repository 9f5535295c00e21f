//! 共识 — What most people agree on, and what every group agrees on.

use serde::Serialize;

use super::counts::{Counts, SURE, one_share, share};
use super::moderation::Columns;

/// Statements named each way at most.
const NAMED: usize = 5;

/// What most of everybody say, groups or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Consensus {
    /// What they agree on, the surest first.
    pub agree: Vec<Majority>,
    /// What they disagree with, the surest first.
    pub disagree: Vec<Majority>,
}

/// A statement most people judge the same way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Majority {
    /// The statement's column.
    #[serde(skip)]
    pub statement: usize,
    /// The statement's id.
    pub tid: String,
    /// Who voted that way.
    pub n_success: u32,
    /// Who voted.
    pub n_trials: u32,
    /// Their share, with one more for and against.
    pub p_success: f64,
    /// How surely it is more than half.
    pub p_test: f64,
}

/// What most of everybody say: more than half, surely so; at most five each way.
pub fn majority(all: &Counts, ids: &[String], columns: &Columns) -> Consensus {
    let side = |agree: bool| {
        let kept = ids.iter().enumerate().filter(|&(column, _)| !columns.is_zero(column));
        let mut side: Vec<_> = kept
            .map(|(statement, id)| {
                let said = all.said(0, statement);
                let n_success = if agree { said.agree } else { said.disagree };
                Majority {
                    statement,
                    tid: id.clone(),
                    n_success,
                    n_trials: said.seen,
                    p_success: share(n_success, said.seen),
                    p_test: one_share(n_success, said.seen),
                }
            })
            .filter(|one| one.p_success > 0.5 && one.p_test > SURE)
            .collect();
        let strength = |one: &Majority| one.p_success * one.p_test;
        side.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
        side.truncate(NAMED);
        side
    };
    Consensus { agree: side(true), disagree: side(false) }
}

/// For each statement the product of the groups' shares of agreement: high only where no group is
/// against.
pub fn group_aware(counts: &Counts) -> Vec<f64> {
    let share_in = |group, statement| {
        let said = counts.said(group, statement);
        share(said.agree, said.seen)
    };
    let product =
        |statement| (0..counts.groups()).map(|group| share_in(group, statement)).product();
    (0..counts.statements()).map(product).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::opinion::Votes;

    #[test]
    fn most_of_everybody_and_most_of_every_group() {
        let mut file = "participant,statement,vote\n".to_owned();
        for person in 0..12 {
            let own = if person < 5 { -1 } else { 1 };
            write!(file, "{person},1,1\n{person},2,{own}\n{person},3,-1\n{person},4,1\n").unwrap();
        }
        let votes = Votes::read(file.as_bytes()).unwrap();
        let mut moderation = crate::opinion::Moderation::default();
        moderation.out.insert("4".to_owned());
        let columns = moderation.columns(&votes);
        let said = majority(&Counts::of_all(&votes), votes.statements(), &columns);
        let tids = |side: &[Majority]| side.iter().map(|one| one.tid.clone()).collect::<Vec<_>>();
        assert_eq!((tids(&said.agree), tids(&said.disagree)), (vec!["1".into()], vec!["3".into()]));
        let counts = Counts::of(&votes, 2, |person| Some(usize::from(person >= 5)));
        let aware = group_aware(&counts);
        assert!((aware[0] - 6.0 / 7.0 * 8.0 / 9.0).abs() < 1e-15);
        assert!((aware[1] - 1.0 / 7.0 * 8.0 / 9.0).abs() < 1e-15);
    }
}
