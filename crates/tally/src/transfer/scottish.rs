//! 苏格兰可转移票 — Single transferable vote as Scotland elects its councils, digit for digit.
//!
//! Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 46–53: the
//! weighted inclusive Gregory method.
//!
//! * Quota: valid ballots ÷ (seats + 1), rounded down, plus 1. Who reaches it is elected; several
//!   at once in the order of their votes.
//! * A surplus moves on with *every* paper held: each is now worth `value × surplus ÷ votes held`,
//!   cut after five decimals, and goes to its next continuing choice. What has none, and what was
//!   cut off, is non-transferable. The largest surplus goes first, and all go before anybody is
//!   excluded.
//! * The lowest is excluded, one at a time; papers move on at the value they have.
//! * When no more are left than seats, all of them are elected.
//!
//! Ties (rules 50 and 52): the most recent earlier stage at which the tied differ, else a lot. When
//! that stage leaves several level, we look further back before a lot is drawn, because a lot is
//! for those who were level at every stage.

#![expect(
    clippy::indexing_slicing,
    reason = "there is one pile for each name, and every name is a choice of a checked paper"
)]

use super::board::Board;
use super::count::{Count, Kind, Method, Quota, Votes};
use super::papers::Papers;
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::Profile;

/// Values of papers are cut after so many decimals.
const DECIMALS: u8 = 5;

/// A paper on somebody's pile, and what each of its ballots is worth there, in units.
struct Held {
    paper: usize,
    value: u64,
}

/// The papers on the table, one pile for each name.
struct Piles {
    papers: Papers,
    piles: Vec<Vec<Held>>,
}

/// Counts an election by the Scottish rules.
///
/// # Errors
/// No seat, more seats than names that stand, or a profile that cannot be counted
/// ([`Profile::check`]).
pub fn scottish(profile: &Profile, seats: u32, lot: Option<&Lot>) -> Result<Count, Invalid> {
    let (mut board, papers) = Board::open(profile, Method::ScottishStv, DECIMALS, seats, lot)?;
    let whole = papers.valid / (u64::from(seats) + 1) + 1;
    let quota = whole * Votes::one(DECIMALS);
    let mut table = Piles::deal(papers, &mut board);
    board.close(Kind::First, None, None);
    board.elect(quota);
    while !board.is_full() {
        let moved = if let Some(name) = board.largest_surplus(quota) {
            table.pass_surplus(&mut board, name, quota);
            Some((Kind::Surplus, name))
        } else {
            board.exclude_lowest().map(|name| {
                table.pass_all(&mut board, name);
                (Kind::Exclude, name)
            })
        };
        // There is always a surplus or somebody to exclude: seats never outnumber who is left.
        let Some((kind, name)) = moved else { break };
        board.close(kind, Some(name), None);
        board.elect(quota);
    }
    Ok(board.finish(Some(Quota::Fixed(whole))))
}

impl Piles {
    /// Deals every paper to its first choice, at the value of one vote.
    fn deal(papers: Papers, board: &mut Board<'_>) -> Self {
        let piles = board.votes.iter().map(|_| Vec::new()).collect();
        let mut table = Self { papers, piles };
        for paper in 0..table.papers.len() {
            table.hand_over(board, Held { paper, value: Votes::one(DECIMALS) });
        }
        table
    }

    /// Hands a paper to its next continuing choice; says how many units moved.
    fn hand_over(&mut self, board: &mut Board<'_>, held: Held) -> u64 {
        let Some(to) = self.papers.advance(held.paper, &board.continuing) else { return 0 };
        let units = held.value * self.papers.count(held.paper);
        board.votes[to] += units;
        self.piles[to].push(held);
        units
    }

    /// All papers of an elected name at their part of the surplus. The product fits: a value is at
    /// most 10^5 units and a surplus at most 10^14, by [`crate::profile::MAX_RANKED_BALLOTS`].
    fn pass_surplus(&mut self, board: &mut Board<'_>, from: usize, quota: u64) {
        let all = board.votes[from];
        let surplus = all - quota;
        let mut moved = 0;
        for Held { paper, value } in std::mem::take(&mut self.piles[from]) {
            moved += self.hand_over(board, Held { paper, value: value * surplus / all });
        }
        board.votes[from] = quota;
        board.lost += surplus - moved;
    }

    /// All papers of an excluded name at the value they have.
    fn pass_all(&mut self, board: &mut Board<'_>, from: usize) {
        let all = std::mem::take(&mut board.votes[from]);
        let mut moved = 0;
        for held in std::mem::take(&mut self.piles[from]) {
            moved += self.hand_over(board, held);
        }
        board.lost += all - moved;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tie::{By, Question};
    use super::*;
    use crate::profile::tests::small;

    fn text(count: &Count, stage: usize) -> Vec<String> {
        count.stages[stage].votes.values().map(Votes::to_string).collect()
    }

    #[test]
    fn a_surplus_is_cut_after_five_decimals() {
        // 7 ballots, 2 seats, quota 3. 甲 holds 5: each paper passes on 2/5.
        let ballots =
            small("甲 乙 丙", &[(2, "甲乙"), (1, "甲丙"), (2, "甲"), (1, "乙"), (1, "丙")]);
        let count = scottish(&ballots, 2, None).unwrap();
        assert_eq!(count.quota, Some(Quota::Fixed(3)));
        assert_eq!(text(&count, 0), ["5.00000", "1.00000", "1.00000"]);
        assert_eq!(text(&count, 1), ["3.00000", "1.80000", "1.40000"]);
        assert_eq!(count.stages[1].non_transferable.to_string(), "0.80000");
        assert_eq!(text(&count, 2), ["3.00000", "1.80000", "0.00000"]);
        assert_eq!(count.stages[2].non_transferable.to_string(), "2.20000");
        assert_eq!(count.elected, [1, 2]);
        assert!(count.ties.is_empty());
    }

    #[test]
    fn as_many_names_as_seats_are_all_elected_at_once() {
        let count = scottish(&small("甲 乙", &[(1, "乙")]), 2, None).unwrap();
        assert_eq!((count.elected, count.stages.len()), (vec![2, 1], 1));
        let alone = scottish(&small("甲", &[]), 1, None).unwrap();
        assert_eq!((alone.elected, alone.valid), (vec![1], 0));
    }

    #[test]
    fn a_tie_looks_back_before_it_is_drawn() {
        // 乙 and 丙 hold 3 each after 丁 is gone; before, 丙 had fewer.
        let ballots = small("甲 乙 丙 丁", &[(4, "甲"), (3, "乙"), (2, "丙"), (1, "丁丙")]);
        let count = scottish(&ballots, 1, None).unwrap();
        let tie = &count.ties[0];
        assert_eq!((tie.stage, &tie.among[..], tie.chosen), (2, &[2, 3][..], 3));
        assert_eq!(
            (tie.by, tie.earlier, tie.question),
            (By::EarlierStage, Some(1), Question::Exclude)
        );
        assert!(!count.needs_a_lot());
    }

    #[test]
    fn a_tie_that_was_always_there_is_drawn_by_lot() {
        let ballots = small("甲 乙 丙", &[(2, "甲"), (1, "乙甲"), (1, "丙甲")]);
        let listed = scottish(&ballots, 1, None).unwrap();
        assert!(listed.needs_a_lot());
        assert_eq!((listed.ties[0].chosen, listed.ties[0].by), (2, By::FileOrder));
        let lot = Lot::new("2026-05-01");
        let drawn = scottish(&ballots, 1, Some(&lot)).unwrap();
        let first = lot.order("stage 1 exclude", vec!["乙", "丙"])[0];
        assert_eq!(drawn.ties[0].chosen, if first == "乙" { 2 } else { 3 });
        assert_eq!(drawn.ties[0].seed.as_deref(), Some("2026-05-01"));
        assert!(!drawn.needs_a_lot());
    }

    #[test]
    fn what_withdrew_is_skipped_and_what_is_shared_ends_a_paper() {
        let mut ballots =
            small("甲 乙 丙", &[(3, "甲乙"), (2, "丙(甲乙)"), (1, "(乙丙)"), (1, "甲")]);
        ballots.withdrawn.insert(0);
        let count = scottish(&ballots, 1, None).unwrap();
        assert_eq!((count.withdrawn, count.valid, count.invalid, count.cut), (vec![1], 5, 2, 0));
        assert_eq!(count.elected, [2]);
        ballots.withdrawn.clear();
        let count = scottish(&ballots, 1, None).unwrap();
        assert_eq!((count.valid, count.invalid, count.cut), (6, 1, 2));
    }

    #[test]
    fn too_many_seats_or_none_are_refused() {
        let refused = |seats| scottish(&small("甲 乙", &[(1, "甲")]), seats, None).unwrap_err();
        assert_eq!(refused(0).key(), "no-seats");
        assert_eq!(refused(3).to_string(), "seats is more than candidates");
        assert_eq!(scottish(&small("", &[]), 1, None).unwrap_err().key(), "exceeds");
    }

    #[test]
    fn a_billion_ballots_stay_exact() {
        let heaps = [(999_999_998, "甲乙"), (1, "乙"), (1, "丙")];
        let count = scottish(&small("甲 乙 丙", &heaps), 2, None).unwrap();
        assert_eq!(text(&count, 1)[0], "333333334.00000");
        let held: u64 = count.stages[1].votes.values().map(|votes| votes.units()).sum();
        assert_eq!(held + count.stages[1].non_transferable.units(), 100_000_000_000_000);
    }
}
