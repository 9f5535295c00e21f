//! 增长 — When messages came: first, last, by day and by month, and this period beside the one before.

use std::collections::BTreeMap;

use serde::Serialize;

const DAY: i64 = 24 * 60;

/// A stretch of time, in minutes since 1970-01-01 00:00; the end is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Period {
    /// Its first minute.
    pub from: i64,
    /// The minute after its last.
    pub until: i64,
}

impl Period {
    /// The `days` that end with the day of minute `last`.
    pub fn last_days(last: i64, days: u32) -> Self {
        let until = last.div_euclid(DAY).saturating_add(1).saturating_mul(DAY);
        Self { from: until.saturating_sub(i64::from(days).saturating_mul(DAY)), until }
    }

    /// The period of the same length that ends where this begins.
    #[must_use]
    pub fn before(self) -> Self {
        let length = self.until.saturating_sub(self.from);
        Self { from: self.from.saturating_sub(length), until: self.from }
    }

    /// Whether a moment is in it.
    pub fn has(self, minute: i64) -> bool {
        (self.from..self.until).contains(&minute)
    }
}

/// This period beside the one before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Growth {
    /// Messages in the period.
    pub now: u64,
    /// Messages in the period before, of the same length.
    pub before: u64,
    /// `now` in per cent of `before`, whole and cut off; none when there was nothing before.
    pub per_cent: Option<u64>,
    /// Whether nothing was ever written of it before the period.
    pub new: bool,
    /// The same in words, for people.
    pub words: String,
}

impl Growth {
    /// How many of some moments are in the period and in the one before.
    pub fn of(times: &[i64], period: Period) -> Self {
        let count = |period: Period| times.iter().filter(|time| period.has(**time)).count() as u64;
        let (now, before) = (count(period), count(period.before()));
        let new = now > 0 && !times.iter().any(|time| *time < period.from);
        let per_cent = (now * 100).checked_div(before);
        let words = match (now, before) {
            _ if new => format!("新出现，本期{now}件"),
            (0, 0) => "本期和上期都没有".to_owned(),
            (_, 0) => format!("本期{now}件，上期没有"),
            _ => format!("本期{now}件，上期{before}件，为上期的{}%", per_cent.unwrap_or_default()),
        };
        Self { now, before, per_cent, new, words }
    }
}

/// When the messages of a group came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Times {
    /// The first day, as `2024-05-31`; none when no message has a time.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// Messages a day, days without any left out.
    pub days: Vec<(String, u64)>,
    /// Messages a month, as `2024-05`.
    pub months: Vec<(String, u64)>,
}

impl Times {
    /// The times of some moments.
    pub fn of(times: &[i64]) -> Self {
        let mut days: BTreeMap<i64, u64> = BTreeMap::new();
        for time in times {
            *days.entry(time.div_euclid(DAY)).or_default() += 1;
        }
        let mut months: BTreeMap<(i64, i64), u64> = BTreeMap::new();
        for (day, count) in &days {
            let (year, month, _) = civil(*day);
            *months.entry((year, month)).or_default() += count;
        }
        let month = |((year, month), count)| (format!("{year:04}-{month:02}"), count);
        Self {
            first: days.keys().next().map(|day| written(*day)),
            last: days.keys().next_back().map(|day| written(*day)),
            days: days.iter().map(|(day, count)| (written(*day), *count)).collect(),
            months: months.into_iter().map(month).collect(),
        }
    }
}

fn written(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a number of days since 1970-01-01 (Gregorian; Howard Hinnant's method:
/// years begin in March, so that the leap day is the last of its year).
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day.saturating_add(719_468);
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march_month = (5 * of_year + 2) / 153;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * march_month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        let dates = [0, 59, 11_016, 18_321, -1].map(written);
        assert_eq!(dates, ["1970-01-01", "1970-03-01", "2000-02-29", "2020-02-29", "1969-12-31"]);
        written(i64::MAX);
        written(i64::MIN);
    }

    #[test]
    fn times_by_day_and_month() {
        let times = Times::of(&[31 * DAY + 5, 30 * DAY, 31 * DAY]);
        assert_eq!(
            (times.first.as_deref(), times.last.as_deref()),
            (Some("1970-01-31"), Some("1970-02-01"))
        );
        assert_eq!(times.days, [("1970-01-31".to_owned(), 1), ("1970-02-01".to_owned(), 2)]);
        assert_eq!(times.months, [("1970-01".to_owned(), 1), ("1970-02".to_owned(), 2)]);
        assert_eq!(Times::of(&[]), Times::default());
    }

    #[test]
    fn growth_is_a_whole_number_or_new() {
        let week = Period::last_days(20 * DAY + 7, 7);
        assert_eq!(week, Period { from: 14 * DAY, until: 21 * DAY });
        let growth = |days: &[i64]| {
            let times: Vec<_> = days.iter().map(|day| day * DAY).collect();
            Growth::of(&times, week)
        };
        let more = growth(&[20, 19, 14, 13, 7, 6]);
        assert_eq!((more.now, more.before, more.per_cent, more.new), (3, 2, Some(150), false));
        assert_eq!((growth(&[20]).new, growth(&[20]).per_cent), (true, None));
        assert_eq!((growth(&[20, 1]).new, growth(&[20, 1]).per_cent), (false, None));
        assert_eq!((growth(&[13]).per_cent, growth(&[]).new), (Some(0), false));
        let words = [growth(&[20]), growth(&[]), growth(&[20, 1]), more].map(|g| g.words);
        assert!(words.iter().collect::<std::collections::BTreeSet<_>>().len() == 4);
        Growth::of(&[i64::MAX, i64::MIN], Period::last_days(i64::MIN, u32::MAX).before());
    }
}
