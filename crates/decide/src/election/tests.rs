//! 推选 — Ties, two readers, and who may preside.

use jiff::civil::Date;
use kernel::Seeded;

use tally::RuleBook;

use super::*;

fn fresh(seats: i64) -> Election {
    let day = Date::constant(2023, 3, 1);
    let rule = RuleBook::builtin().in_force("cn-self-committee-election", day, "420583").unwrap();
    Election {
        id: Id::random(&mut Seeded::new(1)),
        matter: MatterId::random(&mut Seeded::new(2)),
        place: PlaceCode::parse("420583001003.01").unwrap(),
        body: "国税小区自管委".into(),
        kind: Kind::Committee,
        seats,
        left: seats,
        until: "2026-02-28".into(),
        rule: rule.version(),
        rule_text: rule.text.clone(),
        state: State::Nominating,
        round: 1,
        sheet: None,
        reader: None,
        chair: None,
        vice: None,
        at: Moment(0),
        version: 0,
    }
}

fn sheet(returned: i64, votes: &[(&str, i64)]) -> Sheet {
    let votes = votes.iter().map(|(n, v)| ((*n).to_owned(), *v)).collect();
    Sheet { registered: 60, issued: 58, returned, votes }
}

#[test]
fn the_second_reader_must_be_somebody_else_and_read_the_same() {
    let mut e = fresh(2);
    let read = sheet(50, &[("甲", 40), ("乙", 30), ("丙", 9)]);
    e.count(read.clone(), "p1").unwrap();
    assert!(matches!(e.confirm(&read, "p1"), Err(Error::Refused(_))));
    let other = sheet(50, &[("甲", 40), ("乙", 31), ("丙", 9)]);
    assert!(matches!(e.confirm(&other, "p2"), Err(Error::Invalid(_))));
    let result = e.confirm(&read, "p2").unwrap();
    assert_eq!((e.state, result.elected), (State::Decided, vec!["甲".to_owned(), "乙".to_owned()]));
}

#[test]
fn a_tie_is_voted_again_and_never_broken() {
    let mut e = fresh(2);
    let tied = sheet(50, &[("甲", 40), ("乙", 30), ("丙", 30)]);
    e.count(tied.clone(), "p1").unwrap();
    let result = e.confirm(&tied, "p2").unwrap();
    assert_eq!((e.state, e.left, result.tie.len()), (State::Again, 1, 2));
    e.rerun().unwrap();
    assert!(e.nominates(2).is_err());
    let again = sheet(50, &[("乙", 26), ("丙", 24)]);
    e.count(again.clone(), "p1").unwrap();
    assert_eq!(e.confirm(&again, "p2").unwrap().elected, ["乙"]);
    assert_eq!(e.state, State::Decided);
}

#[test]
fn half_of_the_roll_is_too_few() {
    let mut e = fresh(1);
    let few = sheet(30, &[("甲", 30)]);
    e.count(few.clone(), "p1").unwrap();
    assert!(!e.confirm(&few, "p2").unwrap().valid);
    assert_eq!((e.state, e.left), (State::Again, 1));
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    let mut e = fresh(1);
    assert!(e.count(sheet(61, &[("甲", 1)]), "p").is_err());
    assert!(e.count(sheet(40, &[("甲", 41)]), "p").is_err());
    assert_eq!(e.state, State::Nominating);
}

#[test]
fn chair_and_vice_are_two_of_the_elected() {
    let mut e = fresh(2);
    e.state = State::Decided;
    let elected = ["甲".to_owned(), "乙".to_owned()];
    assert!(e.assign("丙", "甲", &elected).is_err());
    assert!(e.assign("甲", "甲", &elected).is_err());
    e.assign("乙", "甲", &elected).unwrap();
    assert_eq!(e.install(1, &elected).unwrap().kind, HELD);
    assert!(e.install(1, &elected).is_err());
    let told = e.install(0, &elected).unwrap();
    assert_eq!(told.body.get("members").unwrap(), "乙、甲");
}
