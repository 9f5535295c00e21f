//! 性质 — What holds for every tree, whatever its leaves and however they came.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::{Algorithm, Frontier, Hash, NodeId, Plan, ProofError, canonical, tree};

const ALGORITHM: Algorithm = Algorithm::Sha256;

/// The definition of RFC 6962 section 2.1, word for word, to compare with.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => ALGORITHM.empty(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            ALGORITHM.node(root_by_definition(left), root_by_definition(right))
        }
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|n| ALGORITHM.leaf(&n.to_be_bytes())).collect()
}

fn grow(frontier: &mut Frontier, stored: &mut BTreeMap<NodeId, Hash>, leaves: &[Hash]) {
    for leaf in leaves {
        for node in frontier.append(*leaf) {
            assert_eq!(stored.insert(node.id, node.hash), None, "a node is written once");
        }
    }
}

#[test]
fn every_pair_of_small_sizes_is_consistent() {
    let all = leaves(40);
    let (mut frontier, mut stored) = (Frontier::new(ALGORITHM), BTreeMap::new());
    grow(&mut frontier, &mut stored, &all);
    let root = |n: u64| root_by_definition(&all[..usize::try_from(n).unwrap()]);
    for new in 0..=40 {
        let peaks = Frontier::nodes_of(new).iter().map(|id| stored[id]).collect();
        assert_eq!(Frontier::try_new(ALGORITHM, new, peaks).unwrap().root(), root(new));
        for old in 0..=new {
            let plan = Plan::consistency(old, new).unwrap();
            let mut proof =
                plan.consistency_proof(ALGORITHM, |id| stored.get(&id).copied()).unwrap();
            assert_eq!(proof.verify(ALGORITHM, root(old), root(new)), Ok(()), "{old} {new}");
            let stranger = ALGORITHM.leaf(b"stranger");
            assert_eq!(proof.verify(ALGORITHM, stranger, root(new)), Err(ProofError::Root));
            // Every tree begins with the empty tree, so only a real old tree ties down the new one.
            if old > 0 && old < new {
                assert_eq!(proof.verify(ALGORITHM, root(old), stranger), Err(ProofError::Root));
                proof.path.push(all[7]);
                let longer = proof.verify(ALGORITHM, root(old), root(new));
                assert_eq!(longer, Err(ProofError::Length), "{old} {new}");
            }
        }
    }
}

proptest! {
    #[test]
    fn batches_do_not_matter(sizes in vec(0_usize..9, 0..12)) {
        let all = leaves(sizes.iter().sum::<usize>() as u64);
        let (mut frontier, mut stored) = (Frontier::new(ALGORITHM), BTreeMap::new());
        let mut rest = all.as_slice();
        for size in sizes {
            let (batch, later) = rest.split_at(size);
            // Between batches the edge lives in the database as text.
            frontier = frontier.to_string().parse().unwrap();
            grow(&mut frontier, &mut stored, batch);
            rest = later;
        }
        prop_assert_eq!(frontier.root(), root_by_definition(&all));
        prop_assert_eq!(frontier.size(), all.len() as u64);
    }

    #[test]
    fn every_leaf_is_proved_and_no_other(count in 1_u64..130) {
        let all = leaves(count);
        let (mut frontier, mut stored) = (Frontier::new(ALGORITHM), BTreeMap::new());
        grow(&mut frontier, &mut stored, &all);
        for (index, leaf) in (0..).zip(&all) {
            let plan = Plan::inclusion(index, count).unwrap();
            let proof = plan.inclusion_proof(ALGORITHM, |id| stored.get(&id).copied()).unwrap();
            prop_assert_eq!(proof.verify(ALGORITHM, *leaf, frontier.root()), Ok(()));
            let stranger = ALGORITHM.leaf(b"stranger");
            let refused = proof.verify(ALGORITHM, stranger, frontier.root());
            prop_assert_eq!(refused, Err(ProofError::Root));
            let mut shorter = proof.clone();
            if shorter.path.pop().is_some() {
                prop_assert!(shorter.verify(ALGORITHM, *leaf, frontier.root()).is_err());
            }
            let mut longer = proof.clone();
            longer.path.push(stranger);
            let refused = longer.verify(ALGORITHM, *leaf, frontier.root());
            prop_assert_eq!(refused, Err(ProofError::Length));
        }
    }

    #[test]
    fn a_cover_is_a_partition(size in any::<u64>()) {
        let mut position = 0_u64;
        for id in tree::cover(0, size) {
            prop_assert_eq!(id.index << id.level, position);
            position += 1 << id.level;
        }
        prop_assert_eq!(position, size);
    }

    #[test]
    fn canonical_bytes_read_back_as_the_same_value(value in any_value()) {
        let bytes = canonical::to_bytes(&value).unwrap();
        let read: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(&read, &value);
        prop_assert_eq!(canonical::to_bytes(&read).unwrap(), bytes);
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>()) {
        let refused = text.parse::<crate::SignedNote>().is_err()
            && text.parse::<crate::Verifier>().is_err()
            && text.parse::<Frontier>().is_err();
        prop_assert!(refused);
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}
