//! 证明 — Inclusion and consistency proofs: which nodes they need, how they are made and checked.
//!
//! Making a proof takes three steps so that it stays pure: a [`Plan`] says which stored nodes are
//! needed, the caller fetches them (one query), the plan assembles the proof. Checking follows the
//! algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2, which give the same proofs as RFC 6962.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hash::{Algorithm, Hash};
use crate::tree::{NodeId, cover, fold};

/// Which stored nodes a proof is made of; each element of the proof is one or more of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The leaf index for inclusion, the old size for consistency.
    from: u64,
    size: u64,
    elements: Vec<Vec<NodeId>>,
}

impl Plan {
    /// The audit path of leaf `index` in the tree of `size` leaves (RFC 6962 section 2.1.1).
    pub fn inclusion(index: u64, size: u64) -> Result<Self, ProofError> {
        if index >= size {
            return Err(ProofError::OutOfTree);
        }
        let (mut start, mut end) = (0, size);
        let mut elements = Vec::new();
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                elements.push(cover(middle, end));
                end = middle;
            } else {
                elements.push(cover(start, middle));
                start = middle;
            }
        }
        elements.reverse();
        Ok(Self { from: index, size, elements })
    }

    /// The proof that the tree of `old` leaves is a prefix of that of `new` (RFC 6962 section 2.1.2).
    pub fn consistency(old: u64, new: u64) -> Result<Self, ProofError> {
        if old > new {
            return Err(ProofError::OutOfTree);
        }
        let (mut start, mut end) = (0, new);
        let mut elements = Vec::new();
        // Nothing needs proving of an empty or an equal tree.
        while old > 0 && old != end {
            let middle = start + split(end - start);
            if old <= middle {
                elements.push(cover(middle, end));
                end = middle;
            } else {
                elements.push(cover(start, middle));
                start = middle;
            }
        }
        // The verifier knows the old root only when the old tree is the whole left side.
        if old > 0 && start > 0 {
            elements.push(cover(start, end));
        }
        elements.reverse();
        Ok(Self { from: old, size: new, elements })
    }

    /// The stored nodes to fetch, without repetition.
    pub fn needed(&self) -> Vec<NodeId> {
        self.elements.iter().flatten().copied().collect()
    }

    /// The inclusion proof, from the fetched nodes.
    pub fn inclusion_proof(
        &self,
        algorithm: Algorithm,
        fetch: impl Fn(NodeId) -> Option<Hash>,
    ) -> Result<InclusionProof, ProofError> {
        let path = self.assemble(algorithm, fetch)?;
        Ok(InclusionProof { index: self.from, size: self.size, path })
    }

    /// The consistency proof, from the fetched nodes.
    pub fn consistency_proof(
        &self,
        algorithm: Algorithm,
        fetch: impl Fn(NodeId) -> Option<Hash>,
    ) -> Result<ConsistencyProof, ProofError> {
        let path = self.assemble(algorithm, fetch)?;
        Ok(ConsistencyProof { old: self.from, new: self.size, path })
    }

    fn assemble(
        &self,
        algorithm: Algorithm,
        fetch: impl Fn(NodeId) -> Option<Hash>,
    ) -> Result<Vec<Hash>, ProofError> {
        let element = |nodes: &Vec<NodeId>| {
            let hashes = nodes.iter().map(|id| fetch(*id).ok_or(ProofError::Missing(*id)));
            let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
            fold(algorithm, &hashes).ok_or(ProofError::OutOfTree)
        };
        self.elements.iter().map(element).collect()
    }
}

/// The largest power of two smaller than `length`, which must be at least 2.
fn split(length: u64) -> u64 {
    1 << (length - 1).ilog2()
}

/// Shows that a leaf is in a tree; with the leaf it is the receipt a resident keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InclusionProof {
    /// The leaf's number, from 0.
    pub index: u64,
    /// The size of the tree the proof is for.
    pub size: u64,
    /// Sibling hashes from the leaf up.
    pub path: Vec<Hash>,
}

impl InclusionProof {
    /// Checks that `leaf` (a leaf hash) is at `index` in the tree with this `root`
    /// (RFC 9162 section 2.1.3.2).
    pub fn verify(&self, algorithm: Algorithm, leaf: Hash, root: Hash) -> Result<(), ProofError> {
        if self.index >= self.size {
            return Err(ProofError::OutOfTree);
        }
        let (mut node, mut last) = (self.index, self.size - 1);
        let mut hash = leaf;
        for sibling in &self.path {
            if last == 0 {
                return Err(ProofError::Length);
            }
            if node & 1 == 1 || node == last {
                hash = algorithm.node(*sibling, hash);
                climb_left_edge(&mut node, &mut last);
            } else {
                hash = algorithm.node(hash, *sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        match (last == 0, hash == root) {
            (false, _) => Err(ProofError::Length),
            (true, false) => Err(ProofError::Root),
            (true, true) => Ok(()),
        }
    }
}

/// Shows that a later tree only added to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsistencyProof {
    /// The size of the earlier tree.
    pub old: u64,
    /// The size of the later tree.
    pub new: u64,
    /// The hashes, in the order of RFC 6962 section 2.1.2.
    pub path: Vec<Hash>,
}

impl ConsistencyProof {
    /// Checks that the tree with `new_root` begins with the tree with `old_root`
    /// (RFC 9162 section 2.1.4.2).
    pub fn verify(
        &self,
        algorithm: Algorithm,
        old_root: Hash,
        new_root: Hash,
    ) -> Result<(), ProofError> {
        if self.old > self.new {
            return Err(ProofError::OutOfTree);
        }
        if self.old == 0 || self.old == self.new {
            return self.verify_trivial(algorithm, old_root, new_root);
        }
        let mut path = self.path.iter().copied();
        // A perfect old tree is itself the first element.
        let first = if self.old.is_power_of_two() { Some(old_root) } else { path.next() };
        let first = first.ok_or(ProofError::Length)?;
        let (mut old_hash, mut new_hash) = (first, first);
        let below = (self.old - 1).trailing_ones();
        let (mut node, mut last) = ((self.old - 1) >> below, (self.new - 1) >> below);
        for sibling in path {
            if last == 0 {
                return Err(ProofError::Length);
            }
            if node & 1 == 1 || node == last {
                old_hash = algorithm.node(sibling, old_hash);
                new_hash = algorithm.node(sibling, new_hash);
                climb_left_edge(&mut node, &mut last);
            } else {
                new_hash = algorithm.node(new_hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        match (last == 0, old_hash == old_root && new_hash == new_root) {
            (false, _) => Err(ProofError::Length),
            (true, false) => Err(ProofError::Root),
            (true, true) => Ok(()),
        }
    }

    fn verify_trivial(
        &self,
        algorithm: Algorithm,
        old_root: Hash,
        new_root: Hash,
    ) -> Result<(), ProofError> {
        if !self.path.is_empty() {
            return Err(ProofError::Length);
        }
        let same = if self.old == self.new { new_root } else { algorithm.empty() };
        let empty = self.old > 0 || old_root == algorithm.empty();
        if old_root == same && empty { Ok(()) } else { Err(ProofError::Root) }
    }
}

/// Skips the levels at which a right-edge node has no sibling.
fn climb_left_edge(node: &mut u64, last: &mut u64) {
    while *node & 1 == 0 && *node != 0 {
        *node >>= 1;
        *last >>= 1;
    }
}

/// Why there is no proof, or why it proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofError {
    /// The leaf is not in the tree, or the old tree is larger than the new one.
    OutOfTree,
    /// A node that should be stored was not found.
    Missing(NodeId),
    /// The proof has too few or too many hashes.
    Length,
    /// The proof leads to another root.
    Root,
}

impl fmt::Display for ProofError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfTree => f.write_str("there is no such leaf or tree"),
            Self::Missing(id) => {
                write!(f, "the stored node at level {} number {} is missing", id.level, id.index)
            }
            Self::Length => f.write_str("the proof has the wrong length"),
            Self::Root => f.write_str("the proof leads to another root"),
        }
    }
}

impl std::error::Error for ProofError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_proof_beyond_the_tree() {
        assert_eq!(Plan::inclusion(3, 3), Err(ProofError::OutOfTree));
        assert_eq!(Plan::inclusion(0, 0), Err(ProofError::OutOfTree));
        assert_eq!(Plan::consistency(4, 3), Err(ProofError::OutOfTree));
        assert_eq!(Plan::inclusion(u64::MAX - 1, u64::MAX).map(|p| p.needed().len()), Ok(63));
    }

    #[test]
    fn a_missing_node_is_named() {
        let plan = Plan::inclusion(0, 2).unwrap();
        let missing = NodeId { level: 0, index: 1 };
        assert_eq!(plan.needed(), [missing]);
        let proof = plan.inclusion_proof(Algorithm::Sha256, |_| None);
        assert_eq!(proof, Err(ProofError::Missing(missing)));
    }

    #[test]
    fn equal_and_empty_trees_need_an_empty_proof() {
        let (a, b) = (Algorithm::Sha256.leaf(b"a"), Algorithm::Sha256.leaf(b"b"));
        let proof = |old, new, path: &[Hash]| ConsistencyProof { old, new, path: path.to_vec() };
        let check = |p: ConsistencyProof, old, new| p.verify(Algorithm::Sha256, old, new);
        let empty = Algorithm::Sha256.empty();
        assert_eq!(check(proof(1, 1, &[]), a, a), Ok(()));
        assert_eq!(check(proof(1, 1, &[]), a, b), Err(ProofError::Root));
        assert_eq!(check(proof(0, 1, &[]), empty, b), Ok(()));
        assert_eq!(check(proof(0, 1, &[]), a, b), Err(ProofError::Root));
        assert_eq!(check(proof(0, 0, &[]), a, a), Err(ProofError::Root));
        assert_eq!(check(proof(1, 1, &[a]), a, a), Err(ProofError::Length));
        assert_eq!(check(proof(2, 1, &[]), a, a), Err(ProofError::OutOfTree));
        assert_eq!(check(proof(3, 4, &[]), a, b), Err(ProofError::Length));
    }
}
