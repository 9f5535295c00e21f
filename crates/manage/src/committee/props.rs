//! 班子不变式 — Whatever is done in whatever order, a body that ended stays ended.

use super::*;
use kernel::Seeded;
use proptest::prelude::*;

fn body(elected: bool) -> Committee {
    Committee {
        id: Id::random(&mut Seeded::new(1)),
        source: "s".into(),
        matter: None,
        place: PlaceCode::parse("420583001003.01").unwrap(),
        kind: Kind::Convener,
        name: "带头人".into(),
        mandate: "牵头".into(),
        origin: "湾子会推举".into(),
        elected,
        since: Moment(0),
        until: Moment(days(365)),
        state: State::Serving,
        reason: None,
        seats: vec![],
        version: 0,
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(elected: bool, verbs in prop::collection::vec((0u8..3, 0i64..3000), 0..20)) {
        let mut c = body(elected);
        for (verb, day) in verbs {
            let before = c.clone();
            let done = match verb {
                0 => c.renew(Moment(days(day)), "开会定", Moment(days(100))).is_ok(),
                1 => c.dissolve("修完了", None).is_ok(),
                _ => { c.succeed(); true }
            };
            if !done { prop_assert_eq!(&c, &before); }
            if before.state != State::Serving { prop_assert_eq!(c.state, before.state); }
            prop_assert!(c.until >= before.until && c.until <= Moment(days(100)).plus(LONGEST));
            if elected { prop_assert_eq!(c.until, before.until); }
        }
    }
}

#[test]
fn a_term_runs_out_by_itself() {
    let c = body(true);
    assert_eq!(c.stands(c.until), State::Serving);
    assert_eq!(c.stands(c.until.plus(1)), State::Ended);
}

#[test]
fn seats_are_read_as_people_write_them() {
    let seats =
        Seat::read_all("居民甲（主任）、居民乙(副主任)\n主任：居民丙，居民丁 出纳；居民戊、");
    let read: Vec<_> = seats.iter().map(|s| (s.alias.as_str(), s.office.as_str())).collect();
    assert_eq!(
        read,
        [
            ("居民甲", "主任"),
            ("居民乙", "副主任"),
            ("居民丙", "主任"),
            ("居民丁", "出纳"),
            ("居民戊", "")
        ]
    );
}
