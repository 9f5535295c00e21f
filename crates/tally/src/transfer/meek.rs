//! 米克法 — Meek's single transferable vote: an elected name keeps just the part of every vote that
//! makes its quota, and the rest of each vote moves on.
//!
//! I. D. Hill, B. A. Wichmann, D. R. Woodall, *Algorithm 123: Single transferable vote by Meek's
//! method*, Computer Journal 30 (1987); arithmetic to the digit as in the Reference Meek Rule of
//! the Proportional Foundation.
//!
//! * Each name keeps a part of every vote that reaches it: 1 while hopeful, 0 when excluded. What
//!   no name keeps is exhausted.
//! * The quota is `(valid − exhausted) ÷ (seats + 1)`, cut after nine decimals, plus one unit; it
//!   falls as votes run out.
//! * While the elected hold a surplus: each part is multiplied by `quota ÷ votes` and all votes are
//!   dealt out anew, until the surpluses together are below [`OMEGA`] or stop falling. Then whoever
//!   reached the quota is elected; if nobody did, the lowest is excluded.
//! * Numbers have nine decimals. Parts, and what is kept of a vote, are rounded up, so a vote is
//!   never counted twice and what is lost is said. What the elected still hold above the quota is
//!   in [`Parts::surplus`]; it falls by a unit at least each turn, so a stage always ends.
//! * Names no further apart than that remainder cannot be told apart: a lot excludes one of them.
//!
//! The Reference Rule elects in the middle of a stage, as soon as the quota is reached; the paper
//! elects when the surpluses are dealt out. Votes of hopefuls only rise and the quota only falls in
//! a stage, so the same names are elected; here the stages are those of the paper.

#![expect(
    clippy::indexing_slicing,
    reason = "every table has one place for each name of the profile"
)]

use serde::Serialize;

use super::board::Board;
use super::count::{Count, Kind, Method, Parts, Quota, Votes};
use super::papers::Papers;
use super::trie::Trie;
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::Profile;

const DECIMALS: u8 = 9;
const ONE: u64 = Votes::one(DECIMALS);

/// Surpluses together smaller than this (a millionth of a vote) are none.
pub const OMEGA: Votes = Votes::new(1_000, DECIMALS);

/// A count by Meek's method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meek {
    /// The count.
    #[serde(flatten)]
    pub count: Count,
    /// Decimals of every number.
    pub decimals: u8,
    /// [`OMEGA`].
    pub omega: Votes,
}

/// What each keeps, and the quota that follows.
struct Table {
    papers: Papers,
    seats: u64,
    keep: Vec<u64>,
    quota: u64,
}

/// Counts an election by Meek's method.
///
/// # Errors
/// No seat, more seats than names that stand, or a profile that cannot be counted
/// ([`Profile::check`]).
pub fn meek(profile: &Profile, seats: u32, lot: Option<&Lot>) -> Result<Meek, Invalid> {
    let (mut board, papers) = Board::open(profile, Method::MeekStv, DECIMALS, seats, lot)?;
    let keep = board.continuing.iter().map(|&stands| if stands { ONE } else { 0 }).collect();
    let mut table = Table { papers, seats: u64::from(seats), keep, quota: 0 };
    table.deal(&mut board, None);
    table.close(&mut board, Kind::First, None, 1);
    board.elect(table.quota);
    while !board.is_full() {
        if table.surplus(&board) >= OMEGA.units() {
            let turns = table.converge(&mut board);
            table.close(&mut board, Kind::Surplus, None, turns);
            if board.elect(table.quota) {
                continue;
            }
        }
        let lowest = table.lowest(&board);
        // There is always somebody to exclude: seats never outnumber who is left.
        let Some(name) = board.exclude_one_of(&lowest) else { break };
        table.keep[name] = 0;
        table.deal(&mut board, None);
        table.close(&mut board, Kind::Exclude, Some(name), 1);
        board.elect(table.quota);
    }
    let quota = Quota::Falling(Votes::new(table.quota, DECIMALS));
    Ok(Meek { count: board.finish(Some(quota)), decimals: DECIMALS, omega: OMEGA })
}

impl Table {
    /// Deals out all votes by what each keeps now, and sets the quota.
    fn deal(&mut self, board: &mut Board<'_>, trie: Option<&Trie>) {
        match trie {
            Some(trie) => trie.deal(&self.keep, ONE, &mut board.votes),
            None => self.grow(board).deal(&self.keep, ONE, &mut board.votes),
        }
        let held: u64 = board.votes.iter().sum();
        board.lost = self.papers.valid * ONE - held;
        self.quota = held / (self.seats + 1) + 1;
    }

    fn grow(&self, board: &Board<'_>) -> Trie {
        Trie::grow(&self.papers, &self.keep, &board.continuing)
    }

    /// What the elected hold above the quota, together.
    fn surplus(&self, board: &Board<'_>) -> u64 {
        let (held, quotas) = board
            .elected()
            .fold((0, 0), |(held, quotas), name| (held + board.votes[name], quotas + self.quota));
        u64::saturating_sub(held, quotas)
    }

    /// Lowers what the elected keep until they hold no more than the quota; says how many turns
    /// that took.
    fn converge(&mut self, board: &mut Board<'_>) -> u32 {
        let trie = self.grow(board);
        let elected: Vec<_> = board.elected().collect();
        let mut before = self.surplus(board);
        for turn in 1.. {
            for &name in &elected {
                self.keep[name] = lowered(self.keep[name], self.quota, board.votes[name]);
            }
            self.deal(board, Some(&trie));
            let surplus = self.surplus(board);
            if surplus < OMEGA.units() || surplus >= before {
                return turn;
            }
            before = surplus;
        }
        0
    }

    /// Those with fewest votes, and whoever the remaining surplus could still bring level.
    fn lowest(&self, board: &Board<'_>) -> Vec<usize> {
        let least = board.hopeful().map(|name| board.votes[name]).min().unwrap_or(0);
        let level = least + self.surplus(board);
        board.hopeful().filter(|&name| board.votes[name] <= level).collect()
    }

    fn close(&self, board: &mut Board<'_>, kind: Kind, name: Option<usize>, turns: u32) {
        let votes = |units| Votes::new(units, DECIMALS);
        let standing = (0..self.keep.len()).filter(|&name| board.stands(name));
        let parts = Parts {
            quota: votes(self.quota),
            keep: standing.map(|name| (name + 1, votes(self.keep[name]))).collect(),
            turns,
            surplus: votes(self.surplus(board)),
        };
        board.close(kind, name, Some(parts));
    }
}

/// `keep × quota ÷ votes`, both steps rounded up to a unit; never more than was kept before, which
/// only the rounding of very small numbers could ask for.
fn lowered(keep: u64, quota: u64, votes: u64) -> u64 {
    let one = u128::from(ONE);
    let wanted = (u128::from(keep) * u128::from(quota)).div_ceil(one) * one;
    // Nobody holds nothing after being elected, but a division should not depend on it.
    let part = wanted.div_ceil(u128::from(votes.max(1)));
    u64::try_from(part).map_or(keep, |part| part.min(keep))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::small;

    #[test]
    fn the_elected_keep_just_their_quota() {
        // 甲 holds 6 of 9; 2 seats, quota 3.000000001: keeps half of each, rounded up.
        let ballots = small("甲 乙 丙", &[(6, "甲乙"), (1, "乙"), (2, "丙")]);
        let counted = meek(&ballots, 2, None).unwrap().count;
        let stage = &counted.stages[1];
        let text: Vec<_> = stage.votes.values().map(Votes::to_string).collect();
        assert_eq!(text, ["3.000000006", "3.999999994", "2.000000000"]);
        assert_eq!(stage.parts.as_ref().unwrap().keep[&1].to_string(), "0.500000001");
        assert_eq!(counted.elected, [1, 2]);
    }

    #[test]
    fn the_quota_falls_when_votes_run_out() {
        let ballots = small("甲 乙 丙", &[(80, "甲"), (11, "乙"), (9, "丙")]);
        let counted = meek(&ballots, 2, None).unwrap().count;
        assert_eq!(counted.elected, [1, 2]);
        // 甲 q, 乙 11, 丙 9 and q = (q + 20) / 3, so q = 10.
        let parts = counted.stages[1].parts.as_ref().unwrap();
        assert!(parts.quota.to_string().starts_with("10.00000"), "{}", parts.quota);
        assert!(parts.surplus.units() < OMEGA.units() && parts.turns > 10);
    }

    #[test]
    fn nobody_behind_the_elected_still_ends() {
        let counted = meek(&small("甲 乙 丙", &[(100, "甲")]), 2, None).unwrap().count;
        assert_eq!(counted.elected, [1, 3]);
        assert!(counted.needs_a_lot());
        let empty = meek(&small("甲 乙 丙", &[]), 2, None).unwrap().count;
        assert_eq!((empty.elected, empty.valid), (vec![2, 3], 0));
    }
}
