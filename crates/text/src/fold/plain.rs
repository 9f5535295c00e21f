//! 平写 — One plain writing for search and matching: beyond [`fold`] also dialect, disguises, numerals.
//!
//! `fold` is what stored tokens are made of and stays as it is; this goes further where two wordings
//! are compared. Doing it twice gives the same as doing it once. People always see what was written.

use super::trace::Trace;
use super::{entity, fold, is_han, table};
use crate::fold::numeral::is_numeral;

/// How often the steps are repeated at most; two are enough for what people write.
const ROUNDS: usize = 4;
/// As many of one character as speech repeats (好好, 人人); more is shouting.
const REPEATS: usize = 2;

/// The plain form of `text`: folded, without ornament, emoji and shouting; dialect and disguised
/// words as their usual ones; buildings as `3号楼`, days as `2026-03-05`, sums as `15000元`.
pub fn plain(text: &str) -> String {
    let mut text = fold(text);
    for _ in 0..ROUNDS {
        let next = round(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn round(text: &str) -> String {
    let trace = Trace::of(text);
    let characters: Vec<char> = trace.text(0, trace.len()).chars().collect();
    let spelled: String = table::replace(&characters).into_iter().collect();
    fold(&calm(&numbers(&spelled)))
}

/// Everything [`entity`] knows in its plain writing.
fn numbers(text: &str) -> String {
    let trace = Trace::of(text);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for found in entity::scan(&trace, entity::telephones(text, &trace), None) {
        if let Some(plain) = &found.plain {
            out.push_str(&trace.text(from, found.at));
            out.push_str(plain);
            from = found.at + found.length;
        }
    }
    out.push_str(&trace.text(from, trace.len()));
    out
}

/// Without emoji, and without repeating a sign at all or a character more than twice.
fn calm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut last, mut times) = ('\0', 0);
    for character in text.chars() {
        let character = if is_emoji(character) { ' ' } else { character };
        times = if character == last { times + 1 } else { 1 };
        last = character;
        let sign = !character.is_alphanumeric();
        let shout = is_han(character) && !is_numeral(character);
        if (sign && times > 1) || (shout && times > REPEATS) {
            continue;
        }
        out.push(character);
    }
    out
}

/// Pictures and decoration: they are shown, but nobody searches for them.
pub fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_writings_of_one_thing_are_one() {
        for (one, other) in [
            ("三号楼电梯壞了！！！！", "3#楼电梯坏了!"),
            ("３栋冇得水", "3号楼没有水"),
            ("二〇二六年三月五号停电", "2026-03-05停电"),
            ("加V❤①③⑧", "加微信138"),
            ("急急急急急！么样搞", "急急!怎么样搞"),
            ("伢在门ロ玩😡😡", "孩子在门口玩"),
            ("十五户居民、三天", "15户居民、3天"),
            ("五〇一室", "501室"),
            ("𝓦𝓔𝓒𝓗𝓐𝓣", "微信"),
            ("咋办", "怎么办"),
            ("89.5㎡", "89.5平米"),
        ] {
            assert_eq!(plain(one), plain(other), "{one}");
            assert_eq!(plain(&plain(one)), plain(one), "{one}");
        }
    }

    #[test]
    fn what_is_plain_already_stays() {
        for text in [
            "怎么样",
            "什么事",
            "树木有没有人管",
            "感冒得了",
            "安徽信用",
            "十分感谢",
            "三元里",
            "五一路",
            "一一一一",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
