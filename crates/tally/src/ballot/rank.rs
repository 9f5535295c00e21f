//! 排序票当画票 — Ranked ballots read as marks: what plurality, block and approval see of them.
//!
//! Names that withdrew are passed over as if they were not on the ballot. Then plurality takes the
//! first name, block the first so many names as there are seats, approval every name. Where names on
//! a par stand across the last of these places, the ballot says more names than it may: it is void,
//! like a paper with too many marks. A ballot that names nobody who stands is blank.

use std::collections::BTreeMap;

use super::{Count, Method, Points, Sum, Terms, cast, contested};
use crate::invalid::Invalid;
use crate::lot::Lot;
use crate::profile::Profile;

/// The first preference of each ballot is its vote.
pub fn plurality(profile: &Profile, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
    count(Method::Plurality, 1, profile, terms)?.seat(terms, lot)
}

/// The first preferences of each ballot, as many as there are seats, are its votes.
pub fn block(profile: &Profile, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
    let most = usize::try_from(terms.seats).unwrap_or(usize::MAX);
    count(Method::Block, most, profile, terms)?.seat(terms, lot)
}

/// Every name on a ballot is approved, in whatever place.
pub fn approval(profile: &Profile, terms: Terms, lot: Option<&Lot>) -> Result<Count, Invalid> {
    count(Method::Approval, usize::MAX, profile, terms)?.seat(terms, lot)
}

fn count(method: Method, most: usize, profile: &Profile, terms: Terms) -> Result<Sum, Invalid> {
    let mut sum = start(method, profile, terms)?;
    for heap in &profile.heaps {
        let steps = standing(profile, &heap.ranking);
        let mut marks: Vec<usize> = Vec::new();
        for step in steps {
            if marks.len() < most {
                marks.extend(step);
            }
        }
        if marks.is_empty() {
            sum.blank += heap.count;
        } else if marks.len() > most {
            sum.void += heap.count;
        } else {
            for index in marks {
                sum.votes.entry(index + 1).or_default().add(Points::whole(1), heap.count);
            }
        }
    }
    Ok(sum)
}

/// Nothing counted yet: everybody who stands at nought.
pub(super) fn start(method: Method, profile: &Profile, terms: Terms) -> Result<Sum, Invalid> {
    let stand = (0..profile.candidates.len()).filter(|&index| profile.stands(index));
    let votes: BTreeMap<_, _> = stand.map(|index| (index + 1, Points::ZERO)).collect();
    contested(terms, votes.len())?;
    Ok(Sum {
        method,
        names: profile.candidates.clone(),
        cast: cast(profile.heaps.iter().map(|heap| heap.count))?,
        blank: 0,
        void: 0,
        votes,
        against: BTreeMap::new(),
    })
}

/// The steps of a ballot without those who withdrew.
pub(super) fn standing(profile: &Profile, ranking: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let left = ranking.iter().map(|step| {
        step.iter().copied().filter(|&index| profile.stands(index)).collect::<Vec<_>>()
    });
    left.filter(|step| !step.is_empty()).collect()
}
