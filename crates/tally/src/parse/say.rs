//! 说明错误 — What the reader of TOML found, said so that the writer of the file can mend it.

use super::{Lines, RuleError};
use crate::nearest::nearest;

/// An error of the reader at its line, with the nearest known name where one was misspelt.
pub(super) fn refused(lines: &Lines, error: &toml::de::Error) -> RuleError {
    let line = error.span().map_or(0, |span| lines.at(span.start));
    let message = error.message();
    // serde names in backticks first what it read, then everything it knows.
    let mut named = message.split('`').skip(1).step_by(2);
    let first = named.next().unwrap_or_default();
    let (zh, reason) = if message.starts_with("unknown field") {
        unknown_key(first, named)
    } else if message.starts_with("unknown variant") {
        unknown_value(first, named)
    } else if message.starts_with("missing field") {
        (format!("缺少 `{first}`"), format!("`{first}` is missing"))
    } else {
        (format!("写法不对：{message}"), message.to_owned())
    };
    RuleError { line, reason, zh }
}

/// That a key is not known, in Chinese and English.
pub(super) fn unknown_key<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> (String, String) {
    let near = nearest(written, known).unwrap_or_default();
    (
        format!("没有 `{written}` 这一项，是不是 `{near}`？"),
        format!("`{written}` is not known here: did you mean `{near}`?"),
    )
}

fn unknown_value<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> (String, String) {
    let near = nearest(written, known).unwrap_or_default();
    (
        format!("没有 `{written}` 这个值，是不是 `{near}`？"),
        format!("`{written}` is not a value known here: did you mean `{near}`?"),
    )
}
