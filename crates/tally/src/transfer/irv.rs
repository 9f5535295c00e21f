//! 逐轮淘汰 — Instant run-off for one seat: the lowest goes out until two are left.
//!
//! Optional preferential, as New South Wales elects its Legislative Assembly (Constitution Act 1902
//! (NSW), seventh schedule, part 2): each ballot counts for its best choice still in; a ballot
//! without any is exhausted. The count goes on to the last two even when somebody has a majority
//! earlier, so that the final margin is known. Ties as in [`scottish`](super::scottish()): the most
//! recent round where the tied differ, else a lot (the wording of the Act on ties was not at hand).

#![expect(
    clippy::indexing_slicing,
    reason = "there is one pile for each name, and every name is a choice of a checked paper"
)]

use std::collections::BTreeMap;

use serde::Serialize;

use super::board::Board;
use super::count::{Count, Kind, Method};
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::Profile;

/// An instant run-off, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Irv {
    /// The count, one stage for each round.
    #[serde(flatten)]
    pub count: Count,
    /// Number (from 1) of the winner.
    pub winner: usize,
    /// Votes of those still in, round by round.
    pub rounds: Vec<BTreeMap<usize, u64>>,
    /// Ballots that ran out of choices.
    pub exhausted: u64,
    /// Votes between the last two; all votes of the winner where only one stands.
    pub final_margin: u64,
}

/// Counts an instant run-off for one seat.
///
/// # Errors
/// Nobody stands, or a profile that cannot be counted ([`Profile::check`]).
pub fn irv(profile: &Profile, lot: Option<&Lot>) -> Result<Irv, Invalid> {
    let (mut board, mut papers) = Board::open(profile, Method::Irv, 0, 1, lot)?;
    let mut piles: Vec<Vec<usize>> = vec![Vec::new(); profile.candidates.len()];
    let mut moving: Vec<usize> = (0..papers.len()).collect();
    let mut excluded = None;
    loop {
        for paper in std::mem::take(&mut moving) {
            let count = papers.count(paper);
            let Some(to) = papers.advance(paper, &board.continuing) else {
                board.lost += count;
                continue;
            };
            board.votes[to] += count;
            piles[to].push(paper);
        }
        let kind = if excluded.is_some() { Kind::Exclude } else { Kind::First };
        board.close(kind, excluded, None);
        if board.hopeful().count() <= 2 {
            break;
        }
        excluded = board.exclude_lowest();
        let Some(lowest) = excluded else { break };
        board.votes[lowest] = 0;
        moving = std::mem::take(&mut piles[lowest]);
    }
    board.elect_best();
    Ok(Irv::read(board.finish(None)))
}

impl Irv {
    fn read(count: Count) -> Self {
        let units = |(&name, votes): (&usize, &super::Votes)| (name, votes.units());
        let rounds: Vec<BTreeMap<_, _>> =
            count.stages.iter().map(|stage| stage.votes.iter().map(units).collect()).collect();
        let last = rounds.last().map(|round| round.values().copied().collect::<Vec<_>>());
        let final_margin = match last.as_deref() {
            Some(&[one, other]) => one.abs_diff(other),
            Some(&[alone]) => alone,
            _ => 0,
        };
        Self {
            winner: count.elected.first().copied().unwrap_or(0),
            exhausted: count.stages.last().map_or(0, |stage| stage.non_transferable.units()),
            final_margin,
            rounds,
            count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tie::{By, Question};
    use super::*;
    use crate::profile::tests::small;

    #[test]
    fn the_lowest_goes_out_until_two_are_left() {
        let heaps = [(8, "甲"), (7, "乙"), (2, "丙乙"), (1, "丁"), (1, "丙丁")];
        let counted = irv(&small("甲 乙 丙 丁", &heaps), None).unwrap();
        let rounds = [
            vec![(1, 8), (2, 7), (3, 3), (4, 1)],
            vec![(1, 8), (2, 7), (3, 3)],
            vec![(1, 8), (2, 9)],
        ];
        assert_eq!(counted.rounds, rounds.map(BTreeMap::from_iter));
        assert_eq!((counted.winner, counted.final_margin, counted.exhausted), (2, 1, 2));
        assert_eq!(counted.count.elected, [2]);
    }

    #[test]
    fn one_name_wins_and_none_is_refused() {
        let counted = irv(&small("甲", &[(3, "甲")]), None).unwrap();
        assert_eq!((counted.winner, counted.final_margin, counted.rounds.len()), (1, 3, 1));
        assert_eq!(irv(&small("", &[]), None).unwrap_err().key(), "exceeds");
    }

    #[test]
    fn a_tie_of_the_last_two_is_said() {
        let counted = irv(&small("甲 乙", &[(1, "甲"), (1, "乙")]), None).unwrap();
        let tie = &counted.count.ties[0];
        assert_eq!((tie.question, tie.by, tie.chosen), (Question::Elect, By::FileOrder, 1));
        assert_eq!(counted.final_margin, 0);
    }
}
