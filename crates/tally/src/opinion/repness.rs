//! 代表说法 — Which statements a group stands out for.
//!
//! A group stands out by agreeing when its members agree surely more often than not, and surely more
//! often than everybody else; likewise by disagreeing. Named are at most five: the one the group
//! agrees on best first of all, then the strongest; agreements before disagreements. A group that
//! stands out for nothing is shown the one statement that comes nearest.

use serde::Serialize;

use super::counts::{Counts, SURE, one_share, share, two_shares};
use super::moderation::Columns;

/// Statements named for each group at most.
const NAMED: usize = 5;

/// Which way a group stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It agrees.
    Agree,
    /// It disagrees.
    Disagree,
}

/// A statement a group stands out for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Representative {
    /// The statement's column.
    #[serde(skip)]
    pub statement: usize,
    /// The statement's id.
    pub tid: String,
    /// Members who voted that way.
    pub n_success: u32,
    /// Members who voted.
    pub n_trials: u32,
    /// Their share, with one more for and against.
    pub p_success: f64,
    /// How surely it is more than half.
    pub p_test: f64,
    /// How many times as large it is as the share among everybody else in a group.
    pub repness: f64,
    /// How surely it is larger.
    pub repness_test: f64,
    /// Which way.
    pub repful_for: Way,
    /// Members who agreed, for the statement the group agrees on best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n_agree: Option<u32>,
    /// Whether it is the statement the group agrees on best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_agree: Option<bool>,
}

/// The statements the group stands out for.
pub fn representative(
    counts: &Counts,
    ids: &[String],
    columns: &Columns,
    group: usize,
) -> Vec<Representative> {
    let all = ids.iter().enumerate().filter(|&(column, _)| !columns.is_zero(column));
    let all: Vec<_> = all.map(|(column, id)| Both::of(counts, group, column, id)).collect();
    let best = best_agree(&all);
    let sure = all.iter().filter(|both| both.agree.is_sure() || both.disagree.is_sure());
    let mut named: Vec<_> = sure.map(Both::named).collect();
    if named.is_empty() {
        return best.map(Both::best).or_else(|| nearest(&all)).into_iter().collect();
    }
    named.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    if let Some(best) = best.map(Both::best) {
        named.retain(|one| one.statement != best.statement);
        named.insert(0, best);
    }
    named.truncate(NAMED);
    named.sort_by_key(|one| one.repful_for != Way::Agree);
    named
}

/// One statement in one group, judged both ways.
struct Both<'a> {
    column: usize,
    id: &'a str,
    seen: u32,
    agree: Judged,
    disagree: Judged,
}

/// How strongly a group votes one way.
#[derive(Clone, Copy)]
struct Judged {
    votes: u32,
    share: f64,
    test: f64,
    ratio: f64,
    ratio_test: f64,
}

impl Judged {
    fn of(part: (u32, u32), other: (u32, u32)) -> Self {
        let own = share(part.0, part.1);
        Self {
            votes: part.0,
            share: own,
            test: one_share(part.0, part.1),
            ratio: own / share(other.0, other.1),
            ratio_test: two_shares(part, other),
        }
    }

    fn is_sure(self) -> bool {
        self.test > SURE && self.ratio_test > SURE
    }

    fn strength(self) -> f64 {
        self.ratio * self.ratio_test * self.share * self.test
    }
}

impl<'a> Both<'a> {
    fn of(counts: &Counts, group: usize, column: usize, id: &'a str) -> Self {
        let (own, other) = (counts.said(group, column), counts.others(group, column));
        Self {
            column,
            id,
            seen: own.seen,
            agree: Judged::of((own.agree, own.seen), (other.agree, other.seen)),
            disagree: Judged::of((own.disagree, own.seen), (other.disagree, other.seen)),
        }
    }

    fn named(&self) -> Representative {
        if self.agree.ratio_test > self.disagree.ratio_test {
            self.stands(Way::Agree, self.agree)
        } else {
            self.stands(Way::Disagree, self.disagree)
        }
    }

    fn best(&self) -> Representative {
        let n_agree = Some(self.agree.votes);
        let named = self.stands(Way::Agree, self.agree);
        Representative { n_agree, best_agree: Some(true), ..named }
    }

    fn stands(&self, way: Way, judged: Judged) -> Representative {
        Representative {
            statement: self.column,
            tid: self.id.to_owned(),
            n_success: judged.votes,
            n_trials: self.seen,
            p_success: judged.share,
            p_test: judged.test,
            repness: judged.ratio,
            repness_test: judged.ratio_test,
            repful_for: way,
            n_agree: None,
            best_agree: None,
        }
    }
}

fn strength(one: &Representative) -> f64 {
    one.repness * one.repness_test * one.p_success * one.p_test
}

/// The statement the group agrees on best: once one is found that it agrees on more than others do,
/// only a stronger one in that sense replaces it.
fn best_agree<'a, 'b>(all: &'b [Both<'a>]) -> Option<&'b Both<'a>> {
    let mut best: Option<&Both> = None;
    for both in all.iter().filter(|both| both.agree.votes > 0 || both.disagree.votes > 0) {
        let new = both.agree;
        let better = match best.map(|best| best.agree) {
            Some(old) if old.ratio > 1.0 => new.strength() > old.strength(),
            Some(old) => new.share * new.test > old.share * old.test,
            None => new.test > SURE || (new.ratio > 1.0 && new.share > 0.5),
        };
        if better {
            best = Some(both);
        }
    }
    best
}

/// The statement that comes nearest to standing out, the first of equal ones.
fn nearest(all: &[Both]) -> Option<Representative> {
    let reach = |both: &Both| both.agree.ratio_test.max(both.disagree.ratio_test);
    let mut nearest: Option<&Both> = None;
    for both in all {
        if nearest.is_none_or(|nearest| reach(both) > reach(nearest)) {
            nearest = Some(both);
        }
    }
    nearest.map(Both::named)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::opinion::Votes;

    fn counted(rows: &[(u32, &str, i32)], first: usize) -> (Votes, Counts) {
        let mut file = "participant,statement,vote\n".to_owned();
        for (person, statement, vote) in rows {
            writeln!(file, "{person},{statement},{vote}").unwrap();
        }
        let votes = Votes::read(file.as_bytes()).unwrap();
        let counts = Counts::of(&votes, 2, |person| Some(usize::from(person >= first)));
        (votes, counts)
    }

    #[test]
    fn a_group_stands_out_for_what_only_it_wants() {
        let mut rows = Vec::new();
        for person in 0..20 {
            let own = if person < 10 { 1 } else { -1 };
            rows.extend([(person, "1", own), (person, "2", 1), (person, "3", -own)]);
        }
        let (votes, counts) = counted(&rows, 10);
        let columns = Columns::plain(&votes);
        let named = representative(&counts, votes.statements(), &columns, 0);
        let named: Vec<_> = named.iter().map(|one| (&one.tid[..], one.repful_for)).collect();
        assert_eq!(named, [("1", Way::Agree), ("3", Way::Disagree)]);
    }

    #[test]
    fn nothing_said_names_the_nearest_or_nothing() {
        let (votes, counts) = counted(&[(0, "1", 0), (1, "1", 0), (1, "2", 0)], 1);
        let columns = Columns::plain(&votes);
        let named = representative(&counts, votes.statements(), &columns, 0);
        assert_eq!(named.len(), 1);
        assert!(named[0].repness_test.is_finite());
        assert!(representative(&counts, &[], &columns, 0).is_empty());
    }
}
