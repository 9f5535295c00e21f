//! 选票堆 — Ranked ballots as they lie on the table, equal ones in one heap.
//!
//! Names are numbered from 0 here and from 1 in files and results, in file order. Nothing is judged
//! while reading: a method says itself what it cannot count (a tie in a strict ranking, too few
//! names for the seats).

use std::collections::{BTreeMap, BTreeSet};

use crate::invalid::Invalid;

/// The most names one count of rankings takes: no ballot paper is longer.
pub const MAX_RANKED_NAMES: usize = 500;

/// The most ballots one count of rankings takes. A hundred thousandth of a vote stays within 64 bits, also when
/// it is multiplied by a surplus.
pub const MAX_RANKED_BALLOTS: u64 = 1_000_000_000;

/// Ballots of one election.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What the file calls the election; empty when it does not say.
    pub title: String,
    /// Seats to fill, where the file says so.
    pub seats: Option<u32>,
    /// The names, in file order.
    pub candidates: Vec<String>,
    /// Names (as indices into `candidates`) that withdrew before the count.
    pub withdrawn: BTreeSet<usize>,
    /// The heaps.
    pub heaps: Vec<Heap>,
}

/// Equal ballots, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heap {
    /// The ranking, best first: each step holds the names (indices) put on a par there. Names left
    /// out are below all. No step is empty and no name stands twice. A blank ballot has no step.
    pub ranking: Vec<Vec<usize>>,
    /// How many ballots say this, above 0.
    pub count: u64,
}

impl Profile {
    /// All ballots, blank ones included.
    pub fn cast(&self) -> u64 {
        self.heaps.iter().map(|heap| heap.count).sum()
    }

    /// Whether the name at this index still stands.
    pub fn stands(&self, candidate: usize) -> bool {
        candidate < self.candidates.len() && !self.withdrawn.contains(&candidate)
    }

    /// Refuses what no count of rankings can use: a name that is not in the list, a name twice on
    /// one ballot, more than [`MAX_RANKED_NAMES`] names or [`MAX_RANKED_BALLOTS`] ballots.
    pub fn check(&self) -> Result<(), Invalid> {
        if self.candidates.len() > MAX_RANKED_NAMES {
            return Err(Invalid::TooLarge { field: "candidates" });
        }
        let cast = self.heaps.iter().try_fold(0, |sum: u64, heap| sum.checked_add(heap.count));
        if cast.is_none_or(|cast| cast > MAX_RANKED_BALLOTS) {
            return Err(Invalid::TooLarge { field: "ballots" });
        }
        // The last heap each name was seen on, counted from 1.
        let mut last = vec![0; self.candidates.len()];
        for (heap, number) in self.heaps.iter().zip(1_usize..) {
            for &name in heap.ranking.iter().flatten() {
                let unknown = || Invalid::UnknownCandidate { name: format!("#{}", name + 1) };
                let seen = last.get_mut(name).ok_or_else(unknown)?;
                if std::mem::replace(seen, number) == number {
                    let label = self.candidates.get(name).map_or("", String::as_str);
                    return Err(Invalid::DuplicateCandidate { name: numbered(label, name) });
                }
            }
        }
        Ok(())
    }
}

/// What sentences and lots call each name: the name itself, and its number behind it where several
/// share the name.
pub fn labels(names: &[String]) -> Vec<String> {
    let mut times = BTreeMap::<&str, u32>::new();
    for name in names {
        *times.entry(name).or_default() += 1;
    }
    let alone = |name: &String| !name.is_empty() && times.get(name.as_str()) == Some(&1);
    let label = |(index, name): (usize, &String)| {
        if alone(name) { name.clone() } else { numbered(name, index) }
    };
    names.iter().enumerate().map(label).collect()
}

fn numbered(name: &str, index: usize) -> String {
    format!("{name} #{}", index + 1).trim_start().to_owned()
}

impl Heap {
    /// The ranking as single names, best first, when no names are on a par.
    pub fn strict(&self) -> Option<Vec<usize>> {
        let one = |step: &Vec<usize>| if let [name] = step[..] { Some(name) } else { None };
        self.ranking.iter().map(one).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small election: names of one letter, `"甲 乙 丙"`, and heaps such as `(3, "甲(乙丙)")`, best
    /// first, names in brackets on a par.
    pub(crate) fn small(names: &str, heaps: &[(u64, &str)]) -> Profile {
        let candidates: Vec<_> = names.split_whitespace().map(str::to_owned).collect();
        let heap = |&(count, text): &(u64, &str)| {
            let (mut ranking, mut open) = (Vec::<Vec<usize>>::new(), false);
            for letter in text.chars() {
                let name = candidates.iter().position(|name| name.starts_with(letter));
                match name {
                    None => open = letter == '(',
                    Some(name) if open => ranking.last_mut().unwrap().push(name),
                    Some(name) => ranking.push(vec![name]),
                }
                if letter == '(' {
                    ranking.push(Vec::new());
                }
            }
            Heap { ranking, count }
        };
        let heaps = heaps.iter().map(heap).collect();
        Profile { candidates, heaps, ..Profile::default() }
    }

    #[test]
    fn what_no_count_can_use_is_refused() {
        let good = small("甲 乙", &[(3, "乙甲"), (2, "(甲乙)"), (1, "")]);
        assert_eq!(good.check(), Ok(()));
        let refused = |ranking: &[usize], counts: &[u64]| {
            let ranking: Vec<_> = ranking.iter().map(|&name| vec![name]).collect();
            let heap = |&count: &u64| Heap { ranking: ranking.clone(), count };
            let heaps = counts.iter().map(heap).collect();
            Profile { heaps, ..good.clone() }.check().unwrap_err()
        };
        assert_eq!(refused(&[2], &[1]), Invalid::UnknownCandidate { name: "#3".into() });
        assert_eq!(refused(&[1, 1], &[1]), Invalid::DuplicateCandidate { name: "乙 #2".into() });
        assert_eq!(refused(&[0], &[MAX_RANKED_BALLOTS, 1]).key(), "too-large");
        assert_eq!(refused(&[0], &[u64::MAX, u64::MAX]).key(), "too-large");
        let crowd = vec!["甲".to_owned(); MAX_RANKED_NAMES + 1];
        let crowd = Profile { candidates: crowd, ..Profile::default() };
        assert_eq!(crowd.check().unwrap_err().key(), "too-large");
    }

    #[test]
    fn names_shared_by_several_get_their_number() {
        let candidates = ["张伟", "李娜", "张伟", ""].map(str::to_owned);
        assert_eq!(labels(&candidates), ["张伟 #1", "李娜", "张伟 #3", "#4"]);
    }
}
