//! 工作日历 — Working days and periods, from the State Council's holiday notices.
//!
//! Civil Code art. 201: the day a period starts is not counted. Art. 203: when its last day is a
//! day off, the period ends on the next day that is not. Weekends are days off unless a notice
//! makes them up, weekdays are not unless a notice frees them. Beyond the last day the notices
//! cover, nothing is guessed: [`Uncovered`] is returned and the operator adds the next notice.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// The union of all notices the program ships with.
const BUILTIN: &str = include_str!("../data/holidays.txt");

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// 日: every day counts; a last day off moves on to the next working day (art. 203).
    Day,
    /// 工作日: only working days count.
    WorkingDay,
}

/// A length of time a rule gives, such as 15 days or 7 working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many, at least 1 in rules.
    pub days: u32,
    /// Of what.
    pub unit: DayUnit,
}

impl Period {
    /// A period of calendar days.
    pub const fn days(days: u32) -> Self {
        Self { days, unit: DayUnit::Day }
    }

    /// A period of working days.
    pub const fn working_days(days: u32) -> Self {
        Self { days, unit: DayUnit::WorkingDay }
    }
}

/// The answer needs a day no holiday notice covers yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// The first day of the calendar.
    pub first: Date,
    /// The last day of the calendar.
    pub last: Date,
}

impl fmt::Display for Uncovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        write!(f, "working days are known from {first} to {last} only; add the next holiday notice")
    }
}

impl std::error::Error for Uncovered {}

/// Why a holiday file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarError {
    /// The line, from 1; 0 when the file as a whole is at fault.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for CalendarError {}

/// Which days are worked, over the days the notices cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    first: Date,
    last: Date,
    /// Days a notice names: `true` is worked. All others follow the week.
    named: BTreeMap<Date, bool>,
}

impl Calendar {
    /// The calendar the program ships with, 2018 to 2026.
    pub fn builtin() -> &'static Self {
        static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "the embedded file is parsed by a test")]
            Calendar::parse(BUILTIN).expect("the embedded holidays parse")
        });
        &CALENDAR
    }

    /// Reads a holiday file: `cover FIRST LAST`, then `off FIRST [LAST]` and `on FIRST [LAST]`,
    /// `#` for comments, dates as `2026-10-01`.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let mut cover = None;
        let mut named = BTreeMap::new();
        for (line, words) in significant_lines(text) {
            let refuse = |reason: String| CalendarError { line, reason };
            let (word, from, to) = read_line(&words).map_err(refuse)?;
            match (word, cover) {
                ("cover", None) => cover = Some((from, to)),
                ("cover", Some(_)) => return Err(refuse("a second `cover`".to_owned())),
                ("off" | "on", Some((first, last))) if first <= from && to <= last => {
                    for day in from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to) {
                        if named.insert(day, word == "on").is_some() {
                            return Err(refuse(format!("{day} is named twice")));
                        }
                    }
                }
                ("off" | "on", Some(_)) => return Err(refuse("outside `cover`".to_owned())),
                ("off" | "on", None) => return Err(refuse("`cover` must come first".to_owned())),
                _ => return Err(refuse(format!("`{word}` is not `cover`, `off` or `on`"))),
            }
        }
        let (first, last) =
            cover.ok_or_else(|| CalendarError { line: 0, reason: "no `cover` line".to_owned() })?;
        Ok(Self { first, last, named })
    }

    /// This calendar continued by another file. Days both name follow the newer file, because a
    /// notice for next year may move days of this one (2019's freed 2018-12-31).
    pub fn extended(&self, text: &str) -> Result<Self, CalendarError> {
        let newer = Self::parse(text)?;
        let joins = self.last.tomorrow().is_ok_and(|next| newer.first <= next);
        if !joins || newer.first < self.first {
            let reason = format!("`cover` must join the days up to {}", self.last);
            return Err(CalendarError { line: 0, reason });
        }
        let mut named = self.named.clone();
        named.extend(newer.named);
        Ok(Self { first: self.first, last: self.last.max(newer.last), named })
    }

    /// The first and the last day this calendar decides.
    pub const fn covers(&self) -> (Date, Date) {
        (self.first, self.last)
    }

    /// Whether people work on this day.
    pub fn is_working_day(&self, date: Date) -> Result<bool, Uncovered> {
        if date < self.first || date > self.last {
            return Err(self.uncovered());
        }
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok(self.named.get(&date).copied().unwrap_or(!weekend))
    }

    /// The last day of a period that starts on `start`: it runs out at the end of that day.
    pub fn end(&self, start: Date, period: Period) -> Result<Date, Uncovered> {
        match period.unit {
            DayUnit::Day => self.add_days(start, period.days),
            DayUnit::WorkingDay => self.add_working_days(start, period.days),
        }
    }

    /// `days` calendar days after `start`, moved on to a working day (Civil Code art. 201, 203).
    pub fn add_days(&self, start: Date, days: u32) -> Result<Date, Uncovered> {
        self.is_working_day(start)?;
        let span = jiff::Span::new().try_days(i64::from(days)).map_err(|_| self.uncovered())?;
        let mut date = start.checked_add(span).map_err(|_| self.uncovered())?;
        while !self.is_working_day(date)? {
            date = self.next(date)?;
        }
        Ok(date)
    }

    /// The `days`-th working day after `start`; `start` itself when `days` is 0.
    pub fn add_working_days(&self, start: Date, days: u32) -> Result<Date, Uncovered> {
        self.is_working_day(start)?;
        let (mut date, mut left) = (start, days);
        while left > 0 {
            date = self.next(date)?;
            left -= u32::from(self.is_working_day(date)?);
        }
        Ok(date)
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier. So a due
    /// date is `working_days_between(today, due)` working days away.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<i64, Uncovered> {
        if to < from {
            return self.working_days_between(to, from).map(|days| -days);
        }
        self.is_working_day(from)?;
        let (mut date, mut days) = (from, 0);
        while date < to {
            date = self.next(date)?;
            days += i64::from(self.is_working_day(date)?);
        }
        Ok(days)
    }

    /// The latest day on which a notice may go up so that its period has run out before `event`.
    pub fn latest_start(&self, event: Date, period: Period) -> Result<Date, Uncovered> {
        let mut start = event.yesterday().map_err(|_| self.uncovered())?;
        // `end` never goes back as `start` goes on, so the first hit on the way back is the latest.
        while self.end(start, period).map_or(start >= self.first, |end| end >= event) {
            start = start.yesterday().map_err(|_| self.uncovered())?;
        }
        self.is_working_day(start)?;
        self.is_working_day(event)?;
        Ok(start)
    }

    fn next(&self, date: Date) -> Result<Date, Uncovered> {
        date.tomorrow().map_err(|_| self.uncovered())
    }

    const fn uncovered(&self) -> Uncovered {
        Uncovered { first: self.first, last: self.last }
    }
}

/// The lines that say something, with their number and their words.
fn significant_lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.split('#').next().unwrap_or_default()))
        .map(|(line, said)| (line, said.split_whitespace().collect::<Vec<_>>()))
        .filter(|(_, words)| !words.is_empty())
}

/// One line as its word and its first and last day.
fn read_line<'a>(words: &[&'a str]) -> Result<(&'a str, Date, Date), String> {
    let day = |text: &str| text.parse::<Date>().map_err(|_| format!("`{text}` is not a date"));
    let (word, from, to) = match *words {
        [word, day_only] => (word, day(day_only)?, day(day_only)?),
        [word, from, to] => (word, day(from)?, day(to)?),
        _ => return Err("expected a word and one or two dates".to_owned()),
    };
    if to < from { Err(format!("{to} is before {from}")) } else { Ok((word, from, to)) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_builtin_calendar_covers_what_was_published() {
        let (first, last) = Calendar::builtin().covers();
        assert_eq!((first, last), (date(2018, 1, 1), date(2026, 12, 31)));
        assert_eq!(Calendar::builtin().named.len(), 315);
    }

    #[test]
    fn a_last_day_off_moves_on() {
        let calendar = Calendar::builtin();
        // 2026-09-25 + 7 days is 2026-10-02, inside the National Day holiday to 10-07.
        assert_eq!(calendar.end(date(2026, 9, 25), Period::days(7)), Ok(date(2026, 10, 8)));
        // A made-up Saturday is a day like any other.
        assert_eq!(calendar.end(date(2026, 10, 9), Period::days(1)), Ok(date(2026, 10, 10)));
        assert_eq!(calendar.end(date(2026, 3, 2), Period::days(5)), Ok(date(2026, 3, 9)));
    }

    #[test]
    fn refuses_to_guess_past_the_last_notice() {
        let calendar = Calendar::builtin();
        let (first, last) = calendar.covers();
        let refusal = Err(Uncovered { first, last });
        assert_eq!(calendar.end(date(2026, 12, 30), Period::working_days(2)), refusal);
        assert_eq!(calendar.end(date(2026, 12, 20), Period::days(30)), refusal);
        assert_eq!(calendar.end(date(2027, 1, 4), Period::working_days(0)), refusal);
        assert_eq!(calendar.end(date(2026, 1, 1), Period::days(u32::MAX)), refusal);
        assert_eq!(calendar.latest_start(date(2018, 1, 3), Period::days(15)), refusal);
    }

    #[test]
    fn a_newer_notice_extends_and_may_move_a_day_of_the_old_year() {
        let calendar = Calendar::builtin();
        let longer =
            calendar.extended("cover 2026-12-01 2027-12-31\noff 2026-12-31 2027-01-02").unwrap();
        assert_eq!(longer.is_working_day(date(2026, 12, 31)), Ok(false));
        assert_eq!(longer.covers().1, date(2027, 12, 31));
        assert_eq!(calendar.extended("cover 2028-01-01 2028-12-31").unwrap_err().line, 0);
    }

    #[test]
    fn a_bad_file_names_the_line_and_the_reason() {
        let cases = [
            ("off 2026-01-01", 1, "`cover` must come first"),
            ("cover 2026-01-01 2026-12-31\n\noff 2026-02-30", 3, "`2026-02-30` is not a date"),
            ("cover 2026-01-01 2026-12-31\noff 2025-12-31", 2, "outside `cover`"),
            ("cover 2026-12-31 2026-01-01", 1, "2026-01-01 is before 2026-12-31"),
            (
                "cover 2026-01-01 2026-12-31\nfree 2026-01-01",
                2,
                "`free` is not `cover`, `off` or `on`",
            ),
            (
                "cover 2026-01-01 2026-12-31\noff 2026-01-01\non 2026-01-01",
                3,
                "2026-01-01 is named twice",
            ),
            ("# nothing", 0, "no `cover` line"),
        ];
        for (text, line, reason) in cases {
            assert_eq!(
                Calendar::parse(text),
                Err(CalendarError { line, reason: reason.to_owned() })
            );
        }
    }

    #[test]
    fn a_notice_goes_up_early_enough() {
        let calendar = Calendar::builtin();
        let start = calendar.latest_start(date(2026, 6, 16), Period::days(15)).unwrap();
        assert!(calendar.end(start, Period::days(15)).unwrap() < date(2026, 6, 16));
        let later = start.tomorrow().unwrap();
        assert!(calendar.end(later, Period::days(15)).unwrap() >= date(2026, 6, 16));
    }
}
