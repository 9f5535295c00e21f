//! 博达计分 — Points by place (Borda, *Mémoire sur les élections au scrutin*, 1781).
//!
//! With n names standing, first place is worth n−1 points, the next n−2, the last 0. Names on a par
//! share the places they take: each gets their mean (Black 1976; a whole or a half, so the sum is
//! exact). Names a ballot leaves out are dealt with as [`Unranked`] says.
//!
//! Another scale (n … 1) adds the same to everybody and changes nothing while every ballot gives all
//! its points, which is the case for [`Unranked::Mean`] only; hence the default.

use super::{Count, Method, Points, Sum, Terms, rank};
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::Profile;

/// What names get that a ballot leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unranked {
    /// They are on a par below the others and share the places left: m of them get (m−1)/2 each.
    /// Every ballot gives the same number of points, so ranking fewer names gains nothing.
    #[default]
    Mean,
    /// Nothing; the ranked keep n−1, n−2, … This favours naming a favourite only.
    Zero,
    /// Nothing, and a ballot with k names gives k, k−1, … 1 (Emerson, "The Original Borda Count and
    /// Partial Voting", Social Choice and Welfare 40, 2013): naming fewer makes a ballot weaker.
    Modified,
}

/// Adds up the points; blank ballots give none. A ballot that names nobody who stands is blank.
///
/// # Errors
/// No seats, fewer names than seats, or more ballots than [`MAX_BALLOTS`](crate::read::MAX_BALLOTS).
pub fn borda(
    profile: &Profile,
    unranked: Unranked,
    terms: Terms,
    lot: Option<&Lot>,
) -> Result<Count, Invalid> {
    let mut sum = rank::start(Method::Borda, profile, terms)?;
    let names = sum.votes.len();
    for heap in &profile.heaps {
        let mut steps = rank::standing(profile, &heap.ranking);
        let ranked: usize = steps.iter().map(Vec::len).sum();
        if ranked == 0 {
            sum.blank += heap.count;
            continue;
        }
        // Points of the best place not taken yet.
        let best = match unranked {
            Unranked::Mean | Unranked::Zero => names - 1,
            Unranked::Modified => ranked,
        };
        let mut place = i128::try_from(best).unwrap_or(i128::MAX);
        if unranked == Unranked::Mean {
            steps.push(left_out(&sum, &steps));
        }
        for step in steps {
            let taken = i128::try_from(step.len()).unwrap_or(i128::MAX);
            // From place down to place − taken + 1: their mean, in halves, is first plus last.
            let each = Points::halves(2 * place - taken + 1);
            for index in step {
                sum.votes.entry(index + 1).or_default().add(each, heap.count);
            }
            place -= taken;
        }
    }
    sum.seat(terms, lot)
}

/// Who stands and is not on the ballot.
fn left_out(sum: &Sum, steps: &[Vec<usize>]) -> Vec<usize> {
    let mut ranked: Vec<_> = steps.iter().flatten().copied().collect();
    ranked.sort_unstable();
    let stand = sum.votes.keys().map(|number| number - 1);
    stand.filter(|index| ranked.binary_search(index).is_err()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn points(unranked: Unranked, ballots: &str) -> Vec<String> {
        let file = format!("4 1\n{ballots}0\nA\nB\nC\nD\n");
        let profile = read::blt(file.as_bytes()).unwrap();
        let count = borda(&profile, unranked, Terms::new(1), None).unwrap();
        count.votes.values().map(ToString::to_string).collect()
    }

    #[test]
    fn the_capital_of_tennessee() {
        // A Memphis, B Nashville, C Knoxville, D Chattanooga.
        let ballots = "42 1 2 4 3 0\n26 2 4 3 1 0\n15 4 3 2 1 0\n17 3 4 2 1 0\n";
        assert_eq!(points(Unranked::Mean, ballots), ["126", "194", "107", "173"]);
        assert_eq!(points(Unranked::Zero, ballots), ["126", "194", "107", "173"]);
        assert_eq!(points(Unranked::Modified, ballots), ["226", "294", "207", "273"]);
    }

    #[test]
    fn names_on_a_par_and_names_left_out_share() {
        assert_eq!(points(Unranked::Mean, "1 1=2 0\n"), ["2.5", "2.5", "0.5", "0.5"]);
        assert_eq!(points(Unranked::Mean, "2 3 0\n1 0\n"), ["2", "2", "6", "2"]);
        assert_eq!(points(Unranked::Zero, "1 1=2 4 0\n"), ["2.5", "2.5", "0", "1"]);
        assert_eq!(points(Unranked::Modified, "1 1=2 4 0\n"), ["2.5", "2.5", "0", "1"]);
        assert_eq!(points(Unranked::Modified, "1 1 0\n"), ["1", "0", "0", "0"]);
    }

    #[test]
    fn who_withdrew_is_passed_over() {
        assert_eq!(points(Unranked::Mean, "-2\n1 2 1 0\n1 2 0\n"), ["2", "0.5", "0.5"]);
    }
}
