//! 蒂勒计分 — Points of a committee as each ballot gives them: the first approved member brings one,
//! each further one less.
//!
//! Thorvald Thiele, *Om Flerfoldsvalg* (1895). With 1, 1/2, 1/3, … (PAV) a group of a tenth of the
//! voters is worth a tenth of the seats; with 1, 0, 0, … (Chamberlin and Courant 1983) only one
//! member who represents a ballot counts. All points are whole numbers of a common unit.

use dashu_int::UBig;
use dashu_int::ops::Gcd as _;
use dashu_ratio::RBig;

use super::case::Case;

/// What the n-th approved member brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Points {
    /// 1/n.
    Harmonic,
    /// 1 for the first, nothing for more.
    FirstOnly,
}

/// Points as whole numbers: `gains[n]` is what member number n + 1 brings a ballot, times `unit`.
pub(super) struct Scale {
    pub unit: UBig,
    pub gains: Vec<UBig>,
}

impl Points {
    /// The scale for ballots that may have up to `most` approved members.
    pub fn scale(self, most: usize) -> Scale {
        let nth = 1..=most;
        match self {
            Self::Harmonic => {
                let unit = nth.clone().fold(UBig::ONE, |unit, n| {
                    let n = UBig::from(n);
                    let common = (&unit).gcd(&n);
                    unit * n / common
                });
                let gains = nth.map(|n| &unit / UBig::from(n)).collect();
                Scale { unit, gains }
            }
            Self::FirstOnly => {
                let gains = nth.map(|n| UBig::from(u8::from(n == 1))).collect();
                Scale { unit: UBig::ONE, gains }
            }
        }
    }

    /// The points of a committee.
    pub fn score(self, case: &Case, members: &[bool]) -> RBig {
        let served = case.served(members);
        let most = served.iter().copied().max().unwrap_or(0);
        let mut ballots = vec![0_u64; most + 1];
        for (heap, &served) in case.heaps.iter().zip(&served) {
            if let Some(ballots) = ballots.get_mut(served) {
                *ballots += heap.count;
            }
        }
        let scale = self.scale(most);
        let (mut each, mut sum) = (UBig::ZERO, UBig::ZERO);
        for (gain, &ballots) in scale.gains.iter().zip(ballots.iter().skip(1)) {
            each += gain;
            sum += &each * UBig::from(ballots);
        }
        RBig::from_parts(sum.into(), scale.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::committee::approvals::{Approvals, Heap};

    #[test]
    fn a_ballot_with_three_members_gives_eleven_sixths() {
        let names = ["甲", "乙", "丙"].map(str::to_owned).to_vec();
        let ballots = vec![
            Heap { approved: vec![0, 1, 2], count: 2 },
            Heap { approved: vec![1], count: 3 },
            Heap { approved: vec![], count: 4 },
        ];
        let approvals = Approvals::try_new(names, ballots).unwrap();
        let case = Case::try_new(&approvals, 3).unwrap();
        let score = |points: Points, members: [bool; 3]| points.score(&case, &members).to_string();
        assert_eq!(score(Points::Harmonic, [true, true, true]), "20/3"); // 2 × 11/6 + 3
        assert_eq!(score(Points::Harmonic, [true, false, true]), "3"); // 2 × 3/2
        assert_eq!(score(Points::FirstOnly, [true, true, true]), "5");
        assert_eq!(score(Points::Harmonic, [false, false, false]), "0");
    }
}
