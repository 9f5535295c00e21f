//! 文字 — Bytes as text: UTF-8, UTF-16 with its mark, or GB18030, as office programs save it.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Bad, MAX_LINE};

/// The text without its byte-order mark. UTF-8 is not copied. No byte is guessed: what neither
/// encoding can read is refused with its line.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Bad> {
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = bytes.get(skip..).unwrap_or_default();
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .or_else(|| chinese(body).filter(|_| skip == 0))
        .ok_or_else(|| unreadable(body))?;
    match text.split('\n').position(|line| line.len() > MAX_LINE) {
        None => Ok(text),
        Some(before) => Err(Bad::at(
            before as u64 + 1,
            format!("这一行超过 {MAX_LINE} 字节，不像选票文件。"),
            format!("this line is longer than {MAX_LINE} bytes; no ballot file is."),
        )),
    }
}

fn chinese(body: &[u8]) -> Option<Cow<'_, str>> {
    GB18030.decode_without_bom_handling_and_without_replacement(body)
}

/// Names the line where UTF-8 breaks off.
fn unreadable(body: &[u8]) -> Bad {
    let read = std::str::from_utf8(body).map_or_else(|error| error.valid_up_to(), str::len);
    let ends = body.iter().take(read).filter(|byte| **byte == b'\n').count();
    Bad::at(
        ends as u64 + 1,
        "这里的字既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8。",
        "this is neither UTF-8 nor GB18030; save the file as UTF-8.",
    )
}

/// A piece of the file short enough to quote in a sentence.
pub(super) fn quote(piece: &str) -> String {
    let mut short: String = piece.chars().filter(|c| !c.is_control()).take(30).collect();
    if short.len() < piece.len() {
        short.push('…');
    }
    short
}

/// A whole number in plain digits, no sign.
pub(super) fn whole(word: &str) -> Option<u64> {
    let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_gb18030_and_utf16_read_the_same() {
        let text = "居民甲,1\n";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> =
            "\u{feff}居民甲,1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), "\u{feff}居民甲,1\n".as_bytes(), &gb, &utf16] {
            assert_eq!(decode(bytes).unwrap(), text);
        }
    }

    #[test]
    fn what_nobody_can_read_is_refused_by_line() {
        assert_eq!(decode(b"1 1\n\xff\xff\n").unwrap_err().line, 2);
        assert_eq!(decode(&vec![b'1'; MAX_LINE + 1]).unwrap_err().line, 1);
    }
}
