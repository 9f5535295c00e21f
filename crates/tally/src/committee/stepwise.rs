//! 逐席 — Rules that decide one name after another: the path by the tie rule, and every path.
//!
//! Where several names are equally good, the path takes the one the tie rule puts first. Every
//! committee some order of breaking ties leads to is found by following all of them at once, equal
//! states merged, within stated bounds of memory and work.

use std::collections::BTreeSet;

use dashu_ratio::RBig;

use super::By;
use crate::invalid::Invalid;

/// What following every path may cost.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// Bytes of the states kept side by side.
    pub bytes: usize,
    /// Marks looked at.
    pub looks: u64,
}

/// The best choices in a state.
pub(super) struct Best {
    /// The names equally good, in the order of the tie rule; at least one.
    pub tied: Vec<usize>,
    /// What they were compared by.
    pub by: By,
    /// The number they all reach; none where no ballot approves them.
    pub value: Option<RBig>,
}

/// One decision of a path.
pub(super) struct Step {
    pub name: usize,
    pub best: Best,
    /// Who bears the seat: ballots and the share of each.
    pub paid: Vec<(u64, RBig)>,
}

/// A rule that decides one name after another.
pub(super) trait Stepwise {
    /// All that later decisions depend on.
    type State: Clone + Ord;

    /// Before the first decision.
    fn start(&self) -> Self::State;

    /// How many decisions there are.
    fn steps(&self) -> usize;

    /// The best choices.
    fn best(&self, state: &Self::State) -> Best;

    /// After a choice.
    fn choose(&self, state: &Self::State, name: usize, best: &Best) -> Self::State;

    /// Which names are members.
    fn members<'a>(&self, state: &'a Self::State) -> &'a [bool];

    /// Marks one decision looks at.
    fn looks(&self) -> u64;

    /// Who bears a seat: between the states before and after it.
    fn paid(&self, _before: &Self::State, _after: &Self::State, _name: usize) -> Vec<(u64, RBig)> {
        Vec::new()
    }

    /// About how many bytes a state takes beyond its members.
    fn bytes(&self, _state: &Self::State) -> usize {
        0
    }
}

/// The path of the tie rule: its members and its decisions.
pub(super) fn path<R: Stepwise>(rule: &R) -> (Vec<bool>, Vec<Step>) {
    let (mut state, mut steps) = (rule.start(), Vec::new());
    for _ in 0..rule.steps() {
        let best = rule.best(&state);
        let Some(&name) = best.tied.first() else { break };
        let after = rule.choose(&state, name, &best);
        let paid = rule.paid(&state, &after, name);
        steps.push(Step { name, best, paid });
        state = after;
    }
    (rule.members(&state).to_vec(), steps)
}

/// The committees of every path, or why they are too many.
pub(super) fn every<R: Stepwise>(rule: &R, bounds: Bounds) -> Result<BTreeSet<Vec<bool>>, Invalid> {
    let too_many = |what, limit| Invalid::TooMuchWork {
        what,
        limit: u64::try_from(limit).unwrap_or(u64::MAX),
    };
    let (mut states, mut looks) = (BTreeSet::from([rule.start()]), 0_u64);
    for _ in 0..rule.steps() {
        let (mut next, mut bytes) = (BTreeSet::new(), 0_usize);
        for state in &states {
            looks = looks.saturating_add(rule.looks());
            let best = rule.best(state);
            for &name in &best.tied {
                looks = looks.saturating_add(1 + rule.looks() / 16);
                if looks > bounds.looks {
                    return Err(Invalid::TooMuchWork { what: "marks", limit: bounds.looks });
                }
                let after = rule.choose(state, name, &best);
                let size = OVERHEAD + rule.members(&after).len() + rule.bytes(&after);
                if next.insert(after) {
                    bytes = bytes.saturating_add(size);
                }
                if bytes > bounds.bytes {
                    return Err(too_many("bytes", bounds.bytes));
                }
            }
        }
        states = next;
    }
    Ok(states.iter().map(|state| rule.members(state).to_vec()).collect())
}

/// Bytes a state takes in a set beside its own.
const OVERHEAD: usize = 64;

/// Names with the least key among those given, in their order.
pub(super) fn least<K: Ord>(names: impl Iterator<Item = (usize, K)>) -> (Vec<usize>, Option<K>) {
    let (mut tied, mut least) = (Vec::new(), None);
    for (name, key) in names {
        if least.as_ref().is_none_or(|least| key < *least) {
            tied.clear();
            least = Some(key);
            tied.push(name);
        } else if least.as_ref() == Some(&key) {
            tied.push(name);
        }
    }
    (tied, least)
}

/// The members with one name changed.
pub(super) fn with(members: &[bool], name: usize, member: bool) -> Vec<bool> {
    let mut members = members.to_vec();
    if let Some(place) = members.get_mut(name) {
        *place = member;
    }
    members
}

/// The names that are members, or that are not.
pub(super) fn those(members: &[bool], member: bool) -> impl DoubleEndedIterator<Item = usize> + '_ {
    members.iter().enumerate().filter(move |&(_, &is)| is == member).map(|(name, _)| name)
}
