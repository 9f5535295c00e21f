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
///
/// Whole files are read by this, so only characters that may be part of a damage are looked at twice.
pub fn legible(text: &str) -> Result<(), Damage> {
    let suspects = SUSPECTS.as_slice();
    let mut seen = 0;
    for (at, character) in text.char_indices() {
        let place = u32::from(character) as usize;
        if suspects.get(place >> 6).is_some_and(|bits| bits >> (place & 63) & 1 == 0) {
            continue;
        }
        let here = here(text, at, character).map(|kind| Damage { kind, at });
        let run = if at >= seen { run_around(text, at) } else { None };
        let misread = run.and_then(|(start, run)| {
            seen = start + run.len();
            misread_run(run).map(|kind| Damage { kind, at: start })
        });
        if let Some(damage) = here.into_iter().chain(misread).min_by_key(|damage| damage.at) {
            return Err(damage);
        }
    }
    Ok(())
}

/// What is wrong with a character, or with what begins with it.
fn here(text: &str, at: usize, character: char) -> Option<DamageKind> {
    let rest = || text.get(at..).unwrap_or_default();
    match character {
        '\n' | '\r' | '\t' => None,
        '\\' => escaped_surrogate(rest()).then_some(DamageKind::Surrogate),
        '锟' | '烫' | '屯' => {
            let rest = rest();
            LEFTOVERS.iter().any(|one| rest.starts_with(one)).then_some(DamageKind::Mojibake)
        }
        '\u{fffd}' => Some(DamageKind::Replacement),
        control if control.is_control() => Some(DamageKind::Control),
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'.. => {
            Some(DamageKind::Unassigned)
        }
        other if u32::from(other) & 0xfffe == 0xfffe => Some(DamageKind::Unassigned),
        _ => None,
    }
}

/// `\ud83d` typed out: a program escaped a surrogate and nobody put the pair together again.
fn escaped_surrogate(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("\\u").and_then(|rest| rest.get(..4)) else {
        return false;
    };
    let unit = u32::from_str_radix(digits, 16).unwrap_or(0);
    (0xd800..0xe000).contains(&unit) && digits.bytes().all(|b| b != b'+')
}

/// The run of non-ASCII characters around a place, and where it starts; none at an ASCII one.
fn run_around(text: &str, at: usize) -> Option<(usize, &str)> {
    let (before, after) = text.split_at_checked(at)?;
    let ascii = |character: char| character.is_ascii();
    let start = before.rfind(ascii).map_or(0, |last| last + 1);
    let end = after.find(ascii).map_or(text.len(), |first| at + first);
    text.get(start..end).filter(|run| !run.is_empty() && end > at).map(|run| (start, run))
}

/// First bytes of the signs and characters [`longest_chinese`] looks for.
const LEADS: [u8; 8] = [0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xef];

/// A bit for each character below U+10000 that a damage may begin with or be told by; all others above
/// are suspects.
///
/// Two Chinese characters in UTF-8 are a byte of [`LEADS`] and two from 80 to BF, twice. However GBK
/// pairs these six, one pair is such a first byte and one of the others: a rare character. Only where
/// the euro, a single byte in GBK, stands between them may there be none. In Latin-1 every byte of
/// [`LEADS`] is an accented letter.
static SUSPECTS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut suspects = vec![0u64; 0x1_0000 >> 6];
    let mut mark = |character: char| {
        let place = u32::from(character) as usize;
        if let Some(bits) = suspects.get_mut(place >> 6) {
            *bits |= 1 << (place & 63);
        }
    };
    ['\\', '€', '锟', '烫', '屯'].into_iter().for_each(&mut mark);
    ('\u{c0}'..='\u{ff}').chain('\0'..'\n').chain('\u{b}'..' ').for_each(&mut mark);
    ('\u{7f}'..='\u{9f}').chain('\u{e000}'..='\u{f8ff}').for_each(&mut mark);
    ('\u{fdd0}'..='\u{fdef}').chain('\u{fffd}'..='\u{ffff}').for_each(&mut mark);
    for first in LEADS {
        for second in 0x80..=0xbf {
            let bytes = [first, second];
            let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes);
            text.iter().flat_map(|text| text.chars()).for_each(&mut mark);
        }
    }
    suspects
});

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

    /// As [`legible`], looking at every character and every run.
    fn thoroughly(text: &str) -> Result<(), Damage> {
        let single = text.char_indices().filter_map(|(at, character)| {
            here(text, at, character).map(|kind| Damage { kind, at })
        });
        let mut start = 0;
        let runs = text.split(|character: char| character.is_ascii()).filter_map(|run| {
            let at = start;
            start += run.len() + 1;
            misread_run(run).map(|kind| Damage { kind, at })
        });
        single.chain(runs).min_by_key(|damage| damage.at).map_or(Ok(()), Err)
    }

    #[test]
    fn nothing_is_missed_by_looking_at_suspects_only() {
        let parts = [
            "坏", "了", "，", "€", "a", "路", "灯", "\u{3001}", "？", "é", "😀", "\u{85}",
            "\\ud83d",
        ];
        for at in 0..parts.len().pow(4) {
            let pick = |step: u32| parts[at / parts.len().pow(step) % parts.len()];
            let text = [pick(0), pick(1), pick(2), pick(3)].concat();
            for before in ["", "x", "é"] {
                let bytes = [before.as_bytes(), text.as_bytes()].concat();
                let read = [GBK, WINDOWS_1252, encoding_rs::UTF_8]
                    .map(|encoding| encoding.decode_without_bom_handling(&bytes).0.into_owned());
                for text in read {
                    assert_eq!(legible(&text), thoroughly(&text), "{text}");
                }
            }
        }
        for character in '\0'..=char::MAX {
            let text = format!("好{character}a");
            assert_eq!(legible(&text), thoroughly(&text), "{character:?}");
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
