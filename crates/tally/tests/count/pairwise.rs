//! 两两比较 — Cases of `tally::pairwise`.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use tally::Lang;
use tally::lot::Lot;
use tally::pairwise::{
    Matrix, Strength, explain_ranked_pairs, explain_schulze, matrix, ranked_pairs, schulze,
};
use tally::profile::{Heap, Profile};
use tally::read;

use super::open;
use super::transfer::{loose, profile, relisted, unlisted};

const STRENGTHS: [Strength; 2] = [Strength::WinningVotes, Strength::Margins];

#[test]
fn wards_without_an_easy_answer() {
    let Some(folder) = open::folder("C_elections/condorcet") else { return };
    for path in open::files(&folder, ".expected.json") {
        let expected: Value = open::json(&path);
        let ballots = path.to_string_lossy().replace(".expected.json", ".blt.gz");
        let profile = read::blt(&open::bytes(ballots.as_ref())).unwrap();
        let by =
            |strength| serde_json::to_value(schulze(&profile, strength, None).unwrap()).unwrap();
        let (votes, margins) = (by(Strength::WinningVotes), by(Strength::Margins));
        for field in ["pairwise", "schulze_winners", "schulze_strongest_paths", "schulze_order"] {
            assert_eq!(votes[field], expected[field], "{ballots}: {field}");
        }
        assert_eq!(votes["elected"], expected["schulze_winners"], "{ballots}");
        assert_eq!(margins["schulze_winners"], expected["schulze_margins_winners"], "{ballots}");
        let pairs = serde_json::to_value(ranked_pairs(&profile, None).unwrap()).unwrap();
        assert_eq!(pairs["elected"], expected["ranked_pairs_winners"], "{ballots}");
        assert_eq!(pairs["pairwise"], expected["pairwise"], "{ballots}");
        assert_eq!(pairs["conflicts"], json!([]), "{ballots}");
    }
}

#[test]
fn the_example_of_schulze() {
    let Some(folder) = open::folder("C_elections/condorcet") else { return };
    let expected: Value = open::json(&folder.join("schulze45.json"));
    let ballots: Vec<(u64, Vec<usize>)> =
        serde_json::from_value(expected["ballots"].clone()).unwrap();
    let heap = |(count, ranking): &(u64, Vec<usize>)| Heap {
        ranking: ranking.iter().map(|number| vec![number - 1]).collect(),
        count: *count,
    };
    let profile = Profile {
        candidates: ["A", "B", "C", "D", "E"].map(str::to_owned).to_vec(),
        heaps: ballots.iter().map(heap).collect(),
        ..Profile::default()
    };
    let found = schulze(&profile, Strength::WinningVotes, None).unwrap();
    assert_eq!(json!(found.matrix.pairwise), expected["pairwise"]);
    assert_eq!(json!(found.schulze_strongest_paths), expected["strongest_paths"]);
    let order: Vec<_> =
        found.schulze_order.iter().map(|number| &profile.candidates[number - 1]).collect();
    assert_eq!(json!(order), expected["schulze_order"]);
}

fn names(profile: &Profile, numbers: &[usize]) -> BTreeSet<String> {
    numbers.iter().map(|number| profile.candidates[number - 1].clone()).collect()
}

/// The strongest chain by trying every chain without a repeat.
fn strongest(matrix: &Matrix, strength: Strength, way: &mut Vec<usize>, to: usize) -> u64 {
    let from = *way.last().unwrap();
    let mut best = 0;
    for next in (0..matrix.candidates.len()).filter(|next| !way.contains(next)).collect::<Vec<_>>()
    {
        let (ahead, behind) = (matrix.pairwise[from][next], matrix.pairwise[next][from]);
        let step = match strength {
            _ if ahead <= behind => continue,
            Strength::WinningVotes => ahead,
            Strength::Margins => ahead - behind,
        };
        way.push(next);
        let onward = if next == to { u64::MAX } else { strongest(matrix, strength, way, to) };
        way.pop();
        best = best.max(step.min(onward));
    }
    best
}

proptest! {
    #[test]
    fn pairs_add_up_and_neither_order_nor_heaps_matter(profile in profile()) {
        let table = matrix(&profile).unwrap();
        prop_assert_eq!(table.valid + table.invalid, profile.cast());
        for (one, row) in table.pairwise.iter().enumerate() {
            for (other, votes) in row.iter().enumerate() {
                prop_assert!(votes + table.pairwise[other][one] <= table.valid);
                prop_assert!(*votes == 0 || profile.stands(one) && profile.stands(other));
            }
        }
        let loose = loose(&profile);
        prop_assert_eq!(matrix(&loose).unwrap(), table);
        prop_assert_eq!(ranked_pairs(&loose, None), ranked_pairs(&profile, None));
        for strength in STRENGTHS {
            prop_assert_eq!(schulze(&loose, strength, None), schulze(&profile, strength, None));
        }
    }

    #[test]
    fn chains_are_the_strongest_there_are(profile in profile()) {
        for strength in STRENGTHS {
            let found = schulze(&profile, strength, None).unwrap();
            for (one, row) in found.schulze_strongest_paths.iter().enumerate() {
                for (other, &path) in row.iter().enumerate().filter(|&(other, _)| other != one) {
                    prop_assert_eq!(path, strongest(&found.matrix, strength, &mut vec![one], other));
                }
            }
        }
    }

    #[test]
    fn winners_are_in_the_smith_set_and_the_condorcet_winner_is_alone(profile in profile()) {
        let table = matrix(&profile).unwrap();
        let beats = |one: usize, other: usize| table.pairwise[one][other] > table.pairwise[other][one];
        let alone = |&one: &usize| {
            profile.stands(one)
                && (0..table.candidates.len())
                    .all(|other| other == one || !profile.stands(other) || beats(one, other))
        };
        let winner = (0..table.candidates.len()).find(alone).map(|name| name + 1);
        prop_assert_eq!(table.condorcet_winner, winner);
        for one in &table.smith_set {
            for other in (1..=table.candidates.len()).filter(|other| !table.smith_set.contains(other)) {
                prop_assert!(!profile.stands(other - 1) || beats(one - 1, other - 1));
            }
        }
        let pairs = ranked_pairs(&profile, None).unwrap();
        let found = STRENGTHS.map(|strength| schulze(&profile, strength, None).unwrap().elected);
        for elected in found.iter().chain([&pairs.elected]) {
            prop_assert!(!elected.is_empty());
            prop_assert!(elected.iter().all(|number| table.smith_set.contains(number)));
            prop_assert!(winner.is_none_or(|winner| elected == &[winner]));
        }
    }

    #[test]
    fn an_order_never_puts_the_beaten_first(profile in profile()) {
        for strength in STRENGTHS {
            let found = schulze(&profile, strength, None).unwrap();
            let (order, paths) = (&found.schulze_order, &found.schulze_strongest_paths);
            prop_assert_eq!(order.len(), profile.candidates.len() - profile.withdrawn.len());
            for (at, one) in order.iter().enumerate() {
                for other in &order[at + 1..] {
                    let (there, back) = (paths[one - 1][other - 1], paths[other - 1][one - 1]);
                    prop_assert!(there >= back);
                    let tied = [*one.min(other), *one.max(other)];
                    prop_assert_eq!(found.schulze_ties.contains(&tied), there == back);
                }
            }
        }
    }

    #[test]
    fn locked_victories_close_no_circle_and_all_others_would(profile in profile()) {
        let found = ranked_pairs(&profile, None).unwrap();
        let place = |number: &usize| found.ranked_pairs_order.iter().position(|n| n == number);
        for (at, pair) in found.victories.iter().enumerate() {
            prop_assert!(!pair.locked || place(&pair.winner) < place(&pair.loser));
            // The beaten reaches the victor by victories locked before.
            let before: Vec<_> = found.victories[..at].iter().filter(|pair| pair.locked).collect();
            let mut reached = BTreeSet::from([pair.loser]);
            for _ in &before {
                let more: Vec<_> = before.iter().filter(|p| reached.contains(&p.winner)).collect();
                reached.extend(more.iter().map(|pair| pair.loser));
            }
            prop_assert_eq!(reached.contains(&pair.winner), !pair.locked);
        }
        let strengths: Vec<_> = found.victories.iter().map(|pair| (pair.margin, pair.votes)).collect();
        prop_assert!(strengths.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn another_list_order_only_renames(
        (profile, order) in profile().prop_flat_map(|profile| {
            let order = (0..profile.candidates.len()).collect::<Vec<_>>();
            (Just(profile), Just(order).prop_shuffle())
        }),
        seed in prop::option::of("[0-9]{1,4}"),
    ) {
        let lot = seed.as_deref().map(Lot::new);
        let other = relisted(&profile, &order);
        for strength in STRENGTHS {
            let (one, two) = (
                schulze(&profile, strength, lot.as_ref()).unwrap(),
                schulze(&other, strength, lot.as_ref()).unwrap(),
            );
            prop_assert_eq!(names(&profile, &one.elected), names(&other, &two.elected));
        }
        let (one, two) = (
            ranked_pairs(&profile, lot.as_ref()).unwrap(),
            ranked_pairs(&other, lot.as_ref()).unwrap(),
        );
        if lot.is_some() || one.conflicts.is_empty() {
            prop_assert_eq!(names(&profile, &one.elected), names(&other, &two.elected));
        }
        prop_assert_eq!(one.conflicts.is_empty(), two.conflicts.is_empty());
    }

    #[test]
    fn who_withdrew_might_never_have_been_listed(profile in profile()) {
        let never = unlisted(&profile);
        for strength in STRENGTHS {
            let (one, two) =
                (schulze(&profile, strength, None).unwrap(), schulze(&never, strength, None).unwrap());
            prop_assert_eq!(names(&profile, &one.elected), names(&never, &two.elected));
        }
        let (one, two) = (ranked_pairs(&profile, None).unwrap(), ranked_pairs(&never, None).unwrap());
        prop_assert_eq!(names(&profile, &one.elected), names(&never, &two.elected));
    }

    #[test]
    fn every_pair_is_said(profile in profile(), seed in prop::option::of("[0-9]{1,4}")) {
        let lot = seed.as_deref().map(Lot::new);
        let standing = profile.candidates.len() - profile.withdrawn.len();
        for lang in [Lang::Zh, Lang::En] {
            let said = explain_schulze(&schulze(&profile, STRENGTHS[0], lot.as_ref()).unwrap(), lang);
            prop_assert!(said.len() >= 2 + standing * (standing - 1) / 2);
            let said = explain_ranked_pairs(&ranked_pairs(&profile, lot.as_ref()).unwrap(), lang);
            prop_assert!(said.len() >= 2 + standing * (standing - 1) / 2);
        }
    }
}

/// 甲 beats 乙, 乙 beats 丙, 丙 beats 甲.
fn circle() -> Profile {
    let heap = |count, ranking: &[usize]| Heap {
        ranking: ranking.iter().map(|&name| vec![name]).collect(),
        count,
    };
    Profile {
        candidates: ["王芳", "李强", "张敏"].map(str::to_owned).to_vec(),
        heaps: vec![heap(4, &[0, 1, 2]), heap(3, &[1, 2, 0]), heap(2, &[2, 0, 1]), heap(1, &[])],
        ..Profile::default()
    }
}

#[test]
fn chains_read_one_by_one() {
    let found = schulze(&circle(), Strength::WinningVotes, None).unwrap();
    let zh = [
        "有效票 9 张，没有写名字的 1 张。两人相比，排在前面的得一票；没有写的排在最后。",
        "王芳对李强：6 比 3，王芳胜。",
        "张敏对王芳：5 比 4，张敏胜。",
        "李强对张敏：7 比 2，李强胜。",
        "没有人胜过其余每一个人。看连胜：一人胜第二人、第二人胜第三人，第一人就连到第三人；\
         一条连胜有多强，看其中得票最少的一胜。",
        "王芳到李强：王芳→李强，强 6；反过来强 5。",
        "王芳到张敏：王芳→李强→张敏，强 6；反过来强 5。",
        "结论：王芳当选。",
    ];
    assert_eq!(explain_schulze(&found, Lang::Zh), zh);
}

#[test]
fn locked_victories_read_one_by_one() {
    let found = ranked_pairs(&circle(), None).unwrap();
    let en = [
        "Valid ballots 9, 1 naming nobody. Of two names the one ranked higher gets the ballot; names \
         left out are last.",
        "王芳 against 李强: 6 to 3, 王芳 wins.",
        "张敏 against 王芳: 5 to 4, 张敏 wins.",
        "李强 against 张敏: 7 to 2, 李强 wins.",
        "李强 beats 张敏 by 5: locked in.",
        "王芳 beats 李强 by 3: locked in.",
        "张敏 beats 王芳 by 1: would close a circle with those before, left out.",
        "Conclusion: 王芳 is elected.",
    ];
    assert_eq!(explain_ranked_pairs(&found, Lang::En), en);
}
