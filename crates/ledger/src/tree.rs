//! 默克尔树 — An append-only tree that grows from its right edge alone (RFC 6962 section 2.1).
//!
//! A node `(level, index)` is the hash of the perfect subtree over the leaves
//! `index << level .. (index + 1) << level`; once written it never changes. The [`Frontier`] holds
//! the perfect subtrees that make up the present tree, largest first, one for each bit set in the
//! size, so an append reads nothing from the database and writes at most one node per level.
//!
//! ```text
//! size 7 = 4 + 2 + 1        (2,0)        peaks: (2,0) (1,2) (0,6)
//!                       (1,0)   (1,1)   (1,2)
//!                       0   1   2   3   4   5   6
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::hash::{Algorithm, Hash, HashError};

/// Where a perfect subtree stands: `level` 0 are leaves, `index` counts subtrees from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NodeId {
    /// The height of the subtree; it covers two to this power leaves.
    pub level: u8,
    /// Its number among the subtrees of its height, from 0.
    pub index: u64,
}

/// A node to store under its id, for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Where it stands.
    pub id: NodeId,
    /// The hash of its subtree.
    pub hash: Hash,
}

/// The right edge of the tree: all that is needed to append and to know the root.
///
/// Its text (`Display`, `FromStr`) is `algorithm:size:hash,hash,…` and fits one row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    algorithm: Algorithm,
    size: u64,
    /// Perfect subtrees, largest first; as many as `size` has bits set.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The edge of an empty tree.
    pub fn new(algorithm: Algorithm) -> Self {
        Self { algorithm, size: 0, peaks: Vec::new() }
    }

    /// The edge of a tree of `size` leaves, from the hashes of [`Frontier::nodes_of`]`(size)`.
    pub fn try_new(
        algorithm: Algorithm,
        size: u64,
        peaks: Vec<Hash>,
    ) -> Result<Self, FrontierError> {
        let expected = size.count_ones() as usize;
        if peaks.len() == expected {
            Ok(Self { algorithm, size, peaks })
        } else {
            Err(FrontierError::Peaks { expected, found: peaks.len() })
        }
    }

    /// The perfect subtrees a tree of `size` leaves is made of, largest first.
    pub fn nodes_of(size: u64) -> Vec<NodeId> {
        cover(0, size)
    }

    /// Adds one leaf hash ([`Algorithm::leaf`]) and returns the nodes to store, leaf first.
    ///
    /// The leaf's index is the size before the call. Adding leaves one by one or in batches gives
    /// the same tree.
    pub fn append(&mut self, leaf: Hash) -> Vec<Node> {
        let mut id = NodeId { level: 0, index: self.size };
        let mut hash = leaf;
        let mut new = vec![Node { id, hash }];
        // An odd index means a finished left sibling of the same height is the last peak.
        while id.index % 2 == 1
            && let Some(left) = self.peaks.pop()
        {
            hash = self.algorithm.node(left, hash);
            id = NodeId { level: id.level + 1, index: id.index / 2 };
            new.push(Node { id, hash });
        }
        self.peaks.push(hash);
        self.size += 1;
        new
    }

    /// The root of the tree (RFC 6962 section 2.1); of the empty tree, the hash of nothing.
    pub fn root(&self) -> Hash {
        fold(self.algorithm, &self.peaks).unwrap_or_else(|| self.algorithm.empty())
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hash function of this log.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}

impl fmt::Display for Frontier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.algorithm, self.size)?;
        for (position, peak) in self.peaks.iter().enumerate() {
            write!(f, "{}{peak}", if position > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl FromStr for Frontier {
    type Err = FrontierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, ':');
        let (Some(algorithm), Some(size), Some(peaks)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(FrontierError::Form);
        };
        let algorithm = algorithm.parse().map_err(FrontierError::Hash)?;
        let size = size.parse().map_err(|_| FrontierError::Form)?;
        let peaks = peaks.split(',').filter(|peak| !peak.is_empty()).map(str::parse);
        let peaks = peaks.collect::<Result<_, _>>().map_err(FrontierError::Hash)?;
        Self::try_new(algorithm, size, peaks)
    }
}

/// The perfect subtrees covering the leaves `start..end`, largest first.
///
/// `start` must be a multiple of the smallest power of two not below `end - start`, as every range
/// RFC 6962 splits off is.
pub(crate) fn cover(start: u64, end: u64) -> Vec<NodeId> {
    let length = end.saturating_sub(start);
    let mut position = start;
    let mut nodes = Vec::new();
    for level in (0..64_u8).rev().filter(|level| length >> level & 1 == 1) {
        nodes.push(NodeId { level, index: position >> level });
        position = position.saturating_add(1 << level);
    }
    nodes
}

/// The hash of a range from its perfect subtrees, largest first; nothing for an empty range.
pub(crate) fn fold(algorithm: Algorithm, peaks: &[Hash]) -> Option<Hash> {
    peaks.iter().rev().copied().reduce(|right, left| algorithm.node(left, right))
}

/// Why a stored edge cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontierError {
    /// The text is not `algorithm:size:hash,…`.
    Form,
    /// A hash or the algorithm's name is damaged.
    Hash(HashError),
    /// The number of hashes does not fit the size.
    Peaks {
        /// How many the size asks for.
        expected: usize,
        /// How many there were.
        found: usize,
    },
}

impl fmt::Display for FrontierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("the edge of the tree is not algorithm:size:hashes"),
            Self::Hash(error) => error.fmt(f),
            Self::Peaks { expected, found } => {
                write!(f, "the edge of the tree needs {expected} hashes and has {found}")
            }
        }
    }
}

impl std::error::Error for FrontierError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_leaves_have_three_peaks_and_new_nodes_climb() {
        let mut frontier = Frontier::new(Algorithm::Sha256);
        let written: Vec<_> = (0..8_u8)
            .map(|n| {
                let nodes = frontier.append(Algorithm::Sha256.leaf(&[n]));
                nodes.iter().map(|node| (node.id.level, node.id.index)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(written[6], [(0, 6)]);
        assert_eq!(written[7], [(0, 7), (1, 3), (2, 1), (3, 0)]);
        let ids = |size| Frontier::nodes_of(size).iter().map(|n| (n.level, n.index)).collect();
        let seven: Vec<_> = ids(7);
        assert_eq!(seven, [(2, 0), (1, 2), (0, 6)]);
        assert_eq!(ids(8), [(3, 0)]);
    }

    #[test]
    fn damaged_edges_are_refused() {
        let parse = |text: &str| text.parse::<Frontier>();
        assert_eq!(parse("sha256:0:").map(|f| f.root()), Ok(Algorithm::Sha256.empty()));
        assert_eq!(parse(""), Err(FrontierError::Form));
        assert_eq!(parse("sha256:-1:"), Err(FrontierError::Form));
        assert_eq!(parse("md5:0:"), Err(FrontierError::Hash(HashError::Algorithm)));
        assert_eq!(parse("sha256:1:00"), Err(FrontierError::Hash(HashError::Length)));
        assert_eq!(parse("sha256:3:"), Err(FrontierError::Peaks { expected: 2, found: 0 }));
    }
}
