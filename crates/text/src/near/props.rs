//! 性质 — What holds for any texts: names stand in them, judgements are bounded and even-handed.

use proptest::prelude::*;

use super::feature::Card;
use super::index::{Index, probe};
use super::message::{Corpus, Message};
use super::pairs::pairs;
use super::place::{Kind, read};
use super::verdict::{Verdict, judge, pair_score};
use crate::fold;

/// Pieces that look like places, numbers and words, and anything else.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[桂春南文]{1,3}(路|小区|村|社区|花园|街道|中学|公司|桥|站)",
        "[A-C][0-9]{0,2}(区|县|市)",
        "[0-9一二十]{1,5}(栋|路|号线|公交|国道|号楼)?",
        "(油烟|扰民|路灯|电梯|噪音|垃圾|的|在|，|。| ){1,4}",
        "[学警號樓，。\\\\ud8æˆ鎴戜]{1,3}",
        any::<String>(),
    ];
    proptest::collection::vec(pieces, 0..10).prop_map(|pieces| pieces.concat())
}

fn message() -> impl Strategy<Value = Message> {
    let place = prop_oneof![Just(None), "[0-9]{3}(\\.[0-9])?".prop_map(Some)];
    (text(), text(), any::<Option<i32>>(), place).prop_map(|(title, body, day, place)| Message {
        id: String::new(),
        title,
        body,
        day,
        place,
    })
}

fn month() -> impl Strategy<Value = Vec<Message>> {
    proptest::collection::vec(message(), 1..8).prop_map(|mut list| {
        for (at, message) in list.iter_mut().enumerate() {
            message.id = at.to_string();
        }
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn names_stand_in_the_text(text in text()) {
        let folded = fold(&text);
        for named in read(&text) {
            if !matches!(named.kind, Kind::Line | Kind::Building) {
                prop_assert!(folded.contains(&named.name), "{:?}", named);
            }
            prop_assert!(named.name.chars().count() >= 2, "{:?}", named);
        }
    }

    #[test]
    fn a_judgement_is_even_handed(a in message(), b in message()) {
        let mut corpus = Corpus::default();
        corpus.add(&a);
        corpus.add(&b);
        let (one, other) = (Card::of(&a, &corpus), Card::of(&b, &corpus));
        let judged = judge(&one, &other);
        let back = judge(&other, &one);
        prop_assert!((0.0..=1.0).contains(&judged.probability));
        prop_assert!((judged.probability - back.probability).abs() < 1e-12);
        prop_assert_eq!(judged.verdict, back.verdict);
        prop_assert!((judged.probability - pair_score(&one, &other)).abs() < 1e-12);
        prop_assert!(!judged.because.is_empty());
    }

    #[test]
    fn pairs_are_the_same_every_time(month in month()) {
        let found = pairs(&month, 0.1);
        prop_assert_eq!(&found, &pairs(&month, 0.1));
        for pair in &found {
            prop_assert!(pair.judged.probability >= 0.1 && pair.a != pair.b);
        }
        let order: Vec<f64> = found.iter().map(|pair| -pair.judged.probability).collect();
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn adding_and_removing_leaves_nothing(month in month(), query in message()) {
        let mut index = Index::of(&month);
        let documents = index.corpus().documents();
        prop_assert_eq!(documents as usize, month.len());
        let extra = Message { id: "extra".into(), ..query.clone() };
        let before = index.search(&query, 5);
        index.add(&extra);
        index.remove("extra");
        prop_assert_eq!(index.search(&query, 5), before.clone());
        for found in &before {
            prop_assert!(found.judged.verdict != Verdict::Same || found.judged.probability >= 0.5);
        }
        for message in &month {
            index.remove(&message.id);
        }
        prop_assert!(index.is_empty() && index.search(&query, 5).is_empty());
    }

    #[test]
    fn probes_are_few_and_known(text in text(), documents in any::<u64>(), with in any::<u64>()) {
        let tokens = probe(&text, documents, |_| with);
        prop_assert!(tokens.len() <= super::index::PROBES);
        prop_assert!(tokens.iter().all(|(_, weight)| *weight >= 0.1));
    }
}
