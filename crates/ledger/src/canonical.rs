//! 规范字节 — One value, one sequence of bytes, so that a hash of it means something.
//!
//! The form is RFC 8785 (JSON Canonicalization Scheme) for everything it shares with us: keys sorted
//! by UTF-16 code units, no spaces, the shortest escapes. Numbers are whole and exact over the full
//! range of `i64` and `u64`; a fraction is refused, because money and rights here are integers with
//! a unit and because two programs rarely print a float alike.

use std::fmt::{self, Write as _};

use serde_json::{Map, Value};

/// How deeply a value may nest, the same limit `serde_json` has for reading.
pub const MAX_DEPTH: usize = 128;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CanonicalError {
    /// A number that is not a whole number of 64 bits, with its text.
    NotAnInteger(String),
    /// Arrays or objects nested more than [`MAX_DEPTH`] deep.
    TooDeep,
}

impl fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnInteger(number) => write!(f, "{number} is not a whole number of 64 bits"),
            Self::TooDeep => write!(f, "the value nests more than {MAX_DEPTH} levels deep"),
        }
    }
}

impl std::error::Error for CanonicalError {}

/// The canonical UTF-8 bytes of `value` (RFC 8785, integers only).
pub fn to_bytes(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = String::new();
    write_value(&mut out, value, 0)?;
    Ok(out.into_bytes())
}

fn write_value(out: &mut String, value: &Value, depth: usize) -> Result<(), CanonicalError> {
    if depth > MAX_DEPTH {
        return Err(CanonicalError::TooDeep);
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) if number.is_i64() || number.is_u64() => {
            out.push_str(&number.to_string());
        }
        Value::Number(number) => return Err(CanonicalError::NotAnInteger(number.to_string())),
        Value::String(text) => write_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_value(out, item, depth + 1)?;
            }
            out.push(']');
        }
        Value::Object(fields) => write_object(out, fields, depth)?,
    }
    Ok(())
}

fn write_object(
    out: &mut String,
    fields: &Map<String, Value>,
    depth: usize,
) -> Result<(), CanonicalError> {
    let mut sorted: Vec<_> = fields.iter().collect();
    // UTF-16 order differs from byte order for characters beyond U+FFFF (RFC 8785 section 3.2.3).
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push('{');
    for (position, (key, field)) in sorted.into_iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write_string(out, key);
        out.push(':');
        write_value(out, field, depth + 1)?;
    }
    out.push('}');
    Ok(())
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> String {
        String::from_utf8(to_bytes(value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_sorted_and_spaces_gone() {
        let value = json!({"乙": [1, -2, true, null], "a": {"z": "", "b": u64::MAX}, "": i64::MIN});
        assert_eq!(
            text(&value),
            r#"{"":-9223372036854775808,"a":{"b":18446744073709551615,"z":""},"乙":[1,-2,true,null]}"#
        );
    }

    #[test]
    fn keys_follow_utf16_as_rfc_8785_shows() {
        // U+1F600 is the surrogate pair D83D DE00 and so comes before U+FB33.
        let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "\u{20ac}": 3});
        assert_eq!(text(&value), "{\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}");
    }

    #[test]
    fn escapes_are_the_shortest() {
        assert_eq!(text(&json!("\u{1}\n\"\\/\u{7f}居")), "\"\\u0001\\n\\\"\\\\/\u{7f}居\"");
    }

    #[test]
    fn fractions_and_bottomless_values_are_refused() {
        assert_eq!(to_bytes(&json!([1.5])), Err(CanonicalError::NotAnInteger("1.5".to_owned())));
        assert!(matches!(to_bytes(&json!(1.0)), Err(CanonicalError::NotAnInteger(_))));
        let deep = (0..200).fold(json!(0), |inner, _| json!([inner]));
        assert_eq!(to_bytes(&deep), Err(CanonicalError::TooDeep));
    }
}
