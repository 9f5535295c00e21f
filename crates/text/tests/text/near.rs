//! 相近 — Near messages, pairs and traps of the open rows.
//!
//! Groups are split in halves: the model that judges one half learned from the other. Negatives are
//! all other messages of the file, labelled or not, as in daily work.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small counts"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;
use text::near::feature::{Card, NAMES, alike, features, places};
use text::near::index::Index;
use text::near::message::{Corpus, Message};
use text::near::model::{Example, train};
use text::near::verdict::{Verdict, judge, judge_by};

use crate::open;

/// Days since 1970-01-01.
fn day(time: &str) -> Option<i32> {
    i32::try_from(open::minutes(time)?.div_euclid(1_440)).ok()
}

struct Open {
    messages: Vec<Message>,
    cards: Vec<Card>,
    /// The group of a message, by its place in the list.
    group: BTreeMap<usize, usize>,
    /// Groups a message is neither in nor out of.
    ignored: BTreeSet<(usize, usize)>,
    sizes: Vec<usize>,
    traps: Vec<(usize, usize)>,
}

static OPEN: LazyLock<Option<Open>> = LazyLock::new(read);

fn read() -> Option<Open> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let messages: Vec<Message> = open::rows("messages.jsonl.gz")?
        .iter()
        .map(|row| Message {
            id: row["id"].to_string(),
            title: text(row, "title"),
            body: text(row, "body"),
            day: day(row["time"].as_str().unwrap()),
            place: None,
        })
        .collect();
    let at: BTreeMap<String, usize> =
        messages.iter().enumerate().map(|(at, message)| (message.id.clone(), at)).collect();
    let groups: Vec<Value> = serde_json::from_str(&open::text("groups.json")?).unwrap();
    let (mut group, mut ignored, mut sizes) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    for (number, row) in groups.iter().enumerate() {
        let ids = |key: &str| row[key].as_array().unwrap().iter().map(|id| at[&id.to_string()]);
        sizes.push(ids("ids").count());
        group.extend(ids("ids").map(|at| (at, number)));
        ignored.extend(ids("ignore").map(|at| (at, number)));
    }
    let traps = open::rows("trap_pairs.jsonl")?.into_iter();
    let traps = traps.map(|row| (at[&row["a"].to_string()], at[&row["b"].to_string()])).collect();
    let mut corpus = Corpus::default();
    for message in &messages {
        corpus.add(message);
    }
    let cards = messages.iter().map(|message| Card::of(message, &corpus)).collect();
    Some(Open { messages, cards, group, ignored, sizes, traps })
}

/// A pair with the groups of its messages.
struct Labelled {
    example: Example,
    groups: [Option<usize>; 2],
    of: (usize, usize),
}

impl Open {
    /// Every pair with a labelled message whose words are at all alike.
    fn pairs(&self) -> Vec<Labelled> {
        let mut all = Vec::new();
        for (&a, &of_a) in &self.group {
            for b in 0..self.cards.len() {
                let of_b = self.group.get(&b).copied();
                let twice = of_b.is_some() && b <= a;
                let ignored = self.ignored.contains(&(b, of_a))
                    || of_b.is_some_and(|group| self.ignored.contains(&(a, group)));
                let (one, other) = (&self.cards[a], &self.cards[b]);
                if twice || ignored || alike(one, other) < 0.02 {
                    continue;
                }
                let same = of_b == Some(of_a);
                let size = self.sizes[of_a];
                let counts = if same { 2.0 / (size * (size - 1)) as f64 } else { 1.0 };
                let features = features(one, other, &places(one, other));
                let example = Example { features, same, counts };
                all.push(Labelled { example, groups: [Some(of_a), of_b], of: (a, b) });
            }
        }
        all
    }
}

/// Which half a group is in, by a seed.
fn half(group: usize, seed: u64) -> bool {
    let mut state = (group as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ seed.wrapping_mul(0xd1b5_4a32_d192_ed03);
    state ^= state >> 29;
    state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (state >> 33) & 1 == 1
}

/// Examples of the groups chosen, each group as heavy as another, all of them three a group.
fn examples<'a>(pairs: impl Iterator<Item = &'a Labelled>) -> Vec<Example> {
    let weigh = |one: &Labelled| {
        let mut example = one.example.clone();
        if example.same {
            example.counts *= 3.0;
        }
        example
    };
    pairs.map(weigh).collect()
}

/// Precision at the score where this share of all true pairs is found.
fn precision_at(scored: &mut [(f64, bool)], all: usize, recall: f64) -> (f64, f64) {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let wanted = (recall * all as f64).ceil() as usize;
    let mut found = 0;
    for (at, (score, same)) in scored.iter().enumerate() {
        found += usize::from(*same);
        if found >= wanted {
            return (found as f64 / (at + 1) as f64, *score);
        }
    }
    (0.0, 0.0)
}

/// Evidence for every pair by the model that has seen neither of its groups, and the same as it is
/// used: never for a pair about different places.
fn crossed(pairs: &[Labelled], seed: u64) -> Vec<(f64, f64, &Labelled)> {
    let apart = NAMES.iter().position(|name| *name == "place_apart").unwrap();
    let mut scored = Vec::new();
    for side in [true, false] {
        let inside = |one: &Labelled, side: bool| {
            one.groups.iter().flatten().all(|group| half(*group, seed) == side)
        };
        let model = train(&examples(pairs.iter().filter(|one| inside(one, !side))));
        for one in pairs.iter().filter(|one| inside(one, side)) {
            let sum = model.sum(&one.example.features);
            let apart = one.example.features[apart] > 0.0;
            scored.push((sum, if apart { sum.min(0.0) } else { sum }, one));
        }
    }
    scored
}

#[test]
fn pairs_are_told_by_a_model_that_never_saw_their_groups() {
    let Some(open) = &*OPEN else { return };
    let all: usize = open.sizes.iter().map(|size| size * (size - 1) / 2).sum();
    let pairs = open.pairs();
    let mut sum = 0.0;
    for seed in 1..=2 {
        let scored = crossed(&pairs, seed);
        let mut plain: Vec<_> = scored.iter().map(|(_, p, one)| (*p, one.example.same)).collect();
        let (precision, _) = precision_at(&mut plain, all, 0.8);
        println!("seed {seed}: precision {precision:.3} at recall 0.8 of {all} pairs");
        for side in [true, false] {
            let mut part: Vec<_> = scored
                .iter()
                .filter(|(.., one)| half(one.groups[0].unwrap(), seed) == side)
                .map(|(_, p, one)| (*p, one.example.same))
                .collect();
            let of = open.sizes.iter().enumerate().filter(|(group, _)| half(*group, seed) == side);
            let of: usize = of.map(|(_, size)| size * (size - 1) / 2).sum();
            println!("  a half alone: {:.3} of {of}", precision_at(&mut part, of, 0.8).0);
        }
        sum += precision;
    }
    assert!(sum / 2.0 >= 0.85, "{}", sum / 2.0);
}

#[test]
fn the_same_words_elsewhere_are_not_merged() {
    let Some(open) = &*OPEN else { return };
    let merged = open.traps.iter().filter(|(a, b)| {
        let judged = judge(&open.cards[*a], &open.cards[*b]);
        println!("{:.2} {:?}", judged.probability, judged.verdict);
        judged.verdict == Verdict::Same
    });
    assert!(merged.count() <= 1);
}

#[test]
fn the_right_one_is_among_the_first_five() {
    let Some(open) = &*OPEN else { return };
    let index = Index::of(&open.messages);
    println!("{} bytes a message", index.bytes() / index.len());
    let (mut with_like, mut hit, mut first) = (0, 0, 0);
    for (&a, &group) in &open.group {
        if open.sizes[group] < 2 {
            continue;
        }
        with_like += 1;
        let found = index.search(&open.messages[a], 5);
        let right = found.iter().map(|found| {
            let b = open.messages.iter().position(|message| message.id == found.id).unwrap();
            open.group.get(&b) == Some(&group)
        });
        let right: Vec<bool> = right.collect();
        hit += usize::from(right.contains(&true));
        first += usize::from(right.first() == Some(&true));
    }
    println!("{hit} of {with_like} among the first five, {first} first");
    assert!(hit as f64 / f64::from(with_like) >= 0.995);
}

/// Writes the shipped weights: `cargo test -p text -- --ignored --nocapture the_shipped_model`.
#[test]
#[ignore = "prints crates/text/data/pair.txt anew"]
fn the_shipped_model() {
    let Some(open) = &*OPEN else { return };
    let pairs = open.pairs();
    let mut held = Vec::new();
    for seed in 1..=3 {
        // Calibrated on what each half's model says of the other half.
        held.extend(crossed(&pairs, seed).iter().map(|(sum, _, one)| (*sum, one.example.same)));
    }
    let model = train(&examples(pairs.iter()));
    let model = model.calibrated(&held);
    print!("{}", model.print());
    let mut calls: Vec<_> =
        pairs.iter().map(|one| (model.probability(&one.example.features), one)).collect();
    calls.sort_by(|a, b| b.0.total_cmp(&a.0));
    for least in [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1] {
        let above: Vec<_> = calls.iter().filter(|(p, _)| *p >= least).collect();
        let right = above.iter().filter(|(_, one)| one.example.same).count();
        let merged: Vec<_> = above
            .iter()
            .filter(|(_, one)| {
                let (a, b) = one.of;
                judge_by(&model, &open.cards[a], &open.cards[b]).verdict == Verdict::Same
            })
            .collect();
        let good = merged.iter().filter(|(_, one)| one.example.same).count();
        println!("# {least}: {right} of {} right; same {good} of {}", above.len(), merged.len());
    }
}
