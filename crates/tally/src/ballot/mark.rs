//! 画票 — Marked ballots counted by name, written-in names (另选他人) included.
//!
//! The marks are judged where the law's are ([`election::count_heaps`]): a name written in that is
//! also printed is that person and counts once; too many names, or nobody can read it, is void.

use std::collections::{BTreeMap, BTreeSet};

use super::{Count, Method, Papers, Points, Sum, Terms, contested};
use crate::election;
use crate::invalid::{Invalid, add};
use crate::lot::Lot;

/// One mark a ballot, most votes win; with several seats the names with most votes, still one mark
/// a ballot.
pub fn plurality(papers: &Papers, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
    count(Method::Plurality, 1, papers, terms)?.seat(terms, lot)
}

/// As many marks as seats at most, most votes win.
pub fn block(papers: &Papers, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
    count(Method::Block, terms.seats, papers, terms)?.seat(terms, lot)
}

/// Any number of marks, most votes win.
pub fn approval(papers: &Papers, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
    count(Method::Approval, u32::MAX, papers, terms)?.seat(terms, lot)
}

fn count(method: Method, most: u32, papers: &Papers, terms: Terms) -> Result<Sum, Invalid> {
    contested(terms, papers.candidates.len())?;
    let heaps = papers.heaps.iter().map(|paper| (&paper.ballot, paper.count));
    let pile = election::count_heaps(most, &papers.candidates, heaps)?;
    let mut blank = 0;
    for paper in papers.heaps.iter().filter(|paper| paper.is_blank()) {
        blank = add("blank", blank, i64::try_from(paper.count).unwrap_or(i64::MAX))?;
    }
    let mut names = papers.candidates.clone();
    let printed: BTreeSet<&String> = papers.candidates.iter().collect();
    names.extend(pile.votes.keys().filter(|name| !printed.contains(name)).cloned());
    let by_number = |votes: &BTreeMap<String, i64>| -> Vec<(usize, i64)> {
        let numbered = (1..).zip(&names);
        numbered.filter_map(|(number, name)| Some((number, *votes.get(name)?))).collect()
    };
    let votes = by_number(&pile.votes).into_iter();
    let against = by_number(&pile.against).into_iter();
    Ok(Sum {
        method,
        cast: pile.cast.unsigned_abs(),
        blank: blank.unsigned_abs(),
        void: pile.void.unsigned_abs(),
        votes: votes.map(|(number, votes)| (number, Points::whole(votes.into()))).collect(),
        against: against.map(|(number, votes)| (number, votes.unsigned_abs())).collect(),
        names,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Paper;
    use super::*;
    use crate::election::{Ballot, Mark};

    fn papers(heaps: &[(&[&str], u64)]) -> Papers {
        let paper = |&(marked, count): &(&[&str], u64)| {
            let marks = marked.iter().map(|&name| (name.to_owned(), Mark::Yes)).collect();
            Paper { ballot: Ballot { marks, ..Ballot::default() }, count }
        };
        let candidates = ["甲", "乙", "丙"].map(str::to_owned).to_vec();
        Papers { candidates, heaps: heaps.iter().map(paper).collect() }
    }

    #[test]
    fn too_many_marks_are_void_and_written_names_join_the_printed() {
        let mut papers =
            papers(&[(&["甲", "乙"], 4), (&["乙"], 3), (&["甲", "乙", "丙"], 2), (&[], 1)]);
        let write = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let written = Ballot { write_in: write(&[" 甲", "丁"]), ..Ballot::default() };
        papers.heaps.push(Paper { ballot: written, count: 5 });
        let counted = block(&papers, Terms::new(2), None).unwrap();
        let turnout = (counted.cast, counted.valid, counted.blank, counted.void);
        assert_eq!(turnout, (15, 12, 1, 2));
        assert_eq!(counted.candidates, ["甲", "乙", "丙", "丁"]);
        let votes: Vec<_> = counted.votes.values().map(ToString::to_string).collect();
        assert_eq!(votes, ["9", "7", "0", "5"]);
        assert_eq!((counted.elected, counted.tie.len(), counted.vacant), (vec![1, 2], 0, 0));
        let one = plurality(&papers, Terms::new(1), None).unwrap();
        assert_eq!((one.elected, one.void, one.valid), (vec![2], 11, 3));
        let any = approval(&papers, Terms::new(1), None).unwrap();
        assert_eq!((any.elected, any.void), (vec![1], 0));
    }

    #[test]
    fn a_tie_waits_for_its_lot() {
        let papers = papers(&[(&["甲"], 2), (&["乙"], 2), (&["丙"], 2)]);
        let open = plurality(&papers, Terms::new(1), None).unwrap();
        assert_eq!((open.elected.len(), &open.tie[..], open.tie_seats), (0, &[1, 2, 3][..], 1));
        let drawn = plurality(&papers, Terms::new(1), Some(&Lot::new("2026-05-01"))).unwrap();
        let record = drawn.lot.clone().unwrap();
        assert_eq!(record.order.len(), 3);
        assert_eq!(drawn.name(drawn.elected[0]), record.order[0]);
        // Equal votes that all get a seat are no tie.
        let all = plurality(&papers, Terms::new(3), None).unwrap();
        assert_eq!((all.elected, all.tie.len()), (vec![1, 2, 3], 0));
    }

    #[test]
    fn nobody_is_elected_without_a_vote() {
        let counted = block(&papers(&[(&["乙"], 1)]), Terms::new(2), None).unwrap();
        assert_eq!((counted.elected, counted.vacant, counted.tie.len()), (vec![2], 1, 0));
        let none = block(&papers(&[]), Terms::new(2), None).unwrap();
        assert_eq!((none.elected.len(), none.vacant, none.cast), (0, 2, 0));
    }

    #[test]
    fn a_contest_wants_more_names_than_seats() {
        let key = |seats, contested| {
            let terms = Terms { seats, contested };
            block(&papers(&[]), terms, None).map_err(|invalid| invalid.key())
        };
        assert_eq!(key(3, true), Err("uncontested"));
        assert_eq!(key(4, false), Err("exceeds"));
        assert_eq!(key(0, false), Err("no-seats"));
        assert!(key(2, true).is_ok() && key(3, false).is_ok());
    }
}
