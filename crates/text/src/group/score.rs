//! 评分 — How well groups agree with groups checked by hand, or with other groups.
//!
//! B-cubed (Bagga & Baldwin 1998): for every message, how much of its group belongs with it
//! (precision) and how much of what belongs with it is in its group (recall). The average is taken
//! over the labelled groups, each counting once, so that one giant does not decide.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// A group checked by hand.
#[derive(Debug, Clone, Default)]
pub struct Labelled {
    /// The messages that are the same problem.
    pub ids: Vec<String>,
    /// Messages that may be in the group or not; they do not count.
    pub ignore: Vec<String>,
}

/// Agreement of groups, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Score {
    /// How much of the groups belongs together.
    pub precision: f64,
    /// How much of what belongs together is in one group.
    pub recall: f64,
    /// The harmonic mean of both, averaged over the labelled groups.
    pub f1: f64,
}

/// The agreement of found groups with labelled ones, averaged over the labelled groups.
///
/// Every message of a found group that is neither labelled with it nor to be ignored counts against
/// it, labelled elsewhere or not. A message in no found group is a group of its own. Labelled groups
/// without messages are left out; with none at all every figure is 0.
pub fn b_cubed(found: &[Vec<String>], labelled: &[Labelled]) -> Score {
    let mut group_of = BTreeMap::new();
    for group in found {
        let members: BTreeSet<&str> = group.iter().map(String::as_str).collect();
        group_of.extend(group.iter().map(|id| (id.as_str(), members.clone())));
    }
    let scores: Vec<Score> =
        labelled.iter().filter_map(|labelled| of_one(&group_of, labelled)).collect();
    average(&scores)
}

/// The agreement of two groupings of the same messages (B-cubed, averaged over the messages):
/// 1 when both are equal. Messages in only one of them are groups of their own in the other.
pub fn agreement(first: &[Vec<String>], second: &[Vec<String>]) -> Score {
    let (first, second) = (numbers(first), numbers(second));
    let ids: BTreeSet<&str> = first.keys().chain(second.keys()).copied().collect();
    let key = |groups: &BTreeMap<&str, usize>, id| groups.get(id).copied().ok_or(id);
    let (mut in_first, mut in_second, mut in_both) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for id in &ids {
        let (a, b) = (key(&first, *id), key(&second, *id));
        *in_first.entry(a).or_insert(0_u32) += 1;
        *in_second.entry(b).or_insert(0_u32) += 1;
        *in_both.entry((a, b)).or_insert(0_u32) += 1;
    }
    let over = |whole: &dyn Fn(&Cell) -> u32| {
        let shares = in_both.iter().map(|(cell, both)| {
            f64::from(*both) * f64::from(*both) / f64::from(whole(cell).max(1))
        });
        shares.sum::<f64>() / count(ids.len())
    };
    let precision = over(&|(a, _)| in_first.get(a).copied().unwrap_or_default());
    let recall = over(&|(_, b)| in_second.get(b).copied().unwrap_or_default());
    if ids.is_empty() {
        return Score { precision: 1.0, recall: 1.0, f1: 1.0 };
    }
    Score { precision, recall, f1: harmonic(precision, recall) }
}

/// A group in the first and one in the second grouping; a message in none stands for itself.
type Cell<'a> = (Result<usize, &'a str>, Result<usize, &'a str>);

fn numbers(groups: &[Vec<String>]) -> BTreeMap<&str, usize> {
    let numbered = groups.iter().enumerate();
    numbered.flat_map(|(number, ids)| ids.iter().map(move |id| (id.as_str(), number))).collect()
}

fn of_one(group_of: &BTreeMap<&str, BTreeSet<&str>>, labelled: &Labelled) -> Option<Score> {
    let ids: BTreeSet<&str> = labelled.ids.iter().map(String::as_str).collect();
    let ignored = |id: &str| labelled.ignore.iter().any(|other| other == id);
    let (mut precision, mut recall) = (0.0, 0.0);
    for id in &ids {
        let alone = BTreeSet::from([*id]);
        let group = group_of.get(id).unwrap_or(&alone);
        let right = count(group.intersection(&ids).count());
        let counted = group.iter().filter(|other| ids.contains(*other) || !ignored(other)).count();
        precision += right / count(counted);
        recall += right / count(ids.len());
    }
    let (precision, recall) = (precision / count(ids.len()), recall / count(ids.len()));
    (!ids.is_empty()).then(|| Score { precision, recall, f1: harmonic(precision, recall) })
}

fn average(scores: &[Score]) -> Score {
    let mean = |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / count(scores.len());
    Score { precision: mean(|s| s.precision), recall: mean(|s| s.recall), f1: mean(|s| s.f1) }
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// A count to divide by, at least one.
fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(lists: &[&[&str]]) -> Vec<Vec<String>> {
        lists.iter().map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()).collect()
    }

    fn labelled(ids: &[&str], ignore: &[&str]) -> Labelled {
        let own = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Labelled { ids: own(ids), ignore: own(ignore) }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn each_labelled_group_counts_once() {
        let labels = [labelled(&["1", "2", "3", "4"], &[]), labelled(&["5", "6"], &[])];
        let whole = groups(&[&["1", "2", "3", "4"], &["5", "6"]]);
        assert!(near(b_cubed(&whole, &labels).f1, 1.0));
        let split = b_cubed(&groups(&[&["1", "2", "3", "4"]]), &labels);
        assert!(near(split.precision, 1.0) && near(split.recall, 0.75), "{split:?}");
        assert!(near(split.f1, f64::midpoint(1.0, 2.0 / 3.0)));
        assert_eq!(b_cubed(&whole, &[labelled(&[], &[])]), Score::default());
    }

    #[test]
    fn strangers_count_against_a_group_unless_ignored() {
        let found = groups(&[&["1", "2", "x"]]);
        assert!(near(b_cubed(&found, &[labelled(&["1", "2"], &[])]).precision, 2.0 / 3.0));
        assert!(near(b_cubed(&found, &[labelled(&["1", "2"], &["x"])]).precision, 1.0));
    }

    #[test]
    fn agreement_is_one_only_for_equal_groups() {
        let (a, b) = (groups(&[&["1", "2"], &["3"]]), groups(&[&["2", "1"]]));
        assert!(near(agreement(&a, &b).f1, 1.0), "one alone is the same as none");
        let other = agreement(&a, &groups(&[&["1", "2", "3"]]));
        assert!(near(other.precision, 1.0) && near(other.recall, 5.0 / 9.0), "{other:?}");
        assert!(near(agreement(&[], &[]).f1, 1.0));
    }
}
