//! 公开向量 — The published vectors for trees, notes, checkpoints and tile paths all hold.

#[cfg(test)]
mod f_tlog {
    use std::collections::BTreeMap;

    use ledger::tile::{self, Tile};
    use ledger::{
        Algorithm, Checkpoint, CheckpointError, Frontier, Hash, NodeId, NoteError, Plan,
        SignedNote, Verifier,
    };
    use serde_json::Value;

    fn vectors() -> Value {
        serde_json::from_str(include_str!("vectors/f_tlog.json")).unwrap()
    }

    fn number(value: &Value) -> u64 {
        value.as_u64().unwrap()
    }

    fn hash(value: &Value) -> Hash {
        value.as_str().unwrap().parse().unwrap()
    }

    fn path(value: &Value) -> Vec<Hash> {
        value["proof"].as_array().unwrap().iter().map(hash).collect()
    }

    fn bytes(hex: &str) -> Vec<u8> {
        let pair = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(pair).collect()
    }

    #[test]
    fn sm3_is_the_standard_one() {
        let abc = Algorithm::Sm3.digest(&[b"abc"]);
        assert_eq!(abc, hash(&vectors()["sm3_abc"]));
    }

    #[test]
    fn roots_and_proofs_hold() {
        let vectors = vectors();
        let cases = vectors["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 4);
        for case in cases {
            let algorithm: Algorithm = case["hash"].as_str().unwrap().parse().unwrap();
            let roots = case["roots"].as_object().unwrap();
            let root = |size: u64| hash(&roots[&size.to_string()]);
            let mut frontier = Frontier::new(algorithm);
            let mut stored: BTreeMap<NodeId, Hash> = BTreeMap::new();
            let mut leaves = Vec::new();
            assert_eq!(frontier.root(), root(0));
            for leaf in case["leaves"].as_array().unwrap() {
                let leaf = algorithm.leaf(&bytes(leaf.as_str().unwrap()));
                stored.extend(frontier.append(leaf).iter().map(|node| (node.id, node.hash)));
                leaves.push(leaf);
                assert_eq!(frontier.root(), root(frontier.size()));
            }
            assert_eq!(roots.len(), leaves.len() + 1);
            let fetch = |id: NodeId| stored.get(&id).copied();
            for wanted in case["inclusion"].as_array().unwrap() {
                let (index, size) = (number(&wanted["index"]), number(&wanted["size"]));
                let plan = Plan::inclusion(index, size).unwrap();
                let proof = plan.inclusion_proof(algorithm, fetch).unwrap();
                assert_eq!(proof.path, path(wanted));
                let leaf = leaves[usize::try_from(index).unwrap()];
                assert_eq!(proof.verify(algorithm, leaf, root(size)), Ok(()));
            }
            for wanted in case["consistency"].as_array().unwrap() {
                let (old, new) = (number(&wanted["old"]), number(&wanted["new"]));
                let plan = Plan::consistency(old, new).unwrap();
                let proof = plan.consistency_proof(algorithm, fetch).unwrap();
                assert_eq!(proof.path, path(wanted));
                assert_eq!(proof.verify(algorithm, root(old), root(new)), Ok(()));
            }
        }
    }

    #[test]
    fn the_signed_note_of_the_specification_verifies() {
        let example = &vectors()["signed_note"];
        let verifier: Verifier = example["vkey"].as_str().unwrap().parse().unwrap();
        let note: SignedNote = example["note"].as_str().unwrap().parse().unwrap();
        assert_eq!(note.verify(&verifier), Ok("This is an example message.\n"));
        assert_eq!(note.to_string(), example["note"].as_str().unwrap());
        assert_eq!(verifier.to_string(), example["vkey"].as_str().unwrap());
    }

    #[test]
    fn the_checkpoint_verifies_and_the_changed_one_is_refused() {
        let vectors = vectors();
        let (good, bad) = (&vectors["checkpoint"], &vectors["checkpoint_bad"]);
        let open = |case: &Value| {
            let verifier: Verifier = case["vkey"].as_str().unwrap().parse().unwrap();
            Checkpoint::open(case["checkpoint"].as_str().unwrap(), &verifier)
        };
        let checkpoint = open(good).unwrap();
        assert_eq!(checkpoint.size, 13);
        assert_eq!(checkpoint.root, hash(&vectors["cases"][2]["roots"]["13"]));
        assert_eq!(open(bad), Err(CheckpointError::Note(NoteError::BadSignature)));
    }

    #[test]
    fn tile_paths_hold() {
        let vectors = vectors();
        for wanted in vectors["tile_paths"].as_array().unwrap() {
            let kind = match wanted["level"].as_u64() {
                Some(level) => Tile::Hashes(u8::try_from(level).unwrap()),
                None => Tile::Entries,
            };
            let width = u16::try_from(number(&wanted["width"])).unwrap();
            let path = tile::path(kind, number(&wanted["index"]), width);
            assert_eq!(path, wanted["path"].as_str().unwrap());
        }
    }
}
