//! 参与式预算 — Cases of `tally::budget`: every open vector, and what must hold for any vote.

use std::collections::BTreeMap;
use std::io::Read as _;

use serde_json::Value;
use tally::Lang;
use tally::budget::{
    self, Completion, EqualShares, Instance, Misfit, Outcome, Rule, Utility, check,
};

use super::open;

fn read(bytes: &[u8]) -> Instance {
    budget::read(bytes).unwrap()
}

fn greedy(utility: Utility) -> Rule {
    Rule::Greedy { utility, misfit: Misfit::Skip, min_votes: 0 }
}

fn shares(utility: Utility, completion: Completion, then_greedy: bool) -> Rule {
    Rule::EqualShares(EqualShares { utility, completion, then_greedy, compare: false })
}

fn add1(exhaustive_stop: bool) -> Completion {
    Completion::Add1 { exhaustive_stop, whole_units: false }
}

/// The rule an expected result was computed by, from its name in the file.
fn rule_named(name: &str) -> Option<Rule> {
    use Utility::{Cardinality, Cost};
    let name = name.split(" (").next().unwrap_or_default();
    let rest = match name {
        "greedy_cost_utility" => return Some(greedy(Cost)),
        "greedy_cardinality" => return Some(greedy(Cardinality)),
        "sequential_phragmen" => return Some(Rule::Phragmen),
        "maximin_support" => return Some(Rule::MaximinSupport),
        _ => name.strip_prefix("mes_")?,
    };
    let (utility, rest) = match (rest.strip_prefix("cost"), rest.strip_prefix("card")) {
        (Some(rest), _) => (Cost, rest),
        (_, Some(rest)) => (Cardinality, rest),
        _ => return None,
    };
    let (rest, then_greedy) = match rest.split_once("_then_greedy") {
        Some((rest, _)) => (rest, true),
        None => (rest, false),
    };
    let completion = match rest {
        "" => Completion::None,
        "_add1_stop_when_exhaustive" => add1(true),
        "_add1_no_exhaustive_stop" => add1(false),
        _ => return None,
    };
    Some(shares(utility, completion, then_greedy))
}

fn ids(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

#[test]
fn real_budgets_come_out_as_expected() {
    let Some(folder) = open::folder("B_pb") else { return };
    let mut checked = 0;
    for path in open::files(&folder, ".expected.json") {
        let expected: Value = open::json(&path);
        let name = path.file_name().unwrap().to_string_lossy().replace(".expected.json", "");
        let instance = read(&open::bytes(&folder.join(format!("{name}.pb.gz"))));
        assert_eq!(Some(instance.voters()), expected["voters"].as_u64());
        assert_eq!(Some(instance.projects().len() as u64), expected["projects"].as_u64());
        let official = sorted(instance.official().unwrap().into_iter().map(String::from).collect());
        assert_eq!(official, sorted(ids(&expected["official_selected"])));
        for (rule, result) in expected["rules"].as_object().unwrap() {
            let outcome = budget::count(&instance, rule_named(rule).unwrap()).unwrap();
            assert_eq!(outcome.selected, ids(&result["outcome_in_order"]), "{name} {rule}");
            assert_eq!(Some(outcome.cost.as_str()), result["cost"].as_str(), "{name} {rule}");
            assert_eq!(Some(outcome.budget.as_str()), expected["budget"].as_str());
            if let Some(endowment) = result["final_endowment"].as_str() {
                assert_eq!(outcome.endowment.as_ref().unwrap().exact, endowment, "{name} {rule}");
            }
            if let Some(same) = result["equals_official"].as_bool() {
                assert_eq!(sorted(outcome.selected) == official, same, "{name} {rule}");
            }
            checked += 1;
        }
        checked += library_results(&name, &instance, &expected["pabutools_1_2_3"]);
    }
    assert!(checked > 60, "{checked} results checked");
}

/// What the best-known library computed on the same file, in whatever arithmetic.
fn library_results(name: &str, instance: &Instance, results: &Value) -> usize {
    let mut checked = 0;
    for (rule, result) in results.as_object().unwrap() {
        let rule = rule.split("__").next().unwrap();
        let ours = match rule {
            "greedy_cost" => greedy(Utility::Cost),
            "greedy_card" => greedy(Utility::Cardinality),
            "phragmen" => Rule::Phragmen,
            "mes_cost" => shares(Utility::Cost, Completion::None, false),
            "mes_card" => shares(Utility::Cardinality, Completion::None, false),
            "mes_cost_u" => shares(Utility::Cost, Completion::None, true),
            "mes_cost_add1" => shares(Utility::Cost, add1(true), false),
            "mes_card_add1" => shares(Utility::Cardinality, add1(true), false),
            "mes_cost_add1u" => shares(Utility::Cost, add1(true), true),
            "mes_cost_binc1pct" => {
                shares(Utility::Cost, Completion::Increase { exhaustive_stop: true }, false)
            }
            other => panic!("{other}"),
        };
        let outcome = budget::count(instance, ours).unwrap();
        assert_eq!(sorted(outcome.selected), ids(&result["outcome_sorted"]), "{name} {rule}");
        let cost = result["cost"].as_str().unwrap().trim_end_matches(".0");
        assert_eq!(outcome.cost, cost, "{name} {rule}");
        checked += 1;
    }
    checked
}

#[test]
fn towns_that_counted_greedily_are_repeated() {
    let Some(folder) = open::folder("B_pb") else { return };
    let packed = open::bytes(&folder.join("official_greedy.tar.gz"));
    let mut checked = 0;
    for (name, file) in files_of_tar(&packed) {
        let instance = read(file);
        let misfit = Misfit::of(&instance);
        let rule = Rule::Greedy { utility: Utility::Cost, misfit, min_votes: 0 };
        let outcome = budget::count(&instance, rule).unwrap();
        assert_eq!(sorted(outcome.selected), instance.official().unwrap(), "{name}");
        checked += 1;
    }
    let listed: Value = open::json(&folder.join("official_greedy.json"));
    assert_eq!(checked, listed["files"].as_array().unwrap().len());
}

/// The files of a tar archive: a header of 512 bytes (name at 0, size in octal at 124), then the
/// file, filled up to 512.
fn files_of_tar(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let (mut found, mut at) = (Vec::new(), 0);
    let text = |bytes: &[u8]| {
        let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        String::from_utf8_lossy(&bytes[..end]).trim().to_owned()
    };
    while at + 512 <= bytes.len() && bytes[at] != 0 {
        let (name, size) = (text(&bytes[at..at + 100]), text(&bytes[at + 124..at + 136]));
        let size = usize::from_str_radix(&size, 8).unwrap();
        if matches!(bytes[at + 156], b'0' | 0) {
            found.push((name, &bytes[at + 512..at + 512 + size]));
        }
        at += 512 + size.div_ceil(512) * 512;
    }
    found
}
