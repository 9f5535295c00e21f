//! 字节 — Text from bytes of unknown encoding: UTF-8, GB18030 or UTF-16, and how much of it was lost.
//!
//! Spreadsheets and old phones send all four. The reading with the fewest lost characters wins and
//! says which it was; what cannot be read becomes U+FFFD and is counted, so the sender can be asked.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde::Serialize;

use crate::damage::{Damage, gbk_pair, legible};

/// How bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Charset {
    /// UTF-8, also plain ASCII.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Bytes as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decoded {
    /// Valid text without a byte order mark; U+FFFD for what could not be read.
    pub text: String,
    /// How it was read.
    pub charset: Charset,
    /// How many places could not be read.
    pub replaced: usize,
    /// The first thing nobody can have typed, see [`legible`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
}

/// Reads `bytes`; any bytes give text.
pub fn from_bytes(bytes: &[u8]) -> Decoded {
    let marks: [(&[u8], Charset); 3] = [
        (&[0xef, 0xbb, 0xbf], Charset::Utf8Bom),
        (&[0xff, 0xfe], Charset::Utf16Le),
        (&[0xfe, 0xff], Charset::Utf16Be),
    ];
    let marked = marks
        .into_iter()
        .find_map(|(mark, charset)| bytes.strip_prefix(mark).map(|rest| decode(rest, charset)));
    let mut read = marked.unwrap_or_else(|| guess(bytes));
    read.damage = legible(&read.text).err();
    read
}

fn guess(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let zeros: usize = bytes.iter().map(|byte| usize::from(*byte == 0)).sum();
        if zeros * 4 < bytes.len().max(1) && !short_gbk(text, bytes) {
            return Decoded {
                text: text.to_owned(),
                charset: Charset::Utf8,
                replaced: 0,
                damage: None,
            };
        }
    }
    let readings = [Charset::Utf8, Charset::Gb18030, Charset::Utf16Le, Charset::Utf16Be];
    let readings = readings.into_iter().map(|charset| decode(bytes, charset));
    // The first of equals, so that UTF-8 goes before the others.
    let best =
        readings.reduce(|best, next| if oddness(&next) < oddness(&best) { next } else { best });
    best.unwrap_or_else(|| decode(bytes, Charset::Utf8))
}

/// Two or more pairs of bytes that are common characters in GB2312 and rare letters in UTF-8.
fn short_gbk(text: &str, bytes: &[u8]) -> bool {
    // Rare first: any Chinese text is told at its first character.
    let rare = text.chars().filter(|c| !c.is_ascii()).all(|c| ('\u{80}'..'\u{800}').contains(&c));
    if !rare || text.chars().filter(|c| !c.is_ascii()).count() < 2 {
        return false;
    }
    let mut rest = bytes;
    let mut run = 0;
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (0xb0..=0xd7, [0xa1..=0xfe, tail @ ..]) => {
                run += 1;
                rest = tail;
            }
            (0..=0x7f, _) if run != 1 => {
                run = 0;
                rest = tail;
            }
            _ => return false,
        }
    }
    run != 1
}

fn decode(bytes: &[u8], charset: Charset) -> Decoded {
    let encoding: &'static Encoding = match charset {
        Charset::Utf8 | Charset::Utf8Bom => UTF_8,
        Charset::Gb18030 => GB18030,
        Charset::Utf16Le => UTF_16LE,
        Charset::Utf16Be => UTF_16BE,
    };
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let replaced = if lossy { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, charset, replaced, damage: None }
}

/// How unlike a message a reading is, in per mille of its characters.
fn oddness(read: &Decoded) -> usize {
    let (mut odd, mut all) = (0, 1);
    for character in read.text.chars() {
        all += 1;
        odd += match character {
            '\u{fffd}' => 8,
            '\u{4e00}'..='\u{9fff}' if encodes_common(character) => 0,
            ' '..='~'
            | '\n'
            | '\r'
            | '\t'
            | '\u{3000}'..='\u{303f}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{2010}'..='\u{2026}' => 0,
            '\u{4e00}'..='\u{9fff}' => 3,
            '\u{1f300}'..='\u{1faff}' | '\u{fe0f}' | '\u{200b}'..='\u{200f}' => 1,
            control if control.is_control() => 8,
            _ => 4,
        };
    }
    // Characters of one to four bytes: a reading with fewer characters must not win by that.
    odd * 1_000 / all
}

/// Whether GB2312 has the character among its first 3,755.
fn encodes_common(character: char) -> bool {
    matches!(gbk_pair(character), Some([0xb0..=0xd7, 0xa1..=0xfe]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 5] = [
        "三号楼电梯坏了，老人下不来。",
        "路灯不亮",
        "反映：物业费1.5元/平方米，2026-03-05起；请打12345😡",
        "ok, LED 灯",
        "请问居住证怎么办理？谢谢！\n第二行",
    ];

    #[test]
    fn each_encoding_is_told_and_read() {
        for text in TEXTS {
            let utf16 =
                |swap: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(swap).collect::<Vec<u8>>();
            let cases = [
                (text.as_bytes().to_vec(), Charset::Utf8),
                ([b"\xef\xbb\xbf", text.as_bytes()].concat(), Charset::Utf8Bom),
                ([b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat(), Charset::Utf16Le),
                ([b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat(), Charset::Utf16Be),
                (GB18030.encode(text).0.into_owned(), Charset::Gb18030),
            ];
            for (bytes, charset) in cases {
                let read = from_bytes(&bytes);
                assert_eq!((read.text.as_str(), read.replaced), (text, 0), "{charset:?}");
                assert_eq!((read.charset, read.damage), (charset, None), "{text}");
            }
        }
    }

    #[test]
    fn utf16_without_a_mark_is_told_when_there_is_enough() {
        for text in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(from_bytes(&bytes).text, text);
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(from_bytes(&bytes).text, text);
        }
    }

    #[test]
    fn what_is_lost_is_counted() {
        let mut bytes = TEXTS[0].as_bytes().to_vec();
        bytes.remove(4);
        let read = from_bytes(&bytes);
        assert_eq!(read.charset, Charset::Utf8);
        assert!(read.replaced > 0 && read.damage.is_some() && read.text.contains("电梯坏了"));
        let mut bytes = GB18030.encode(TEXTS[0]).0.into_owned();
        bytes.push(0xff);
        let read = from_bytes(&bytes);
        assert_eq!((read.charset, read.replaced), (Charset::Gb18030, 1));
        assert_eq!(from_bytes(b"").text, "");
        assert_eq!(from_bytes("café naïve".as_bytes()).charset, Charset::Utf8);
        assert_eq!(from_bytes("Привет".as_bytes()).charset, Charset::Utf8);
    }
}
