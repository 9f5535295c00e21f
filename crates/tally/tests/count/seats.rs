//! 席位 — Cases of `tally::seats`.

use proptest::prelude::*;
use serde::Deserialize;
use tally::Lang;
use tally::lot::Lot;
use tally::seats::{Method, Shares, explain, share};

use super::open;

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    #[serde(rename = "case")]
    name: String,
    votes: Vec<u64>,
    seats: u32,
    method: String,
    result: Vec<u32>,
}

/// Every open vote vector by the method it names.
#[test]
fn open_vectors() {
    let Some(folder) = open::folder("C_elections/apportionment") else { return };
    let file: File = open::json(&folder.join("cases.json"));
    assert!(!file.cases.is_empty());
    for Case { name, votes, seats, method, result } in file.cases {
        let methods = match method.as_str() {
            "dhondt" => vec![Method::Dhondt, Method::Hagenbach],
            "saintelague" => vec![Method::SainteLague],
            "modified_saintelague" => vec![Method::ModifiedSainteLague],
            "huntington" => vec![Method::HuntingtonHill],
            "largest_remainder" => vec![Method::Hare],
            other => vec![Method::by_name(other).expect(other)],
        };
        for method in methods {
            let shares = share(method, seats, &votes, None).unwrap();
            assert_eq!(shares.seats, result, "{name} {method:?} {seats}");
        }
    }
}

fn total(shares: &Shares) -> u32 {
    shares.seats.iter().sum()
}

fn methods() -> impl Strategy<Value = Method> {
    prop::sample::select(Method::NAMED.map(|(_, method)| method).to_vec())
}

fn lists() -> impl Strategy<Value = Vec<u64>> {
    let votes = prop_oneof![0_u64..4, 0_u64..2_000, 0_u64..10_000_000_000_000];
    prop::collection::vec(votes, 1..9)
        .prop_filter("no votes", |votes| votes.iter().sum::<u64>() > 0)
}

proptest! {
    /// Every seat is given once, none to a list without votes, and each round says so.
    #[test]
    fn every_seat_is_given(method in methods(), seats in 1_u32..60, votes in lists()) {
        let shares = share(method, seats, &votes, None).unwrap();
        prop_assert_eq!(total(&shares), seats);
        for (list, (&votes, &held)) in votes.iter().zip(&shares.seats).enumerate() {
            prop_assert!(votes > 0 || held == 0);
            let rounds = shares.rounds.iter().filter(|round| round.list == list + 1);
            prop_assert_eq!(rounds.map(|round| round.seats).sum::<u32>(), held);
        }
        prop_assert_eq!(shares.tie.is_empty(), shares.tie_seats == 0);
        prop_assert!(!explain(&shares, Lang::Zh).is_empty());
    }

    /// Apart from ties nothing depends on the order of the lists, and more votes never mean fewer
    /// seats.
    #[test]
    fn order_does_not_matter(method in methods(), seats in 1_u32..40, votes in lists()) {
        let shares = share(method, seats, &votes, None).unwrap();
        let mut back = votes.clone();
        back.reverse();
        let mut mirror = share(method, seats, &back, None).unwrap();
        mirror.seats.reverse();
        prop_assert_eq!(shares.tie.len(), mirror.tie.len());
        if shares.tie.is_empty() {
            prop_assert_eq!(&shares.seats, &mirror.seats);
        }
        for (a, seats) in votes.iter().zip(&shares.seats) {
            for (b, others) in votes.iter().zip(&shares.seats) {
                prop_assert!(a <= b || seats >= others);
            }
        }
    }

    /// Hagenbach-Bischoff is D'Hondt in fewer steps.
    #[test]
    fn hagenbach_is_dhondt(seats in 1_u32..200, votes in lists()) {
        let quick = share(Method::Hagenbach, seats, &votes, None).unwrap();
        let slow = share(Method::Dhondt, seats, &votes, None).unwrap();
        prop_assert_eq!((quick.seats, quick.tie), (slow.seats, slow.tie));
    }

    /// No list leaves its quota: the methods that promise this keep it.
    #[test]
    fn quotas_hold(seats in 1_u32..60, votes in lists()) {
        let all: u128 = votes.iter().map(|&votes| u128::from(votes)).sum();
        for method in [Method::Hare, Method::Quota] {
            let shares = share(method, seats, &votes, None).unwrap();
            for (&votes, &held) in votes.iter().zip(&shares.seats) {
                let fair = u128::from(votes) * u128::from(seats);
                prop_assert!(u128::from(held) * all < fair + all);
                prop_assert!(u128::from(held) * all + all > fair);
            }
        }
    }

    /// Adding a seat takes none away, for every method by divisors.
    #[test]
    fn divisors_never_take_back(method in methods(), seats in 1_u32..60, votes in lists()) {
        prop_assume!(!matches!(method, Method::Hare | Method::Droop));
        let fewer = share(method, seats, &votes, None).unwrap();
        let more = share(method, seats + 1, &votes, None).unwrap();
        prop_assert!(fewer.seats.iter().zip(&more.seats).all(|(fewer, more)| fewer <= more));
    }

    /// A lot moves only the disputed seats, and only among the tied.
    #[test]
    fn a_lot_moves_only_the_tied(
        method in methods(),
        seats in 1_u32..20,
        votes in prop::collection::vec(0_u64..5, 1..7),
        seed in "[a-z]{4}",
    ) {
        prop_assume!(votes.iter().sum::<u64>() > 0);
        let first = share(method, seats, &votes, None).unwrap();
        let drawn = share(method, seats, &votes, Some(&Lot::new(&seed))).unwrap();
        prop_assert_eq!(total(&drawn), seats);
        prop_assert_eq!(drawn.lot.is_some(), !first.tie.is_empty());
        for (list, (a, b)) in (1..).zip(first.seats.iter().zip(&drawn.seats)) {
            prop_assert!(a == b || (first.tie.contains(&list) && a.abs_diff(*b) == 1));
        }
    }
}

#[test]
fn every_seat_is_said_with_its_sum() {
    let shares = share(Method::SainteLague, 3, &[340, 280, 160], None).unwrap();
    let zh = [
        "每一席归“票数 ÷（2×已得席数＋1）”最大的名单。",
        "共 780 票，3 席。",
        "第 1 席归名单 1：340 ÷ 1 = 340。",
        "第 2 席归名单 2：280 ÷ 1 = 280。",
        "第 3 席归名单 3：160 ÷ 1 = 160。",
        "结果：名单 1 得 1 席，名单 2 得 1 席，名单 3 得 1 席。",
    ];
    assert_eq!(explain(&shares, Lang::Zh), zh);
    let tied = share(Method::Hare, 3, &[50, 50], None).unwrap();
    let en = [
        "Quota: all votes ÷ all seats; whole quotas first, then the largest remainders.",
        "100 votes, 3 seats.",
        "Votes for one seat (quota): (100/3).",
        "Seat 1 to list 1: 50 ÷ (100/3) ≥ 1.",
        "Seat 2 to list 2: 50 ÷ (100/3) ≥ 1.",
        "Seat 3 to list 1: 50 − 1×(100/3) = 50/3.",
        "Lists 1, 2 are equal for the last 1 seat(s): the first ones get them.",
        "Result: list 1: 2, list 2: 1.",
    ];
    assert_eq!(explain(&tied, Lang::En), en);
    let thirds = share(Method::ModifiedSainteLague, 2, &[100, 10], None).unwrap();
    assert_eq!(thirds.rounds[0].claim, "100 ÷ 1.4 = 71.428…");
    assert_eq!(thirds.rounds[1].claim, "100 ÷ 3 = 33.333…");
}
