//! 席位 — Seats shared among lists by divisors or largest remainders, exactly.
//!
//! Every comparison is a cross-multiplication of whole numbers (Huntington's roots are compared as
//! squares), so no list ever loses a seat to a rounded quotient. Formulas as in Balinski and Young,
//! *Fair Representation* (1982), and Pukelsheim, *Proportional Representation* (2014):
//!
//! | method | also called | the next seat goes to the largest |
//! |---|---|---|
//! | [`Dhondt`](Method::Dhondt) | Jefferson | votes ÷ (s+1), s being the seats so far |
//! | [`Hagenbach`](Method::Hagenbach) | Hagenbach-Bischoff | the same, after ⌊votes ÷ quota⌋ seats, quota ⌊all ÷ (seats+1)⌋+1 |
//! | [`SainteLague`](Method::SainteLague) | Webster | votes ÷ (2s+1) |
//! | [`ModifiedSainteLague`](Method::ModifiedSainteLague) | | the same, first divisor 1.4 |
//! | [`Adams`](Method::Adams) | | votes ÷ s |
//! | [`Dean`](Method::Dean) | | votes ÷ (2s(s+1)/(2s+1)) |
//! | [`HuntingtonHill`](Method::HuntingtonHill) | | votes ÷ √(s(s+1)) |
//! | [`Quota`](Method::Quota) | Balinski-Young | votes ÷ (s+1), of those below their upper quota |
//! | [`Hare`](Method::Hare) | Hamilton | ⌊votes ÷ quota⌋ seats, then the largest remainders, quota all ÷ seats |
//! | [`Droop`](Method::Droop) | | the same, quota ⌊all ÷ (seats+1)⌋+1 |
//!
//! Where the first divisor is 0 a list without a seat goes before any with one, the larger first. A
//! list without votes never gets a seat. Lists that are equal for the last seats are reported as a
//! `tie`: without a lot the first in the file gets the seat, with one whoever is drawn.

mod divisor;
mod remainder;
mod say;

use serde::Serialize;

use crate::invalid::Invalid;
use crate::lot::{Drawn, Lot};
use crate::read::MAX_BALLOTS;

pub use say::explain;

/// Seats that can be shared at once: with votes up to [`MAX_BALLOTS`] no product leaves 128 bits.
pub const MAX_SEATS: u32 = 10_000;
/// Lists that can share.
pub const MAX_LISTS: usize = 1_000;

/// How seats are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Whole quotas first, then the highest averages: the result of [`Method::Dhondt`].
    Hagenbach,
    /// Highest averages by 1, 2, 3…
    Dhondt,
    /// Highest averages by 1, 3, 5…
    SainteLague,
    /// Highest averages by 1.4, 3, 5…
    ModifiedSainteLague,
    /// Largest remainders after the quota all ÷ seats.
    Hare,
    /// Largest remainders after the quota ⌊all ÷ (seats+1)⌋+1.
    Droop,
    /// Highest averages by 0, 1, 2…
    Adams,
    /// Highest averages by harmonic means.
    Dean,
    /// Highest averages by geometric means.
    HuntingtonHill,
    /// Highest averages by 1, 2, 3… that never exceed a list's quota rounded up.
    Quota,
}

impl Method {
    /// All of them, with the names the command line knows.
    pub const NAMED: [(&str, Self); 10] = [
        ("hagenbach", Self::Hagenbach),
        ("dhondt", Self::Dhondt),
        ("sainte-lague", Self::SainteLague),
        ("modified-sainte-lague", Self::ModifiedSainteLague),
        ("hare", Self::Hare),
        ("droop", Self::Droop),
        ("adams", Self::Adams),
        ("dean", Self::Dean),
        ("huntington-hill", Self::HuntingtonHill),
        ("quota", Self::Quota),
    ];

    /// The method of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|&(_, method)| method)
    }
}

/// Seats shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shares {
    /// By which method.
    pub method: Method,
    /// Votes of each list, in the order given.
    pub votes: Vec<u64>,
    /// Seats of each list.
    pub seats: Vec<u32>,
    /// The quota, as a whole number or a fraction, where the method has one.
    pub quota: Option<String>,
    /// How the seats were given, in order.
    pub rounds: Vec<Round>,
    /// Lists (numbered from 1) with an equal claim to the last seats; empty when there is no tie.
    pub tie: Vec<usize>,
    /// How many seats the tied lists share.
    pub tie_seats: u32,
    /// The lot, when one was drawn.
    pub lot: Option<Drawn>,
}

/// Seats given at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Round {
    /// To which list, numbered from 1.
    pub list: usize,
    /// How many.
    pub seats: u32,
    /// The list's claim, as it can be worked out by hand.
    pub claim: String,
}

/// Shares seats among lists by their votes.
///
/// # Errors
/// No seats or votes, more than [`MAX_SEATS`] seats, [`MAX_LISTS`] lists or [`MAX_BALLOTS`] votes.
pub fn share(
    method: Method,
    seats: u32,
    votes: &[u64],
    lot: Option<&Lot>,
) -> Result<Shares, Invalid> {
    if seats == 0 {
        return Err(Invalid::NoSeats);
    }
    if seats > MAX_SEATS {
        return Err(Invalid::TooLarge { field: "seats" });
    }
    if votes.len() > MAX_LISTS {
        return Err(Invalid::TooLarge { field: "lists" });
    }
    let total = votes.iter().try_fold(0_u64, |sum, &votes| sum.checked_add(votes));
    let total =
        total.filter(|total| *total <= MAX_BALLOTS).ok_or(Invalid::TooLarge { field: "votes" })?;
    if total == 0 {
        return Err(Invalid::NoVotes);
    }
    let contest = Contest { method, seats, votes, total };
    let given = match method {
        Method::Hare | Method::Droop => remainder::give(&contest),
        _ => divisor::give(&contest),
    };
    Ok(contest.settle(given, lot))
}

/// What is shared, checked.
struct Contest<'a> {
    method: Method,
    seats: u32,
    votes: &'a [u64],
    total: u64,
}

/// Seats given, all but the last if several lists have an equal claim to them.
#[derive(Default)]
struct Given {
    quota: Option<String>,
    /// Seats nobody disputes.
    sure: Vec<Round>,
    /// Equal claims to the rest, one a list, in file order.
    last: Vec<Round>,
    /// How many of those get a seat.
    open: u32,
}

impl Contest<'_> {
    /// The quota of Droop and of Hagenbach-Bischoff.
    fn droop(&self) -> u64 {
        self.total / (u64::from(self.seats) + 1) + 1
    }

    /// The seats each list has for its whole quotas; lists without any are left out.
    fn whole_quotas(&self, quota: &str, seats: impl Fn(u64) -> u64) -> Vec<Round> {
        let rounds = (1..).zip(self.votes).map(|(list, &votes)| {
            let seats = u32::try_from(seats(votes)).unwrap_or(u32::MAX);
            Round { list, seats, claim: format!("{votes} ÷ {quota} ≥ {seats}") }
        });
        rounds.filter(|round| round.seats > 0).collect()
    }

    /// Adds up the seats, the last ones in file order or by lot when they are disputed.
    fn settle(&self, given: Given, lot: Option<&Lot>) -> Shares {
        let Given { quota, sure: mut rounds, mut last, open } = given;
        let wanted = usize::try_from(open).unwrap_or(usize::MAX);
        let mut tie = Vec::new();
        let mut drawn = None;
        if last.len() > wanted {
            tie = last.iter().map(|round| round.list).collect();
            if let Some(lot) = lot {
                let names = tie.iter().map(ToString::to_string).collect();
                let order = lot.draw("seats", names, open);
                last.retain(|round| order.chosen().any(|list| list == round.list.to_string()));
                drawn = Some(order);
            }
        }
        rounds.extend(last.into_iter().take(wanted));
        let held = |list| {
            let own = rounds.iter().filter(|round| round.list == list);
            own.map(|round| round.seats).sum()
        };
        Shares {
            method: self.method,
            votes: self.votes.to_vec(),
            seats: (1..=self.votes.len()).map(held).collect(),
            quota,
            tie_seats: if tie.is_empty() { 0 } else { open },
            tie,
            rounds,
            lot: drawn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(method: Method, seats: u32, votes: &[u64]) -> Vec<u32> {
        share(method, seats, votes, None).unwrap().seats
    }

    /// The usual examples of encyclopedias.
    #[test]
    fn textbook_votes() {
        let four = [100_000, 80_000, 30_000, 20_000];
        assert_eq!(seats(Method::Dhondt, 8, &four), [4, 3, 1, 0]);
        assert_eq!(seats(Method::SainteLague, 8, &four), [3, 3, 1, 1]);
        let six = [47_000, 16_000, 15_800, 12_000, 6_100, 3_100];
        assert_eq!(seats(Method::Hare, 10, &six), [5, 2, 1, 1, 1, 0]);
        assert_eq!(seats(Method::Droop, 10, &six), [5, 2, 2, 1, 0, 0]);
        // Adams gives each a seat before anybody has two.
        assert_eq!(seats(Method::Adams, 5, &[900, 50, 40, 1]), [2, 1, 1, 1]);
    }

    #[test]
    fn the_first_divisor_of_the_modified_method_keeps_small_lists_out() {
        assert_eq!(seats(Method::SainteLague, 3, &[53, 24, 23]), [1, 1, 1]);
        assert_eq!(seats(Method::ModifiedSainteLague, 3, &[53, 24, 15]), [2, 1, 0]);
    }

    #[test]
    fn a_tie_is_reported_and_goes_to_the_first_or_by_lot() {
        let open = share(Method::Dhondt, 4, &[200, 100, 0, 100], None).unwrap();
        assert_eq!((&open.seats[..], &open.tie[..]), (&[2, 1, 0, 1][..], &[][..]));
        let open = share(Method::Dhondt, 3, &[200, 100, 0, 100], None).unwrap();
        assert_eq!(
            (&open.seats[..], &open.tie[..], open.tie_seats),
            (&[2, 1, 0, 0][..], &[1, 2, 4][..], 2)
        );
        let lot = Lot::new("2026-05-01");
        let drawn = share(Method::Dhondt, 3, &[200, 100, 0, 100], Some(&lot)).unwrap();
        let record = drawn.lot.unwrap();
        assert_eq!(drawn.seats.iter().sum::<u32>(), 3);
        for list in record.chosen() {
            let round = drawn.rounds.iter().rev().take(2);
            assert!(round.clone().any(|round| round.list.to_string() == list));
        }
        let sure = share(Method::Dhondt, 4, &[200, 100, 0, 100], Some(&lot)).unwrap();
        assert_eq!(sure.lot, None);
    }

    #[test]
    fn huge_votes_are_compared_exactly() {
        let half = MAX_BALLOTS / 2;
        for (_, method) in Method::NAMED {
            assert_eq!(seats(method, 3, &[half - 1, half + 1]), [1, 2], "{method:?}");
            assert_eq!(seats(method, MAX_SEATS - 1, &[half - 1, half + 1]), [4_999, 5_000]);
        }
    }

    #[test]
    fn what_cannot_be_shared_is_refused() {
        let key = |seats, votes: &[u64]| share(Method::Hare, seats, votes, None).unwrap_err().key();
        assert_eq!(key(0, &[1]), "no-seats");
        assert_eq!(key(1, &[]), "no-votes");
        assert_eq!(key(1, &[0, 0]), "no-votes");
        assert_eq!(key(1, &[u64::MAX, 1]), "too-large");
        assert_eq!(key(MAX_SEATS + 1, &[1]), "too-large");
        assert_eq!(key(1, &[1; MAX_LISTS + 1]), "too-large");
    }

    #[test]
    fn more_seats_than_votes_still_adds_up() {
        for (_, method) in Method::NAMED {
            assert_eq!(seats(method, 50, &[2, 0, 1]).iter().sum::<u32>(), 50, "{method:?}");
        }
    }
}
