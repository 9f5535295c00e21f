//! 贡献·性质 — Any sequence of verbs by anybody keeps the promises of a contribution.

use super::*;
use kernel::Seeded;
use proptest::prelude::*;

fn fresh(kind: Kind, amount: i64) -> Contribution {
    let mut rng = Seeded::new(1);
    Contribution {
        id: Id::random(&mut rng),
        project: Id::random(&mut rng),
        matter: MatterId::random(&mut rng),
        place: PlaceCode::parse("420583001003").unwrap(),
        kind,
        amount,
        what: String::new(),
        shown: None,
        entered: None,
        remote: false,
        giver: Some("giver".to_owned()),
        state: State::Promised,
        delivered: None,
        accepted: None,
        at: Moment(0),
        version: 0,
    }
}

fn counted(amount: i64) -> Accepted {
    Accepted { amount, worth: None, receipt: "1".into(), name: "自管委".into(), at: Moment(0) }
}

fn act(c: &mut Contribution, verb: u8, who: &str, amount: i64) -> Result<()> {
    let day = Date::constant(2023, 3, 1);
    match verb {
        0 => c.deliver(day, day, Some(who), None).map(drop),
        1 => c.deliver(day, day, None, None).map(drop),
        2 => c.accept(who, counted(amount)).map(drop),
        _ => c.withdraw().map(drop),
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(
        kind in 0usize..4,
        promised in 1i64..1000,
        verbs in prop::collection::vec((0u8..4, 0usize..3, 0i64..1500), 0..20),
    ) {
        let kind = Kind::parse(Kind::WORDS[kind]).unwrap();
        let mut c = fresh(kind, promised);
        for (verb, who, amount) in verbs {
            let before = c.clone();
            if act(&mut c, verb, ["giver", "worker", "committee"][who], amount).is_err() {
                prop_assert_eq!(&c, &before, "a refused act changes nothing");
            }
            prop_assert_eq!(c.accepted.is_some(), c.state == State::Accepted);
            if c.state == State::Accepted && before.state != State::Accepted {
                let by = ["giver", "worker", "committee"][who];
                prop_assert!(by != "giver" && c.delivered.as_ref().unwrap().by.as_deref() != Some(by));
                prop_assert!(c.accepted.as_ref().unwrap().amount <= promised);
            }
            if before.state == State::Withdrawn || before.state == State::Accepted {
                prop_assert_eq!(&c, &before, "what is settled stays");
            }
            if c.state == State::Withdrawn {
                prop_assert!(c.delivered.is_none());
            }
        }
    }

    #[test]
    fn an_amount_printed_reads_back(kind in 0usize..4, amount in 0i64..3000) {
        let kind = Kind::parse(Kind::WORDS[kind]).unwrap();
        prop_assert_eq!(kind.amount(&kind.print(amount)), Some(amount));
    }
}

#[test]
fn a_day_yet_to_come_is_not_a_delivery() {
    let mut c = fresh(Kind::Cash, 100);
    let late = c.deliver(Date::constant(2023, 3, 2), Date::constant(2023, 3, 1), None, None);
    assert!(matches!(late, Err(Error::Invalid(_))));
    assert_eq!(c.state, State::Promised);
}

#[test]
fn goods_without_a_price_are_valued_when_they_arrive() {
    let day = Date::constant(2023, 3, 1);
    let mut c = fresh(Kind::Material, 0);
    c.deliver(day, day, None, None).unwrap();
    assert!(c.accept("committee", counted(80_000)).is_err(), "nobody known has seen it");
    c.deliver(day, day, Some("worker"), Some("网格员")).unwrap();
    assert!(c.deliver(day, day, Some("committee"), None).is_err(), "it was seen");
    c.accept("committee", counted(80_000)).unwrap();
    assert_eq!(Totals::of(&[c]).material, Fen(80_000));
}
