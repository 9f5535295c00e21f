//! Opinion maps against the production Polis server, and what must hold for any conversation.

#![expect(clippy::cast_precision_loss, reason = "small counts, compared to a tolerance")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use tally::Lang;
use tally::opinion::group::{Grouping, Level};
use tally::opinion::{
    Counts, Given, Map, Moderation, Pca, Report, Stance, Votes, consensus, explain, place, priority,
};

use crate::open;

mod server;

fn cosine(a: &[f64], b: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// The adjusted Rand index of two groupings over those in both (Hubert and Arabie, 1985).
fn adjusted_rand(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> f64 {
    let pairs = |counts: &BTreeMap<_, u32>| -> f64 {
        counts.values().map(|&n| f64::from(n) * (f64::from(n) - 1.0) / 2.0).sum()
    };
    let (mut both, mut left, mut right) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut all = 0;
    for (person, a) in a {
        if let Some(b) = b.get(person) {
            *both.entry((a, b)).or_insert(0) += 1;
            *left.entry((a, a)).or_insert(0) += 1;
            *right.entry((b, b)).or_insert(0) += 1;
            all += 1;
        }
    }
    let (left, right) = (pairs(&left), pairs(&right));
    let chance = left * right / (f64::from(all) * (f64::from(all) - 1.0) / 2.0);
    (pairs(&both) - chance) / (f64::midpoint(left, right) - chance)
}

/// Person to group.
fn by_person(groups: &[(String, Vec<String>)]) -> BTreeMap<String, String> {
    let one = |(group, people): &(String, Vec<String>)| {
        let group = group.clone();
        people.iter().map(move |person| (person.clone(), group.clone())).collect::<Vec<_>>()
    };
    groups.iter().flat_map(one).collect()
}

/// A vote of the made-up conversations: person, statement, vote.
type Row = (u8, u8, i8);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..40_u8, 0..12_u8, -1..=1_i8), 0..300)
}

/// Rows in camps, so that there is something to find.
fn camps() -> impl Strategy<Value = Vec<Row>> {
    let vote = (0..40_u8, 0..12_u8, 0..10_u8).prop_map(|(person, statement, doubt)| {
        let side = if (person % 3 + statement) % 3 == 0 { 1 } else { -1 };
        (person, statement, if doubt == 0 { 0 } else { side })
    });
    prop::collection::vec(vote, 60..400)
}

fn file(rows: &[Row], person: impl Fn(u8) -> String, statement: impl Fn(u8) -> String) -> String {
    let mut file = "participant,statement,vote\n".to_owned();
    for &(who, what, vote) in rows {
        writeln!(file, "{},{},{vote}", person(who), statement(what)).unwrap();
    }
    file
}

fn read(rows: &[Row]) -> Votes {
    Votes::read(file(rows, |who| who.to_string(), |what| what.to_string()).as_bytes()).unwrap()
}

fn stance(vote: i8) -> Stance {
    Stance::of(vote.to_string().as_bytes()).unwrap()
}

fn all_finite(value: &Value) -> bool {
    match value {
        // A float that is not a number is written as null.
        Value::Null => false,
        Value::Array(list) => list.iter().all(all_finite),
        Value::Object(fields) => fields.values().all(all_finite),
        _ => true,
    }
}

fn check_whole(map: &Map) {
    let report = map.report();
    let value = serde_json::to_value(&report).unwrap();
    assert!(all_finite(&value), "{value}");
    let joined = report.in_conv.len();
    assert_eq!(report.groups.0.iter().map(|(_, people)| people.len()).sum::<usize>(), joined);
    assert_eq!(report.base_clusters.count.iter().sum::<u32>() as usize, joined);
    let groups = map.counts().groups();
    let recounted = Counts::of(map.votes(), groups, |row| map.group_of(&map.votes().people()[row]));
    assert_eq!(*map.counts(), recounted);
    for lang in [Lang::Zh, Lang::En] {
        let svg = map.svg(lang);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        assert!(explain(map, lang).len() >= 2);
    }
    let shown: Vec<_> = map.table().groups.iter().map(|shown| shown.people).collect();
    assert!(shown.iter().all(|&people| people >= 5));
}

#[test]
fn conversations_with_nothing_to_find_are_not_an_error() {
    let one_person: Vec<Row> = (0..9).map(|statement| (0, statement, 1)).collect();
    let all_pass: Vec<Row> = (0..90).map(|n| (n % 10, n / 10, 0)).collect();
    let all_agree: Vec<Row> = (0..90).map(|n| (n % 10, n / 10, 1)).collect();
    let one_statement: Vec<Row> =
        (0_u8..30).map(|person| (person, 0, 1 - 2 * (person.cast_signed() % 2))).collect();
    let one_vote = vec![(3, 3, -1)];
    for rows in [vec![], one_vote, one_person, all_pass, all_agree, one_statement] {
        check_whole(&Map::draw(read(&rows), Moderation::default()));
        let out = (0..12).map(|id| id.to_string()).collect();
        check_whole(&Map::draw(read(&rows), Moderation { out, meta: BTreeSet::new() }));
    }
}

/// Votes of so many people on 12 statements each, in two camps of every shade.
fn crowd(people: u32) -> Vec<(u32, u32, i8)> {
    let vote = |(person, statement): (u32, u32)| {
        let mixed = (person * 12 + statement).wrapping_mul(0x9e37_79b9) >> 16;
        let side = if person % 5 < 2 { 3 } else { 7 };
        let lean = if (statement * 7 + 3) % 11 < 5 { side } else { 10 - side };
        let vote = if mixed % 10 < lean {
            1
        } else if mixed % 3 == 0 {
            0
        } else {
            -1
        };
        (person, statement, vote)
    };
    (0..people).flat_map(|person| (0..12).map(move |what| vote((person, what)))).collect()
}

#[test]
fn among_many_people_who_came_first_does_not_matter() {
    let read = |rows: &mut dyn Iterator<Item = &(u32, u32, i8)>| {
        let mut file = "participant,statement,vote\n".to_owned();
        for (who, what, vote) in rows {
            writeln!(file, "{who},{what},{vote}").unwrap();
        }
        Map::draw(Votes::read(file.as_bytes()).unwrap(), Moderation::default())
    };
    let rows = crowd(1100);
    let (first, last) = (read(&mut rows.iter()), read(&mut rows.iter().rev()));
    check_whole(&first);
    assert!(first.groups() >= 2);
    let same = |who: &u32| first.group_of(&who.to_string()) == last.group_of(&who.to_string());
    assert_eq!((0..1100).filter(same).count(), 1100);
}

#[test]
fn a_map_that_grows_past_a_thousand_people_stays_whole() {
    let rows = crowd(1010);
    let (before, after) = rows.split_at(12 * 995);
    let mut file = "participant,statement,vote\n".to_owned();
    for (who, what, vote) in before {
        writeln!(file, "{who},{what},{vote}").unwrap();
    }
    let mut map = Map::draw(Votes::read(file.as_bytes()).unwrap(), Moderation::default());
    assert!(map.report().group_clusters.is_some());
    for (who, what, vote) in after {
        map.fold_in(&who.to_string(), &what.to_string(), stance(*vote)).unwrap();
        assert_eq!(map.pending(), 0);
    }
    check_whole(&map);
    assert!(map.report().group_clusters.is_none());
    let grown = by_person(&map.report().groups.0);
    let axes = map.pca().clone();
    map.redraw();
    for axis in 0..2 {
        let along = cosine(&axes.comps[axis], &map.pca().comps[axis]);
        assert!(along.abs() > 1.0 - 1e-12, "{along}");
    }
    let index = adjusted_rand(&grown, &by_person(&map.report().groups.0));
    assert!(index > 0.9, "{index}");
}

/// Everything in a report that carries no name of a person.
fn without_people(report: &Report) -> (Value, Vec<Vec<usize>>) {
    let mut value = serde_json::to_value(report).unwrap();
    let sizes = |lists: &[Vec<String>]| lists.iter().map(Vec::len).collect::<Vec<_>>();
    let groups: Vec<_> = report.groups.0.iter().map(|(_, people)| people.clone()).collect();
    let sizes = vec![sizes(&report.base_clusters.members), sizes(&groups)];
    for field in ["in_conv", "user_vote_counts", "groups"] {
        value.as_object_mut().unwrap().remove(field);
    }
    value["base_clusters"].as_object_mut().unwrap().remove("members");
    (value, sizes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_conversation_makes_a_whole_map(rows in rows(), out in 0..12_u8) {
        let moderation = Moderation {
            out: BTreeSet::from([out.to_string()]),
            meta: BTreeSet::from(["1".to_owned()]),
        };
        check_whole(&Map::draw(read(&rows), moderation));
    }

    #[test]
    fn reading_is_casting_one_vote_after_another(rows in rows()) {
        let mut map = Map::draw(Votes::default(), Moderation::default());
        for &(who, what, vote) in &rows {
            map.fold_in(&who.to_string(), &what.to_string(), stance(vote)).unwrap();
        }
        prop_assert_eq!(map.votes(), &read(&rows));
        check_whole(&map);
        map.redraw();
        prop_assert_eq!(map.report(), Map::draw(read(&rows), Moderation::default()).report());
    }

    #[test]
    fn people_may_have_any_names(rows in camps(), turn in 1..40_u8) {
        let names = |who: u8| format!("居民{}", (who + turn) % 40);
        let renamed = Votes::read(file(&rows, names, |what| what.to_string()).as_bytes()).unwrap();
        let [ours, theirs] = [read(&rows), renamed].map(|v| Map::draw(v, Moderation::default()));
        prop_assert_eq!(without_people(&ours.report()), without_people(&theirs.report()));
        for who in 0..40 {
            prop_assert_eq!(ours.group_of(&who.to_string()), theirs.group_of(&names(who)));
        }
    }

    #[test]
    fn statements_may_have_any_names(rows in camps(), turn in 1..12_u8) {
        let names = |what: u8| ((what + turn) % 12).to_string();
        let renamed = Votes::read(file(&rows, |who| who.to_string(), names).as_bytes()).unwrap();
        let columns = Moderation::default();
        let [ours, theirs] = [read(&rows), renamed];
        let [axes, others] = [&ours, &theirs].map(|v| Pca::of(v, &columns.columns(v)));
        for axis in 0..2 {
            prop_assert!((axes.spread[axis] - others.spread[axis]).abs() <= 1e-9 * axes.spread[0]);
        }
        for what in 0..12_u8 {
            let Some(column) = ours.statement(&what.to_string()) else { continue };
            let other = theirs.statement(&names(what)).unwrap();
            prop_assert_eq!(axes.center[column].to_bits(), others.center[other].to_bits());
            let (all, same) = (Counts::of_all(&ours), Counts::of_all(&theirs));
            prop_assert_eq!(all.said(0, column), same.said(0, other));
        }
        let majority = |votes: &Votes| {
            let all = Counts::of_all(votes);
            let said = consensus::majority(&all, votes.statements(), &columns.columns(votes));
            said.agree.iter().map(|one| one.p_test.to_bits()).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(majority(&ours), majority(&theirs));
    }

    #[test]
    fn rows_with_times_may_stand_in_any_order(
        (rows, mixed) in camps().prop_flat_map(|rows| {
            let timed: Vec<_> = (0..1_u32 << 20).zip(rows).collect();
            (Just(timed.clone()), Just(timed).prop_shuffle())
        }),
        again in 0..60_usize,
    ) {
        let read = |rows: &[(u32, Row)]| {
            let mut file = "participant,statement,vote,time\n".to_owned();
            for (time, (who, what, vote)) in rows {
                writeln!(file, "{who},{what},{vote},{time}").unwrap();
            }
            Votes::read(file.as_bytes()).unwrap()
        };
        prop_assert_eq!(read(&rows), read(&mixed));
        // A row handed in twice is one vote.
        let twice = [&mixed[..], &mixed[again..]].concat();
        prop_assert_eq!(read(&rows), read(&twice));
    }

    #[test]
    fn given_groups_are_counted_alike_from_scratch_and_vote_by_vote(rows in camps(), cut in 20..60_usize) {
        let first = read(&rows[..cut]);
        let people: Vec<_> = first.people().to_vec();
        let halves = people.split_at(people.len() / 2);
        let groups = serde_json::json!([halves.0, halves.1]);
        let given: Given = serde_json::from_value(groups).unwrap();
        let mut grown = Map::draw_given(first, Moderation::default(), &given).unwrap();
        for &(who, what, vote) in &rows[cut..] {
            grown.fold_in(&who.to_string(), &what.to_string(), stance(vote)).unwrap();
        }
        let drawn = Map::draw_given(read(&rows), Moderation::default(), &given).unwrap();
        prop_assert_eq!(grown.counts(), drawn.counts());
        let (grown, drawn) = (grown.report(), drawn.report());
        prop_assert_eq!(&grown.repness, &drawn.repness);
        prop_assert_eq!(&grown.consensus, &drawn.consensus);
        prop_assert_eq!(&grown.group_aware_consensus, &drawn.group_aware_consensus);
        prop_assert_eq!(&grown.in_conv, &drawn.in_conv);
        prop_assert_eq!(&grown.pca.center, &drawn.pca.center);
    }
}
