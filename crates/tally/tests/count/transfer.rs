//! 转移 — Cases of `tally::transfer`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use tally::lot::Lot;
use tally::profile::{Heap, Profile};
use tally::read::{self, Kind};
use tally::transfer::{Count, explain, explain_irv, explain_meek, irv, meek, scottish};
use tally::{Invalid, Lang};

use super::open;

/// Each case of a folder: the ballots beside `NAME.expected.json`, and what is expected.
fn cases(kind: &str) -> Vec<(String, Profile, Value)> {
    let folder = open::folder(kind);
    let files = folder.map(|folder| open::files(&folder, ".expected.json")).unwrap_or_default();
    let case = |path: &std::path::PathBuf| {
        let name = path.to_string_lossy().replace(".expected.json", "");
        let ballots = ["", ".blt", ".gz", ".blt.gz"].map(|ending| format!("{name}{ending}"));
        let file = ballots.iter().find(|file| std::path::Path::new(file).is_file()).unwrap();
        let bytes = open::bytes(std::path::Path::new(file));
        let profile = match Kind::of_name(file) {
            Some(kind) => read::preflib(&bytes, kind).unwrap(),
            None => read::blt(&bytes).unwrap(),
        };
        (name, profile, open::json(path))
    };
    files.iter().map(case).collect()
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn scottish_wards_digit_by_digit() {
    for (name, profile, expected) in cases("C_elections/stv_scottish") {
        let count = scottish(&profile, number(&expected["seats"]), None).unwrap();
        let found = serde_json::to_value(&count).unwrap();
        assert_eq!(profile.seats, Some(number(&expected["seats"])), "{name}");
        assert_eq!(found["elected"], expected["elected_in_order"], "{name}");
        for field in ["quota", "valid", "candidates", "ties"] {
            assert_eq!(found[field], expected[field], "{name}: {field}");
        }
        assert_eq!(found["stages"], expected["stages"], "{name}");
    }
}

#[test]
fn districts_of_new_south_wales() {
    for (name, profile, expected) in cases("C_elections/irv_nsw") {
        let found = serde_json::to_value(irv(&profile, None).unwrap()).unwrap();
        for field in ["winner", "final_margin", "exhausted", "rounds"] {
            assert_eq!(found[field], expected[field], "{name}: {field}");
        }
        assert_eq!(found["elected"], json!([expected["winner"]]), "{name}");
        assert_eq!(found["ties"], json!([]), "{name}");
    }
}

/// The reference report prints two decimals; what it calls exhausted is the ballots less its rounded
/// votes, so it is held to the half hundredths of all of them.
#[test]
fn the_model_election_by_meek() {
    for (name, profile, expected) in cases("C_elections/stv_meek") {
        let counted = meek(&profile, number(&expected["seats"]), None).unwrap();
        let found = serde_json::to_value(&counted).unwrap();
        let within = |got: &Value, wanted: f64, halves: f64| {
            let got: f64 = got.as_str().unwrap().parse().unwrap();
            (got - wanted).abs() <= 0.005 * halves + 1e-9
        };
        let elected: Vec<_> =
            counted.count.elected.iter().map(|n| profile.candidates[n - 1].as_str()).collect();
        let mut sorted = elected.clone();
        sorted.sort_by_key(|name| profile.candidates.iter().position(|other| other == name));
        assert_eq!(json!(sorted), expected["elected"], "{name}");
        let stages = expected["stages"].as_object().unwrap();
        let mut numbers: Vec<_> = stages.keys().map(|n| n.parse::<usize>().unwrap()).collect();
        numbers.sort_unstable();
        for (stage, quota) in numbers.iter().zip(expected["quotas"].as_array().unwrap()) {
            let got = &found["stages"][stage - 1];
            assert!(within(&got["quota"], quota.as_f64().unwrap(), 1.0), "{name} {stage}: {got}");
            for (candidate, votes) in stages[&stage.to_string()].as_object().unwrap() {
                let index = profile.candidates.iter().position(|other| other == candidate);
                let (got, halves) = match index {
                    Some(index) => (&got["votes"][(index + 1).to_string()], 1.0),
                    None => (&got["non_transferable"], 8.0),
                };
                let holds = within(got, votes.as_f64().unwrap(), halves);
                assert!(holds, "{name} {stage} {candidate}: {got}");
            }
        }
    }
}

const NAMES: [&str; 6] = ["甲", "乙", "丙", "丁", "戊", "己"];

/// A ballot: any of the names in any order, sometimes two in one place.
fn ranking(names: usize) -> impl Strategy<Value = Vec<Vec<usize>>> {
    let order = Just((0..names).collect::<Vec<_>>()).prop_shuffle();
    let joins = prop::collection::vec(prop::bool::weighted(0.1), names);
    (order, 0..=names, joins).prop_map(|(order, length, joins)| {
        let mut steps = Vec::<Vec<usize>>::new();
        for (name, join) in order.into_iter().take(length).zip(joins) {
            match steps.last_mut() {
                Some(step) if join => step.push(name),
                _ => steps.push(vec![name]),
            }
        }
        steps
    })
}

/// Small elections with shared places, blank ballots and names that withdrew; somebody stands.
pub(crate) fn profile() -> impl Strategy<Value = Profile> {
    (1..=NAMES.len()).prop_flat_map(|names| {
        let heap = (ranking(names), 1..9_u64).prop_map(|(ranking, count)| Heap { ranking, count });
        let heaps = prop::collection::vec(heap, 0..14);
        let withdrawn = prop::collection::btree_set(0..names, 0..names.min(3));
        (heaps, withdrawn).prop_map(move |(heaps, withdrawn)| Profile {
            candidates: NAMES[..names].iter().map(|&name| name.to_owned()).collect(),
            withdrawn,
            heaps,
            ..Profile::default()
        })
    })
}

/// So many seats, but no more than names that stand.
fn at_most(seats: u32, profile: &Profile) -> u32 {
    seats.min(u32::try_from(profile.candidates.len() - profile.withdrawn.len()).unwrap())
}

/// The same ballots one by one, the last first.
pub(crate) fn loose(profile: &Profile) -> Profile {
    let heaps = profile.heaps.iter().rev();
    let heaps = heaps.flat_map(|heap| (0..heap.count).map(|_| Heap { count: 1, ..heap.clone() }));
    Profile { heaps: heaps.collect(), ..profile.clone() }
}

/// The same election with the names listed in another order: number `order[i]` becomes `i`.
pub(crate) fn relisted(profile: &Profile, order: &[usize]) -> Profile {
    let place = |name: &usize| order.iter().position(|old| old == name).unwrap();
    let heap = |heap: &Heap| Heap {
        ranking: heap.ranking.iter().map(|step| step.iter().map(place).collect()).collect(),
        ..*heap
    };
    Profile {
        candidates: order.iter().map(|&old| profile.candidates[old].clone()).collect(),
        withdrawn: profile.withdrawn.iter().map(place).collect(),
        heaps: profile.heaps.iter().map(heap).collect(),
        ..profile.clone()
    }
}

/// The same election as if those who withdrew had never been listed.
pub(crate) fn unlisted(profile: &Profile) -> Profile {
    let stays: Vec<_> = (0..profile.candidates.len()).filter(|&n| profile.stands(n)).collect();
    let place = |name: &usize| stays.iter().position(|old| old == name);
    let heap = |heap: &Heap| {
        let steps = heap.ranking.iter().map(|step| step.iter().filter_map(place).collect());
        Heap { ranking: steps.filter(|step: &Vec<_>| !step.is_empty()).collect(), ..*heap }
    };
    Profile {
        candidates: stays.iter().map(|&old| profile.candidates[old].clone()).collect(),
        withdrawn: BTreeSet::new(),
        heaps: profile.heaps.iter().map(heap).collect(),
        ..profile.clone()
    }
}

/// A stage told by names: votes, what could not move on, the elected, whose votes moved.
type Told = (BTreeMap<String, String>, String, Vec<String>, Option<String>);

/// A count told by names instead of numbers: what a new list order may not change.
fn by_name(count: &Count) -> Vec<Told> {
    let name = |number: &usize| count.candidates[number - 1].clone();
    let stage = |stage: &tally::transfer::Stage| {
        let votes = stage.votes.iter().map(|(number, votes)| (name(number), votes.to_string()));
        let elected = stage.elected.iter().map(name).collect();
        let candidate = stage.candidate.as_ref().map(name);
        (votes.collect(), stage.non_transferable.to_string(), elected, candidate)
    };
    count.stages.iter().map(stage).collect()
}

type Method = fn(&Profile, u32, Option<&Lot>) -> Result<Count, Invalid>;

const METHODS: [Method; 3] = [
    scottish,
    |profile, seats, lot| meek(profile, seats, lot).map(|meek| meek.count),
    |profile, _, lot| irv(profile, lot).map(|irv| irv.count),
];

/// Votes held and votes that could not move on are the valid ballots, at every stage; every seat
/// goes to somebody who stands, once.
fn holds(profile: &Profile, count: &Count) {
    assert_eq!(count.valid + count.invalid, profile.cast());
    assert!(count.cut <= count.valid);
    for stage in &count.stages {
        let one = 10_u64.pow(u32::from(stage.non_transferable.decimals()));
        let held: u64 = stage.votes.values().map(|votes| votes.units()).sum();
        assert_eq!(held + stage.non_transferable.units(), count.valid * one);
    }
    let different: BTreeSet<_> = count.elected.iter().copied().collect();
    assert_eq!(different.len(), count.seats as usize);
    assert!(different.iter().all(|&number| profile.stands(number - 1)));
    let by_stage: Vec<_> = count.stages.iter().flat_map(|stage| stage.elected.clone()).collect();
    assert_eq!(by_stage, count.elected);
    assert!(count.stages.len() <= 2 * count.candidates.len());
}

proptest! {
    #[test]
    fn nothing_is_lost_and_every_seat_is_filled(profile in profile(), seats in 1..6_u32, seed in ".{0,3}") {
        let lot = Lot::new(&seed);
        for method in METHODS {
            for lot in [None, Some(&lot)] {
                let seats = at_most(seats, &profile);
                let count = method(&profile, seats, lot).unwrap();
                holds(&profile, &count);
                prop_assert!(lot.is_none() || !count.needs_a_lot());
                for lang in [Lang::Zh, Lang::En] {
                    prop_assert!(explain(&count, lang).len() >= count.stages.len() + count.ties.len() + 2);
                }
            }
        }
    }

    #[test]
    fn neither_order_nor_heaps_matter(profile in profile(), seats in 1..4_u32) {
        for method in METHODS {
            let seats = at_most(seats, &profile);
            let count = method(&profile, seats, None).unwrap();
            prop_assert_eq!(&method(&loose(&profile), seats, None).unwrap(), &count);
        }
    }

    #[test]
    fn another_list_order_only_renames(
        (profile, order) in profile().prop_flat_map(|profile| {
            let order = (0..profile.candidates.len()).collect::<Vec<_>>();
            (Just(profile), Just(order).prop_shuffle())
        }),
        seats in 1..4_u32,
    ) {
        let lot = Lot::new("2026-05-01");
        for method in METHODS {
            let seats = at_most(seats, &profile);
            let (one, other) = (profile.clone(), relisted(&profile, &order));
            let (one, other) = (method(&one, seats, Some(&lot)), method(&other, seats, Some(&lot)));
            prop_assert_eq!(by_name(&one.unwrap()), by_name(&other.unwrap()));
        }
    }

    #[test]
    fn who_withdrew_might_never_have_been_listed(profile in profile(), seats in 1..4_u32) {
        for method in METHODS {
            let seats = at_most(seats, &profile);
            let never = method(&unlisted(&profile), seats, None).unwrap();
            prop_assert_eq!(by_name(&method(&profile, seats, None).unwrap()), by_name(&never));
        }
    }

    #[test]
    fn a_quota_of_first_choices_is_always_enough(profile in profile(), seats in 1..4_u32) {
        for method in METHODS {
            let seats = at_most(seats, &profile);
            let count = method(&profile, seats, None).unwrap();
            let one = 10_u64.pow(u32::from(count.stages[0].non_transferable.decimals()));
            for (number, votes) in &count.stages[0].votes {
                let safe = votes.units() / one * u64::from(count.seats + 1) > count.valid;
                prop_assert!(!safe || count.elected.contains(number));
            }
        }
    }

    #[test]
    fn surpluses_of_meek_are_dealt_out(profile in profile(), seats in 1..5_u32) {
        let seats = at_most(seats, &profile);
        let counted = meek(&profile, seats, None).unwrap();
        let mut elected: BTreeSet<usize> = BTreeSet::new();
        for stage in &counted.count.stages {
            let parts = stage.parts.as_ref().unwrap();
            // Where nearly every vote is exhausted the quota is as small as what is dealt out exactly enough:
            // the turns then end because the surplus no longer falls.
            let exhausted = parts.quota.units() < 1_000_000;
            if stage.kind == tally::transfer::Kind::Surplus && !exhausted {
                prop_assert!(parts.surplus.units() < 100_000, "{stage:?}");
                for number in &elected {
                    let (held, quota) = (stage.held(*number).units(), parts.quota.units());
                    prop_assert!(held.abs_diff(quota) < 100_000, "{stage:?}");
                }
            }
            elected.extend(&stage.elected);
        }
    }

    #[test]
    fn a_run_off_is_a_scottish_count_without_surplus(profile in profile()) {
        let (one, other) = (irv(&profile, None).unwrap(), scottish(&profile, 1, None).unwrap());
        if one.count.ties.is_empty() {
            prop_assert_eq!(one.count.elected, other.elected);
        }
    }
}

#[test]
fn every_open_ward_by_every_method() {
    let kinds = ["stv_scottish", "condorcet", "irv_nsw", "stv_meek"];
    for (name, profile, _) in kinds.iter().flat_map(|kind| cases(&format!("C_elections/{kind}"))) {
        for seats in 1..=u32::try_from(profile.candidates.len()).unwrap() {
            for method in METHODS {
                let count = method(&profile, seats, None).unwrap();
                holds(&profile, &count);
                assert!(!explain(&count, Lang::Zh).is_empty(), "{name}");
            }
        }
    }
}

/// Seven neighbours for two seats, with one of everything.
fn neighbours() -> Profile {
    let heap = |count, ranking: &[&[usize]]| Heap {
        ranking: ranking.iter().map(|step| step.to_vec()).collect(),
        count,
    };
    Profile {
        candidates: ["王芳", "李强", "张敏", "陈静", "刘洋"].map(str::to_owned).to_vec(),
        withdrawn: BTreeSet::from([4]),
        heaps: vec![
            heap(4, &[&[4], &[0], &[1]]),
            heap(3, &[&[0]]),
            heap(2, &[&[1]]),
            heap(2, &[&[2], &[0, 1]]),
            heap(2, &[&[3], &[1]]),
            heap(1, &[]),
        ],
        ..Profile::default()
    }
}

#[test]
fn a_scottish_count_reads_stage_by_stage() {
    let count = scottish(&neighbours(), 2, None).unwrap();
    let zh = [
        "有效票 13 张，选 2 人；当选线为 13 ÷ 3 取整再加 1，即 5 票。",
        "另有 1 张选票没有写明第一选择，不计入。",
        "2 张选票在某一位写了几个名字，只计到那一位之前。",
        "已退出、计票时跳过：刘洋。",
        "第 1 步，按第一选择计票：王芳 7.00000 票、李强 2.00000 票、张敏 2.00000 票、陈静 2.00000 票。",
        "达到当选线，当选：王芳。",
        "第 2 步，王芳比当选线多出的 2.00000 票按下一选择转出：李强 +1.14284，成 3.14284；\
         没有下一选择或尾数舍去、不能再转的 0.85716 票（累计 0.85716）。",
        "张敏、陈静每一步票数都相同；淘汰谁本应抽签，没有给出抽签种子，暂按名单先后取张敏：请当众抽签后重算。",
        "第 3 步，张敏票数最少（2.00000 票），淘汰；其票按下一选择转出：没有人得到；\
         没有下一选择、不能再转的 2.00000 票（累计 2.85716）。",
        "第 4 步，陈静票数最少（2.00000 票），淘汰；其票按下一选择转出：李强 +2.00000，成 5.14284；\
         没有下一选择、不能再转的 0.00000 票（累计 2.85716）。",
        "达到当选线，当选：李强。",
        "结论：王芳、李强当选。",
        "有票数相同的地方，这里暂按名单先后：须当众抽签定下种子，再数一遍，结论才作数。",
    ];
    assert_eq!(explain(&count, Lang::Zh), zh);
    let en = [
        "Stage 2, the 2.00000 votes of 王芳 above the quota move to next choices: 李强 +1.14284, now \
         3.14284; 0.85716 could not move, without a next choice or rounded away (0.85716 so far).",
        "张敏, 陈静 are level at every stage; a lot should decide who is excluded, but no seed was \
         given, so the first in the list is taken: 张敏. Draw a lot in public and count again.",
    ];
    assert_eq!(explain(&count, Lang::En)[6..8], en);
}

#[test]
fn a_run_off_reads_round_by_round() {
    let lot = Lot::new("2026-05-01");
    let said = explain_irv(&irv(&neighbours(), Some(&lot)).unwrap(), Lang::Zh);
    let zh = [
        "第 1 步，按第一选择计票：王芳 7 票、李强 2 票、张敏 2 票、陈静 2 票。",
        "李强、张敏、陈静每一步票数都相同；淘汰谁，抽签（种子“2026-05-01”）决定：张敏。",
        "第 2 步，张敏票数最少（2 票），淘汰；其票按下一选择转出：没有人得到；\
         没有下一选择、不能再转的 2 票（累计 2）。",
        "李强、陈静每一步票数都相同；淘汰谁，抽签（种子“2026-05-01”）决定：陈静。",
        "第 3 步，陈静票数最少（2 票），淘汰；其票按下一选择转出：李强 +2，成 4；\
         没有下一选择、不能再转的 0 票（累计 2）。",
        "剩下的人中票数最多，当选：王芳。",
        "结论：王芳当选。",
        "最后相差 3 票；没有后续选择、不再计入的选票 2 张。",
    ];
    assert_eq!(said[4..], zh);
}

#[test]
fn a_count_by_meek_reads_stage_by_stage() {
    let said = explain_meek(&meek(&neighbours(), 2, None).unwrap(), Lang::En);
    assert_eq!(
        said[0],
        "Valid ballots 13, seats 2; the quota is the votes still held ÷ 3 and falls as votes run out."
    );
    let en = [
        "Elected with the quota: 王芳.",
        "Stage 2, the elected keep just their quota and the rest moves to next choices, dealt out 8 \
         times. Part kept of each vote: 王芳 0.555555633. Quota 3.888888967. Now: 王芳 3.888889431, \
         李强 3.777777468, 张敏 2.000000000, 陈静 2.000000000; 1.333333101 votes are exhausted.",
        "张敏, 陈静 cannot be told apart by their votes; a lot should decide who is excluded, but no \
         seed was given, so the first in the list is taken: 张敏. Draw a lot in public and count \
         again.",
        "Stage 3, 张敏 has fewest votes (2.000000000) and is excluded; with these votes moved to next \
         choices: 王芳 3.888889431, 李强 3.777777468, 陈静 2.000000000; 3.333333101 votes are \
         exhausted.",
        "Elected with the quota: 李强.",
        "Conclusion: elected: 王芳, 李强.",
        "A tie was settled by the order of the list for now: draw a lot in public, then count again with its seed. Only that result counts.",
        "Precision: all numbers have 9 decimals; a stage ends when the surpluses together are below \
         0.000001000 votes, or stop falling.",
    ];
    assert_eq!(said[5..], en);
}
