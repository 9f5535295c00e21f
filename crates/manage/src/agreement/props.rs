//! 约定不变式 — In force exactly when both parties signed, and never both by one person, typed or recorded.

use super::*;
use kernel::{Seeded, days};
use proptest::prelude::*;

fn fresh() -> Agreement {
    Agreement {
        id: Id::random(&mut Seeded::new(1)),
        matter: MatterId::random(&mut Seeded::new(2)),
        place: PlaceCode::parse("420583001003.01").unwrap(),
        title: "晚上十点后降低音响".into(),
        parties: ["居民".into(), "商户".into()],
        hours: "每天 22:00 以后".into(),
        terms: vec!["降低音响".into()],
        state: State::Proposed,
        starts: None,
        review: Moment(days(90)),
        signatures: vec![],
        version: 0,
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(verbs in prop::collection::vec((0u8..3, 0u8..2, 0u8..3, 0i64..100), 0..20)) {
        let mut a = fresh();
        for (verb, party, who, day) in verbs {
            let before = a.clone();
            let at = Moment(days(day));
            if verb == 2 {
                let seen = Observation { spot: "街口".into(), seen_at: at, kept: true, words: String::new() };
                let ok = a.observe(&seen, Moment(days(50))).is_ok();
                prop_assert!(!ok || (a.starts.is_some_and(|s| s.day() <= at.day()) && day <= 50));
                continue;
            }
            let paper = verb == 1;
            let signature = Signature {
                party: Party::ALL[usize::from(party)],
                alias: "代表".into(),
                person: Some(format!("p{who}")),
                channel: if paper { Channel::Paper } else { Channel::Web },
                present: paper.then(|| "两位楼栋长".into()),
                at,
            };
            if a.sign(signature).is_err() { prop_assert_eq!(&a, &before); }
            let both = Party::ALL.iter().all(|p| a.signature(*p).is_some());
            prop_assert_eq!(a.state == State::InForce, both);
            prop_assert_eq!(a.starts.is_some(), both);
            prop_assert!(a.signatures.len() <= 2);
            let two = &a.signatures;
            prop_assert!(two.len() < 2 || two[0].person != two[1].person);
        }
    }
}
