//! 奖补·性质 — Whatever is done in whatever order: nothing is paid before its time or above what was computed.

use super::*;
use jiff::civil::Date;
use kernel::Seeded;
use proptest::prelude::*;
use tally::RuleBook;
use tally::award::{Claim, compute};

fn policy() -> &'static tally::rule::AwardPolicy {
    let day = Date::constant(2023, 3, 1);
    RuleBook::builtin().in_force("cn-award-policy", day, "420583").unwrap().award().unwrap()
}

fn award(claim: &Claim) -> Award {
    let mut rng = Seeded::new(1);
    Award {
        id: Id::random(&mut rng),
        project: Id::random(&mut rng),
        matter: MatterId::random(&mut rng),
        place: PlaceCode::parse("420583001003").unwrap(),
        state: State::Applied,
        calc: compute(policy(), claim).unwrap(),
        rule: "cn-award-policy@2021-01-01".into(),
        applied_by: "committee".into(),
        applied_name: "自管委".into(),
        notice: None,
        paid: None,
        at: Moment(0),
        version: 0,
    }
}

const PEOPLE: [&str; 4] = ["committee", "resident", "street", "county"];

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(
        bills in 0i64..1_000_000, cash in 0i64..1_000_000, days in 0i64..200,
        acts in prop::collection::vec((0u8..5, 0usize..3, 0usize..4, any::<bool>(), 0i64..1_500_000), 0..40),
        over: bool, unanswered in 0i64..2, less in 0i64..2,
    ) {
        let claim = Claim { bills_fen: bills, cash_fen: cash, labour_days: days, ..Claim::default() };
        let mut a = award(&claim);
        let computed = a.calc.amount_fen;
        let mut inspections = Vec::<Inspection>::new();
        for (verb, kind, who, ok, amount) in acts {
            let before = a.clone();
            let kind = Inspector::ALL[kind];
            let on = Conditions { passed: passed(&inspections), over, unanswered, today: computed - less };
            let done = match verb {
                0 => a.inspect(kind, PEOPLE[who], &inspections).map(|()| {
                    let (person, name) = (PEOPLE[who].to_owned(), String::new());
                    let words = String::new();
                    inspections.push(Inspection { kind, person, name, ok, words, at: Moment(0) });
                }),
                1 => a.announce(on.passed),
                2 => { a.end_notice(); Ok(()) }
                3 => a.pay(Fen(amount), on).map(drop),
                _ => a.pay(Fen(computed), on).map(drop),
            };
            if done.is_err() {
                prop_assert_eq!(&a, &before, "a refused act changes nothing");
            }
            if let (Some(paid), None) = (a.paid, before.paid) {
                prop_assert_eq!(before.state, State::Due);
                prop_assert!(over && unanswered == 0 && less == 0 && on.passed);
                prop_assert!(paid.0 > 0 && paid.0 <= computed);
                let gap = a.calc.cost_fen - a.calc.self_fen;
                prop_assert!(paid.0 <= gap, "never more than is missing");
                let persons: Vec<&str> = inspections.iter().map(|i| i.person.as_str()).collect();
                prop_assert!(!persons.contains(&"committee"));
            }
            if before.state == State::Paid {
                prop_assert_eq!(&a, &before);
            }
        }
        for i in &inspections {
            prop_assert!(inspections.iter().all(|j| j.person != i.person || j.kind == i.kind));
        }
    }
}

#[test]
fn the_latest_word_of_each_inspector_decides() {
    let word = |kind, ok| Inspection {
        kind,
        person: format!("{kind:?}"),
        name: String::new(),
        ok,
        words: String::new(),
        at: Moment(0),
    };
    let mut all = vec![
        word(Inspector::Monitor, true),
        word(Inspector::Street, false),
        word(Inspector::County, true),
    ];
    assert!(!passed(&all));
    all.push(word(Inspector::Street, true));
    assert!(passed(&all));
}
