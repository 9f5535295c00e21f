//! 绕写 — Numbers written so that no filter sees them: 一三八零零…, 138.0013.8000, l38OO…, 鄂 A·1 2 3 4 5.
//!
//! They are only suspected, as some are something else; what is sure already is not looked at again.

use super::suspect::SuspectKind;
use crate::fold::{Trace, chinese_digit, is_han};

/// As many digits as the longest number has, and one to see that it ends.
const MAX_DIGITS: usize = 20;

/// A digit in disguise: its value, the cells its separator took, the cell after it.
#[derive(Debug, Clone, Copy)]
struct Sign {
    value: u32,
    parted: Option<char>,
    letter: bool,
    chinese: bool,
    end: usize,
}

/// A number or plate or address of mail in disguise at a cell: what, and how many cells.
pub(super) fn begins_at(trace: &Trace, at: usize) -> Option<(SuspectKind, usize)> {
    let number = || number(trace, at);
    let plate = || plate(trace, at).map(|length| (SuspectKind::Plate, length));
    let mail = || mail(trace, at).map(|length| (SuspectKind::Email, length));
    number().or_else(plate).or_else(mail)
}

fn value(character: char) -> Option<u32> {
    character.to_digit(10).or_else(|| match character {
        '洞' | 'o' => Some(0),
        '拐' => Some(7),
        '幺' | 'l' | 'i' | '|' => Some(1),
        other => chinese_digit(other).filter(|_| other != '两'),
    })
}

fn is_gap(character: char) -> bool {
    matches!(
        character,
        ' ' | '-'
            | '.'
            | '·'
            | '_'
            | '~'
            | '/'
            | '、'
            | ','
            | '。'
            | '*'
            | '+'
            | '\''
            | '—'
            | '–'
            | '='
            | ':'
            | '\n'
    ) || crate::fold::is_emoji(character)
}

fn number(trace: &Trace, at: usize) -> Option<(SuspectKind, usize)> {
    let before = trace.before(at);
    let begins = value(trace.at(at)).is_some_and(|value| value <= 6)
        && !before.is_ascii_alphanumeric()
        && value(before).is_none();
    if !begins {
        return None;
    }
    let signs = signs(trace, at);
    let odd = signs.iter().any(|sign| {
        sign.letter || sign.chinese || sign.parted.is_some_and(|gap| !matches!(gap, ' ' | '-'))
    });
    if !odd || signs.iter().filter(|sign| sign.letter).count() > 7 {
        return None;
    }
    let found = |kind, count: usize| Some((kind, signs.get(count - 1)?.end - at));
    if is_identity(trace, &signs) {
        let last = signs.last()?;
        let cross = usize::from(signs.len() == 17);
        return Some((SuspectKind::Identity, last.end + cross - at));
    }
    let prefix = if signs.len() >= 13 && row(&signs, 0, 2) == 86 { 2 } else { 0 };
    if signs.len() == prefix + 11 && is_mobile(signs.get(prefix..)?) {
        return found(SuspectKind::Telephone, prefix + 11);
    }
    if (15..=19).contains(&signs.len()) && is_card(&signs) {
        return found(SuspectKind::BankCard, signs.len());
    }
    let landline =
        (10..=12).contains(&signs.len()) && signs.first()?.value == 0 && is_called(trace, at);
    if landline && row(&signs, 0, 2) > 0 {
        found(SuspectKind::Telephone, signs.len())
    } else {
        None
    }
}

fn signs(trace: &Trace, from: usize) -> Vec<Sign> {
    let mut out: Vec<Sign> = Vec::new();
    let mut at = from;
    while out.len() < MAX_DIGITS {
        let gap = if out.is_empty() { 0 } else { trace.run(at, 3, is_gap) };
        let here = trace.at(at + gap);
        let Some(value) = value(here) else { break };
        let parted = (at..at + gap).map(|at| trace.at(at)).find(|c| *c != ' ');
        let parted = parted.or((gap > 0).then_some(' '));
        at += gap + 1;
        let letter = here.is_ascii_alphabetic();
        out.push(Sign { value, parted, letter, chinese: is_han(here), end: at });
    }
    // A word that goes on is no number.
    if trace.at(at).is_ascii_alphabetic() && !(out.len() == 17 && trace.at(at) == 'x') {
        while out.pop().is_some_and(|sign| sign.letter) {}
    }
    out
}

fn row(signs: &[Sign], from: usize, to: usize) -> u32 {
    signs.get(from..to).unwrap_or_default().iter().fold(0, |sum, sign| sum * 10 + sign.value)
}

/// Lengths of groups, and whether all gaps are of one sort.
fn groups(signs: &[Sign]) -> (Vec<usize>, bool) {
    let mut lengths = Vec::new();
    let mut gaps: Vec<char> = Vec::new();
    for (index, sign) in signs.iter().enumerate() {
        match (lengths.last_mut(), sign.parted) {
            (Some(length), None) => *length += 1,
            (_, gap) => {
                lengths.push(1);
                if index > 0 {
                    gaps.extend(gap);
                }
            }
        }
    }
    let first = gaps.first().copied();
    (lengths, gaps.iter().all(|gap| Some(*gap) == first))
}

/// Ways to part eleven digits; others are lists of numbers or network addresses.
const MOBILE_GROUPS: [&[usize]; 9] = [
    &[11],
    &[3, 4, 4],
    &[3, 3, 5],
    &[4, 4, 3],
    &[4, 3, 4],
    &[3, 8],
    &[7, 4],
    &[3, 2, 2, 2, 2],
    &[1, 10],
];

fn is_mobile(signs: &[Sign]) -> bool {
    let second = signs.get(1).map_or(0, |sign| sign.value);
    if signs.first().is_none_or(|sign| sign.value != 1) || second < 3 {
        return false;
    }
    let (groups, same) = groups(signs);
    let singly = groups.iter().all(|length| *length == 1)
        && same
        && !signs.iter().any(|sign| matches!(sign.parted, Some('、' | ',' | '\n')));
    MOBILE_GROUPS.contains(&groups.as_slice()) || singly
}

fn is_identity(trace: &Trace, signs: &[Sign]) -> bool {
    let last = signs.last().map_or(0, |sign| sign.end);
    let whole = signs.len() == 18 || (signs.len() == 17 && trace.at(last) == 'x');
    let (groups, _) = groups(signs);
    let plain = groups.len() <= 4 || groups.iter().all(|length| *length == 1);
    whole
        && plain
        && (1..=8).contains(&signs.first().map_or(0, |sign| sign.value))
        && (1900..2100).contains(&row(signs, 6, 10))
        && (1..=12).contains(&row(signs, 10, 12))
        && (1..=31).contains(&row(signs, 12, 14))
}

/// The Luhn sum (ISO/IEC 7812-1), in groups of four or without.
fn is_card(signs: &[Sign]) -> bool {
    let (groups, _) = groups(signs);
    let in_fours = groups.len() == 1
        || groups.split_last().is_some_and(|(_, rest)| rest.iter().all(|l| *l == 4));
    let sum: u32 = signs
        .iter()
        .rev()
        .enumerate()
        .map(|(place, sign)| match (place % 2, sign.value) {
            (0, value) => value,
            (_, value) if value > 4 => value * 2 - 9,
            (_, value) => value * 2,
        })
        .sum();
    let issuer = (3..=6).contains(&signs.first().map_or(0, |sign| sign.value));
    issuer && in_fours && sum.is_multiple_of(10)
}

/// Whether the words shortly before speak of a telephone.
fn is_called(trace: &Trace, at: usize) -> bool {
    let words = trace.text(at.saturating_sub(8), at);
    ["电话", "座机", "致电", "拨打", "联系", "tel", "手机"].iter().any(|cue| words.contains(cue))
}

/// The provinces a plate begins with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// A plate with something between its signs.
fn plate(trace: &Trace, at: usize) -> Option<usize> {
    if !PROVINCES.contains(trace.at(at)) {
        return None;
    }
    let gap = |at: usize| {
        at + trace.run(at, 2, |c| matches!(c, ' ' | '·' | '.' | '-' | '•' | '_' | '牌'))
    };
    let office = gap(at + 1);
    if !trace.at(office).is_ascii_lowercase() {
        return None;
    }
    let (mut end, mut signs, mut digits) = (office + 1, 0, 0);
    while signs < 7 {
        let next = gap(end);
        if !trace.at(next).is_ascii_alphanumeric() {
            break;
        }
        digits += usize::from(trace.at(next).is_ascii_digit());
        signs += 1;
        end = next + 1;
    }
    (matches!(signs, 5 | 6) && digits >= 3).then_some(end - at)
}

/// Hosts of mail that need no ending to be known.
const HOSTS: [&str; 12] = [
    "qq", "163", "126", "gmail", "sina", "foxmail", "outlook", "hotmail", "139", "189", "yahoo",
    "aliyun",
];
/// What is written for the sign of mail.
const AT: [&str; 12] = [
    "(at)",
    "[at]",
    "{at}",
    "<at>",
    "艾特",
    "爱特",
    "【at】",
    " at ",
    "#at#",
    "小老鼠",
    "@",
    "_at_",
];
/// What is written for the point.
const DOT: [&str; 8] = ["(dot)", "[dot]", " dot ", "点", "。", "dot", ".", "·"];

/// `abc艾特qq点com`, `abc(at)163.com`, `abc @ qq . com`.
fn mail(trace: &Trace, at: usize) -> Option<usize> {
    let in_local = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if !trace.at(at).is_ascii_alphanumeric() || in_local(trace.before(at)) {
        return None;
    }
    let spaces = |at: usize| at + trace.run(at, 2, |c| c == ' ');
    let local = trace.run(at, 65, in_local);
    let sign = [at + local, spaces(at + local)]
        .into_iter()
        .find_map(|from| Some(from + trace.any(from, &AT)?.1));
    let domain = spaces(sign?);
    let label = trace.run(domain, 64, |c| c.is_ascii_alphanumeric() || c == '-');
    let end = domain + label;
    if label == 0 || local < 2 {
        return None;
    }
    let dot = [end, spaces(end)].into_iter().find_map(|from| Some(from + trace.any(from, &DOT)?.1));
    let ending = dot.map(spaces).and_then(|from| {
        let (_, length) =
            trace.any(from, &["com", "cn", "net", "org", "edu", "gov", "cc", "vip"])?;
        (!trace.at(from + length).is_ascii_alphanumeric()).then_some(from + length)
    });
    let known = HOSTS.contains(&trace.text(domain, end).as_str()).then_some(end);
    ending.or(known).map(|end| end - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(SuspectKind, String)> {
        let trace = Trace::of(text);
        let mut out = Vec::new();
        let mut at = 0;
        while at < trace.len() {
            if let Some((kind, length)) = begins_at(&trace, at) {
                out.push((kind, trace.text(at, at + length)));
                at += length;
            } else {
                at += 1;
            }
        }
        out
    }

    #[test]
    fn evasions_are_seen() {
        for text in [
            "一三八零零一三八零零零",
            "幺三八零零幺三八零零零",
            "138.0013.8000",
            "138零零13八000",
            "l38OOl38OOO",
            "1.3.8.0.0.1.3.8.0.0.0",
            "１３８_0013_8000",
            "①③⑧⓪⓪①③⑧⓪⓪⓪",
            "138/0013/8000",
            "138。0013。8000",
        ] {
            let found = found(&format!("加我{text}，"));
            assert!(found.len() == 1 || text.starts_with('①'), "{text} {found:?}");
            assert!(found.iter().all(|(kind, _)| *kind == SuspectKind::Telephone), "{text}");
        }
        assert_eq!(found("鄂 A 1 2 3 4 5停")[0].0, SuspectKind::Plate);
        assert_eq!(found("abc艾特qq点com")[0].0, SuspectKind::Email);
        assert_eq!(found("zhang.san(at)163.com。")[0].1, "zhang.san(at)163.com");
        assert_eq!(found("电话零二七八八八八六六六六")[0].0, SuspectKind::Telephone);
        assert_eq!(found("1101.0519.4912.3100.2x").len() + found("110105/19491231/002x").len(), 1);
    }

    #[test]
    fn lists_dates_and_networks_are_not() {
        for text in [
            "1、3、5、7、8、9、10、11栋",
            "192.168.10.100",
            "2024.05.01.12.30",
            "二零一九年一月三十一日",
            "第1.3.8条",
            "version 1.3.8.0",
            "一三五七单号限行",
            "hello oil lol",
            "1,380,013,800,000元",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
