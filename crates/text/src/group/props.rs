//! 归组性质 — What holds for groups of any messages: order, keys, likeness, and no panic.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn writing() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "春晓小区",
        "桃源苑",
        "A3区",
        "7号线",
        "五号线",
        "电梯",
        "坏了",
        "停水",
        "路灯不亮",
        "的",
        "请",
        "救救",
        "刻不容缓",
        "！",
        " ",
        "\u{0}",
        "\u{fffd}",
        "\u{200b}",
        "👍🏽",
        "13800138000",
        "縣",
        "鎴戜滑",
        "ﬁ",
        "İ",
        "县",
        "区",
        "号线",
        "十",
        "路公交",
    ]);
    prop_oneof![
        3 => prop::collection::vec(pieces, 0..9).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => prop::collection::vec(any::<u8>(), 0..40)
            .prop_map(|bytes| encoding_rs::GBK.decode(&bytes).0.into_owned()),
    ]
}

fn any_message() -> impl Strategy<Value = Message> {
    let some = || prop::option::of(prop::sample::select(vec!["甲", "乙", "a/b", "a/b/c", ""]));
    let time = prop_oneof![Just(None), (0..90_000_i64).prop_map(Some), any::<i64>().prop_map(Some)];
    (
        (writing(), writing(), time, some(), some()),
        (any::<u32>(), any::<u32>(), any::<Option<bool>>(), 0..40_u8),
    )
        .prop_map(|((title, body, time, place, author), (up, down, solved, id))| Message {
            id: id.to_string(),
            title,
            body,
            time,
            place: place.map(str::to_owned),
            author: author.map(str::to_owned),
            up,
            down,
            solved,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_messages_are_grouped_and_shown(
        messages in prop::collection::vec(any_message(), 0..30),
        (from, until) in any::<(i64, i64)>(),
    ) {
        let mut grouper = Grouper::new();
        for part in messages.chunks(7) {
            grouper.add(part.iter().cloned());
        }
        let groups = grouper.groups();
        let ids: Vec<&String> = groups.iter().flat_map(|group| &group.ids).collect();
        prop_assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
        prop_assert!(groups.iter().all(|group| group.ids.len() > 1));
        let keys: BTreeSet<&String> = groups.iter().map(|group| &group.key).collect();
        prop_assert_eq!(keys.len(), groups.len());
        for card in grouper.cards(Period { from, until }) {
            prop_assert!(card.people >= 1 && card.people <= card.ids.len() as u64);
            prop_assert!(card.name.chars().count() <= name::LONGEST + 20, "{}", card.name);
            prop_assert_eq!(crate::redact::mask(&card.name), card.name.clone());
            let cases: Vec<CaseText> = messages
                .iter()
                .map(|m| CaseText { id: m.id.clone(), title: m.title.clone(), body: m.body.clone() })
                .collect();
            let like = like_cases(&grouper.messages(&card.key), &cases);
            prop_assert!(like.iter().all(|like| like.score <= 1_000));
        }
    }

    #[test]
    fn the_order_of_one_call_does_not_matter(
        messages in prop::collection::vec(any_message(), 0..25),
        turn in 0..25_usize,
    ) {
        // Ids are told apart: of several messages with one id the first in order counts.
        let numbered = messages.into_iter().enumerate();
        let messages: Vec<Message> =
            numbered.map(|(n, message)| Message { id: n.to_string(), ..message }).collect();
        let mut turned = messages.clone();
        let middle = turn % turned.len().max(1);
        turned.rotate_left(middle);
        turned.reverse();
        let (mut one, mut other) = (Grouper::new(), Grouper::new());
        one.add(messages);
        other.add(turned);
        prop_assert_eq!(one.groups(), other.groups());
        prop_assert_eq!(one.cards(Period::default()), other.cards(Period::default()));
    }
}
