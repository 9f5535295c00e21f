//! Owners' votes as files: the contract of `gongdi count owners`, proxies, co-owners, a dissent vote
//! and what must hold for any list of units.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use tally::explain::explain_owners;
use tally::owners::{self, Case, CoOwner, Kind, Terms, Unit, Verdict};
use tally::proxy::Proxy;
use tally::rule::Casting;
use tally::{Choice, Lang, RuleBook};

const TODAY: Date = date(2026, 6, 1);

fn counted(case: Value) -> Result<Verdict, tally::Invalid> {
    serde_json::from_value::<Case>(case).unwrap().count(RuleBook::builtin(), TODAY)
}

/// A case as filed goes in, exactly the fields somebody expects come out.
#[test]
fn every_open_case_gives_the_fields_it_expects() {
    let file: Value = serde_json::from_str(include_str!("../vectors/owners_vote.json")).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let got = serde_json::to_value(counted(case.clone()).unwrap()).unwrap();
        for (field, expected) in case["expect"].as_object().unwrap() {
            assert_eq!(&got[field], expected, "{}: {field}", case["name"]);
        }
    }
}

#[test]
fn a_verdict_says_by_which_version_it_was_judged() {
    let case = |more: Value| {
        let mut case = json!({ "tier": "special", "units": [
            { "unit": "1-101", "owner": "甲", "area_centi": 9000, "choice": "yes" } ] });
        case.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        counted(case)
    };
    let verdict = case(json!({})).unwrap();
    assert_eq!(verdict.outcome.rule, "cn-civil-278-special@2021-01-01");
    assert_eq!(verdict.casting.as_deref(), Some("cn-owners-casting@2018-03-19"));
    let local = case(json!({ "place": "370702001001", "opened": "2022-03-01" })).unwrap();
    assert_eq!(local.casting.as_deref(), Some("cn-owners-casting@2021-01-01~3707"));
    assert_eq!(case(json!({ "opened": "2020-12-31" })).unwrap_err().key(), "no-rule");
    assert_eq!(case(json!({ "dwelling": "1-101" })).unwrap_err().key(), "wrong-rule");
    let nowhere = case(json!({ "tier": "repair_fund_dissent" })).unwrap_err();
    assert_eq!(nowhere.key(), "no-rule");
}

#[test]
fn a_slip_in_a_case_is_named() {
    let unit = json!({ "unit": "1", "owner": "甲", "area_centi": 100, "choice": "yes" });
    let refused = |case: Value| serde_json::from_value::<Case>(case).unwrap_err().to_string();
    let mut misspelt = unit.clone();
    misspelt["unsolt"] = json!(true);
    let said = refused(json!({ "tier": "ordinary", "units": [misspelt] }));
    assert!(said.contains("unknown field `unsolt`"), "{said}");
    let said = refused(json!({ "tier": "extra", "units": [unit] }));
    assert!(said.contains("unknown variant `extra`"), "{said}");
    let said = refused(json!({ "tier": "ordinary", "opened": "1 May", "units": [] }));
    assert!(said.contains("`1 May` is not a day"), "{said}");
    let mut hectares = unit;
    hectares["area_centi"] = json!(90.5);
    assert!(refused(json!({ "tier": "ordinary", "units": [hectares] })).contains("90.5"));
}

#[test]
fn a_stray_blank_makes_no_second_owner_and_no_second_unit() {
    let case = |unit: &str, owner: &str| {
        json!({ "tier": "ordinary", "units": [
            { "unit": "1", "owner": "甲", "area_centi": 100, "choice": "yes" },
            { "unit": unit, "owner": owner, "area_centi": 100, "choice": "yes" },
        ] })
    };
    assert_eq!(counted(case("2", " 甲")).unwrap().tally.total_heads, 1);
    assert_eq!(counted(case("1 ", "乙")).unwrap_err().key(), "duplicate-unit");
}

#[test]
fn nobody_listed_passes_nothing() {
    let verdict = counted(json!({ "tier": "ordinary", "units": [] })).unwrap();
    assert!(!verdict.participation_ok && !verdict.consent_ok && !verdict.outcome.passed);
}

/// A small estate: dwellings, a shop, parking and storage, a builder with two unsold parts.
fn estate() -> Value {
    let unit = |id: &str, kind: &str, owner: &str, area: u32, choice: &str| json!({ "unit": id, "kind": kind, "owner": owner, "area_centi": area, "choice": choice });
    let mut units = vec![
        unit("1-101", "dwelling", "甲", 9_000, "yes"),
        unit("车位-7", "车位", "甲", 1_200, "yes"),
        unit("储-3", "storage", "甲", 600, "none"),
        unit("1-102", "dwelling", "乙", 9_000, "yes"),
        unit("商-1", "shop", "丙", 12_000, "no"),
        unit("1-201", "dwelling", "建设单位", 9_000, "abstain"),
        unit("1-202", "dwelling", "", 9_000, "none"),
    ];
    units[5]["unsold"] = json!(true);
    units[6]["unsold"] = json!(true);
    json!({ "tier": "ordinary", "units": units })
}

#[test]
fn kinds_count_alike_and_several_parts_of_one_owner_are_one_head() {
    let verdict = counted(estate()).unwrap();
    let tally = &verdict.tally;
    assert_eq!((tally.total_area, tally.total_heads), (49_800, 4));
    assert_eq!((tally.part_area, tally.part_heads), (40_200, 4));
    assert_eq!((tally.yes_area, tally.yes_heads), (19_200, 2));
    assert_eq!((tally.no_area, tally.no_heads), (12_000, 1));
    assert_eq!((tally.kinds[&Kind::Dwelling].parts, tally.kinds[&Kind::Parking].area), (4, 1_200));
    let zh = [
        "专有部分：住宅 4 处 360.00 ㎡；商铺 1 处 120.00 ㎡；车位 1 处 12.00 ㎡；储藏室 1 处 6.00 ㎡。",
        "参加面积 402.00 ㎡ ≥ 总面积 498.00 ㎡ 的 2/3：达到",
        "参加人数 4 人 ≥ 总人数 4 人 的 2/3：达到",
        "同意面积 192.00 ㎡ ≤ 参加面积 402.00 ㎡ 的 1/2：未达到",
        "同意人数 2 人 ≤ 参加人数 4 人 的 1/2：未达到",
        "结论：同意的不够，未通过。",
    ];
    assert_eq!(explain_owners(&verdict, Lang::Zh), zh);
}

#[test]
fn in_weifang_nobody_acts_for_more_than_three_owners() {
    let unit = |n: u32, proxy: Option<&str>| {
        let mut unit = json!({
            "unit": format!("1-{n}"), "owner": format!("业主{n}"), "area_centi": 100, "choice": "yes"
        });
        if let Some(by) = proxy {
            unit["proxy"] = json!({ "by": by, "written": true });
        }
        unit
    };
    let case = |held: u32, place: &str| {
        let mut units: Vec<_> = (1..=held).map(|n| unit(n, Some("业主9"))).collect();
        units.push(unit(9, None));
        counted(json!({ "tier": "ordinary", "place": place, "units": units })).unwrap()
    };
    let three = case(3, "3707");
    assert!(three.outcome.passed && three.tally.uncounted.is_empty());
    let four = case(4, "3707");
    assert_eq!((four.tally.part_heads, four.tally.total_heads), (1, 5));
    assert!(!four.participation_ok && four.consent_ok);
    assert_eq!(
        explain_owners(&four, Lang::Zh)[1],
        "1-1 的票不计：业主9 代 4 位业主投票，最多可以代 3 位。"
    );
    assert_eq!(
        explain_owners(&four, Lang::En)[1],
        "The ballot of 1-1 does not count: 业主9 acts for 4 owners, at most 3 are allowed."
    );
    assert_eq!(case(4, "4201").tally.part_heads, 5, "elsewhere no number is known");
}

#[test]
fn co_owners_who_differ_are_one_head_that_does_not_agree() {
    let co = |owner: &str, share: &str, choice: &str| json!({ "owner": owner, "share": share, "choice": choice });
    let case = |a: &str, b: &str| {
        let co_owners = [co("甲", a, "yes"), co("乙", b, "no")];
        counted(json!({ "tier": "ordinary", "units": [
            { "unit": "1-101", "owner": "甲、乙", "area_centi": 9001, "co_owners": co_owners },
            { "unit": "1-102", "owner": "丙", "area_centi": 9000, "choice": "yes" },
        ] }))
        .unwrap()
    };
    let halves = case("1/2", "1/2");
    let tally = &halves.tally;
    assert_eq!((tally.total_heads, tally.part_heads, tally.yes_heads), (2, 2, 1));
    assert_eq!((tally.part_area, tally.yes_area, tally.no_area), (18_001, 9_000, 0));
    assert_eq!(tally.split_units, ["1-101"]);
    assert!(explain_owners(&halves, Lang::Zh)[1].starts_with("1-101 的共有人意见不一"));
    let two_thirds = case("2/3", "1/3");
    assert_eq!((two_thirds.tally.yes_heads, two_thirds.tally.yes_area), (2, 18_001));
    assert!(two_thirds.outcome.passed && two_thirds.tally.split_units.is_empty());
    let just_short = case("666666666666/1000000000000", "333333333334/1000000000000");
    assert_eq!(just_short.tally.split_units, ["1-101"]);
}

#[test]
fn in_henan_a_repair_passes_unless_more_than_a_third_object() {
    let case = |objecting: u32, shop: u32| {
        let unit = |n: u32| {
            let choice = if n < objecting { "no" } else { "none" };
            json!({ "unit": n.to_string(), "owner": n.to_string(), "area_centi": 100, "choice": choice })
        };
        let mut units: Vec<_> = (0..8).map(unit).collect();
        units.push(json!({ "unit": "商", "owner": "商", "area_centi": shop, "choice": "no" }));
        counted(json!({ "tier": "repair_fund_dissent", "place": "410105", "units": units }))
            .unwrap()
    };
    let third = case(2, 100);
    assert!(third.outcome.passed && third.participation_ok && third.consent_ok);
    let said = explain_owners(&third, Lang::Zh);
    assert_eq!(said[1], "异议面积 3.00 ㎡ ≤ 总面积 9.00 ㎡ 的 1/3：达到");
    assert_eq!(said[2], "异议人数 3 人 ≤ 总人数 9 人 的 1/3：达到");
    assert_eq!(said[3], "结论：异议没有超过限度，通过；没有表态的不算异议。");
    let by_area = case(2, 101);
    assert!(!by_area.outcome.passed && !by_area.consent_ok, "a larger shop tips the area");
    assert_eq!(
        explain_owners(&by_area, Lang::En).last().unwrap(),
        "Conclusion: too many objected; not passed."
    );
    assert!(!case(3, 100).outcome.passed);
    let nobody = json!({ "tier": "repair_fund_dissent", "place": "41", "units": [] });
    assert_eq!(counted(nobody).unwrap_err().key(), "no-owners");
}

#[test]
fn a_dwelling_becomes_a_shop_when_every_other_owner_of_its_building_agrees() {
    let case = |choice: &str| {
        let unit = |id: &str, owner: &str, building: &str, choice: &str| json!({ "unit": id, "owner": owner, "building": building, "area_centi": 100, "choice": choice });
        counted(json!({ "tier": "dwelling_to_business", "dwelling": "1-101", "units": [
            unit("1-101", "甲", "1", "none"), unit("1-102", "乙", "1", "yes"),
            unit("1-103", "丙", "1", choice), unit("2-101", "丁", "2", "no"),
        ] }))
        .unwrap()
    };
    assert!(case("yes").outcome.passed);
    assert_eq!(case("yes").tally.total_heads, 2);
    for silent in ["no", "abstain", "none"] {
        assert!(!case(silent).outcome.passed, "{silent}");
    }
}

fn choice() -> impl Strategy<Value = Choice> {
    prop::sample::select(vec![Choice::Yes, Choice::No, Choice::Abstain, Choice::None])
}

/// Owner, area, ballot, unsold, proxy (who, written), and the parts and ballots of co-owners.
type Drawn = (u8, i64, Choice, bool, Option<(u8, bool)>, Vec<(i64, Choice)>);

/// Units of a few owners, some cast by proxies, some owned by several.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let proxy = prop::option::weighted(0.6, (0..3_u8, prop::bool::weighted(0.8)));
    let together = prop::collection::vec((1..5_i64, choice()), 0..4);
    let unit = (0..9_u8, 1..40_000_i64, choice(), prop::bool::weighted(0.1), proxy, together);
    prop::collection::vec(unit, 1..40).prop_map(|units| {
        units.into_iter().enumerate().map(|(id, drawn)| unit_of(id, drawn)).collect()
    })
}

fn unit_of(id: usize, (owner, area_centi, choice, unsold, proxy, together): Drawn) -> Unit {
    let co_owners = co_owners(&together);
    Unit {
        unit: id.to_string(),
        kind: [Kind::Dwelling, Kind::Shop, Kind::Parking][id % 3],
        owner: format!("业主{owner}"),
        area_centi,
        choice: if co_owners.is_empty() { choice } else { Choice::None },
        unsold,
        proxy: proxy.map(|(by, written)| Proxy { by: format!("业主{by}"), written }),
        co_owners,
        ..Unit::default()
    }
}

fn co_owners(together: &[(i64, Choice)]) -> Vec<CoOwner> {
    let whole: i64 = together.iter().map(|(parts, _)| parts).sum();
    let co_owner = |(n, &(parts, choice)): (usize, &(i64, Choice))| CoOwner {
        owner: format!("共有人{n}"),
        share: tally::Fraction::try_new(parts, whole).ok(),
        choice,
    };
    together.iter().enumerate().map(co_owner).collect()
}

fn terms(max_proxies: Option<u32>) -> Terms {
    let casting = Casting { max_proxies, written_proxies: true, ..Casting::default() };
    Terms { casting, co_owners: ">= 2/3".parse().ok() }
}

proptest! {
    #[test]
    fn order_never_matters(
        (units, shuffled) in units().prop_flat_map(|units| (Just(units.clone()), Just(units).prop_shuffle())),
        most in prop::option::of(0..4_u32),
    ) {
        let terms = terms(most);
        prop_assert_eq!(owners::tally_under(&terms, &units), owners::tally_under(&terms, &shuffled));
    }

    #[test]
    fn totals_equal_turnout(units in units(), most in prop::option::of(0..4_u32)) {
        let tally = owners::tally_under(&terms(most), &units).unwrap();
        let area: i64 = units.iter().map(|unit| unit.area_centi).sum();
        prop_assert_eq!(tally.total_area, area);
        prop_assert_eq!(tally.kinds.values().map(|held| held.area).sum::<i64>(), area);
        prop_assert_eq!(tally.kinds.values().map(|held| held.parts).sum::<i64>(), i64::try_from(units.len()).unwrap());
        prop_assert!(tally.yes_area + tally.no_area <= tally.part_area && tally.part_area <= area);
        prop_assert!(tally.yes_heads + tally.no_heads <= tally.part_heads);
        prop_assert!(tally.part_heads <= tally.total_heads);
    }

    #[test]
    fn proxies_over_the_limit_never_count(units in units(), most in 0..4_u32) {
        let terms = terms(Some(most));
        let tally = owners::tally_under(&terms, &units).unwrap();
        let is_out = |unit: &Unit| tally.uncounted.iter().any(|one| one.unit == unit.unit);
        // Whoever still acts for others acts for no more owners than allowed, and in writing.
        let mut principals: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let speaks = |unit: &Unit| {
            unit.choice.takes_part() || unit.co_owners.iter().any(|one| one.choice.takes_part())
        };
        for unit in units.iter().filter(|unit| speaks(unit) && !is_out(unit)) {
            let Some(proxy) = unit.proxy.as_ref().filter(|proxy| unit.unsold || proxy.by != unit.owner) else { continue };
            prop_assert!(proxy.written);
            let of = if unit.unsold { "建设单位" } else { &unit.owner };
            let held = principals.entry(&proxy.by).or_default();
            if !held.contains(&of) {
                held.push(of);
            }
        }
        prop_assert!(principals.values().all(|held| held.len() <= usize::try_from(most).unwrap()));
        // What does not count is as if it had not been cast.
        let mut silent = units.clone();
        for unit in silent.iter_mut().filter(|unit| is_out(unit)) {
            unit.choice = Choice::None;
            unit.co_owners.clear();
        }
        let without = owners::tally_under(&terms, &silent).unwrap();
        prop_assert_eq!(owners::Tally { uncounted: Vec::new(), ..tally.clone() }, without);
    }

    #[test]
    fn splitting_a_part_among_co_owners_never_changes_heads(
        units in units(), at in any::<prop::sample::Index>(), parts in prop::collection::vec(1..9_i64, 2..6),
    ) {
        let before = owners::tally(&units).unwrap();
        let mut split = units;
        let at = at.index(split.len());
        let said = split[at].choice;
        split[at].choice = Choice::None;
        split[at].proxy = None;
        let together: Vec<_> = parts.into_iter().map(|parts| (parts, said)).collect();
        split[at].co_owners = co_owners(&together);
        let after = owners::tally(&split).unwrap();
        prop_assert_eq!(after.total_heads, before.total_heads);
        prop_assert_eq!(after.total_area, before.total_area);
    }

    #[test]
    fn a_third_may_object_and_one_more_may_not(n in 1..1_000_000_i64) {
        let rule = RuleBook::builtin().in_force("cn-owners-repair-fund-dissent", TODAY, "41").unwrap();
        let tally = |no_area: i64, no_heads: i64| owners::Tally {
            total_area: 3 * n, total_heads: 3 * n, no_area, no_heads, ..owners::Tally::default()
        };
        let passed = |area, heads| owners::decide(rule, &tally(area, heads)).unwrap().passed;
        prop_assert!(passed(n, n) && passed(0, 0));
        prop_assert!(!passed(n + 1, n) && !passed(n, n + 1));
    }
}
