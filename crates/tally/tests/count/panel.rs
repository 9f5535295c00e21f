//! 抽签小组 — Cases of `tally::panel`.

#![expect(clippy::cast_precision_loss, reason = "small counts, compared to a tolerance")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde::Deserialize;
use tally::lot::Lot;
use tally::panel::{self, Ask, Lottery, Person, Quota, Refused, TICKETS};
use tally::{Lang, panel::Fate};

use crate::open;

const fn ask(size: u32) -> Ask {
    Ask { size, one_per_household: false }
}

fn quota(feature: &str, value: &str, min: u32, max: u32) -> Quota {
    Quota { feature: feature.into(), value: value.into(), min, max, lowest: None, highest: None }
}

/// People `p0`, `p1`, … who answer feature `f0`, `f1`, … with these numbers.
fn pool(answers: &[Vec<u8>]) -> Vec<Person> {
    let person = |(at, answers): (usize, &Vec<u8>)| Person {
        id: format!("p{at}"),
        answers: (0..)
            .zip(answers)
            .map(|(f, v): (u8, _)| (format!("f{f}"), v.to_string()))
            .collect(),
        household: None,
    };
    answers.iter().enumerate().map(person).collect()
}

/// Quotas that a given panel meets, loosened by so much.
fn quotas_around(answers: &[Vec<u8>], seated: &[usize], slack: u32) -> Vec<Quota> {
    let features = answers.first().map_or(0, Vec::len);
    let mut quotas = Vec::new();
    for feature in 0..features {
        let values: BTreeSet<u8> = answers.iter().map(|answers| answers[feature]).collect();
        for value in values {
            let sits = seated.iter().filter(|&&at| answers[at][feature] == value).count();
            let sits = u32::try_from(sits).unwrap();
            let (min, max) = (sits.saturating_sub(slack), sits + slack);
            quotas.push(quota(&format!("f{feature}"), &value.to_string(), min, max));
        }
    }
    quotas
}

fn made(people: &[Person], quotas: &[Quota], ask: Ask) -> Lottery {
    panel::leximin(people, quotas, ask).unwrap()
}

/// How many of a set of people have each answer, against the quotas.
fn meets(people: &[Person], quotas: &[Quota], ids: &[String]) -> bool {
    let sits: Vec<_> = people.iter().filter(|person| ids.contains(&person.id)).collect();
    sits.len() == ids.len()
        && quotas.iter().all(|quota| {
            let has = |person: &&&Person| person.answers[&quota.feature] == quota.value;
            let many = u32::try_from(sits.iter().filter(has).count()).unwrap();
            (quota.min..=quota.max).contains(&many)
        })
}

/// Everything that must hold of a lottery over these people.
fn assert_sound(people: &[Person], quotas: &[Quota], asked: Ask, lottery: &Lottery) {
    let gap = panel::check(people, quotas, asked, lottery).unwrap();
    assert!(gap.is_closed(), "{gap:?}");
    let seats: u64 = lottery.expected.iter().sum();
    assert_eq!(seats, u64::from(asked.size) * TICKETS);
    let chances: f64 = lottery.probability.values().sum();
    assert!((chances - f64::from(asked.size)).abs() < 1e-9);
    for (at, (of, &seats)) in lottery.types.iter().zip(&lottery.expected).enumerate() {
        assert_eq!(seats == 0, lottery.certificate.never.contains(&at), "{of:?}");
    }
    let drawn = lottery.clone().draw(&Lot::new("双色球 03 08 11"));
    assert!(meets(people, quotas, &drawn.panel));
    assert_eq!(drawn, lottery.clone().draw(&Lot::new("双色球 03 08 11")));
    assert!(panel::check(people, quotas, asked, &drawn).is_ok());
}

#[derive(Deserialize)]
struct Expected {
    panel: u32,
    leximin_probability: BTreeMap<String, f64>,
    min_probability: f64,
}

#[test]
fn open_pools_have_the_fairest_chances() {
    let Some(folder) = open::folder("D_sortition") else { return };
    for case in open::files(&folder, "") {
        let expected: Expected = open::json(&case.join("expected.json"));
        let quotas = panel::quotas(&open::bytes(&case.join("features.csv"))).unwrap();
        let people = panel::people(&open::bytes(&case.join("people.csv")), &quotas, &[]).unwrap();
        let lottery = made(&people, &quotas, ask(expected.panel));
        assert_sound(&people, &quotas, ask(expected.panel), &lottery);
        assert_eq!(lottery.probability.len(), expected.leximin_probability.len());
        for (id, chance) in &expected.leximin_probability {
            assert!((lottery.probability[id] - chance).abs() < 1e-4, "{id}");
        }
        assert!((lottery.min_probability - expected.min_probability).abs() < 1e-4);
        let drawn =
            panel::stratified(&people, &quotas, ask(expected.panel), &Lot::new("1")).unwrap();
        assert!(meets(&people, &quotas, &drawn.panel));
    }
}

#[test]
fn the_rare_sit_more_often_and_the_rest_share_alike() {
    let people = pool(&[vec![0], vec![1], vec![1], vec![1]]);
    let quotas = [quota("f0", "0", 1, 1), quota("f0", "1", 1, 1)];
    let lottery = made(&people, &quotas, ask(2)).draw(&Lot::new("2026-05-01"));
    assert_sound(&people, &quotas, ask(2), &lottery);
    assert_eq!(lottery.probability["p0"].to_bits(), 1.0_f64.to_bits());
    assert!((lottery.min_probability - 1.0 / 3.0).abs() < 1e-11);
    let zh = panel::explain(&lottery, Lang::Zh);
    assert_eq!(zh[1], "f0“0”：报名 1 人，小组 1 至 1 人。");
    assert_eq!(
        zh[3],
        "每人抽中的机会：最低 33.3333%（3 人），最高 100.0000%（1 人）；逐人列于附表。"
    );
    assert!(zh.iter().any(|said| said.starts_with("抽中：p0、")));
    assert_eq!(panel::explain(&lottery, Lang::En).len(), zh.len());
}

#[test]
fn everybody_sits_when_there_are_just_enough() {
    let people = pool(&[vec![0], vec![1], vec![1]]);
    let quotas = [quota("f0", "0", 0, 3), quota("f0", "1", 0, 3)];
    let lottery = made(&people, &quotas, ask(3));
    assert_sound(&people, &quotas, ask(3), &lottery);
    assert_eq!(lottery.min_probability.to_bits(), 1.0_f64.to_bits());
}

#[test]
fn who_can_never_sit_is_told_why() {
    let people = pool(&[vec![0, 0], vec![0, 1], vec![1, 1], vec![1, 1], vec![2, 0]]);
    let quotas = [
        quota("f0", "0", 1, 1),
        quota("f0", "1", 1, 2),
        quota("f0", "2", 0, 0),
        quota("f1", "0", 1, 1),
        quota("f1", "1", 1, 1),
    ];
    let lottery = made(&people, &quotas, ask(2));
    assert_sound(&people, &quotas, ask(2), &lottery);
    let chance = |id: &str| lottery.probability[id];
    assert!(chance("p1") + chance("p4") < 1e-12 && chance("p0") > 0.99);
    let en = panel::explain(&lottery, Lang::En).join(" ");
    assert!(en.contains("(p4): quotas forbid it (f0 2 0 to 0)"), "{en}");
    assert!(en.contains("(p1): quotas forbid it ("), "{en}");
}

#[test]
fn quotas_that_no_panel_meets_are_explained() {
    let people = pool(&[vec![0, 0], vec![0, 0], vec![1, 1], vec![1, 1]]);
    let quotas = [
        quota("f0", "0", 2, 2),
        quota("f0", "1", 0, 2),
        quota("f1", "0", 0, 1),
        quota("f1", "1", 0, 2),
    ];
    let Err(refused) = panel::leximin(&people, &quotas, ask(2)) else { panic!("no panel") };
    let Refused::Unmet(relaxation) = &refused else { panic!("{refused:?}") };
    assert_eq!((relaxation.total, relaxation.changes.len()), (1, 1));
    let zh = panel::explain_refused(&refused, Lang::Zh);
    assert_eq!(zh[0], "没有一个 2 人的小组能同时满足所有名额。");
    assert_eq!(zh[1], "最小的改动共 1 席，例如：");
    assert!(zh[2].contains("由 2 降为 1") || zh[2].contains("由 1 升为 2"), "{zh:?}");
    // Where a quota says how far it may give way, that is what gives way.
    let mut firm = quotas.to_vec();
    for quota in &mut firm {
        (quota.lowest, quota.highest) = (Some(quota.min), Some(quota.max));
    }
    firm[2].highest = Some(2);
    let Err(Refused::Unmet(relaxation)) = panel::leximin(&people, &firm, ask(2)) else { panic!() };
    assert_eq!(
        (relaxation.changes[0].quota.clone(), relaxation.changes[0].max),
        (firm[2].clone(), 2)
    );
    let few = panel::leximin(&people, &quotas, ask(5)).unwrap_err();
    assert_eq!(few, Refused::TooFew { size: 5, possible: 4 });
    let sums = [quota("f0", "0", 2, 2), quota("f0", "1", 1, 2)];
    let refused = panel::leximin(&people, &sums, ask(2)).unwrap_err();
    let en = panel::explain_refused(&refused, Lang::En);
    assert_eq!(en[1], "The quotas of f0 add up to 3 to 4, not 2.");
}

#[test]
fn damaged_numbers_are_refused() {
    let people = pool(&[vec![0], vec![1]]);
    let quotas = [quota("f0", "0", 0, 1), quota("f0", "1", 0, 1)];
    let key =
        |people: &[Person], quotas: &[Quota], size| match panel::leximin(people, quotas, ask(size))
        {
            Err(Refused::Invalid(invalid)) => invalid.key(),
            other => panic!("{other:?}"),
        };
    assert_eq!(key(&people, &quotas, 0), "no-seats");
    assert_eq!(key(&people, &quotas[..1], 1), "unknown-answer");
    assert_eq!(key(&[people[0].clone(), people[0].clone()], &quotas, 1), "listed-twice");
    assert_eq!(key(&people, &[quota("f0", "0", 2, 1)], 1), "exceeds");
    assert!(matches!(panel::leximin(&[], &quotas, ask(1)), Err(Refused::TooFew { .. })));
}

#[test]
fn an_auditor_finds_what_was_changed() {
    let people = pool(&[vec![0], vec![0], vec![1], vec![1], vec![1]]);
    let quotas = [quota("f0", "0", 1, 1), quota("f0", "1", 1, 1)];
    let good = made(&people, &quotas, ask(2)).draw(&Lot::new("a"));
    let finds = |changed: &Lottery| panel::check(&people, &quotas, ask(2), changed).is_err();
    assert!(!finds(&good));
    let mut bad = good.clone();
    bad.lottery[0].tickets -= 1;
    assert!(finds(&bad));
    let mut bad = good.clone();
    bad.lottery[0].seats = vec![2, 0];
    assert!(finds(&bad));
    let mut bad = good.clone();
    bad.probability.insert("p0".into(), 0.9);
    assert!(finds(&bad));
    let mut bad = good.clone();
    bad.panel = vec!["p0".into(), "p4".into()];
    let other = vec!["p1".to_owned(), "p4".to_owned()];
    bad.panel = if good.panel == bad.panel { other } else { bad.panel };
    assert!(finds(&bad));
    let mut bad = good.clone();
    bad.certificate.stages.pop();
    assert!(finds(&bad));
    // An unfair lottery comes with no proof that closes the gap.
    let wide = [quota("f0", "0", 0, 2), quota("f0", "1", 0, 2)];
    let mut unfair = made(&people, &wide, ask(2));
    unfair.lottery = good.lottery;
    unfair.expected = good.expected;
    unfair.probability = good.probability;
    unfair.min_probability = good.min_probability;
    assert!(!panel::check(&people, &wide, ask(2), &unfair).unwrap().is_closed());
}

#[test]
fn a_household_sends_one_at_most() {
    // Two couples alike, a pair of sisters, and three who live alone.
    let mut people =
        pool(&[vec![0], vec![1], vec![0], vec![1], vec![0], vec![0], vec![0], vec![1], vec![1]]);
    for (at, home) in [(0, "一"), (1, "一"), (2, "二"), (3, "二"), (4, "三"), (5, "三"), (6, "四")]
    {
        people[at].household = Some(home.into());
    }
    let quotas = [quota("f0", "0", 2, 3), quota("f0", "1", 2, 3)];
    let asked = Ask { size: 5, one_per_household: true };
    let lottery = made(&people, &quotas, asked);
    assert_sound(&people, &quotas, asked, &lottery);
    let mut sat: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..400 {
        let lot = Lot::new(&seed.to_string());
        let drawn = lottery.clone().draw(&lot);
        let stratified = panel::stratified(&people, &quotas, asked, &lot).unwrap();
        for ids in [&drawn.panel, &stratified.panel] {
            assert!(meets(&people, &quotas, ids), "{ids:?}");
            let sits = people.iter().filter(|person| ids.contains(&person.id));
            let homes: Vec<_> = sits.filter_map(|person| person.household.clone()).collect();
            assert_eq!(homes.iter().collect::<BTreeSet<_>>().len(), homes.len(), "{ids:?}");
        }
        drawn.panel.into_iter().for_each(|id| *sat.entry(id).or_default() += 1);
    }
    // The draw follows the chances: within 6 standard deviations of 400 draws.
    for (id, chance) in &lottery.probability {
        let seen = f64::from(sat.get(id).copied().unwrap_or(0));
        assert!((seen - 400.0 * chance).abs() <= 6.0 * 10.0, "{id}: {seen} of 400, {chance}");
    }
    let seven = Ask { size: 7, ..asked };
    let refused = panel::leximin(&people, &quotas, seven).unwrap_err();
    assert_eq!(refused, Refused::TooFew { size: 7, possible: 6 });
}

#[test]
fn names_are_read_until_the_seats_are_full() {
    let people = pool(&[vec![0], vec![0], vec![0], vec![1]]);
    let quotas = [quota("f0", "0", 1, 1), quota("f0", "1", 1, 1)];
    let drawn = panel::stratified(&people, &quotas, ask(2), &Lot::new("x")).unwrap();
    assert!(drawn.panel.contains(&"p3".to_owned()) && drawn.panel.len() == 2);
    let seated = drawn.read.iter().filter(|(_, fate)| *fate == Fate::Seated).count();
    assert_eq!((seated, drawn.read.last().unwrap().1), (2, Fate::Seated));
    assert_eq!(panel::explain_stratified(&drawn, Lang::Zh).len(), 4);
}

/// Every panel of the pool, as seats of each type.
fn all_panels(lottery: &Lottery, size: i64) -> Vec<Vec<i64>> {
    let mut panels: Vec<Vec<i64>> = vec![Vec::new()];
    for of in &lottery.types {
        let cap = i64::try_from(of.people.len()).unwrap();
        let longer = panels.iter().flat_map(|panel| {
            let room = size - panel.iter().sum::<i64>();
            (0..=cap.min(room)).map(|many| panel.iter().copied().chain([many]).collect())
        });
        panels = longer.collect();
    }
    panels.retain(|panel| {
        panel.iter().sum::<i64>() == size
            && lottery.quotas.iter().all(|quota| {
                let types = lottery.types.iter().zip(panel);
                let has = types.filter(|(of, _)| of.answers[&quota.feature] == quota.value);
                let many: i64 = has.map(|(_, many)| many).sum();
                (i64::from(quota.min)..=i64::from(quota.max)).contains(&many)
            })
    });
    panels
}

/// Judges a lottery against every panel there is: by duality, it is leximin exactly when each
/// stage's weights weigh no panel more than the lottery itself.
fn assert_fairest_of_all(lottery: &Lottery, size: u32) {
    let panels = all_panels(lottery, i64::from(size));
    let chance = |at: usize| lottery.probability[&lottery.types[at].people[0]];
    for at in 0..lottery.types.len() {
        let sits = panels.iter().any(|panel| panel[at] > 0);
        assert_eq!(sits, chance(at) > 0.0);
    }
    let mut open: BTreeSet<usize> =
        (0..lottery.types.len()).filter(|&at| chance(at) > 0.0).collect();
    for stage in &lottery.certificate.stages {
        let weighed = |seats: &dyn Fn(usize) -> f64| -> f64 {
            stage.weights.iter().map(|&(at, weight)| weight as f64 * seats(at)).sum()
        };
        let most = panels.iter().map(|panel| weighed(&|at| panel[at] as f64)).fold(0.0, f64::max);
        let people = |at: usize| lottery.types[at].people.len() as f64;
        let earlier = weighed(&|at| if open.contains(&at) { 0.0 } else { chance(at) * people(at) });
        let others = weighed(&|at| if open.contains(&at) { people(at) } else { 0.0 });
        let lowest = open.iter().map(|&at| chance(at)).fold(1.0, f64::min);
        assert!((most - earlier) / others - lowest < 1e-7, "{lottery:?}");
        stage.fixed.iter().for_each(|at| assert!(open.remove(at)));
    }
    assert!(open.is_empty());
}

/// A small pool with quotas that some panel of it meets, and its size.
fn small() -> impl Strategy<Value = (Vec<Person>, Vec<Quota>, u32)> {
    let feature = (1..=3_usize).prop_flat_map(|features| {
        prop::collection::vec(prop::collection::vec(0..3_u8, features), 3..10)
    });
    let picked = (prop::collection::vec(any::<prop::sample::Index>(), 1..6), 0..2_u32);
    (feature, picked).prop_map(|(answers, (picked, slack))| {
        let seated: BTreeSet<usize> = picked.iter().map(|at| at.index(answers.len())).collect();
        let seated: Vec<usize> = seated.into_iter().collect();
        let quotas = quotas_around(&answers, &seated, slack);
        (pool(&answers), quotas, u32::try_from(seated.len()).unwrap())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn small_pools_are_leximin_against_every_panel((people, quotas, size) in small()) {
        let lottery = made(&people, &quotas, ask(size));
        assert_sound(&people, &quotas, ask(size), &lottery);
        assert_fairest_of_all(&lottery, size);
        let drawn = panel::stratified(&people, &quotas, ask(size), &Lot::new("s")).unwrap();
        prop_assert!(meets(&people, &quotas, &drawn.panel));
    }

    #[test]
    fn neither_order_nor_numbers_matter(
        ((people, quotas, size), shuffled, mixed) in small().prop_flat_map(|(people, quotas, size)| {
            let shuffled = Just(people.clone()).prop_shuffle();
            let mixed = Just(quotas.clone()).prop_shuffle();
            (Just((people, quotas, size)), shuffled, mixed)
        }),
    ) {
        let lottery = made(&people, &quotas, ask(size)).draw(&Lot::new("seed"));
        let again = made(&shuffled, &mixed, ask(size)).draw(&Lot::new("seed"));
        prop_assert_eq!(&lottery, &again);
        let renumbered: Vec<Person> = people.iter().enumerate()
            .map(|(at, person)| Person { id: format!("q{}", 99 - at), ..person.clone() }).collect();
        let other = made(&renumbered, &quotas, ask(size));
        for (before, after) in people.iter().zip(&renumbered) {
            let same = lottery.probability[&before.id].total_cmp(&other.probability[&after.id]);
            prop_assert!(same.is_eq());
        }
    }

    #[test]
    fn the_smallest_change_makes_a_panel_and_none_smaller_does(
        (people, mut quotas, size) in small(), at in any::<prop::sample::Index>(), by in 1..3_u32,
    ) {
        let spoiled = at.index(quotas.len());
        quotas[spoiled].min += by;
        quotas[spoiled].max += by;
        let relaxation = match panel::leximin(&people, &quotas, ask(size)) {
            Ok(lottery) => { assert_sound(&people, &quotas, ask(size), &lottery); return Ok(()); }
            Err(Refused::Unmet(relaxation)) => relaxation,
            Err(other) => panic!("{other:?}"),
        };
        // Undoing the spoiling would do.
        prop_assert!(relaxation.total >= 1 && relaxation.total <= i64::from(by));
        for change in &relaxation.changes {
            let quota = quotas.iter_mut().find(|quota| **quota == change.quota).unwrap();
            quota.min = u32::try_from(change.min).unwrap();
            quota.max = u32::try_from(change.max).unwrap();
        }
        prop_assert!(panel::leximin(&people, &quotas, ask(size)).is_ok());
    }
}
