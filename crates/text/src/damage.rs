//! 乱码 — Notices text that was read in the wrong encoding or lost bytes, before it is kept.
//!
//! Spreadsheets and old phones send UTF-8 read as GBK (`鎴戜滑`) or as Latin-1 (`æˆ‘ä»¬`), replacement
//! characters, leftovers of them (`锟斤拷`), and halves of surrogate pairs. The person is asked to type
//! it again while they still know what they meant; nothing is repaired by guessing.

use std::fmt;
use std::sync::LazyLock;

use encoding_rs::{GBK, WINDOWS_1252};
use serde::Serialize;

/// What is wrong with a text, and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// What was found.
    pub kind: DamageKind,
    /// Where, in bytes from the start; always on a character boundary.
    pub at: usize,
}

/// The ways a text gets damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DamageKind {
    /// U+FFFD: bytes that could not be read were replaced.
    Replacement,
    /// UTF-8 that was read as another encoding.
    Mojibake,
    /// Half of a surrogate pair, as an escape (`\ud83d`) or as misread bytes.
    Surrogate,
    /// A control character other than line break and tab.
    Control,
    /// A private-use character or a noncharacter, which shows as an empty box.
    Unassigned,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            DamageKind::Replacement => "unreadable bytes",
            DamageKind::Mojibake => "text read in the wrong encoding",
            DamageKind::Surrogate => "half of a character",
            DamageKind::Control => "a control character",
            DamageKind::Unassigned => "a character without a meaning",
        };
        write!(f, "{what} at byte {}", self.at)
    }
}

impl std::error::Error for Damage {}

/// What is left when GBK once replaced bytes, and when C fills memory, in their GBK readings.
const LEFTOVERS: [&str; 3] = ["锟斤拷", "烫烫烫", "屯屯屯"];

/// Whether a person can have typed this; otherwise the first damage, by place in the text.
pub fn legible(text: &str) -> Result<(), Damage> {
    let leftovers = LEFTOVERS
        .iter()
        .filter_map(|leftover| text.find(leftover))
        .map(|at| Damage { kind: DamageKind::Mojibake, at });
    let first = leftovers
        .chain(single_characters(text))
        .chain(escaped_surrogate(text))
        .chain(misread(text))
        .min_by_key(|damage| damage.at);
    first.map_or(Ok(()), Err)
}

fn single_characters(text: &str) -> Option<Damage> {
    text.char_indices().find_map(|(at, character)| {
        let kind = match character {
            '\u{fffd}' => DamageKind::Replacement,
            '\n' | '\r' | '\t' => return None,
            control if control.is_control() => DamageKind::Control,
            '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'.. => {
                DamageKind::Unassigned
            }
            other if u32::from(other) & 0xfffe == 0xfffe => DamageKind::Unassigned,
            _ => return None,
        };
        Some(Damage { kind, at })
    })
}

/// `\ud83d` typed out: a program escaped a surrogate and nobody put the pair together again.
fn escaped_surrogate(text: &str) -> Option<Damage> {
    text.match_indices("\\u").find_map(|(at, mark)| {
        let digits = text.get(at + mark.len()..at + mark.len() + 4)?;
        let unit = u32::from_str_radix(digits, 16).ok()?;
        let half = (0xd800..0xe000).contains(&unit) && digits.bytes().all(|b| b != b'+');
        half.then_some(Damage { kind: DamageKind::Surrogate, at })
    })
}

/// Runs of non-ASCII characters that become Chinese UTF-8 when written back in a wrong encoding.
fn misread(text: &str) -> Option<Damage> {
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    ends.filter_map(|(at, character)| match (character.is_ascii(), start) {
        (false, None) => {
            start = Some(at);
            None
        }
        (true, Some(begin)) => {
            start = None;
            Some((begin, text.get(begin..at)?))
        }
        _ => None,
    })
    .find_map(|(at, run)| misread_run(run).map(|kind| Damage { kind, at }))
}

/// In Latin-1 one Chinese character is hardly ever an accident, as it takes three accented letters.
/// In GBK two happen once in 17,000 messages of residents, so there must be three, or nothing else.
fn misread_run(run: &str) -> Option<DamageKind> {
    if run.chars().any(|c| matches!(c, '\u{c0}'..='\u{ff}')) {
        let bytes = WINDOWS_1252.encode(run).0;
        if longest_chinese(&bytes) >= 1 {
            return Some(DamageKind::Mojibake);
        }
        if bytes.windows(2).any(|pair| matches!(pair, [0xed, 0xa0..=0xbf])) {
            return Some(DamageKind::Surrogate);
        }
    }
    let bytes = written_in_gbk(run);
    let row = longest_chinese(&bytes);
    let all = bytes.len() <= row * 3 + 2;
    (row >= 3 || (row == 2 && all)).then_some(DamageKind::Mojibake)
}

/// The two bytes of each character in GBK, zero where it has none.
///
/// The encoder searches its tables for every Chinese character, which is too slow for each message;
/// the decoder, asked once for all pairs of bytes, gives the same.
static GBK_PAIRS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut pairs = vec![0; 0x1_0000];
    for pair in 0x8140..=0xfefe_u16 {
        let bytes = pair.to_be_bytes();
        let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(&bytes) else {
            continue;
        };
        let mut characters = text.chars();
        if let (Some(character), None) = (characters.next(), characters.next())
            && let Some(place) = pairs.get_mut(u32::from(character) as usize)
            && *place == 0
        {
            *place = pair;
        }
    }
    pairs
});

/// The bytes of a character in GBK, if it has two.
pub(crate) fn gbk_pair(character: char) -> Option<[u8; 2]> {
    let pair = *GBK_PAIRS.get(u32::from(character) as usize)?;
    (pair > 0).then(|| pair.to_be_bytes())
}

fn written_in_gbk(run: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(run.len());
    for character in run.chars() {
        match gbk_pair(character) {
            Some(pair) => bytes.extend(pair),
            None if character == '€' => bytes.push(0x80),
            None => bytes.push(b'?'),
        }
    }
    bytes
}

/// The longest row of Chinese characters or full-width signs in what of `bytes` is valid UTF-8.
fn longest_chinese(bytes: &[u8]) -> usize {
    let chinese = |c: &char| matches!(c, '\u{3001}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff65}');
    let rows = bytes.utf8_chunks().filter_map(|chunk| {
        chunk.valid().split(|c: char| !chinese(&c)).map(|row| row.chars().count()).max()
    });
    rows.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<DamageKind> {
        legible(text).err().map(|damage| damage.kind)
    }

    #[test]
    fn what_people_type_is_legible() {
        let texts = [
            "",
            "三号楼电梯坏了，\n住六楼的老人下不来。\t“急”——请派人👍🏽",
            "請問廣場舞幾點結束？３０００戶",
            "café naïve Ünal €5 ±3℃ §12 ×2 · …",
            "\\u4e2d \\u+d83",
            "锟鋙剑、烫手、屯田、锘",
            "繁體𠮷與々〇㎡①",
        ];
        for text in texts {
            assert_eq!(legible(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn damage_is_named_and_placed() {
        assert_eq!(legible("坏\u{fffd}"), Err(Damage { kind: DamageKind::Replacement, at: 3 }));
        assert_eq!(legible("a\u{0}"), Err(Damage { kind: DamageKind::Control, at: 1 }));
        assert_eq!(kind("\u{1b}[31m"), Some(DamageKind::Control));
        assert_eq!(kind("\u{e123}"), Some(DamageKind::Unassigned));
        assert_eq!(kind("\u{1fffe}"), Some(DamageKind::Unassigned));
        assert_eq!(kind("好\\ud83d\\ude00"), Some(DamageKind::Surrogate));
        assert_eq!(kind("锟斤拷锟斤拷"), Some(DamageKind::Mojibake));
    }

    #[test]
    fn utf8_read_in_another_encoding_is_found_inside_good_text() {
        for original in ["我们小区", "楼道里没有灯，请修", "噪音扰民到凌晨"] {
            for encoding in [GBK, WINDOWS_1252] {
                let (misread, _) = encoding.decode_without_bom_handling(original.as_bytes());
                let text = format!("反映: {misread} 2楼");
                assert!(legible(&text).is_err(), "{text}");
                let at = legible(&text).unwrap_err().at;
                assert!(at >= "反映: ".len() && text.is_char_boundary(at), "{text}");
            }
        }
        assert_eq!(kind("æˆ‘ä»¬"), Some(DamageKind::Mojibake));
        assert_eq!(kind("鎴戜滑灏忓尯"), Some(DamageKind::Mojibake));
        assert_eq!(kind("í ½í¸€".replace(' ', "\u{a0}").as_str()), Some(DamageKind::Surrogate));
    }
}
