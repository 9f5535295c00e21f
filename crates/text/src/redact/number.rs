//! 号码 — Tells telephone, identity and bank numbers from house numbers, dates and sums.
//!
//! Digits are read in groups, as they were written; a number begins and ends where a group does, so
//! no telephone is found in the middle of an order number.

use super::scan::Cell;
use super::{Kind, before, character};

/// As many digits as the longest number has, and one to see that it ends.
const MAX_DIGITS: usize = 20;
/// As many separators in a row as still part digits of one number, as in `138 - 0013`.
const MAX_GAP: usize = 3;

/// What stands between a digit and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Hyphen,
}

#[derive(Debug, Clone, Copy)]
struct Digit {
    value: u8,
    gap: Gap,
    /// The cell after it.
    end: usize,
}

/// The number beginning at cell `at` and how many cells it takes, longest reading first.
pub(super) fn begins_at(cells: &[Cell], at: usize) -> Option<(Kind, usize)> {
    let found = match character(cells, at) {
        '+' => with_country_code(cells, at),
        '(' => bracketed_landline(cells, at),
        '0'..='9' if !before(cells, at).is_ascii_digit() => bare(cells, at),
        _ => None,
    };
    found.map(|(kind, end)| (kind, end - at))
}

fn bare(cells: &[Cell], at: usize) -> Option<(Kind, usize)> {
    let digits = digits(cells, at);
    let as_mobile = || prefixed_mobile(&digits).or_else(|| mobile(&digits));
    let as_landline = || area_landline(&digits).or_else(|| named_landline(cells, at, &digits));
    identity(cells, &digits)
        .map(|end| (Kind::Identity, end))
        .or_else(|| bank_card(&digits).map(|end| (Kind::BankCard, end)))
        .or_else(|| as_mobile().map(|end| (Kind::Mobile, end)))
        .or_else(|| as_landline().map(|end| (Kind::Landline, end)))
}

/// `+86 138…`: the plus shows that the 86 is no part of the number.
fn with_country_code(cells: &[Cell], at: usize) -> Option<(Kind, usize)> {
    prefixed_mobile(&digits(cells, at + 1)).map(|end| (Kind::Mobile, end))
}

fn gap_length(cells: &[Cell], at: usize) -> usize {
    let gap = cells.iter().skip(at).take(MAX_GAP + 1);
    let length = gap.take_while(|cell| matches!(cell.character, ' ' | '-')).count();
    if length > MAX_GAP { 0 } else { length }
}

fn digits(cells: &[Cell], from: usize) -> Vec<Digit> {
    let mut out = Vec::with_capacity(MAX_DIGITS);
    let mut at = from;
    while out.len() < MAX_DIGITS {
        let length = if out.is_empty() { 0 } else { gap_length(cells, at) };
        let Some(value) = character(cells, at + length).to_digit(10) else {
            break;
        };
        let gap = if (at..at + length).any(|at| character(cells, at) == '-') {
            Gap::Hyphen
        } else if length > 0 {
            Gap::Space
        } else {
            Gap::None
        };
        at += length + 1;
        // A decimal digit fits a byte.
        out.push(Digit { value: u8::try_from(value).unwrap_or(0), gap, end: at });
    }
    out
}

/// The end of the first `count` digits, if a group ends there.
fn group_end(digits: &[Digit], count: usize) -> Option<usize> {
    let last = count.checked_sub(1).and_then(|at| digits.get(at))?;
    let ends = digits.get(count).is_none_or(|next| next.gap != Gap::None);
    ends.then_some(last.end)
}

fn value(digits: &[Digit], at: usize) -> u8 {
    digits.get(at).map_or(0, |digit| digit.value)
}

fn decimal(digits: &[Digit], from: usize, to: usize) -> u32 {
    (from..to).fold(0, |sum, at| sum * 10 + u32::from(value(digits, at)))
}

/// Lengths of the groups in the first `count` digits.
fn groups(digits: &[Digit], count: usize) -> Vec<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    for digit in digits.iter().take(count) {
        match lengths.last_mut() {
            Some(length) if digit.gap == Gap::None => *length += 1,
            _ => lengths.push(1),
        }
    }
    lengths
}

fn mobile(digits: &[Digit]) -> Option<usize> {
    let end = group_end(digits, 11)?;
    if value(digits, 0) != 1 || value(digits, 1) < 3 {
        return None;
    }
    let gaps = |gap| digits.iter().take(11).skip(1).any(|digit| digit.gap == gap);
    // Mixed separators are more often a room and a date than a telephone, unless grouped like one.
    let mixed = gaps(Gap::Space) && gaps(Gap::Hyphen);
    (!mixed || groups(digits, 11) == [3, 4, 4]).then_some(end)
}

/// `86` or `0086` written as digits before a mobile number.
fn prefixed_mobile(digits: &[Digit]) -> Option<usize> {
    let two = decimal(digits, 0, 2) == 86;
    let four = decimal(digits, 0, 4) == 86 && value(digits, 0) == 0;
    let skip = if two { 2 } else { 4 };
    if two || four { mobile(digits.get(skip..)?) } else { None }
}

/// Weights of the 17 digits and the check characters by remainder (GB 11643-1999, ISO 7064).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

fn identity(cells: &[Cell], digits: &[Digit]) -> Option<usize> {
    let numeric = group_end(digits, 18).map(|end| (end, char::from(b'0' + value(digits, 17))));
    let (end, last) = numeric.or_else(|| Some((cross_end(cells, digits)?, 'X')))?;
    let sum: u32 =
        WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * u32::from(digit.value)).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|rest| CHECKS.get(rest));
    let birth = (1900..2100).contains(&decimal(digits, 6, 10))
        && (1..=12).contains(&decimal(digits, 10, 12))
        && (1..=31).contains(&decimal(digits, 12, 14));
    let region = (1..=8).contains(&value(digits, 0));
    (check == Some(&last) || (birth && region)).then_some(end)
}

/// The end of 17 digits and an X.
fn cross_end(cells: &[Cell], digits: &[Digit]) -> Option<usize> {
    let seventeen = digits.get(16).filter(|_| digits.len() == 17)?.end;
    let cross = seventeen + gap_length(cells, seventeen);
    let ends = !character(cells, cross + 1).is_ascii_alphanumeric();
    (character(cells, cross) == 'X' && ends).then_some(cross + 1)
}

fn bank_card(digits: &[Digit]) -> Option<usize> {
    (15..=19).rev().find_map(|count| {
        let end = group_end(digits, count)?;
        let issuer = (3..=6).contains(&value(digits, 0));
        (issuer && luhn(digits, count)).then_some(end)
    })
}

/// The Luhn sum of the first `count` digits (ISO/IEC 7812-1).
fn luhn(digits: &[Digit], count: usize) -> bool {
    let sum: u32 = digits
        .iter()
        .take(count)
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(digit.value)) {
            (0, value) => value,
            (_, value) if value > 4 => value * 2 - 9,
            (_, value) => value * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// How many digits the area code has, and how many a number in it may have.
fn area(digits: &[Digit]) -> Option<(usize, &'static [usize])> {
    match (value(digits, 0), value(digits, 1), value(digits, 2)) {
        (0, 1, 0) | (0, 2, _) if digits.len() > 3 => Some((3, &[8])),
        (0, 3..=9, _) if digits.len() > 4 => Some((4, &[8, 7])),
        _ => None,
    }
}

fn area_landline(digits: &[Digit]) -> Option<usize> {
    let (code, lengths) = area(digits)?;
    lengths.iter().find_map(|length| {
        let end = group_end(digits, code + length)?;
        let groups = groups(digits, code + length);
        let area_whole = groups.first().is_some_and(|first| *first >= code);
        (area_whole && groups.len() <= 3).then_some(end)
    })
}

/// Without an area code seven or eight digits are a date or a sum unless the words say telephone.
fn named_landline(cells: &[Cell], at: usize, digits: &[Digit]) -> Option<usize> {
    let local = (2..=8).contains(&value(digits, 0));
    let end = [8, 7].into_iter().find_map(|length| {
        let end = group_end(digits, length)?;
        (groups(digits, length).len() <= 2).then_some(end)
    })?;
    (local && is_named(cells, at) && is_first_group(cells, at)).then_some(end)
}

/// Whether no digits go before, so that `800-1234` is not cut out of a service number.
fn is_first_group(cells: &[Cell], at: usize) -> bool {
    let earlier = cells.iter().take(at).rev().take(MAX_GAP + 1);
    let mut earlier = earlier.skip_while(|cell| matches!(cell.character, ' ' | '-'));
    !earlier.next().is_some_and(|cell| cell.character.is_ascii_digit())
}

/// What announces a telephone number shortly before it.
const CUES: [&str; 6] = ["电话", "座机", "致电", "拨打", "TEL", "联系方式"];
const CUE_REACH: usize = 6;

fn is_named(cells: &[Cell], at: usize) -> bool {
    let from = at.saturating_sub(CUE_REACH);
    let words: String = cells.iter().take(at).skip(from).map(|cell| cell.character).collect();
    CUES.iter().any(|cue| words.contains(cue))
}

/// `(0722) 3812345`: the area code in brackets.
fn bracketed_landline(cells: &[Cell], at: usize) -> Option<(Kind, usize)> {
    let inside = digits(cells, at + 1);
    let close = inside.last()?.end;
    if character(cells, close) != ')' {
        return None;
    }
    let outside = digits(cells, close + 1 + gap_length(cells, close + 1));
    let all: Vec<_> = inside.iter().chain(&outside).copied().collect();
    let (code, lengths) = area(&all)?;
    let number = |length: &usize| {
        let end = group_end(&outside, *length)?;
        (groups(&outside, *length).len() <= 2).then_some((Kind::Landline, end))
    };
    if inside.len() == code { lengths.iter().find_map(number) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, find};

    fn found(text: &str) -> Vec<(Kind, &str)> {
        find(text).iter().map(|span| (span.kind, &text[span.start..span.end])).collect()
    }

    #[test]
    fn mobiles_however_written() {
        for number in [
            "13800138000",
            "１３８００１３８０００",
            "138-0013-8000",
            "138 0013-8000",
            "1 3 8 0 0 1 3 8 0 0 0",
            "138 - 0013 - 8000",
            "138\u{200b}00138000",
            "138—0013—8000",
            "+86 13800138000",
            "+86-138-0013-8000",
            "8613800138000",
            "0086 138 0013 8000",
        ] {
            assert_eq!(found(&format!("我电话{number}，")), [(Kind::Mobile, number)]);
        }
        for not in ["12800138000", "138001380001", "9913800138000", "15-2-1001 2024-05", "+8613"] {
            assert_eq!(found(not), [], "{not}");
        }
        let two = "2024 13800138000/13900139000";
        assert_eq!(found(two), [(Kind::Mobile, "13800138000"), (Kind::Mobile, "13900139000")]);
    }

    #[test]
    fn landlines_with_code_brackets_or_a_name() {
        for number in
            ["0722-3812345", "027 8888 6666", "010-12345678", "07223812345", "(027)88886666"]
        {
            assert_eq!(found(&format!("见{number}。")), [(Kind::Landline, number)]);
        }
        assert_eq!(found("（０２７） 8888 6666"), [(Kind::Landline, "（０２７） 8888 6666")]);
        assert_eq!(found("座机：3812345"), [(Kind::Landline, "3812345")]);
        assert_eq!(found("电话是8888-6666"), [(Kind::Landline, "8888-6666")]);
        assert_eq!(found("欠费3812345元，20240501，2024-05-01，电话400-800-1234，(2024)"), []);
    }

    #[test]
    fn identity_numbers_with_their_check_digit_or_a_birth_date() {
        for number in [
            "11010519491231002X",
            "11010519491231002x",
            "110105 19491231 002X",
            "440524188001010014",
        ] {
            assert_eq!(found(&format!("身份证{number}住")), [(Kind::Identity, number)]);
        }
        assert_eq!(found("420102199002301239"), [(Kind::Identity, "420102199002301239")]);
        assert_eq!(found("900102999902301231 11010519491231002XY"), []);
    }

    #[test]
    fn bank_cards_by_their_last_digit() {
        assert_eq!(found("6222021234567890128"), [(Kind::BankCard, "6222021234567890128")]);
        assert_eq!(found("4111-1111-1111-1111"), [(Kind::BankCard, "4111-1111-1111-1111")]);
        assert_eq!(found("6222021234567890127 4111111111111112"), []);
    }
}
