//! `gongdi count`: the contract an auditor relies on, field by field, on small cases done by hand.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::gongdi::{Folder, run, said};

/// What a count prints as JSON.
fn counted(arguments: &[&str]) -> Value {
    let output = run(&[&["count"], arguments, &["--json"]].concat());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What a count says to a person.
fn told(arguments: &[&str], folder: &Folder) -> String {
    said(&run(&[&["count"], arguments].concat()), &folder.0)
}

fn file(folder: &Folder, name: &str, text: &str) -> String {
    folder.write(name, text).display().to_string()
}

/// `printf 'a yes 0.00 \nb no 0.00 \nc yes 0.00 ' | sha256sum`
const DIGEST: &str = "b2e5bab763ee3c97d017a9e294cb9227caa1f0e6e0812d471a2dfc84248524e9";

const BALLOTS: &str = "3 1\n4 1 2 0\n3 2 3 0\n2 3 2 0\n0\n\"甲\"\n\"乙\"\n\"丙\"\n\"楼长\"\n";

#[test]
fn owners_by_area_and_heads() {
    let folder = Folder::new();
    let unit = |id: &str, owner: &str, area: i64, choice: &str| json!({"unit": id, "owner": owner, "area_centi": area, "choice": choice, "unsold": false});
    let units = [
        unit("1-101", "甲", 10_000, "yes"),
        unit("1-102", "乙", 10_000, "no"),
        unit("1-103", "丙", 12_000, "yes"),
    ];
    let case = json!({"name": "换物业", "tier": "ordinary", "units": units}).to_string();
    let case = file(&folder, "case.json", &case);
    let verdict = counted(&["owners", &case]);
    assert_eq!(verdict["total_area"], 32_000);
    assert_eq!((&verdict["yes_area"], &verdict["yes_heads"]), (&json!(22_000), &json!(2)));
    assert_eq!(verdict["participation_ok"], true);
    assert_eq!((&verdict["consent_ok"], &verdict["passed"]), (&json!(true), &json!(true)));
    assert!(told(&["owners", &case], &folder).contains("结论：通过"));
    let broken =
        file(&folder, "broken.json", "{\"tier\": \"ordinary\", \"units\": [{\"unti\": 1}]}");
    assert!(told(&["owners", &broken], &folder).contains("DIR/broken.json:1:"));
}

#[test]
fn a_published_vote_is_counted_again_and_a_changed_one_is_seen() {
    let folder = Folder::new();
    let ballot = |token: &str, choice: &str| json!({"token": token, "choice": choice});
    let mut vote = json!({
        "format": "gongdi-vote/1",
        "question": "修不修路",
        "place": "420115",
        "opened": "2026-05-01",
        "rule": "cn-simple-majority@2021-01-01",
        "roll": {"lines": 5},
        "ballots": [ballot("a", "yes"), ballot("b", "no"), ballot("c", "yes")],
        "announced": {"passed": true, "yes": 2, "no": 1, "abstain": 0, "digest": DIGEST},
    });
    let good = file(&folder, "vote.json", &vote.to_string());
    let recount = counted(&["vote", &good]);
    assert_eq!((&recount["agrees"], &recount["passed"]), (&json!(true), &json!(true)));
    assert_eq!(recount["counted"]["digest"], DIGEST);
    assert!(told(&["vote", &good], &folder).contains("都与公布的一致"));
    vote["ballots"][1]["choice"] = json!("yes");
    let changed = file(&folder, "changed.json", &vote.to_string());
    let output = run(&["count", "vote", &changed]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output, &folder.0).contains("票数或指纹对不上"));
    let broken = file(&folder, "broken.json", "{\"format\": 1}");
    assert!(told(&["vote", &broken], &folder).contains("不是一份公开的表决文件"));
}

#[test]
fn a_meeting_is_judged_by_three_numbers() {
    let asked = ["meeting", "--rule", "villager_reps", "--total", "45", "--present", "30"];
    let verdict = counted(&[&asked[..], &["--yes", "15"]].concat());
    assert_eq!(verdict["quorum"], true);
    assert_eq!((&verdict["consent"], &verdict["passed"]), (&json!(false), &json!(false)));
    let verdict = counted(&[&asked[..], &["--yes", "16"]].concat());
    assert_eq!(verdict["passed"], true);
    let folder = Folder::new();
    let unknown = ["meeting", "--rule", "nobody", "--total", "1", "--present", "1", "--yes", "1"];
    assert!(told(&unknown, &folder).contains("gongdi rules list"));
}

#[test]
fn an_election_by_each_method() {
    let folder = Folder::new();
    let blt = file(&folder, "a.blt", BALLOTS);
    let by = |method: &str| counted(&["election", &blt, "--method", method, "--seats", "1"]);
    // 4 甲, 3 乙, 2 丙: 丙 goes first, both ballots go to 乙, who wins 5 to 4.
    let irv = by("irv");
    assert_eq!(irv["elected"], json!([2]));
    let stv = by("scottish-stv");
    assert_eq!((&stv["elected"], &stv["quota"]), (&json!([2]), &json!(5)));
    assert_eq!(stv["stages"][0]["votes"]["1"], "4.00000");
    assert_eq!(stv["stages"][1]["votes"]["2"], "5.00000");
    assert_eq!(by("meek-stv")["elected"], json!([2]));
    // 乙 beats 甲 5 to 4 and 丙 7 to 2.
    let schulze = by("schulze");
    assert_eq!(schulze["elected"], json!([2]));
    assert_eq!(schulze["pairwise"][1], json!([5, 0, 7]));
    assert_eq!(schulze["schulze_strongest_paths"][1], json!([5, 0, 7]));
    assert_eq!(by("ranked-pairs")["elected"], json!([2]));
    assert_eq!(by("plurality")["elected"], json!([1]));
    assert_eq!(by("borda")["elected"], json!([2]));
    assert_eq!(by("block")["votes"]["1"], "4");
    let rounds = told(&["election", &blt, "--method", "irv"], &folder);
    assert!(rounds.contains('丙') && rounds.contains("当选"), "{rounds}");
    let english = told(&["election", &blt, "--method", "irv", "--lang", "en"], &folder);
    assert!(english.contains("elected"), "{english}");
}

#[test]
fn marks_and_scores_come_from_tables() {
    let folder = Folder::new();
    let marks = file(&folder, "m.csv", "\u{feff}甲,乙,张数\n√,,３\n,√,2\n√,√,1\n");
    let block = counted(&["election", &marks, "--method", "plurality"]);
    assert_eq!(
        (&block["elected"], &block["void"], &block["cast"]),
        (&json!([1]), &json!(1), &json!(6))
    );
    let scores = file(&folder, "s.csv", "甲,乙\n5,3\n0,4\n");
    let asked = ["election", &scores, "--method", "score"];
    assert_eq!(counted(&[&asked[..], &["--range", "0..5"]].concat())["elected"], json!([2]));
    assert!(told(&asked, &folder).contains("--range 0..5"));
}

#[test]
fn a_tie_is_drawn_only_from_a_named_seed_and_the_same_for_ever() {
    let folder = Folder::new();
    let tied = file(&folder, "t.blt", "2 1\n1 1 0\n1 2 0\n0\n\"甲\"\n\"乙\"\n\"一比一\"\n");
    let open = counted(&["election", &tied, "--method", "plurality"]);
    assert_eq!((&open["elected"], &open["tie"]), (&json!([]), &json!([1, 2])));
    let asked =
        ["election", &tied, "--method", "plurality", "--seed", "2026-05-01 双色球 03 08 11"];
    let drawn = counted(&asked);
    assert_eq!(drawn["elected"].as_array().unwrap().len(), 1);
    assert_eq!(drawn, counted(&asked));
    assert_eq!(drawn["lot"]["seed"], "2026-05-01 双色球 03 08 11");
}

#[test]
fn committees_and_seats() {
    let folder = Folder::new();
    let toi = "# TITLE: 楼组\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n# NUMBER UNIQUE ORDERS: 2\n\
               # ALTERNATIVE NAME 1: 甲\n# ALTERNATIVE NAME 2: 乙\n# ALTERNATIVE NAME 3: 丙\n\
               3: {1,2}\n2: 3\n";
    let toi = file(&folder, "a.toi", toi);
    for method in ["pav", "seq-pav", "equal-shares", "phragmen"] {
        let elected = counted(&["committee", &toi, "--method", method, "--seats", "2", "--all"]);
        assert_eq!(elected["committees"], json!([[1, 3], [2, 3]]), "{method}");
    }
    let seats = counted(&["seats", "--method", "dhondt", "--seats", "7", "340", "280", "160"]);
    assert_eq!(seats["seats"], json!([3, 3, 1]));
    assert!(told(&["seats", "--method", "x", "--seats", "1", "1"], &folder).contains("dhondt"));
}

const PB: &str = "META\nkey;value\nbudget;100\nvote_type;approval\nnum_projects;3\nnum_votes;4\n\
                  PROJECTS\nproject_id;cost\na;60\nb;50\nc;40\n\
                  VOTES\nvoter_id;vote\n1;a\n2;a,b\n3;b,c\n4;c\n";

#[test]
fn a_budget_by_each_rule() {
    let folder = Folder::new();
    let pb = file(&folder, "a.pb", PB);
    let greedy = counted(&["budget", &pb, "--rule", "greedy", "--utility", "cost"]);
    assert_eq!((&greedy["selected"], &greedy["cost"]), (&json!(["a", "c"]), &json!("100")));
    // 25 each. a needs 60 and its two supporters have 50. b and c cost theirs the same part of their
    // worth; the tie goes to b, which takes all 3 has, and c cannot be paid any more.
    let shares = ["budget", &pb, "--rule", "equal-shares", "--utility", "cost"];
    assert_eq!(counted(&shares)["selected"], json!(["b"]));
    let phragmen = counted(&["budget", &pb, "--rule", "phragmen"]);
    assert_eq!(phragmen["selected"].as_array().unwrap().len(), 2);
    let broken = file(&folder, "broken.pb", &PB.replace("3;b,c", "3;b,x"));
    let words = told(&["budget", &broken, "--rule", "greedy"], &folder);
    assert!(words.contains("DIR/broken.pb:16"), "{words}");
    let idle = ["budget", &pb, "--rule", "greedy", "--then-greedy"];
    assert!(told(&idle, &folder).contains("只用于 --rule equal-shares"));
}

#[test]
fn an_opinion_map_and_its_picture() {
    let folder = Folder::new();
    let mut votes = String::from("participant,statement,vote,time\n");
    for person in 0..20 {
        for statement in 0..8 {
            let vote = if (person < 10) == (statement < 4) { 1 } else { -1 };
            writeln!(votes, "{person},{statement},{vote},1").unwrap();
        }
    }
    let votes = file(&folder, "v.csv", &votes);
    let svg = folder.join("map.svg").display().to_string();
    let map = counted(&["opinions", &votes, "--svg", &svg]);
    for field in
        ["groups", "group_aware_consensus", "consensus", "repness", "comment_priorities", "pca"]
    {
        assert!(!map[field].is_null(), "{field}");
    }
    assert_eq!(map["groups"].as_object().map_or(0, serde_json::Map::len), 2, "{}", map["groups"]);
    assert!(std::fs::read_to_string(svg).unwrap().starts_with("<svg"));
}

#[test]
fn a_panel_and_everybodys_chance() {
    let folder = Folder::new();
    let people = file(&folder, "p.csv", "id,性别\n甲,女\n乙,男\n丙,男\n丁,女\n");
    let quotas = file(&folder, "f.csv", "feature,value,min,max\n性别,女,1,1\n性别,男,1,1\n");
    let panel = counted(&["panel", &people, &quotas, "--size", "2", "--method", "leximin"]);
    assert_eq!(
        (&panel["min_probability"], &panel["probability"]["甲"]),
        (&json!(0.5), &json!(0.5))
    );
    assert_eq!(panel["panel"].as_array().unwrap().len(), 2);
    let words = told(&["panel", &people, &quotas, "--size", "3"], &folder);
    assert!(words.contains("DIR/p.csv") && words.contains("最小的改动共 1 席"), "{words}");
}

#[test]
fn what_is_no_file_of_ballots_is_refused_in_words() {
    let folder = Folder::new();
    let unknown = file(&folder, "a.doc", "x");
    assert!(told(&["election", &unknown, "--method", "irv"], &folder).contains("认不出的选票文件"));
    let cut = file(&folder, "cut.blt", "3 1\n4 1 2 0\n");
    let words = told(&["election", &cut, "--method", "irv"], &folder);
    assert!(words.contains("DIR/cut.blt"), "{words}");
    let missing = folder.join("none.blt").display().to_string();
    assert!(told(&["election", &missing, "--method", "irv"], &folder).contains("读不出来"));
}
