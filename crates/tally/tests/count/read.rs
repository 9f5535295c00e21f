//! 读票 — Cases of `tally::read`, good files and bad ones.

use std::path::Path;

use serde_json::Value;
use tally::read::{Kind, blt, preflib, write_blt};

use super::open;

/// Every open BLT file reads, with as many ballots and first preferences as were published.
#[test]
fn open_blt_files() {
    for kind in ["stv_scottish", "condorcet", "stv_meek"] {
        let Some(folder) = open::folder(&format!("C_elections/{kind}")) else { return };
        let files = [open::files(&folder, ".blt.gz"), open::files(&folder, ".blt")].concat();
        assert!(!files.is_empty());
        for path in files {
            let profile = blt(&open::bytes(&path)).unwrap();
            assert_eq!(blt(write_blt(&profile).as_bytes()).as_ref(), Ok(&profile));
            let stem = path.to_string_lossy().replace(".gz", "").replace(".blt", "");
            let expected: Value = open::json(Path::new(&format!("{stem}.expected.json")));
            if kind != "stv_scottish" {
                continue;
            }
            assert_eq!(expected["valid"], profile.cast(), "{stem}");
            assert_eq!(expected["seats"], profile.seats.unwrap());
            assert_eq!(expected["candidates"], Value::from(profile.candidates.clone()));
            for (index, votes) in first_preferences(&profile).into_iter().enumerate() {
                let official = &expected["stages"][0]["votes"][(index + 1).to_string()];
                assert_eq!(*official, format!("{votes}.00000"), "{stem}");
            }
        }
    }
}

fn first_preferences(profile: &tally::profile::Profile) -> Vec<u64> {
    let mut votes = vec![0; profile.candidates.len()];
    for heap in &profile.heaps {
        if let Some([first]) = heap.ranking.first().map(Vec::as_slice) {
            votes[*first] += heap.count;
        }
    }
    votes
}

#[test]
fn open_preflib_files() {
    let Some(folder) = open::folder("C_elections/irv_nsw") else { return };
    let files = open::files(&folder, ".soi.gz");
    assert!(!files.is_empty());
    for path in files {
        let kind = Kind::of_name(&path.to_string_lossy()).unwrap();
        let profile = preflib(&open::bytes(&path), kind).unwrap();
        let stem = path.to_string_lossy().replace(".gz", "");
        let expected: Value = open::json(Path::new(&format!("{stem}.expected.json")));
        assert_eq!(expected["title"], profile.title);
        let first = expected["rounds"][0].as_object().unwrap();
        for (index, votes) in first_preferences(&profile).into_iter().enumerate() {
            assert_eq!(first[&(index + 1).to_string()], votes, "{stem}");
        }
    }
}
