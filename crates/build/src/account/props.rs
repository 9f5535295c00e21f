//! 账目·性质 — Money in = money out + balance, whatever is entered, confirmed, struck and countered by whomever.

use super::*;
use kernel::Seeded;
use proptest::prelude::*;

const PEOPLE: [&str; 3] = ["committee", "worker", "convener"];

fn entry(rng: &mut Seeded, kind: Kind, amount: i64, by: &str) -> Entry {
    let mut fixed = Seeded::new(1);
    Entry {
        id: Id::random(rng),
        project: Id::random(&mut fixed),
        matter: MatterId::random(&mut fixed),
        place: PlaceCode::parse("420583001003").unwrap(),
        kind,
        amount: Fen(amount),
        day: "2023-03-01".into(),
        what: "水泥".into(),
        party: "建材店".into(),
        voucher: "1".into(),
        record: None,
        counters: None,
        state: State::Entered,
        entered_by: Some(by.to_owned()),
        entered_name: by.to_owned(),
        checked_by: None,
        checked_name: None,
        why: None,
        at: Moment(0),
        version: 0,
    }
}

/// A box of money beside the books: what really goes in and out as lines are counted.
#[derive(Default)]
struct Till {
    into: i64,
    out: i64,
}

impl Till {
    fn counted(&mut self, entry: &Entry) {
        if entry.kind == Kind::Spending {
            self.out += entry.amount.0;
        } else {
            self.into += entry.amount.0;
        }
    }
}

proptest! {
    #[test]
    fn money_in_is_money_out_and_balance(
        planned in prop::option::of(0i64..10_000_000),
        acts in prop::collection::vec((0u8..4, 0usize..5, 1i64..MOST.0, 0usize..3, 0usize..8), 0..60),
    ) {
        let mut rng = Seeded::new(5);
        let (mut entries, mut till) = (Vec::<Entry>::new(), Till::default());
        for (verb, kind, amount, who, which) in acts {
            let who = PEOPLE[who];
            let at = which.checked_rem(entries.len());
            let amounts: Vec<Fen> = entries.iter().map(|e| e.amount).collect();
            match (verb, at) {
                (0, _) | (_, None) => entries.push(entry(&mut rng, Kind::ALL[kind], amount, who)),
                (1 | 2, Some(at)) => {
                    let right = verb == 1;
                    if entries[at].confirm(who, who, right, "").is_ok() {
                        prop_assert_ne!(entries[at].entered_by.as_deref(), Some(who));
                        if right { till.counted(&entries[at]); }
                    }
                }
                (_, Some(at)) => {
                    let id = Id::random(&mut rng);
                    if let Ok(red) = entries[at].counter(id, &entries, who, who, "记错", Moment(1)) {
                        prop_assert_eq!(red.amount + entries[at].amount, Fen(0));
                        entries.push(red);
                    }
                }
            }
            for (before, now) in amounts.iter().zip(&entries) {
                prop_assert_eq!(before, &now.amount, "a line is never changed");
            }
            let account = Account::of(&entries, planned.map(Fen));
            prop_assert_eq!(account.income, account.spending + account.balance);
            prop_assert_eq!((account.income.0, account.spending.0), (till.into, till.out));
            prop_assert_eq!(account.income, account.gifts + account.grants + account.others + account.award);
            prop_assert_eq!(account.income + account.gap, Fen(planned.unwrap_or(0)).max(account.spending));
        }
    }
}

#[test]
fn a_line_is_countered_once_and_a_counter_never() {
    let mut rng = Seeded::new(1);
    let mut bill = entry(&mut rng, Kind::Spending, 500, "worker");
    bill.confirm("committee", "自管委", true, "").unwrap();
    let id = Id::random(&mut rng);
    let mut red = bill.counter(id.clone(), &[], "worker", "网格员", "记错", Moment(1)).unwrap();
    let all = [bill.clone(), red.clone()];
    assert!(bill.counter(id.clone(), &all, "worker", "网格员", "记错", Moment(1)).is_err());
    red.confirm("committee", "自管委", true, "").unwrap();
    assert!(red.counter(id, &all, "worker", "网格员", "又错", Moment(1)).is_err());
    assert_eq!(Account::of(&[bill, red], None), Account::default());
}
