//! 认出 — Numbers, sums, days, telephones, buildings and addresses in a text, each with one plain value.
//!
//! The same thing written in two ways has one value (三号楼, 3#楼 and ３栋 are `3号楼`), so matching
//! compares values and never wordings. Nothing is guessed from a clock: 昨天 is a day only for
//! whoever says which day today is.

use serde::Serialize;

use super::date::{self, Day};
use super::numeral::{self, Numeral};
use super::place;
use super::trace::Trace;
use crate::redact;

/// What an [`Entity`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A number with or without a measure word: `320户`, `30%`, `89.5平方米`.
    Number,
    /// A sum in yuan: `15000元`.
    Money,
    /// A day or month: `2026-03-05`, `--03-05` without a year, `2026-03` without a day.
    Date,
    /// A time of day: `15:30`.
    Time,
    /// A length of time: `3个工作日`.
    Duration,
    /// A telephone or a public hotline, digits only.
    Telephone,
    /// A door: `3号楼2单元501室`, or a number in a street: `人民路12号`.
    Address,
    /// A building or an entrance: `3号楼`, `3号楼2单元`.
    Building,
}

/// Something recognised in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Where it begins in the text as written, in bytes, on a character boundary.
    pub start: usize,
    /// Where it ends; not part of it.
    pub end: usize,
    /// What it is.
    pub kind: EntityKind,
    /// Its value in one form.
    pub value: String,
}

/// What can be recognised without knowing the day, in order and without overlap.
pub fn entities(text: &str) -> Vec<Entity> {
    recognise(text, None)
}

/// [`entities`], with days such as 昨天, 三天前 and 3月5日 read against `today`.
pub fn recognise(text: &str, today: Option<Day>) -> Vec<Entity> {
    let trace = Trace::of(text);
    let entities = scan(&trace, telephones(text, &trace), today);
    entities
        .into_iter()
        .filter_map(|found| {
            let (start, end) = trace.span(found.at, found.at + found.length)?;
            Some(Entity { start, end, kind: found.kind, value: found.value })
        })
        .collect()
}

/// An entity by cells, with how it is written plainly.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub at: usize,
    pub length: usize,
    pub kind: EntityKind,
    pub value: String,
    /// What stands for it in plain text; as written when `None`.
    pub plain: Option<String>,
}

/// Telephones by cells, with their digits.
pub(super) fn telephones(text: &str, trace: &Trace) -> Vec<(usize, usize, String)> {
    let numbers = redact::find(text).into_iter();
    numbers
        .filter_map(|span| {
            let digits = |c: &char| c.is_ascii_digit();
            let (from, to) = trace.cells_in(span.start, span.end);
            let value = trace.text(from, to).chars().filter(digits).collect();
            matches!(span.kind, redact::Kind::Mobile | redact::Kind::Landline).then_some((
                from,
                to - from,
                value,
            ))
        })
        .collect()
}

/// One pass from left to right; the longest reading at a place wins by order of the readers.
pub(super) fn scan(
    trace: &Trace,
    telephones: Vec<(usize, usize, String)>,
    today: Option<Day>,
) -> Vec<Found> {
    let mut telephones = telephones.into_iter().peekable();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < trace.len() {
        while telephones.next_if(|(from, _, _)| *from < at).is_some() {}
        if let Some((from, length, value)) = telephones.next_if(|(from, _, _)| *from == at) {
            found.push(Found { at: from, length, kind: EntityKind::Telephone, value, plain: None });
            at += length.max(1);
            continue;
        }
        // Only these begin anything, and the rest of a long text is passed over quickly.
        if let Some(one) = begins(trace.at(at)).then(|| at_cell(trace, at, today)).flatten() {
            at += one.length.max(1);
            found.push(one);
        } else {
            at += skip(trace, at);
        }
    }
    found
}

/// A run of digits that is nothing is not looked at again from its middle.
fn skip(trace: &Trace, at: usize) -> usize {
    trace.run(at, usize::MAX, |c| c.is_ascii_digit()).max(1)
}

fn begins(character: char) -> bool {
    numeral::is_numeral(character)
        || character.is_ascii_lowercase()
        || "第上下早凌清中傍晚夜今昨明前后当大¥".contains(character)
        || "路街巷弄道".contains(character)
}

fn at_cell(trace: &Trace, at: usize, today: Option<Day>) -> Option<Found> {
    let dated = |read: date::Read, kind| {
        let date::Read { length, value, plain } = read;
        Found { at, length, kind, value, plain }
    };
    let before = trace.before(at);
    let continues = before.is_ascii_alphanumeric() || numeral::is_numeral(before);
    if continues {
        return None;
    }
    date::date(trace, at, today)
        .map(|read| dated(read, EntityKind::Date))
        .or_else(|| date::time(trace, at).map(|read| dated(read, EntityKind::Time)))
        .or_else(|| hotline(trace, at))
        .or_else(|| dwelling(trace, at))
        .or_else(|| street(trace, at))
        .or_else(|| amount(trace, at))
}

fn dwelling(trace: &Trace, at: usize) -> Option<Found> {
    let dwelling = place::read(trace, at)?;
    let kind = if dwelling.is_exact() { EntityKind::Address } else { EntityKind::Building };
    let value = dwelling.plain();
    Some(Found { at, length: dwelling.length, kind, plain: Some(value.clone()), value })
}

/// `人民路12号`, read from its 路 on; the name before it is part of the value.
fn street(trace: &Trace, at: usize) -> Option<Found> {
    let number = numeral::read(trace, at + 1).filter(|_| "路街巷弄道".contains(trace.at(at)))?;
    let sign = at + 1 + number.length;
    let line = "线楼院".contains(trace.at(sign + 1)) && trace.at(sign + 1) != '院';
    let whole = number.whole()?;
    if trace.at(sign) != '号' || line {
        return None;
    }
    let name = trace.run_back(at, 4, |c| super::is_han(c) && !"在住到是的和位于,".contains(c));
    let value = format!("{}{whole}号", trace.text(at - name, at + 1));
    let plain = format!("{}{whole}号", trace.at(at));
    Some(Found {
        at,
        length: 2 + number.length,
        kind: EntityKind::Address,
        value,
        plain: Some(plain),
    })
}

/// Public numbers of three digits; those of five begin with 123, 95 or 96.
const EMERGENCY: [&str; 5] = ["110", "119", "120", "122", "114"];

/// A hotline where the words before it speak of calling.
fn hotline(trace: &Trace, at: usize) -> Option<Found> {
    let length = trace.run(at, 11, |c| c.is_ascii_digit() || c == '-');
    let digits: String = trace.text(at, at + length).chars().filter(char::is_ascii_digit).collect();
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let public = ["123", "95", "96"].iter().any(|begin| digits.starts_with(begin));
    let listed = EMERGENCY.contains(&digits.as_str()) || (digits.len() == 5 && public);
    let cue = ["电话", "热线", "拨打", "致电", "打", "拨", "报警"];
    let near = (0..6).any(|back| {
        at.checked_sub(back).is_some_and(|at| cue.iter().any(|cue| trace.ends_with(at, cue)))
    });
    let named = near || trace.has(at + length, "热线") || trace.has(at + length, "电话");
    let unit = "元块米年月号".contains(trace.at(at + length));
    let fits = service || (listed && (named || digits == "12345") && !unit);
    fits.then_some(Found { at, length, kind: EntityKind::Telephone, value: digits, plain: None })
}

/// Lengths of time, longest word first, with how they are written plainly.
const PERIODS: [(&str, &str); 14] = [
    ("个工作日", "个工作日"),
    ("工作日", "个工作日"),
    ("个小时", "小时"),
    ("小时", "小时"),
    ("分钟", "分钟"),
    ("个月", "个月"),
    ("个星期", "周"),
    ("星期", "周"),
    ("个礼拜", "周"),
    ("周岁", "岁"),
    ("周", "周"),
    ("天", "天"),
    ("日内", "天内"),
    ("年", "年"),
];
/// Words after a sum of money.
const YUAN: [&str; 5] = ["元钱", "元", "块钱", "圆", "块"];
/// What is counted, longest first; only these make a lone Chinese numeral a number.
const MEASURES: [(&str, &str); 22] = [
    ("平方米", "平方米"),
    ("平米", "平方米"),
    ("平方", "平方米"),
    ("m2", "平方米"),
    ("公里", "公里"),
    ("千米", "公里"),
    ("米", "米"),
    ("亩", "亩"),
    ("吨", "吨"),
    ("%", "%"),
    ("户", "户"),
    ("号线", "号线"),
    ("号门", "号门"),
    ("层", "层"),
    ("楼", "楼"),
    ("室", "室"),
    ("组", "组"),
    ("期", "期"),
    ("人", "人"),
    ("次", "次"),
    ("号", "号"),
    ("岁", "岁"),
];

/// `百分之三十`.
fn percent(trace: &Trace, at: usize) -> Option<Found> {
    const WORD: &str = "百分之";
    let number = numeral::read(trace, at + 3).filter(|_| trace.has(at, WORD))?;
    let value = format!("{}%", number.decimal());
    let length = 3 + number.length;
    Some(Found { at, length, kind: EntityKind::Number, plain: Some(value.clone()), value })
}

fn amount(trace: &Trace, at: usize) -> Option<Found> {
    if let Some(percent) = percent(trace, at) {
        return Some(percent);
    }
    let mark = trace.at(at) == '¥';
    let from = at + usize::from(mark);
    let number = numeral::read(trace, from)?;
    let end = from + number.length;
    let decimal = number.decimal();
    let found = |kind, length: usize, value: String, plain| {
        Some(Found { at, length: length + end - at, kind, value, plain })
    };
    let money = trace.any(end, &YUAN).filter(|(word, length)| {
        // 三元里 is a place and 一块 a piece; digits or two numerals are a sum.
        (number.digits || (number.signs > 1 && *word != "块"))
            && !"里桥坊".contains(trace.at(end + length))
    });
    if let Some((_, length)) = money.or_else(|| mark.then_some(("", 0))) {
        let value = format!("{decimal}元");
        return found(EntityKind::Money, length, value.clone(), Some(value));
    }
    let unit = |table: &[(&'static str, &'static str)]| {
        let (word, plain) = *table.iter().find(|(word, _)| trace.has(end, word))?;
        Some((word.chars().count(), format!("{decimal}{plain}")))
    };
    if let Some((length, value)) = unit(&PERIODS).filter(|_| !is_name(trace, at, number)) {
        let plain = Some(value.clone());
        let value = value.trim_end_matches('内').to_owned();
        return found(EntityKind::Duration, length, value, plain);
    }
    if let Some((length, value)) = unit(&MEASURES).filter(|_| !is_name(trace, at, number)) {
        return found(EntityKind::Number, length, value.clone(), Some(value));
    }
    let counted = number.digits || (number.signs > 1 && !number.row);
    let id = trace.at(end).is_ascii_alphabetic();
    if counted && !id { found(EntityKind::Number, 0, decimal, None) } else { None }
}

/// Numerals of names and turns of speech: 万一, 一人一户, 第一次 stay as they are written.
fn is_name(trace: &Trace, at: usize, number: Numeral) -> bool {
    let lone = !number.digits && number.signs == 1;
    let before = trace.before(at);
    lone && ("统唯同专单不之逐万".contains(before)
        || !"〇零一二两三四五六七八九十".contains(trace.at(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(EntityKind, &str, String)> {
        let entities = entities(text).into_iter();
        entities.map(|e| (e.kind, &text[e.start..e.end], e.value)).collect()
    }

    #[test]
    fn everything_in_one_message() {
        let text = "二〇二六年三月五号下午三点半，三号楼２单元501漏水，已有十五户、三天，花了1.5万元，打138-0013-8000或12345，人民路12号。";
        let expected = [
            (EntityKind::Date, "二〇二六年三月五号", "2026-03-05"),
            (EntityKind::Time, "下午三点半", "15:30"),
            (EntityKind::Address, "三号楼２单元501", "3号楼2单元501室"),
            (EntityKind::Number, "十五户", "15户"),
            (EntityKind::Duration, "三天", "3天"),
            (EntityKind::Money, "1.5万元", "15000元"),
            (EntityKind::Telephone, "138-0013-8000", "13800138000"),
            (EntityKind::Telephone, "12345", "12345"),
            (EntityKind::Address, "路12号", "人民路12号"),
        ];
        let found = found(text);
        let found: Vec<_> = found.iter().map(|(k, t, v)| (*k, *t, v.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn turns_of_speech_are_no_numbers() {
        for text in [
            "十分感谢",
            "万一",
            "一直没人管",
            "一点都不",
            "三元里",
            "A2区",
            "一些人",
            "统一",
            "千万别",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("①②⑫栋").len(), 1);
    }

    #[test]
    fn the_day_is_an_argument() {
        let today = Day::try_new(2026, 3, 1);
        assert_eq!(entities("昨天停水"), []);
        assert_eq!(recognise("昨天停水", today)[0].value, "2026-02-28");
    }
}
