//! 性质 — What holds for every text, however damaged or clever.

use proptest::prelude::*;

use crate::near::{Candidate, Place, likeness, plain, rank};
use crate::{Bag, damage, fold, redact, reply, tokens};

/// Text that looks like what this crate looks for, more often than chance would have it.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[0-9]{1,6}",
        "[０-９]{1,4}",
        "1[3-9][0-9]{9}",
        "[ \\-－—\u{200b}\u{3000}()（）+]{1,3}",
        "[京鄂粤][A-Z][A-Z0-9]{4,6}",
        "[a-z0-9]{1,4}[@＠][a-z]{1,3}[.．]?[a-z]{0,3}",
        Just("电话".to_owned()),
        Just("11010519491231002X".to_owned()),
        Just("6222021234567890128".to_owned()),
        Just("027-88886666".to_owned()),
        Just("(0722)3812345".to_owned()),
        Just("+86".to_owned()),
        "[学警號樓，。\\\\ud8æˆ鎴戜]{1,3}",
        any::<String>(),
    ];
    proptest::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn folding_twice_is_folding_once(text in tricky()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        let shows = once.chars().all(|c| !c.is_control() && c != char::REPLACEMENT_CHARACTER);
        prop_assert!(shows);
        prop_assert!(!once.contains("  ") && once.trim() == once);
    }

    #[test]
    fn spans_are_in_order_and_on_boundaries(text in tricky()) {
        let mut last = 0;
        for span in redact::find(&text) {
            prop_assert!(last <= span.start && span.start < span.end);
            prop_assert!(text.get(span.start..span.end).is_some());
            last = span.end;
        }
    }

    #[test]
    fn what_is_masked_has_nothing_left(text in tricky()) {
        let masked = redact::mask(&text);
        prop_assert_eq!(redact::find(&masked), vec![], "{}", masked);
        prop_assert_eq!(redact::mask(&masked), masked);
    }

    #[test]
    fn a_number_is_found_in_any_text(before in "[居民楼，。 a-z]{0,8}", after in "[居民楼，。 a-z]{0,8}") {
        let text = format!("{before}13800138000{after}");
        let found = redact::find(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].kind, redact::Kind::Mobile);
    }

    #[test]
    fn damage_is_on_a_boundary(text in tricky()) {
        if let Err(found) = damage::legible(&text) {
            prop_assert!(text.is_char_boundary(found.at) && found.at < text.len());
        }
        let damaged = text + "\u{fffd}";
        prop_assert!(damage::legible(&damaged).is_err());
    }

    #[test]
    fn what_a_query_asks_is_indexed(text in tricky()) {
        let bag = Bag::of(&text);
        for token in tokens::query(&text) {
            prop_assert!(bag.get(&token) > 0, "{}", token);
            prop_assert!(token.chars().count() <= tokens::MAX_WORD * 3);
        }
        prop_assert!(tokens::matches(&text, &text));
    }

    #[test]
    fn likeness_is_even_handed_and_bounded(a in tricky(), b in tricky()) {
        let (a, b) = (Bag::of(&a), Bag::of(&b));
        let score = likeness(&a, &b, plain);
        prop_assert_eq!(score, likeness(&b, &a, plain));
        prop_assert!(score <= 1_000);
        prop_assert_eq!(likeness(&a, &a, plain), if a.is_empty() { 0 } else { 1_000 });
        let ranked = rank(&a, &[Candidate { bag: &b, place: Place::Other }], plain);
        prop_assert!(ranked.iter().all(|near| near.score <= 200 && !near.shared.is_empty()));
    }

    #[test]
    fn replies_never_panic(question in tricky(), answer in tricky()) {
        let concerns = reply::check_against(&question, &answer);
        prop_assert!(concerns.is_sorted());
    }
}
