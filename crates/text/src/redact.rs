//! 脱敏 — Marks what identifies or reaches a person: numbers, plates, addresses of mail.
//!
//! Works on what people really write: full-width digits, digits parted by spaces or hyphens, invisible
//! characters between them. It returns where and what; [`mask`] replaces. A worker sees the spans and
//! confirms, since a wrong number more hidden costs less than a right one shown (Personal Information
//! Protection Law art. 51). Public hotlines (110, 12345, 400 numbers) are left alone. What only a worker
//! can decide (names, doors, numbers in disguise) is a [`Suspect`] and never hidden by [`mask`].

mod account;
mod address;
mod loose;
mod name;
mod number;
mod scan;
mod suspect;

pub use suspect::{Mark, Suspect, SuspectKind, mark, nameless, suggest};

use scan::{Cell, cells};
use serde::Serialize;

/// What a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A mobile number of mainland China: 11 digits from 13 to 19, with or without +86.
    Mobile,
    /// A landline with its area code, or 7 to 8 digits named as a telephone.
    Landline,
    /// An 18-digit identity number (GB 11643-1999): its check digit holds, or it at least has a
    /// region and a date of birth, as a mistyped one has.
    Identity,
    /// A vehicle plate (GA 36-2018), also of new-energy vehicles.
    Plate,
    /// A bank card of 15 to 19 digits whose Luhn digit holds (GB/T 14504).
    BankCard,
    /// An e-mail address.
    Email,
}

impl Kind {
    /// What [`mask`] puts in its place.
    pub fn replacement(self) -> &'static str {
        match self {
            Self::Mobile => "【手机号已隐去】",
            Self::Landline => "【电话已隐去】",
            Self::Identity => "【身份证号已隐去】",
            Self::Plate => "【车牌已隐去】",
            Self::BankCard => "【银行卡号已隐去】",
            Self::Email => "【邮箱已隐去】",
        }
    }

    /// Its name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::Identity => "identity",
            Self::Plate => "plate",
            Self::BankCard => "bank_card",
            Self::Email => "email",
        }
    }

    fn noun(self) -> (&'static str, &'static str) {
        match self {
            Self::Mobile => ("手机号", "a mobile number"),
            Self::Landline => ("固定电话", "a landline number"),
            Self::Identity => ("身份证号", "an identity number"),
            Self::Plate => ("车牌", "a vehicle plate"),
            Self::BankCard => ("银行卡号", "a bank card number"),
            Self::Email => ("邮箱", "an e-mail address"),
        }
    }
}

/// A part of a text to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Where it begins, in bytes, on a character boundary.
    pub start: usize,
    /// Where it ends, in bytes, on a character boundary; not part of it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// What identifies a person in `text`, in order and without overlap.
pub fn find(text: &str) -> Vec<Span> {
    let cells = cells(text);
    let mut spans = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let Some((kind, length)) = at_cell(&cells, at) else {
            at += 1;
            continue;
        };
        let covered = cells.get(at..at + length).unwrap_or_default();
        if let (Some(first), Some(last)) = (covered.first(), covered.last()) {
            spans.push(Span { start: first.start, end: last.end, kind });
        }
        at += length.max(1);
    }
    spans
}

/// `text` with everything [`find`] marks replaced by what it was, until nothing is left to mark.
///
/// Hiding one number can set free another that was glued to it, so this looks again. It ends, as
/// every pass takes away digits and letters and a replacement has none.
pub fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    loop {
        let spans = find(&masked);
        if spans.is_empty() {
            return masked;
        }
        let hidden = spans.iter().map(|span| (span.start, span.end, span.kind.replacement()));
        masked = replace(&masked, hidden);
    }
}

/// `text` with each part, from where to where and in order, replaced by what is to stand there.
fn replace(text: &str, parts: impl Iterator<Item = (usize, usize, &'static str)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end, replacement) in parts {
        out.push_str(text.get(from..start).unwrap_or_default());
        out.push_str(replacement);
        from = end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// What begins at cell `at`, with how many cells it takes.
fn at_cell(cells: &[Cell], at: usize) -> Option<(Kind, usize)> {
    email(cells, at)
        .map(|length| (Kind::Email, length))
        .or_else(|| plate(cells, at).map(|length| (Kind::Plate, length)))
        .or_else(|| number::begins_at(cells, at))
}

fn character(cells: &[Cell], at: usize) -> char {
    cells.get(at).map_or('\0', |cell| cell.character)
}

fn before(cells: &[Cell], at: usize) -> char {
    at.checked_sub(1).map_or('\0', |at| character(cells, at))
}

fn count_while(cells: &[Cell], from: usize, holds: impl Fn(char) -> bool) -> usize {
    let cells = cells.get(from..).unwrap_or_default().iter();
    cells.take_while(|cell| holds(cell.character)).count()
}

/// The longest local part looked at; RFC 5321 allows 64.
const MAX_LOCAL: usize = 64;
/// The longest domain looked at; RFC 1035 allows 255.
const MAX_DOMAIN: usize = 255;

fn email(cells: &[Cell], at: usize) -> Option<usize> {
    let in_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    if !in_local(character(cells, at)) {
        return None;
    }
    let local = cells.iter().skip(at).take(MAX_LOCAL);
    let local = local.take_while(|cell| in_local(cell.character)).count();
    if character(cells, at + local) != '@' {
        return None;
    }
    let domain = at + local + 1;
    let mut end = domain;
    let mut labels = 0;
    loop {
        let label = count_while(cells, end, |c| c.is_ascii_alphanumeric() || c == '-');
        // Without an end a long text would be read again from each of its characters.
        if label == 0 || label > MAX_LOCAL || end > domain + MAX_DOMAIN {
            break;
        }
        labels += 1;
        end += label;
        if character(cells, end) != '.' {
            break;
        }
        end += 1;
    }
    // A full stop after the address belongs to the sentence.
    if before(cells, end) == '.' {
        end -= 1;
    }
    (labels >= 2).then_some(end - at)
}

/// The provinces a plate begins with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// What may end a plate instead of a letter or digit: coaches, police, border, consulates, trailers.
const ENDINGS: &str = "学警港澳挂领使";

fn plate(cells: &[Cell], at: usize) -> Option<usize> {
    let office = character(cells, at + 1);
    if !PROVINCES.contains(character(cells, at)) || !office.is_ascii_uppercase() {
        return None;
    }
    let parted = count_while(cells, at + 2, |c| matches!(c, '·' | '•' | '・' | '.' | '-' | ' '));
    let body = at + 2 + parted.min(1);
    let signs = count_while(cells, body, |c| c.is_ascii_alphanumeric());
    let digits = cells.iter().skip(body).take(signs).filter(|c| c.character.is_ascii_digit());
    // Only after four signs: in 鄂A12345使用 the 使 belongs to the next word.
    let ending = usize::from(signs == 4 && ENDINGS.contains(character(cells, body + signs)));
    let fits = matches!((signs, ending), (5 | 6, _) | (4, 1));
    (fits && digits.count() > 0).then(|| body + signs + ending - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        find(text).iter().map(|span| (span.kind, &text[span.start..span.end])).collect()
    }

    #[test]
    fn mail_plates_and_their_neighbours() {
        assert_eq!(
            found("写信到 a.b-1@mail.example.cn."),
            [(Kind::Email, "a.b-1@mail.example.cn")]
        );
        assert_eq!(found("ａ＠ｂ．ｃｎ，"), [(Kind::Email, "ａ＠ｂ．ｃｎ")]);
        assert_eq!(found("@居民 a@b 3@楼"), []);
        assert_eq!(found("鄂A·12345停在"), [(Kind::Plate, "鄂A·12345")]);
        assert_eq!(found("鄂ＡＤ１２３４５"), [(Kind::Plate, "鄂ＡＤ１２３４５")]);
        assert_eq!(found("鄂a1234警 京A1234567 新A区 皖ABCDEF"), [(Kind::Plate, "鄂a1234警")]);
    }

    #[test]
    fn the_mask_says_what_was_there() {
        let text = "居民甲 １３８００１３８０００，车鄂A12345，卡6222 0212 3456 7890 128";
        let masked = mask(text);
        assert_eq!(masked, "居民甲 【手机号已隐去】，车【车牌已隐去】，卡【银行卡号已隐去】");
        assert_eq!(find(&masked), []);
        assert_eq!(mask("打12345或110，3栋2单元501"), "打12345或110，3栋2单元501");
    }
}
