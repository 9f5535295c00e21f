//! 反映·大意 — The gist of what was said: a headline to show, and the words a report is found by.

use std::collections::BTreeSet;

use text::Bag;

/// The most characters of a headline.
const HEADLINE: usize = 30;
/// How much of a long report is indexed and compared: people say what it is about first.
const BEGIN: usize = 160;
/// The most words one report is found by.
const WORDS: usize = 120;

/// The first sentence of what was said, at most 30 characters: the title when nobody gave one.
pub fn headline(words: &str) -> String {
    let stops = ['。', '！', '？', '!', '?', '；', ';', '\n', '.'];
    let first = words.split(stops).map(str::trim).find(|s| !s.is_empty());
    let first = first.unwrap_or_else(|| words.trim());
    let mut line: String = first.chars().take(HEADLINE).collect();
    if first.chars().count() > HEADLINE {
        line.pop();
        line.push('…');
    }
    line
}

/// What a report says, for comparing: the beginning, without the marks that hide personal numbers.
pub(super) fn gist(title: &str, words: &str) -> String {
    let whole = if words.contains(title.trim_end_matches('…')) {
        words.to_owned()
    } else {
        format!("{title}。{words}")
    };
    unmarked(&whole).chars().take(BEGIN).collect()
}

/// Two reports that both gave a telephone number have nothing in common by that.
pub(super) fn unmarked(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('【') {
        out.push_str(before);
        match after.split_once("已隐去】") {
            Some((mark, behind)) if mark.chars().count() <= 6 && !mark.contains('】') => {
                out.push(' ');
                rest = behind;
            }
            _ => {
                out.push('【');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words a text is found by: pairs of Chinese characters and words, no single characters.
pub(super) fn tokens(gist: &str) -> Vec<String> {
    let bag = Bag::of(gist);
    let heavy: BTreeSet<&str> =
        bag.iter().map(|(token, _)| token).filter(|t| text::tokens::is_heavy(t)).collect();
    heavy.into_iter().take(WORDS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_sentence_is_the_headline() {
        assert_eq!(headline("三号楼前路灯不亮。晚上老人摔过跤。"), "三号楼前路灯不亮");
        assert_eq!(headline("\n！电梯坏了"), "电梯坏了");
        assert_eq!(headline(&"长".repeat(40)).chars().count(), 30);
        assert_eq!(headline("。。"), "。。");
    }

    #[test]
    fn hidden_numbers_are_no_likeness() {
        let one = gist("", &text::redact::mask("路灯不亮，请打 13800138000"));
        assert!(!one.contains("已隐去"), "{one}");
        assert_eq!(unmarked("看【通知】已隐去】"), "看【通知】已隐去】");
    }

    proptest! {
        #[test]
        fn any_words_have_a_gist(words: String, title: String) {
            prop_assert!(headline(&words).chars().count() <= HEADLINE);
            prop_assert_eq!(headline(&words).is_empty(), words.trim().is_empty());
            let found_by = tokens(&gist(&title, &words));
            prop_assert!(found_by.len() <= WORDS);
            prop_assert!(found_by.iter().all(|t| !t.contains('\0')));
        }
    }
}
