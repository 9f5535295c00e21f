//! 归类 — Groups of the open messages against groups checked by hand, and of invented ones.
//!
//! The parameters were chosen on one half of the labelled groups; both halves are printed and held to
//! a bound of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::Value;
use text::group::score::{Labelled, agreement, b_cubed};
use text::group::{Grouper, Keyed, Message, Period};

use crate::open;

/// The seed the halves are drawn with.
const SEED: u64 = 7;

struct Open {
    messages: Vec<Message>,
    labelled: Vec<Labelled>,
    traps: Vec<(String, String)>,
}

/// The open rows, their groups, and how long grouping took, found once for all tests.
static OPEN: LazyLock<Option<(Open, Grouper, Duration)>> = LazyLock::new(|| {
    let open = read()?;
    let begun = Instant::now();
    let grouper = grouped(&open.messages);
    Some((open, grouper, begun.elapsed()))
});

fn read() -> Option<Open> {
    let message = |row: &Value| Message {
        id: row["id"].to_string(),
        title: row["title"].as_str().unwrap_or_default().to_owned(),
        body: row["body"].as_str().unwrap_or_default().to_owned(),
        time: open::minutes(row["time"].as_str().unwrap_or_default()),
        up: u32::try_from(row["up"].as_u64().unwrap_or_default()).unwrap(),
        down: u32::try_from(row["down"].as_u64().unwrap_or_default()).unwrap(),
        ..Message::default()
    };
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().into_iter().flatten().map(ToString::to_string).collect()
    };
    let groups: Vec<Value> = serde_json::from_str(&open::text("groups.json")?).unwrap();
    let label = |row: &Value| Labelled { ids: ids(&row["ids"]), ignore: ids(&row["ignore"]) };
    Some(Open {
        messages: open::rows("messages.jsonl.gz")?.iter().map(message).collect(),
        labelled: shuffled(groups.iter().map(label).collect(), SEED),
        traps: open::rows("trap_pairs.jsonl")?
            .iter()
            .map(|row| (row["a"].to_string(), row["b"].to_string()))
            .collect(),
    })
}

fn shuffled<T>(mut list: Vec<T>, mut seed: u64) -> Vec<T> {
    for at in (1..list.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
    }
    list
}

fn grouped(messages: &[Message]) -> Grouper {
    let mut grouper = Grouper::new();
    grouper.add(messages.iter().cloned());
    grouper
}

fn ids(groups: &[Keyed]) -> Vec<Vec<String>> {
    groups.iter().map(|group| group.ids.clone()).collect()
}

#[test]
fn open_groups_are_found_again() {
    let Some((open, grouper, took)) = &*OPEN else { return };
    let groups = grouper.groups();
    let found = ids(&groups);
    let (chosen_on, held_out) = open.labelled.split_at(open.labelled.len() / 2);
    let all = b_cubed(&found, &open.labelled);
    let halves = [b_cubed(&found, chosen_on), b_cubed(&found, held_out)];
    println!("{} messages in {took:?}: {all:?}, halves {halves:?}", open.messages.len());
    assert!(all.f1 >= 0.90, "{all:?}");
    assert!(halves.iter().all(|half| half.f1 >= 0.89), "{halves:?}");

    let giant = open.labelled.iter().max_by_key(|group| group.ids.len()).unwrap();
    let in_one = |group: &Keyed| group.ids.iter().filter(|id| giant.ids.contains(id)).count();
    let most = groups.iter().map(in_one).max().unwrap();
    println!("the giant: {most} of {} in one group", giant.ids.len());
    assert!(most * 10 >= giant.ids.len() * 9);
    let together = |a: &String, b: &String| found.iter().any(|g| g.contains(a) && g.contains(b));
    let merged = open.traps.iter().filter(|(a, b)| together(a, b)).count();
    println!("{merged} of {} trap pairs in one group", open.traps.len());
    assert!(merged <= 1);
}

#[test]
fn slogans_glue_nothing() {
    let Some((open, grouper, _)) = &*OPEN else { return };
    let title: BTreeMap<&str, &str> =
        open.messages.iter().map(|message| (message.id.as_str(), message.title.as_str())).collect();
    let slogan = |id: &String| {
        let title = title[id.as_str()];
        title.contains("加快") && ["刻不容缓", "力度", "步伐"].iter().any(|s| title.contains(s))
    };
    let groups = grouper.groups();
    let most = groups.iter().map(|group| group.ids.iter().filter(|id| slogan(id)).count()).max();
    let all = open.messages.iter().filter(|message| slogan(&message.id)).count();
    println!("{all} slogan titles, at most {most:?} in one group");
    assert!(most.unwrap() * 4 <= all);
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let Some((open, ..)) = &*OPEN else { return };
    let part: Vec<_> = open.messages.iter().take(900).cloned().collect();
    let groups = grouped(&part).groups();
    assert!(groups.len() > 50);
    assert_eq!(groups, grouped(&shuffled(part, 3)).groups());
}

#[test]
fn part_by_part_is_nearly_all_at_once_and_keys_stay() {
    let Some((open, ..)) = &*OPEN else { return };
    let mut messages = open.messages.clone();
    messages.sort_by_key(|message| message.time);
    messages.truncate(1_500);
    let mut grouper = Grouper::new();
    let mut before: Vec<Keyed> = Vec::new();
    let (mut kept, mut followed, mut former) = (0, 0, 0);
    for part in messages.chunks(messages.len().div_ceil(6)) {
        grouper.add(part.iter().cloned());
        let now = grouper.groups();
        let keys: BTreeSet<&str> = now.iter().map(|group| group.key.as_str()).collect();
        assert_eq!(keys.len(), now.len(), "a key means one group");
        kept += before.iter().filter(|group| keys.contains(group.key.as_str())).count();
        followed += before.iter().filter(|group| keys.contains(grouper.follow(&group.key))).count();
        former += before.len();
        before = now;
    }
    let at_once = ids(&grouped(&messages).groups());
    let same = agreement(&ids(&before), &at_once);
    println!("part by part and at once: {same:?}; {kept} of {former} keys kept, {followed} found");
    assert!(same.f1 >= 0.95, "{same:?}");
    assert!(kept * 100 >= former * 85, "{kept} of {former}");
    assert!(followed * 100 >= former * 90, "{followed} of {former}");
}

#[test]
fn few_days_without_new_weights_change_little() {
    let Some((open, ..)) = &*OPEN else { return };
    let mut messages = open.messages.clone();
    messages.sort_by_key(|message| message.time);
    messages.truncate(1_500);
    let (old, new) = messages.split_at(messages.len() - 70);
    let mut grouper = grouped(old);
    new.chunks(14).for_each(|day| grouper.add(day.iter().cloned()));
    let same = agreement(&ids(&grouper.groups()), &ids(&grouped(&messages).groups()));
    println!("five days after a weighing and at once: {same:?}");
    assert!(same.f1 >= 0.95, "{same:?}");
}

#[test]
fn cards_of_the_open_messages_can_be_shown() {
    let Some((open, grouper, _)) = &*OPEN else { return };
    let last = open.messages.iter().filter_map(|message| message.time).max().unwrap();
    let cards = grouper.cards(Period::last_days(last, 90));
    let loud = open.messages.iter().max_by_key(|message| message.up).unwrap();
    for card in &cards {
        assert!(!card.name.is_empty() && card.ids.len() > 1);
        assert!(text::redact::find(&card.name).is_empty());
        assert_eq!(card.may_leave_community, card.people >= 5);
        assert!(card.people <= card.ids.len() as u64);
        let of_parts = card.heat.from_voices + card.heat.from_likes;
        assert_eq!(card.heat.points, of_parts);
    }
    let whole = grouper.cards(Period::default());
    let hottest = whole.iter().max_by_key(|card| card.heat.points).unwrap();
    assert!(hottest.people > 40, "the giant is the hottest");
    if let Some(card) = whole.iter().find(|card| card.ids.contains(&loud.id)) {
        assert!(card.heat.points < hottest.heat.points / 4, "one loud post is not a movement");
    }
}

fn complaint(number: usize, title: &str) -> Message {
    Message { id: number.to_string(), title: title.to_owned(), ..Message::default() }
}

#[test]
fn few_messages_are_grouped_by_what_they_say() {
    let titles = [
        "春晓小区3号楼电梯又坏了",
        "北岭路路灯不亮",
        "春晓小区电梯坏了没人修",
        "桃源小区电梯坏了没人修",
        "公交7号线班次太少",
        "公交5号线班次太少",
    ];
    let messages = titles.iter().enumerate().map(|(number, title)| complaint(number, title));
    let found = ids(&grouped(&messages.collect::<Vec<_>>()).groups());
    assert_eq!(found, [["0", "2"]]);
}

#[test]
fn nothing_and_little_and_much_of_the_same() {
    assert!(grouped(&[]).groups().is_empty());
    assert!(grouped(&[complaint(1, "停水")]).groups().is_empty());
    assert_eq!(grouped(&[complaint(1, "停水"), complaint(2, "停水")]).groups().len(), 1);
    assert!(grouped(&[complaint(1, "停水"), complaint(2, "修路")]).groups().is_empty());
    let same =
        |count: usize| (0..count).map(|n| complaint(n, "春晓小区停水三天")).collect::<Vec<_>>();
    let groups = grouped(&same(10_000)).groups();
    assert_eq!((groups.len(), groups[0].ids.len()), (1, 10_000));
    let card = &grouped(&same(50)).cards(Period::default())[0];
    assert_eq!((card.people, card.may_leave_community), (1, false), "one text, one voice");
}

#[test]
fn texts_that_say_nothing_are_not_a_problem_together() {
    let empty = [complaint(1, ""), complaint(2, " "), complaint(3, "！！！"), complaint(4, "👍")];
    let grouper = grouped(&empty);
    assert!(grouper.groups().is_empty(), "{:?}", grouper.groups());
}

#[test]
fn long_bodies_and_nearly_equal_floods_end() {
    let body = "春晓小区停水".repeat(20_000);
    let long = |n: usize| Message { body: body.clone(), ..complaint(n, "停水") };
    assert_eq!(grouped(&[long(1), long(2)]).groups().len(), 1);
    let flood: Vec<_> =
        (0..3_000).map(|n| complaint(n, &format!("春晓小区停水第{n}天无人管"))).collect();
    let groups = grouped(&flood).groups();
    assert_eq!(groups[0].ids.len(), 3_000, "{} groups", groups.len());
}

#[test]
fn an_earlier_run_gives_its_keys() {
    let messages = [complaint(1, "春晓小区停水三天"), complaint(2, "春晓小区又停水三天")];
    let mut grouper = Grouper::new();
    let ids = vec!["1".to_owned(), "2".to_owned()];
    grouper.remember(Keyed { key: "old".into(), took_in: Vec::new(), ids });
    grouper.add(messages);
    assert_eq!(grouper.groups()[0].key, "old");
    assert_eq!(grouper.messages("old").len(), 2);
    assert!(grouper.messages("unknown").is_empty());
}

#[test]
fn people_are_counted_once_each() {
    let by = |n: usize, author: Option<&str>, up: u32, title: &str| Message {
        author: author.map(str::to_owned),
        up,
        ..complaint(n, title)
    };
    let wording = ["停水三天", "又停水三天", "停水三天了", "已停水三天", "再停水三天"];
    let mut messages: Vec<_> = (0..5)
        .map(|n| {
            by(n, Some(["甲", "乙", "丙", "丁", "戊"][n]), 0, &format!("春晓小区{}", wording[n]))
        })
        .collect();
    messages
        .extend((5..25).map(|n| by(n, Some("甲"), 9, &format!("春晓小区{}第{n}次", wording[0]))));
    let cards = grouped(&messages).cards(Period::default());
    assert_eq!(cards.len(), 1);
    assert_eq!((cards[0].people, cards[0].may_leave_community), (5, true));
    assert_eq!(cards[0].heat.from_voices, 500, "twenty repeats are one voice");
    messages.retain(|message| message.author.as_deref() != Some("戊"));
    assert!(!grouped(&messages).cards(Period::default())[0].may_leave_community);
}
