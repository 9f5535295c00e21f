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
        "[一二三四五六七八九〇零十百千万两廿]{1,12}",
        "[①②③⑫Ⓐ🅱𝟏𝟑のロニカ○Вах➕❤]{1,4}",
        "[年月日号楼栋幢室单元层点半分元天户#]{1,3}",
        "[王李张欧阳某家湾书记老师]{1,4}",
        "[冇莫得么样伢咋啥晓么办唔]{1,3}",
        "[!！。…？?、；;]{1,5}",
        Just("2026年3月5日".to_owned()),
        Just("三号楼２单元501".to_owned()),
        Just("业主王小明".to_owned()),
        Just("abc艾特qq点com".to_owned()),
        Just("微信：abc_123".to_owned()),
        Just("您反映的问题已收悉，".to_owned()),
        Just("《物业管理条例》第三十五条规定".to_owned()),
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
        for finding in reply::review(Some(&question), &answer) {
            prop_assert!(answer.get(finding.start..finding.end).is_some());
            prop_assert!(!finding.zh.is_empty() && !finding.en.is_empty());
        }
    }

    #[test]
    fn writing_plainly_twice_is_writing_plainly_once(text in tricky()) {
        let once = fold::plain(&text);
        prop_assert_eq!(fold::plain(&once), once.clone());
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold::plain(&fold(&text)), once);
    }

    #[test]
    fn what_is_recognised_is_in_order_and_shows(text in tricky()) {
        let mut last = 0;
        for entity in fold::recognise(&text, fold::Day::try_new(2026, 3, 1)) {
            prop_assert!(last <= entity.start && entity.start < entity.end);
            prop_assert!(text.get(entity.start..entity.end).is_some());
            prop_assert!(!entity.value.is_empty());
            last = entity.end;
        }
    }

    #[test]
    fn marks_are_in_order_and_keep_what_is_sure(text in tricky()) {
        let marks = redact::mark(&text);
        let mut last = 0;
        for mark in &marks {
            prop_assert!(last <= mark.start && mark.start < mark.end, "{:?}", marks);
            prop_assert!(text.get(mark.start..mark.end).is_some());
            last = mark.end;
        }
        let sure: Vec<_> = marks.iter().filter(|mark| mark.sure).map(|m| (m.start, m.end)).collect();
        let found: Vec<_> = redact::find(&text).iter().map(|s| (s.start, s.end)).collect();
        prop_assert_eq!(sure, found);
    }

    #[test]
    fn any_bytes_are_text(bytes in damaged()) {
        let read = fold::from_bytes(&bytes);
        prop_assert!(read.replaced <= read.text.chars().count());
        let _ = (fold(&read.text), fold::plain(&read.text), fold::entities(&read.text));
        let _ = (Bag::of(&read.text), redact::mark(&read.text), reply::check(&read.text));
        let masked = redact::mask(&read.text);
        prop_assert!(redact::find(&masked).is_empty());
    }
}

/// How many cells `work` reads.
fn reads(work: impl FnOnce()) -> u64 {
    let before = fold::READS.with(std::cell::Cell::get);
    work();
    fold::READS.with(std::cell::Cell::get) - before
}

/// Every reader over a hostile text: four times as much text is four times the work, and not sixteen.
#[test]
fn work_grows_with_the_text_and_no_faster() {
    let hostile = [
        "1",
        "张",
        "（",
        "【(《",
        "1-",
        "一",
        "一百万",
        "张三、",
        "a@",
        "a.",
        "3栋2单元",
        "转局",
        "您反映",
        "2026年",
        "路12号",
        "公司",
        "电话3812345 ",
        "微信a",
        "《",
        "第一条；",
        "１ ",
        "!?",
        "冇",
        "①",
        "王小明",
        "0722-3812345 ",
        "の",
        "3-2-",
        "、1",
        "业主",
        "将尽快维修，",
        "13800138000 ",
        "鄂a",
        "艾特",
        "ab艾特",
        "十",
        "张·",
        "1,000",
        "没问题",
        "2单元",
    ];
    for piece in hostile {
        let work = |pieces: usize| {
            let text = piece.repeat(pieces);
            let all = |text: &str| {
                let _ = (fold::plain(text), fold::entities(text), redact::mark(text));
                let _ = reply::check_against(text, text);
            };
            reads(|| all(&text))
        };
        let (small, large) = (work(250), work(1_000));
        assert!(large < small * 5, "{piece}: {small} reads, then {large}");
        assert!(large < 1_000 * 6 * 4_000, "{piece}: {large} reads");
    }
}

/// A megabyte of one sign ends, and what is masked is clean in a few looks.
#[test]
fn a_megabyte_is_read() {
    for piece in ["1", "张", "（(【"] {
        let text = piece.repeat(1_000_000 / piece.len());
        assert!(fold::plain(&text).len() <= text.len());
        let _ = (fold::from_bytes(text.as_bytes()), redact::mark(&text), fold::entities(&text));
        assert!(redact::find(&redact::mask(&text)).is_empty());
        let _ = reply::check(text.chars().take(50_000).collect::<String>().as_str());
    }
}

/// Bytes: any, or good text in one of the encodings with some of them changed or lost.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let written = (tricky(), 0..4_u8).prop_map(|(text, encoding)| match encoding {
        0 => text.into_bytes(),
        1 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    });
    let hurt = (written, proptest::collection::vec((any::<usize>(), any::<u8>()), 0..4));
    let hurt = hurt.prop_map(|(mut bytes, wounds)| {
        for (place, byte) in wounds {
            let place = place % bytes.len().max(1);
            match bytes.get_mut(place) {
                Some(old) if byte % 2 == 0 => *old = byte,
                Some(_) => drop(bytes.remove(place)),
                None => bytes.push(byte),
            }
        }
        bytes
    });
    prop_oneof![hurt, proptest::collection::vec(any::<u8>(), 0..64)]
}
