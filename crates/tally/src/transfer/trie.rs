//! 选择树 — Ballots that pass the same elected names on their way to the same hopeful, as one.
//!
//! Under Meek's rule each elected name keeps a part of what reaches it and a hopeful keeps all, so
//! a ballot matters only down to its first hopeful. Ballots that agree so far are one branch: the
//! arithmetic of a branch is the arithmetic of each of its ballots, to the last digit.

#![expect(
    clippy::indexing_slicing,
    reason = "links point to branches already grown; every name is a choice of a checked paper, \
              below the length of every table handed in"
)]

use super::papers::Papers;

/// No branch: the root is nobody's child.
const NONE: usize = 0;

struct Branch {
    name: usize,
    parent: usize,
    /// The first branch that grows out of this one, and the next one beside it.
    child: usize,
    beside: usize,
    /// Ballots that come this way.
    ballots: u64,
}

/// What each ballot passes; a branch always stands after its parent.
pub(super) struct Trie {
    branches: Vec<Branch>,
}

impl Trie {
    /// Grows the tree of all ballots: names that keep nothing are passed over, and a hopeful, who
    /// keeps all, ends the way.
    pub(super) fn grow(papers: &Papers, keep: &[u64], hopeful: &[bool]) -> Self {
        let root = Branch { name: 0, parent: NONE, child: NONE, beside: NONE, ballots: 0 };
        let mut trie = Self { branches: vec![root] };
        for (ranking, count) in papers.rankings() {
            let mut at = 0;
            for &name in ranking.iter().filter(|&&name| keep[name] > 0) {
                at = trie.step(at, name);
                trie.branches[at].ballots += count;
                if hopeful[name] {
                    break;
                }
            }
        }
        trie
    }

    /// The branch of this name out of another, grown when it is new.
    fn step(&mut self, from: usize, name: usize) -> usize {
        let mut at = self.branches[from].child;
        while at != NONE {
            if self.branches[at].name == name {
                return at;
            }
            at = self.branches[at].beside;
        }
        let grown = self.branches.len();
        let beside = std::mem::replace(&mut self.branches[from].child, grown);
        self.branches.push(Branch { name, parent: from, child: NONE, beside, ballots: 0 });
        grown
    }

    /// Deals out every ballot, worth `all` units at the start: each name on its way keeps its part,
    /// rounded up to a unit. What nobody keeps is exhausted, and is not in the sum.
    pub(super) fn deal(&self, keep: &[u64], all: u64, votes: &mut [u64]) {
        votes.fill(0);
        let mut left = vec![all; self.branches.len()];
        for (index, branch) in self.branches.iter().enumerate().skip(1) {
            let reaches = left[branch.parent];
            let kept = (reaches * keep[branch.name]).div_ceil(all);
            votes[branch.name] += kept * branch.ballots;
            left[index] = reaches - kept;
        }
    }
}
