//! 方案·性质 — Any sequence of acts keeps the promises of a proposal.

use kernel::Seeded;
use proptest::prelude::*;

use super::*;

fn fresh() -> Proposal {
    Proposal {
        id: Id::random(&mut Seeded::new(1)),
        matter: MatterId::random(&mut Seeded::new(2)),
        place: PlaceCode::parse("420583001003.01").unwrap(),
        author: "p".into(),
        kind: Kind::Plan,
        title: "建广场".into(),
        body: "晒谷、停车".into(),
        options: Vec::new(),
        cost: None,
        edition: 1,
        state: State::Open,
        reason: None,
        at: Moment(0),
        version: 0,
    }
}

fn act(p: &mut Proposal, verb: u8) -> Result<()> {
    let draft =
        || Draft { title: "新".into(), body: "新".into(), options: Vec::new(), cost: None };
    match verb {
        0 => p.withdraw("算了").map(drop),
        1 => p.revise(draft(), "大家的意见").map(drop),
        2 => p.put_to_vote(),
        3 => p.counted(true),
        4 => p.counted(false),
        5 => p.noticed(0).map(drop),
        6 => p.noticed(2).map(drop),
        7 => p.confirm(0).map(drop),
        _ => p.confirm(1).map(drop),
    }
}

proptest! {
    /// A refused act changes nothing; the text changes only while it is open; it is adopted only out
    /// of a notice with every objection answered; adopted and withdrawn are for good.
    #[test]
    fn any_sequence_keeps_the_promises(verbs in prop::collection::vec(0u8..9, 0..60)) {
        let mut p = fresh();
        for verb in verbs {
            let before = p.clone();
            if act(&mut p, verb).is_err() {
                prop_assert_eq!(&p, &before);
                continue;
            }
            prop_assert!(!matches!(before.state, State::Adopted | State::Withdrawn));
            if p.state == State::Adopted {
                let way = (before.state, verb);
                prop_assert!(matches!(way, (State::Noticed, 5) | (State::Held, 7)));
            }
            if p.edition != before.edition || p.body != before.body {
                prop_assert!(before.state == State::Open && verb == 1);
            }
        }
    }
}
