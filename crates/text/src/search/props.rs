//! 性质·搜索 — What holds for every text and every query.

use proptest::prelude::*;

use super::{NAME, Query, Row, names, rank, snippet, tokens};
use crate::near::Place;
use crate::{fold, redact};

fn tricky() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[0-9０-９]{1,6}",
        "1[3-9][0-9]{9}",
        "[a-zA-Zａ-ｚ]{1,5}",
        "[路灯電梯壞了小區门口]{1,6}",
        "[ \u{3000}\n\u{200b}，。\"“”👍🏽İß\u{fffd}]{1,3}",
        any::<String>(),
    ];
    proptest::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_fits_is_given_back(text in tricky(), from in 0_usize..40, length in 1_usize..7) {
        let part: String = fold(&text).chars().skip(from).take(length).collect();
        prop_assume!(!part.contains(['"', '“', '”']));
        let query = Query::parse(&part);
        prop_assume!(!query.is_empty());
        let row = Row { title: "", words: &text, names: "", days: 0, place: Place::Same };
        prop_assert_eq!(rank(&query, &[row]).len(), 1, "{:?}", query);
        let held = tokens(&text);
        for need in query.needs() {
            prop_assert!(need.tokens.iter().all(|token| held.contains(token)), "{need:?} {held:?}");
        }
    }

    #[test]
    fn tokens_have_no_space_and_no_mark(text in tricky()) {
        for token in tokens(&text) {
            prop_assert!(!token.is_empty() && !token.contains([' ', NAME, '"', '\'', '\\', '\0']), "{token:?}");
        }
        for name in names(&text) {
            prop_assert!(name.chars().all(char::is_alphanumeric), "{name:?}");
        }
        for need in Query::parse(&text).needs() {
            prop_assert!(!need.tokens.is_empty());
            for token in need.tokens.iter().chain(&need.name) {
                prop_assert!(!token.is_empty() && token.chars().all(char::is_alphanumeric));
            }
        }
    }

    #[test]
    fn a_snippet_is_a_piece_of_the_masked_text(text in tricky(), query in tricky(), most in 0_usize..60) {
        let query = Query::parse(&query);
        let found = snippet(&text, &query, most);
        prop_assert!(redact::mask(&text).contains(&found.text));
        prop_assert!(found.text.chars().count() <= most);
        let mut last = 0;
        for hit in &found.hits {
            prop_assert!(last <= hit.start && hit.start < hit.end);
            prop_assert!(found.text.get(hit.start..hit.end).is_some());
            last = hit.end;
        }
        let whole: String = found.pieces().iter().map(|(_, piece)| *piece).collect();
        prop_assert_eq!(whole, found.text);
    }
}
