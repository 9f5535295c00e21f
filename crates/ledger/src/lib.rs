//! 公开账本 — The public record: canonical bytes, a Merkle tree over them, proofs, and signed checkpoints.
//!
//! A neighbourhood that votes, spends and promises must be able to show later that nothing was
//! changed behind its back. Every fact becomes a leaf; the tree's root is signed and printed on the
//! notice board; anybody holding a receipt (leaf, index, proof) can check it without us. Private
//! values enter only as salted commitments, so a person can be erased and the record still verifies.
//!
//! The crate is pure: it reads no clock, no randomness, no database, and knows no other room. A
//! database keeps the perfect subtrees in a table keyed `(level, index)` and the right edge of the
//! tree (the [`Frontier`]) as one line of text.
//!
//! ```text
//! value ─canonical─▶ bytes ─leaf─▶ Frontier::append ─▶ nodes to store, root
//!                                        root ─▶ Checkpoint ─sign─▶ notice board
//!                     stored nodes ─▶ Plan ─▶ InclusionProof / ConsistencyProof ─verify─▶ anybody
//! ```
//!
//! ```
//! use ledger::{Algorithm, Checkpoint, Frontier, Plan, Signer, Verifier, canonical};
//!
//! let mut frontier = Frontier::new(Algorithm::Sha256);
//! let mut stored = std::collections::BTreeMap::new();
//! for yes in [31, 42, 57] {
//!     let bytes = canonical::to_bytes(&serde_json::json!({"yes": yes, "event": "vote"})).unwrap();
//!     let leaf = Algorithm::Sha256.leaf(&bytes);
//!     stored.extend(frontier.append(leaf).into_iter().map(|node| (node.id, node.hash)));
//! }
//! let signer = Signer::try_new("community.example/log", &[7; 32]).unwrap();
//! let note = Checkpoint::of(&frontier, "community.example/log").sign(&signer).unwrap();
//! let verifier: Verifier = signer.verifier().to_string().parse().unwrap();
//! let seen = Checkpoint::open(&note, &verifier).unwrap();
//! let plan = Plan::inclusion(1, seen.size).unwrap();
//! let proof = plan.inclusion_proof(Algorithm::Sha256, |id| stored.get(&id).copied()).unwrap();
//! let leaf = Algorithm::Sha256.leaf(br#"{"event":"vote","yes":42}"#);
//! assert_eq!(proof.verify(Algorithm::Sha256, leaf, seen.root), Ok(()));
//! ```

pub mod canonical;
pub mod checkpoint;
pub mod commitment;
pub mod hash;
pub mod note;
pub mod proof;
pub mod tile;
pub mod tree;

#[cfg(test)]
mod props;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use commitment::{Commitment, CommitmentError, Salt};
pub use hash::{Algorithm, Hash, HashError};
pub use note::{NoteError, SignedNote, Signer, Verifier};
pub use proof::{ConsistencyProof, InclusionProof, Plan, ProofError};
pub use tree::{Frontier, FrontierError, Node, NodeId};
