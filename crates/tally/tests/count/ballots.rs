//! Paper ballots read one by one: void, blank, written in, and who stands in the next round.

use std::collections::BTreeMap;

use jiff::civil::date;
use tally::election::{self, Ballot, Count, Mark, Pile, Round};
use tally::{Rule, RuleBook};

fn village() -> &'static Rule {
    RuleBook::builtin().in_force("cn-village-election", date(2025, 6, 1), "").unwrap()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn yes(marked: &[&str]) -> Ballot {
    let marks = marked.iter().map(|&name| (name.to_owned(), Mark::Yes)).collect();
    Ballot { marks, ..Ballot::default() }
}

fn votes(votes: &[(&str, i64)]) -> BTreeMap<String, i64> {
    votes.iter().map(|&(name, votes)| (name.to_owned(), votes)).collect()
}

#[test]
fn each_kind_of_ballot_counts_as_the_law_says() {
    let illegible = Ballot { illegible_all: true, ..yes(&["甲"]) };
    let too_many = Ballot { write_in: names(&["戊"]), ..yes(&["甲", "乙"]) };
    let written = Ballot { write_in: names(&[" 戊 ", ""]), ..yes(&["甲"]) };
    let printed_and_written = Ballot { write_in: names(&["甲"]), ..yes(&["甲"]) };
    let mut against = yes(&["甲"]);
    against.marks.insert("乙".to_owned(), Mark::No);
    against.marks.insert("丙".to_owned(), Mark::Abstain);
    let blank = Ballot::default();
    let pile = [illegible, too_many, written, printed_and_written, against, blank];
    let counted = election::count_ballots(2, &names(&["甲", "乙", "丙"]), &pile).unwrap();
    let expected = Pile {
        cast: 6,
        void: 2,
        votes: votes(&[("甲", 3), ("乙", 0), ("丙", 0), ("戊", 1)]),
        against: votes(&[("乙", 1)]),
    };
    assert_eq!(counted, expected);
}

#[test]
fn a_printed_name_stands_once() {
    let error = election::count_ballots(1, &names(&["甲", "甲"]), &[]).unwrap_err();
    assert_eq!(error.key(), "duplicate-candidate");
}

#[test]
fn void_ballots_still_count_as_cast() {
    let votes = votes(&[("甲", 50), ("乙", 10)]);
    let count = Count { registered: 150, issued: None, cast: 100, seats: 1, votes };
    let exactly_half = election::decide(village(), Round::First, &count).unwrap();
    assert!(exactly_half.valid && exactly_half.elected.is_empty());
    let more = Count { cast: 99, ..count };
    assert_eq!(election::decide(village(), Round::First, &more).unwrap().elected, ["甲"]);
}

#[test]
fn one_more_stands_than_seats_are_left_and_a_tie_at_the_edge_stands_whole() {
    let votes =
        votes(&[("甲", 60), ("乙", 40), ("丙", 30), ("丁", 20), ("戊", 20), ("己", 9), ("庚", 0)]);
    let count = Count { registered: 150, issued: Some(100), cast: 100, seats: 3, votes };
    let result = election::decide(village(), Round::First, &count).unwrap();
    assert_eq!((result.elected, result.vacant), (names(&["甲"]), 2));
    let next = result.next_round.unwrap();
    assert_eq!((next.seats, next.candidates), (2, names(&["乙", "丙", "丁", "戊"])));
}

#[test]
fn more_than_enough_majorities_seat_the_best_and_report_the_tied() {
    let majorities = votes(&[("甲", 90), ("乙", 70), ("丙", 70), ("丁", 60)]);
    let count = Count { registered: 150, issued: None, cast: 100, seats: 2, votes: majorities };
    let result = election::decide(village(), Round::First, &count).unwrap();
    assert_eq!((result.elected, result.tie), (names(&["甲"]), names(&["丙", "乙"])));
    assert_eq!((result.tie_seats, result.vacant, result.next_round), (1, 0, None));
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    let count =
        Count { registered: 10, issued: None, cast: 8, seats: 1, votes: votes(&[("甲", 8)]) };
    let refused =
        |count: Count| election::decide(village(), Round::First, &count).unwrap_err().key();
    assert_eq!(refused(Count { seats: 0, ..count.clone() }), "no-seats");
    assert_eq!(refused(Count { cast: 11, ..count.clone() }), "exceeds");
    assert_eq!(refused(Count { votes: votes(&[("甲", 9)]), ..count.clone() }), "exceeds");
    assert_eq!(refused(Count { issued: Some(-1), ..count.clone() }), "negative");
    let own = RuleBook::builtin().in_force("cn-self-committee-election", date(2025, 6, 1), "");
    let error = election::decide(own.unwrap(), Round::RunOff, &count).unwrap_err();
    assert_eq!(error.key(), "wrong-rule");
}
