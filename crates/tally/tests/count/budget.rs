//! 参与式预算 — Cases of `tally::budget`: every open vector, and what must hold for any vote.

use std::fmt::Write as _;

use dashu_ratio::RBig;
use proptest::prelude::*;
use serde_json::Value;
use tally::Lang;
use tally::budget::{
    self, About, Completion, Draft, EqualShares, Instance, Misfit, Outcome, Project, Rule, Utility,
    check,
};

use super::open;

mod naive;

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

/// Small made-up votes whose axioms a library checked by brute force over all groups.
#[test]
fn axioms_hold_where_brute_force_says_so() {
    let Some(folder) = open::folder("B_pb") else { return };
    let cases: Value = open::json(&folder.join("axioms.json"));
    for case in cases["cases"].as_array().unwrap() {
        let costs = case["costs"].as_object().unwrap();
        let projects = costs.iter().map(|(id, cost)| project(id, cost.as_u64().unwrap()));
        let budget = case["budget"].as_u64().unwrap();
        let mut draft = Draft::try_new(budget, 0, projects.collect()).unwrap();
        for ballot in case["ballots"].as_array().unwrap() {
            draft.cast(ids(ballot).iter().map(String::as_str), 1).unwrap();
        }
        let instance = draft.finish(About::default());
        for said in case["checks"].as_array().unwrap() {
            let rule = match said["rule"].as_str().unwrap() {
                "greedy_cost" => greedy(Utility::Cost),
                "mes_cost" => shares(Utility::Cost, Completion::None, false),
                "phragmen" => Rule::Phragmen,
                "maximin_support" => Rule::MaximinSupport,
                other => panic!("{other}"),
            };
            let outcome = budget::count(&instance, rule).unwrap();
            let mut expected = sorted(ids(&said["outcome"]));
            if rule == Rule::MaximinSupport {
                // The library elects projects nobody supports: their program has no solution, and
                // it does not look.
                expected.retain(|id| instance.votes()[instance.find(id).unwrap()] > 0);
            }
            assert_eq!(sorted(outcome.selected.clone()), expected, "{said}");
            let deprived = check::ejr_plus_up_to_any(&instance, &outcome.selected);
            // EJR+ up to any implies EJR up to any.
            if deprived.is_empty() {
                assert_eq!(said["Cost_Sat"]["is_EJR_any_approval"], true, "{said}");
            }
            let payments = budget::payments(&instance, &outcome).unwrap();
            if check::priceable(&payments).is_ok() {
                assert_eq!(said["priceable"], true, "{said}");
            }
        }
    }
}

fn project(id: &str, cost: u64) -> Project {
    Project { id: id.into(), cost, ..Project::default() }
}

/// A vote as the naive reference sees it: projects by id, each ballot with its voters.
#[derive(Clone, Debug)]
struct Vote {
    budget: u64,
    digits: u32,
    ids: Vec<String>,
    costs: Vec<u64>,
    ballots: Vec<(Vec<usize>, u64)>,
}

impl Vote {
    fn instance(&self) -> Instance {
        let projects = self.ids.iter().zip(&self.costs).map(|(id, &cost)| project(id, cost));
        let mut draft = Draft::try_new(self.budget, self.digits, projects.collect()).unwrap();
        for (ballot, count) in &self.ballots {
            draft.cast(ballot.iter().map(|&at| self.ids[at].as_str()), *count).unwrap();
        }
        draft.finish(About::default())
    }

    fn voters(&self) -> u64 {
        self.ballots.iter().map(|(_, count)| count).sum()
    }

    fn votes(&self, project: usize) -> u64 {
        let backing = self.ballots.iter().filter(|(ballot, _)| ballot.contains(&project));
        backing.map(|(_, count)| count).sum()
    }

    /// The file of this vote, one line for each voter.
    fn file(&self) -> String {
        let money = |units: u64| {
            let unit = 10_u64.pow(self.digits);
            let width = self.digits as usize;
            format!("{}.{:0width$}", units / unit, units % unit).trim_end_matches('.').to_owned()
        };
        let mut file = format!(
            "META\nkey;value\nnum_projects;{}\nnum_votes;{}\nbudget;{}\nvote_type;approval\n",
            self.ids.len(),
            self.voters(),
            money(self.budget),
        );
        file += "PROJECTS\ncost;project_id;name\n";
        for (id, &cost) in self.ids.iter().zip(&self.costs) {
            let cost = if self.digits == 0 { cost.to_string() } else { money(cost) };
            writeln!(file, "{cost};{id};\"a; b\"").unwrap();
        }
        file += "VOTES\nvote;voter_id\n";
        let mut voter = 0;
        for (ballot, count) in &self.ballots {
            let marks: Vec<_> = ballot.iter().map(|&at| self.ids[at].as_str()).collect();
            for _ in 0..*count {
                voter += 1;
                writeln!(file, "{};v{voter}", marks.join(",")).unwrap();
            }
        }
        file
    }
}

/// Ids whose order as text is not that of their numbers, and that come unsorted.
fn ids_of(count: usize) -> Vec<String> {
    let mut ids: Vec<_> = (0..count).map(|at| (at * 7 + 2).to_string()).collect();
    ids.sort();
    ids
}

/// Votes with so many projects and ballots at most; small numbers, so that ties abound.
fn votes(projects: usize, ballots: usize, cost: u64, budget: u64) -> impl Strategy<Value = Vote> {
    (1..=projects).prop_flat_map(move |projects| {
        let costs = prop::collection::vec(0..=cost, projects);
        let marks = prop::collection::vec(any::<bool>(), projects);
        let ballots = prop::collection::vec((marks, 1..=3_u64), 0..=ballots);
        (costs, ballots, 0..=budget, 0..=1_u32).prop_map(move |(costs, ballots, budget, digits)| {
            let ballots = ballots.into_iter().map(|(marks, count)| {
                let marks = marks.into_iter().enumerate().filter(|(_, mark)| *mark);
                (marks.map(|(at, _)| at).collect(), count)
            });
            Vote { budget, digits, ids: ids_of(projects), costs, ballots: ballots.collect() }
        })
    })
}

fn completions() -> Vec<Completion> {
    let mut all = vec![Completion::None];
    for exhaustive_stop in [false, true] {
        all.push(Completion::Increase { exhaustive_stop });
        for whole_units in [false, true] {
            all.push(Completion::Add1 { exhaustive_stop, whole_units });
        }
    }
    all
}

fn names(vote: &Vote, chosen: &[usize]) -> Vec<String> {
    chosen.iter().map(|&at| vote.ids[at].clone()).collect()
}

fn counted(instance: &Instance, rule: Rule) -> Outcome {
    budget::count(instance, rule).unwrap()
}

/// Everything that must hold of any outcome.
fn holds(vote: &Vote, instance: &Instance, rule: Rule) {
    let outcome = counted(instance, rule);
    let cost = |id: &String| vote.costs[vote.ids.iter().position(|other| other == id).unwrap()];
    let spent: u64 = outcome.selected.iter().map(cost).sum();
    assert!(spent <= vote.budget, "{outcome:?}");
    assert_eq!(outcome.chosen.len(), outcome.selected.len());
    assert_eq!(outcome.chosen.len() + outcome.left_out.len(), vote.ids.len());
    assert_eq!(outcome.served.iter().map(|served| served.voters).sum::<u64>(), vote.voters());
    let payments = budget::payments(instance, &outcome).unwrap();
    for chosen in outcome.chosen.iter().filter(|chosen| chosen.how == budget::outcome::How::Bought)
    {
        // The payments worked out again pay the cost, in the groups the result says.
        let groups = payments.of(&chosen.project);
        let paid = groups.iter().fold(RBig::ZERO, |sum, group| {
            sum + group.each.value().unwrap() * RBig::from(group.voters)
        });
        let unit = RBig::from(10_u64.pow(vote.digits));
        assert_eq!(paid * unit, RBig::from(cost(&chosen.project)));
        assert_eq!(groups[0].each, *chosen.share.as_ref().unwrap());
        assert_eq!(groups[0].voters, chosen.payers);
    }
    for lang in [Lang::Zh, Lang::En] {
        let lines = 2
            + vote.ids.len()
            + outcome.served.len()
            + usize::from(outcome.endowment.is_some())
            + usize::from(outcome.compared.is_some());
        assert_eq!(budget::explain(&outcome, lang).len(), lines);
    }
}

proptest! {
    #[test]
    fn equal_shares_is_what_its_text_says(vote in votes(6, 6, 9, 40), card: bool, then_greedy: bool) {
        let instance = vote.instance();
        let utility = if card { Utility::Cardinality } else { Utility::Cost };
        for completion in completions() {
            let how = EqualShares { utility, completion, then_greedy, compare: false };
            let outcome = counted(&instance, Rule::EqualShares(how));
            let (chosen, endowment) = naive::completed(&vote, how);
            prop_assert_eq!(&outcome.selected, &names(&vote, &chosen), "{:?}", how);
            if vote.voters() > 0 {
                let unit = RBig::from(10_u64.pow(vote.digits));
                prop_assert_eq!(outcome.endowment.unwrap().value().unwrap() * unit, endowment);
            }
            holds(&vote, &instance, Rule::EqualShares(how));
        }
    }

    #[test]
    fn the_other_rules_are_what_their_text_says(vote in votes(6, 6, 9, 40), card: bool, stop: bool) {
        let instance = vote.instance();
        let utility = if card { Utility::Cardinality } else { Utility::Cost };
        let misfit = if stop { Misfit::Stop } else { Misfit::Skip };
        let rules = [
            (Rule::Greedy { utility, misfit, min_votes: 0 }, naive::greedy(&vote, utility, misfit, vec![])),
            (Rule::Phragmen, naive::phragmen(&vote)),
            (Rule::MaximinSupport, naive::maximin_support(&vote)),
        ];
        for (rule, chosen) in rules {
            prop_assert_eq!(counted(&instance, rule).selected, names(&vote, &chosen), "{:?}", rule);
            holds(&vote, &instance, rule);
            for loser in (0..vote.ids.len()).filter(|at| !chosen.contains(at)) {
                let deprived = check::ejr_plus_up_to_any(&instance, &names(&vote, &chosen));
                let found = deprived.iter().any(|group| group.project == vote.ids[loser]);
                prop_assert_eq!(found, vote.voters() > 0 && naive::is_deprived(&vote, &chosen, loser));
            }
        }
    }

    #[test]
    fn what_voters_bought_is_priceable(vote in votes(6, 6, 9, 40), card: bool) {
        let instance = vote.instance();
        let utility = if card { Utility::Cardinality } else { Utility::Cost };
        let mut rules: Vec<_> =
            completions().into_iter().map(|completion| shares(utility, completion, false)).collect();
        if vote.costs.iter().all(|&cost| cost <= vote.budget) {
            rules.push(Rule::Phragmen);
        }
        for rule in rules {
            let outcome = counted(&instance, rule);
            let payments = budget::payments(&instance, &outcome).unwrap();
            prop_assert_eq!(check::priceable(&payments), Ok(()), "{:?}", outcome);
        }
    }

    #[test]
    fn order_and_heaps_never_matter(vote in votes(5, 6, 6, 25), seed: u64) {
        let instance = vote.instance();
        let mut shuffled = vote.clone();
        // Lines one by one, in another order; projects too.
        let ballots = vote.ballots.iter().flat_map(|(ballot, count)| (0..*count).map(|_| (ballot.clone(), 1)));
        let mut ballots: Vec<_> = ballots.collect();
        let lot = tally::lot::Lot::new(&seed.to_string());
        let mut numbers = lot.numbers("lines");
        ballots.sort_by_cached_key(|_| numbers.below(1 << 40));
        let mut order: Vec<usize> = (0..vote.ids.len()).collect();
        order.sort_by_cached_key(|_| numbers.below(1 << 40));
        shuffled.ids = order.iter().map(|&at| vote.ids[at].clone()).collect();
        shuffled.costs = order.iter().map(|&at| vote.costs[at]).collect();
        let place = |at: usize| order.iter().position(|&other| other == at).unwrap();
        shuffled.ballots = ballots
            .into_iter()
            .map(|(ballot, count)| (ballot.into_iter().map(place).collect(), count))
            .collect();
        let again = read(shuffled.file().as_bytes());
        let mut rules = vec![greedy(Utility::Cost), Rule::Phragmen, Rule::MaximinSupport];
        rules.extend(completions().into_iter().map(|completion| {
            Rule::EqualShares(EqualShares { completion, then_greedy: true, compare: true, ..EqualShares::default() })
        }));
        for rule in rules {
            let (mut one, mut two) = (counted(&instance, rule), counted(&again, rule));
            // The file has names and may need fewer digits.
            for outcome in [&mut one, &mut two] {
                outcome.chosen.iter_mut().for_each(|chosen| chosen.name.clear());
                outcome.left_out.iter_mut().for_each(|left| left.name.clear());
            }
            prop_assert_eq!(one.selected, two.selected);
            prop_assert_eq!(one.chosen.len(), two.chosen.len());
            prop_assert_eq!(one.served, two.served);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn many_ballots_come_out_as_the_naive_count_says(vote in votes(14, 60, 90, 900), card: bool) {
        let instance = vote.instance();
        let utility = if card { Utility::Cardinality } else { Utility::Cost };
        for completion in [Completion::None, add1(true), add1(false)] {
            let how = EqualShares { utility, completion, then_greedy: true, compare: false };
            let (chosen, _) = naive::completed(&vote, how);
            prop_assert_eq!(counted(&instance, Rule::EqualShares(how)).selected, names(&vote, &chosen));
        }
        prop_assert_eq!(counted(&instance, Rule::Phragmen).selected, names(&vote, &naive::phragmen(&vote)));
    }

    /// Numbers at the edge of what is allowed: the bounds then have few bits left, and the exact
    /// numbers must decide.
    #[test]
    fn huge_numbers_come_out_as_the_naive_count_says(
        vote in votes(8, 12, 12, 40),
        money in prop::sample::select(vec![1, 1_000_003, 25_000_000_000_000_000]),
        crowd in prop::sample::select(vec![1, 999_983, 1 << 33]),
        card: bool,
    ) {
        let mut vote = vote;
        vote.budget = (vote.budget * money).min(budget::money::LARGEST);
        vote.costs.iter_mut().zip(0..).for_each(|(cost, at)| *cost = (*cost * money + at).min(budget::money::LARGEST));
        vote.ballots.iter_mut().zip(0..).for_each(|((_, count), at)| *count = *count * crowd + at);
        let instance = vote.instance();
        let utility = if card { Utility::Cardinality } else { Utility::Cost };
        let how = EqualShares { utility, ..EqualShares::default() };
        let (chosen, _) = naive::completed(&vote, how);
        prop_assert_eq!(counted(&instance, Rule::EqualShares(how)).selected, names(&vote, &chosen));
        prop_assert_eq!(counted(&instance, Rule::Phragmen).selected, names(&vote, &naive::phragmen(&vote)));
        prop_assert_eq!(
            counted(&instance, Rule::MaximinSupport).selected,
            names(&vote, &naive::maximin_support(&vote))
        );
    }
}
