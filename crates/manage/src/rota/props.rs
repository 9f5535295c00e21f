//! 轮值不变式 — A slot is never overfull, nobody has two turns in it, and nothing changes after it began.

use super::*;
use jiff::civil::date;
use kernel::{Role, days, hours};
use proptest::prelude::*;

fn actor(n: u8) -> Actor {
    let place = PlaceCode::parse("420583001003.01").unwrap();
    Actor::holding(&format!("p{n}"), "居民", Role::Resident, place)
}

#[test]
fn slots_are_laid_out_weekly_and_through_the_night() {
    let slots = lay_out(date(2023, 3, 3), ("22:00", "00:30"), 7, 3, 2).unwrap();
    let shown: Vec<_> =
        slots.iter().map(|s| (s.no, s.starts.to_string(), s.ends.to_string())).collect();
    assert_eq!(shown[2], (3, "2023-03-17 22:00".into(), "2023-03-18 00:30".into()));
    assert_eq!((slots[0].hours().as_str(), slots[0].weekday()), ("22:00–00:30", 5));
    assert!(lay_out(date(2023, 3, 3), ("ten", "11:00"), 1, 1, 1).is_none());
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(needs in 1i64..4, verbs in prop::collection::vec((0u8..2, 0u8..6, 0i64..30), 0..40)) {
        let mut slot = lay_out(date(2023, 3, 3), ("21:30", "23:00"), 1, 1, needs).unwrap().remove(0);
        for (verb, who, hour) in verbs {
            let now = slot.starts.plus(hours(hour) - days(1));
            let who = actor(who);
            match verb {
                0 if slot.open_to(&who, now).is_ok() => {
                    prop_assert!(now < slot.starts);
                    slot.turns.push(Turn { alias: String::new(), person: who.person.clone(), channel: Channel::Web });
                    slot.taken += 1;
                }
                1 if slot.has(&who) && slot.not_begun(now).is_ok() => {
                    slot.turns.retain(|t| t.person != who.person);
                    slot.taken -= 1;
                }
                _ => {}
            }
            prop_assert!(slot.taken <= slot.needs && slot.free() == slot.needs - slot.typed());
            let mut people: Vec<_> = slot.turns.iter().map(|t| t.person.clone()).collect();
            people.sort();
            people.dedup();
            prop_assert_eq!(people.len(), slot.turns.len());
            prop_assert!(slot.not_begun(now).is_ok() || slot.open_to(&actor(9), now).is_err());
        }
    }
}
