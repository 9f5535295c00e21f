//! 认可票 — Approval ballots: each marks the names it approves, no order, no limit.
//!
//! Equal ballots lie in one heap and heaps in a fixed order, so neither the order of the ballots
//! nor how a file splits them can reach a result. Blank ballots stay: they count as cast, and under
//! equal shares they hold their share of the money without spending it.

use std::collections::BTreeMap;

use crate::invalid::Invalid;
use crate::profile::Profile;
use crate::read::Bad;

/// Names one count may hold; more is a damaged file.
pub const MAX_CANDIDATES: usize = 10_000;
/// Ballots one count may hold; more is a damaged file.
pub const MAX_BALLOTS: u64 = 1_000_000_000_000_000;

/// Approval ballots of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approvals {
    pub(super) candidates: Vec<Candidate>,
    pub(super) heaps: Vec<Heap>,
    /// Seats to fill, where the file says so.
    pub seats: Option<u32>,
}

/// Somebody who stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The number in the file, from 1.
    pub number: u32,
    /// The name, as in the file.
    pub name: String,
}

/// Equal ballots, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heap {
    /// The names approved, as indices into the names, rising.
    pub approved: Vec<usize>,
    /// How many ballots say this.
    pub count: u64,
}

/// How a ranking is read as approvals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Only the names on the first step are approved.
    FirstStep,
    /// All names on the ballot are approved.
    Listed,
}

impl Approvals {
    /// Ballots over names numbered from 1 in the order given. Refused: more names or ballots than
    /// a count can hold, a mark for nobody, a name marked twice on one ballot.
    pub fn try_new(names: Vec<String>, ballots: Vec<Heap>) -> Result<Self, Invalid> {
        if names.len() > MAX_CANDIDATES {
            return Err(Invalid::TooLarge { field: "candidates" });
        }
        let candidates: Vec<_> =
            (1..).zip(names).map(|(number, name)| Candidate { number, name }).collect();
        let mut heaps: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        let mut cast = 0_u64;
        for Heap { mut approved, count } in ballots {
            approved.sort_unstable();
            if let Some(&name) = approved.iter().find(|&&name| name >= candidates.len()) {
                return Err(Invalid::UnknownCandidate { name: name.saturating_add(1).to_string() });
            }
            if let Some(&[name, _]) = approved.windows(2).find(|pair| pair.first() == pair.last()) {
                return Err(Invalid::DuplicateCandidate { name: (name + 1).to_string() });
            }
            cast = cast
                .checked_add(count)
                .filter(|&cast| cast <= MAX_BALLOTS)
                .ok_or(Invalid::TooLarge { field: "ballots" })?;
            *heaps.entry(approved).or_default() += count;
        }
        heaps.retain(|_, count| *count > 0);
        let heaps = heaps.into_iter().map(|(approved, count)| Heap { approved, count }).collect();
        Ok(Self { candidates, heaps, seats: None })
    }

    /// Ballots read from a file of rankings. Names that withdrew cannot be elected and keep their
    /// numbers. Without a `reading` only ballots that leave no doubt are taken: one step of names
    /// on a par, or two steps that hold every name (the approved, then the rest).
    pub fn from_profile(profile: &Profile, reading: Option<Reading>) -> Result<Self, Bad> {
        let standing: Vec<_> =
            (0..profile.candidates.len()).filter(|&name| profile.stands(name)).collect();
        let names = profile.candidates.clone();
        let mut ballots = Vec::with_capacity(profile.heaps.len());
        for heap in &profile.heaps {
            let steps = &heap.ranking;
            let listed: usize = steps.iter().map(Vec::len).sum();
            let plain = steps.len() < 2 || steps.len() == 2 && listed == names.len();
            let taken = match reading {
                Some(Reading::Listed) => steps.len(),
                Some(Reading::FirstStep) => 1,
                None if plain => 1,
                None => return Err(ranked()),
            };
            let approved = steps.iter().take(taken).flatten();
            // A name that withdrew has no place among the standing and is left out.
            let approved = approved.filter_map(|name| standing.binary_search(name).ok()).collect();
            ballots.push(Heap { approved, count: heap.count });
        }
        let kept = standing.iter().filter_map(|&name| names.get(name).cloned()).collect();
        let mut read = Self::try_new(kept, ballots).map_err(|error| {
            Bad::whole(format!("选票不能计数：{error}。"), format!("cannot be counted: {error}."))
        })?;
        for (candidate, &name) in read.candidates.iter_mut().zip(&standing) {
            candidate.number = u32::try_from(name + 1).unwrap_or(u32::MAX);
        }
        read.seats = profile.seats;
        Ok(read)
    }

    /// Who stands, by number.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The ballots: different heaps, in a fixed order.
    pub fn heaps(&self) -> &[Heap] {
        &self.heaps
    }

    /// All ballots, blank ones included.
    pub fn cast(&self) -> u64 {
        self.heaps.iter().map(|heap| heap.count).sum()
    }
}

fn ranked() -> Bad {
    Bad::whole(
        "这些选票排了先后，不是认可票。请说明怎样看：只认可第一位的（first），还是写上的都认可（listed）。",
        "these ballots are rankings, not approvals. Say how to read them: only the first step is \
         approved (first), or every name on the ballot (listed).",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile;

    fn heap(approved: &[usize], count: u64) -> Heap {
        Heap { approved: approved.to_vec(), count }
    }

    fn names(number: usize) -> Vec<String> {
        (1..=number).map(|number| format!("居民{number}")).collect()
    }

    #[test]
    fn equal_ballots_lie_in_one_heap() {
        let split = vec![heap(&[2, 0], 2), heap(&[], 1), heap(&[0, 2], 3), heap(&[1], 0)];
        let read = Approvals::try_new(names(3), split).unwrap();
        assert_eq!(read.heaps(), [heap(&[], 1), heap(&[0, 2], 5)]);
        assert_eq!(read.cast(), 6);
        assert_eq!(read.candidates()[2], Candidate { number: 3, name: "居民3".into() });
    }

    #[test]
    fn damaged_ballots_are_refused() {
        let refused = |ballot| Approvals::try_new(names(3), vec![ballot]).unwrap_err().key();
        assert_eq!(refused(heap(&[3], 1)), "unknown-candidate");
        assert_eq!(refused(heap(&[usize::MAX], 1)), "unknown-candidate");
        assert_eq!(refused(heap(&[1, 1], 1)), "duplicate-candidate");
        assert_eq!(refused(heap(&[1], u64::MAX)), "too-large");
        assert_eq!(Approvals::try_new(names(10_001), vec![]).unwrap_err().key(), "too-large");
    }

    fn profile(rankings: &[&[&[usize]]]) -> Profile {
        let ranking =
            |steps: &&[&[usize]]| steps.iter().map(|step| step.to_vec()).collect::<Vec<_>>();
        let heaps = rankings
            .iter()
            .map(|steps| profile::Heap { ranking: ranking(steps), count: 2 })
            .collect();
        Profile { candidates: names(4), heaps, seats: Some(2), ..Profile::default() }
    }

    #[test]
    fn rankings_are_approvals_only_where_they_leave_no_doubt() {
        let plain = profile(&[&[&[0, 2]], &[], &[&[1], &[0, 2, 3]]]);
        let read = Approvals::from_profile(&plain, None).unwrap();
        assert_eq!(read.heaps(), [heap(&[], 2), heap(&[0, 2], 2), heap(&[1], 2)]);
        assert_eq!(read.seats, Some(2));

        let ranked = profile(&[&[&[1], &[0, 2]]]);
        assert!(Approvals::from_profile(&ranked, None).unwrap_err().en.contains("rankings"));
        let first = Approvals::from_profile(&ranked, Some(Reading::FirstStep)).unwrap();
        assert_eq!(first.heaps(), [heap(&[1], 2)]);
        let listed = Approvals::from_profile(&ranked, Some(Reading::Listed)).unwrap();
        assert_eq!(listed.heaps(), [heap(&[0, 1, 2], 2)]);
    }

    #[test]
    fn who_withdrew_is_left_out_and_the_others_keep_their_numbers() {
        let mut plain = profile(&[&[&[0, 2]], &[&[1]]]);
        plain.withdrawn.insert(1);
        let read = Approvals::from_profile(&plain, None).unwrap();
        let numbers: Vec<_> = read.candidates().iter().map(|stands| stands.number).collect();
        assert_eq!(numbers, [1, 3, 4]);
        assert_eq!(read.heaps(), [heap(&[], 2), heap(&[0, 1], 2)]);
    }
}
