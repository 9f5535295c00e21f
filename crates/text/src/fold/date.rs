//! 日期 — Days and times of day as people write them; relative ones only against a day that is given.

use super::numeral::{self, Numeral};
use super::trace::Trace;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u32,
    month: u32,
    of_month: u32,
}

impl Day {
    /// The day, if the calendar has it (years 1900 to 2199).
    pub fn try_new(year: u32, month: u32, day: u32) -> Option<Self> {
        let exists = (1900..2200).contains(&year) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, of_month: day })
    }

    /// The day `days` later, or earlier when negative.
    fn plus(self, days: i32) -> Option<Self> {
        let mut day = self;
        // At most a few hundred steps, as the callers only count what people say.
        for _ in 0..days.unsigned_abs() {
            day = if days > 0 { day.next()? } else { day.previous()? };
        }
        Some(day)
    }

    fn next(self) -> Option<Self> {
        let Self { year, month, of_month: day } = self;
        Self::try_new(year, month, day + 1)
            .or_else(|| Self::try_new(year, month + 1, 1))
            .or_else(|| Self::try_new(year + 1, 1, 1))
    }

    fn previous(self) -> Option<Self> {
        let Self { year, month, of_month: day } = self;
        if day > 1 {
            return Self::try_new(year, month, day - 1);
        }
        let (year, month) = if month > 1 { (year, month - 1) } else { (year - 1, 12) };
        Self::try_new(year, month, days_in(year, month))
    }

    fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// A date or time: cells it takes, its value, and how it is written plainly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub length: usize,
    pub value: String,
    pub plain: Option<String>,
}

/// A date at a cell: `2026-03-05`, `--03-05` without a year, `2026-03` without a day.
pub(super) fn date(trace: &Trace, at: usize, today: Option<Day>) -> Option<Read> {
    let number = numeral::read(trace, at);
    number
        .and_then(|number| {
            with_signs(trace, at, number)
                .or_else(|| year(trace, at, number))
                .or_else(|| month(trace, at, number, None, today))
                .or_else(|| days_away(trace, at, number, today))
        })
        .or_else(|| relative(trace, at, today))
}

/// `2026-03-05`, `2026/3/5`, `2026.3.5`.
fn with_signs(trace: &Trace, at: usize, _: Numeral) -> Option<Read> {
    let number = |from: usize, longest: usize| {
        let length = trace.run(from, longest + 1, |c| c.is_ascii_digit());
        let digits = (from..from + length).filter_map(|at| trace.at(at).to_digit(10));
        let value = digits.fold(0, |sum, digit| sum * 10 + digit);
        (1..=longest).contains(&length).then_some((value, from + length))
    };
    let (year, sign) = number(at, 4)?;
    let mark = trace.at(sign);
    let (month, second) = number(sign + 1, 2).filter(|_| "-/.".contains(mark))?;
    let (day, end) = number(second + 1, 2).filter(|_| trace.at(second) == mark)?;
    let more = trace.at(end) == mark && trace.at(end + 1).is_ascii_digit();
    let value = Day::try_new(year, month, day).filter(|_| !more)?.iso();
    Some(Read { length: end - at, plain: Some(value.clone()), value })
}

fn skip_spaces(trace: &Trace, at: usize) -> usize {
    at + trace.run(at, 2, |c| c == ' ')
}

/// `2026年`, `二〇二六年三月五号`, `26年3月5日`.
fn year(trace: &Trace, at: usize, number: Numeral) -> Option<Read> {
    let sign = skip_spaces(trace, at + number.length);
    if trace.at(sign) != '年' || !number.row {
        return None;
    }
    let written = number.whole()?;
    let year = match number.signs {
        4 if (1900..2200).contains(&written) => written,
        2 => 2000 + written,
        _ => return None,
    };
    let next = skip_spaces(trace, sign + 1);
    let rest =
        numeral::read(trace, next).and_then(|number| month(trace, next, number, Some(year), None));
    if let Some(rest) = rest {
        return Some(Read { length: next + rest.length - at, ..rest });
    }
    // 26年 alone is as often a length of time.
    let length = sign + 1 - at;
    (number.signs == 4).then(|| Read {
        length,
        value: year.to_string(),
        plain: Some(format!("{year}年")),
    })
}

/// `3月`, `3月5日`, `三月五号`.
fn month(
    trace: &Trace,
    at: usize,
    number: Numeral,
    year: Option<u32>,
    today: Option<Day>,
) -> Option<Read> {
    let sign = skip_spaces(trace, at + number.length);
    let month = number.whole().filter(|month| (1..=12).contains(month))?;
    if trace.at(sign) != '月' {
        return None;
    }
    let next = skip_spaces(trace, sign + 1);
    let day = numeral::read(trace, next).and_then(|number| {
        let end = skip_spaces(trace, next + number.length);
        let unit = "日号".contains(trace.at(end)) && !"楼线栋".contains(trace.at(end + 1));
        let day = number.whole().filter(|day| unit && (1..=days_in(2024, month)).contains(day))?;
        Some((day, end + 1))
    });
    let Some((day, end)) = day else {
        let length = sign + 1 - at;
        return Some(match year {
            Some(year) => Read {
                length,
                value: format!("{year}-{month:02}"),
                plain: Some(format!("{year}年{month}月")),
            },
            None => {
                Read { length, value: format!("--{month:02}"), plain: Some(format!("{month}月")) }
            }
        });
    };
    let length = end - at;
    if let Some(year) = year {
        let value = Day::try_new(year, month, day)?.iso();
        return Some(Read { length, plain: Some(value.clone()), value });
    }
    let dated = today.and_then(|today| Day::try_new(today.year, month, day)).map(Day::iso);
    let value = dated.unwrap_or_else(|| format!("--{month:02}-{day:02}"));
    Some(Read { length, value, plain: Some(format!("{month}月{day}日")) })
}

/// `3天前`, `五天后`, against the given day.
fn days_away(trace: &Trace, at: usize, number: Numeral, today: Option<Day>) -> Option<Read> {
    let sign = at + number.length;
    let days = number.whole().and_then(|days| i32::try_from(days).ok()).filter(|d| *d <= 400)?;
    let forward = match (trace.at(sign), trace.at(sign + 1)) {
        ('天' | '日', '前') => -1,
        ('天' | '日', '后') => 1,
        _ => return None,
    };
    let value = today?.plus(forward * days)?.iso();
    Some(Read { length: number.length + 2, value, plain: None })
}

/// Words for a day near the given one.
const NEAR: [(&str, i32); 12] = [
    ("大前天", -3),
    ("大后天", 3),
    ("今天", 0),
    ("今日", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("昨晚", -1),
    ("前天", -2),
    ("明天", 1),
    ("明日", 1),
    ("后天", 2),
    ("当天", 0),
];

fn relative(trace: &Trace, at: usize, today: Option<Day>) -> Option<Read> {
    let (word, days) = NEAR.iter().find(|(word, _)| trace.has(at, word) && *word != "当天")?;
    let value = today?.plus(*days)?.iso();
    Some(Read { length: word.chars().count(), value, plain: None })
}

/// Parts of a day, and whether a clock of twelve hours goes on in it.
const PARTS: [(&str, u32); 14] = [
    ("今晚", 12),
    ("昨晚", 12),
    ("当晚", 12),
    ("夜间", 12),
    ("上午", 0),
    ("早上", 0),
    ("早晨", 0),
    ("凌晨", 0),
    ("清晨", 0),
    ("中午", 12),
    ("下午", 12),
    ("傍晚", 12),
    ("晚上", 12),
    ("夜里", 12),
];

/// `15:30`, `下午三点半`, `晚上10点`.
pub(super) fn time(trace: &Trace, at: usize) -> Option<Read> {
    let part = PARTS.iter().find(|(word, _)| trace.has(at, word));
    let from = skip_spaces(trace, at + part.map_or(0, |_| 2));
    let hour = numeral::read(trace, from).filter(|hour| hour.whole().is_some_and(|h| h <= 24))?;
    let sign = from + hour.length;
    let (minute, end, sure) = match trace.at(sign) {
        ':' => {
            let length = trace.run(sign + 1, 3, |c| c.is_ascii_digit());
            let minute = numeral::read(trace, sign + 1)?.whole()?;
            (length == 2 && hour.row).then_some((minute, sign + 3, true))?
        }
        '点' | '时' => o_clock(trace, sign, hour.digits && trace.at(sign) == '点'),
        _ => return None,
    };
    let written = hour.whole()?;
    let afternoon = part.map_or(0, |(_, offset)| if written < 12 { *offset } else { 0 });
    // 中午11点 is before noon, 夜里2点 after midnight.
    let early = part.is_some_and(|(word, _)| {
        (*word == "中午" && written >= 10) || (*word == "夜里" && written < 6)
    });
    let hour = written + if early { 0 } else { afternoon };
    let valid = minute < 60 && hour <= 24 && (sure || part.is_some());
    valid.then(|| Read { length: end - at, value: format!("{hour:02}:{minute:02}"), plain: None })
}

/// Minutes after 点 or 时: half, whole, a number; and whether it is surely a time.
fn o_clock(trace: &Trace, sign: usize, digits: bool) -> (u32, usize, bool) {
    let next = sign + 1;
    match trace.at(next) {
        '半' => (30, next + 1, true),
        '整' => (0, next + 1, true),
        '钟' if trace.at(sign) == '点' => (0, next + 1, true),
        _ => match numeral::read(trace, next) {
            Some(minute) if trace.at(next + minute.length) == '分' => {
                (minute.whole().unwrap_or(60), next + minute.length + 1, true)
            }
            _ => (0, next, digits && !trace.at(next).is_ascii_digit()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(text: &str, today: Option<Day>) -> Option<String> {
        date(&Trace::of(text), 0, today).map(|read| read.value)
    }

    #[test]
    fn days_however_written() {
        for text in [
            "二〇二六年三月五号",
            "2026年3月5日",
            "２０２６.3.5",
            "2026/03/05",
            "二○二六年三月五日",
            "26年3月5日",
        ] {
            assert_eq!(dated(text, None).as_deref(), Some("2026-03-05"), "{text}");
        }
        assert_eq!(dated("三月五号上午", None).as_deref(), Some("--03-05"));
        assert_eq!(dated("2026年3月", None).as_deref(), Some("2026-03"));
        assert_eq!(dated("2026-13-05", None), None);
        assert_eq!(dated("2026年2月30日", None).as_deref(), Some("2026-02"), "the month is sure");
        assert_eq!(dated("3号楼", None), None);
        assert_eq!(dated("1.2.3.4", None), None);
    }

    #[test]
    fn relative_days_need_a_day() {
        let today = Day::try_new(2026, 3, 1);
        assert_eq!(dated("昨天", None), None);
        assert_eq!(dated("昨天", today).as_deref(), Some("2026-02-28"));
        assert_eq!(dated("大后天", today).as_deref(), Some("2026-03-04"));
        assert_eq!(dated("三天前", today).as_deref(), Some("2026-02-26"));
        assert_eq!(dated("12月31日", today).as_deref(), Some("2026-12-31"));
        assert_eq!(Day::try_new(2026, 2, 29), None);
    }

    #[test]
    fn times_of_day() {
        let at = |text: &str| time(&Trace::of(text), 0).map(|read| read.value);
        for (text, value) in [
            ("15:30", "15:30"),
            ("下午三点半", "15:30"),
            ("晚上10点", "22:00"),
            ("凌晨2点10分", "02:10"),
            ("8点", "08:00"),
        ] {
            assert_eq!(at(text).as_deref(), Some(value), "{text}");
        }
        for text in ["一点都不", "3:5", "25:00", "几点", "12:345"] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
