//! 管护不变式 — A duty has one keeper or none, and a refused act changes nothing.

use super::*;
use crate::committee::{Kind, State as Standing};
use kernel::{Seeded, days};
use proptest::prelude::*;

fn body(seed: u64) -> Committee {
    let id: Id<Committee> = Id::random(&mut Seeded::new(seed));
    Committee {
        source: id.to_string(),
        id,
        matter: None,
        place: PlaceCode::parse("420583001003.01").unwrap(),
        kind: Kind::SelfManagement,
        name: format!("自管委{seed}"),
        mandate: String::new(),
        origin: String::new(),
        elected: true,
        since: Moment(0),
        until: Moment(days(1000)),
        state: Standing::Serving,
        reason: None,
        seats: vec![],
        version: 0,
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(verbs in prop::collection::vec((0u8..3, 1u64..4, 0i64..1200), 0..30)) {
        let mut u = Upkeep {
            id: Id::random(&mut Seeded::new(9)),
            source: "p".into(),
            matter: None,
            place: PlaceCode::parse("420583001003.01").unwrap(),
            title: "广场".into(),
            kept: None,
            reason: None,
            at: Moment(0),
            version: 0,
        };
        for (verb, who, day) in verbs {
            let before = u.clone();
            let now = Moment(days(day));
            let done = match verb {
                0 => u.take_over(&body(who), "扫地", "weekly", now).is_ok(),
                1 => u.release("忙不过来").is_ok(),
                _ => u.hand_over(&body(who)).is_ok(),
            };
            if !done { prop_assert_eq!(&u, &before); }
            match verb {
                0 if done => prop_assert!(before.kept.is_none() && now <= Moment(days(1000))),
                1 if done => prop_assert!(u.kept.is_none() && u.reason.is_some()),
                2 if done => prop_assert_eq!(
                    u.kept.as_ref().map(|k| (k.since, k.reviews, k.what.clone())),
                    before.kept.map(|k| (k.since, k.reviews, k.what))
                ),
                _ => {}
            }
            if let Some(k) = &u.kept { prop_assert!(k.since < k.reviews[0] && k.reviews[0] < k.reviews[1]); }
        }
    }
}
