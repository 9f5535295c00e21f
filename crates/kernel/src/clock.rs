//! 时间 — Time is an argument. UTC in the database, Asia/Shanghai on pages.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// China keeps one time zone without daylight saving since 1991 (UTC+8).
const SHANGHAI: Offset = Offset::constant(8);

/// A moment in milliseconds since 1970-01-01 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The calendar day in Asia/Shanghai.
    pub fn day(self) -> Date {
        self.civil().date()
    }

    /// The wall clock in Asia/Shanghai. Moments outside jiff's range become its nearest end.
    pub fn civil(self) -> DateTime {
        let at = Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        });
        SHANGHAI.to_datetime(at)
    }

    /// The first moment of a day in Asia/Shanghai.
    pub fn start_of(day: Date) -> Moment {
        Self::from_civil(day.at(0, 0, 0, 0))
    }

    /// The last millisecond of a day in Asia/Shanghai: a period that ends on a day ends here.
    pub fn end_of(day: Date) -> Moment {
        Self::from_civil(day.at(23, 59, 59, 999_000_000))
    }

    /// A wall clock reading in Asia/Shanghai as a moment.
    pub fn from_civil(at: DateTime) -> Moment {
        SHANGHAI.to_timestamp(at).map_or(Moment(0), |t| Moment(t.as_millisecond()))
    }

    /// This moment moved by a number of milliseconds (see [`days`], [`hours`], [`minutes`]).
    #[must_use]
    pub fn plus(self, millis: i64) -> Moment {
        Moment(self.0.saturating_add(millis))
    }

    /// `2026-11-22`, the day in Asia/Shanghai.
    pub fn date(self) -> String {
        self.day().to_string()
    }
}

/// `2026-11-22 09:05` in Asia/Shanghai.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.civil();
        write!(f, "{} {:02}:{:02}", at.date(), at.hour(), at.minute())
    }
}

/// Days in milliseconds.
pub const fn days(n: i64) -> i64 {
    n * 86_400_000
}

/// Hours in milliseconds.
pub const fn hours(n: i64) -> i64 {
    n * 3_600_000
}

/// Minutes in milliseconds.
pub const fn minutes(n: i64) -> i64 {
    n * 60_000
}

/// Where "now" comes from.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Moment {
        Moment(Timestamp::now().as_millisecond())
    }
}

/// A clock that stands still until it is told to move: for tests and for the demo's past.
#[derive(Debug)]
pub struct MockClock(AtomicI64);

impl MockClock {
    /// A clock that stands at `at`.
    pub const fn new(at: Moment) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Moves the clock forward by milliseconds.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Puts the clock at a moment.
    pub fn set(&self, at: Moment) {
        self.0.store(at.0, Ordering::SeqCst);
    }
}

impl Clock for MockClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let day = Date::constant(2026, 11, 22);
        assert_eq!(Moment::start_of(day).to_string(), "2026-11-22 00:00");
        assert_eq!(Moment::end_of(day).plus(1).to_string(), "2026-11-23 00:00");
        assert_eq!(Moment::start_of(day).plus(-1).day(), Date::constant(2026, 11, 21));
    }

    #[test]
    fn absurd_moments_do_not_panic() {
        assert!(!Moment(i64::MAX).to_string().is_empty());
        assert!(!Moment(i64::MIN).to_string().is_empty());
    }
}
