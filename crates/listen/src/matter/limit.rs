//! 时限 — By when an answer is due: by the rule in force for the class, or by a date a person gives.

use jiff::civil::Date;
use kernel::{Error, Klass, Moment, PlaceCode, Result, days};
use tally::{Calendar, RuleBook};

/// When an answer is due and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The end of the last day.
    pub due: Moment,
    /// The version of the rule; `hand` for a date a person gave.
    pub rule: String,
}

/// The limit for a class from today on. A date given by hand goes before the rule, which says nothing
/// about the matter at hand.
///
/// # Errors
/// Invalid when the date is past, or when it cannot be counted (no rule in force, or beyond the days the
/// holiday notices cover: nothing is guessed) and nobody gave a date.
pub fn limit(klass: Klass, by_hand: Option<Date>, today: Date, place: &PlaceCode) -> Result<Limit> {
    if let Some(day) = by_hand {
        return Ok(Limit { due: by("due", day, today)?, rule: "hand".to_owned() });
    }
    let unknown = || Error::field("due", "listen-matter-wrong-calendar");
    let rule = RuleBook::host()
        .in_force("cn-handling-limits", today, place.as_str())
        .ok_or_else(unknown)?;
    let limits = rule.handling().ok_or_else(unknown)?;
    let period = match klass {
        Klass::Urgent => limits.urgent,
        Klass::Hard => limits.hard,
        Klass::Small => limits.small,
    };
    let last = Calendar::host().end(today, period).map_err(|_| unknown())?;
    Ok(Limit { due: Moment::end_of(last), rule: rule.version() })
}

/// The end of a day a person gives: today at the earliest, and within a year. A promise for some day
/// far off is none.
///
/// # Errors
/// Invalid in that field otherwise.
pub(crate) fn by(field: &str, day: Date, today: Date) -> Result<Moment> {
    let year = Moment::end_of(today).plus(days(366));
    if day < today {
        return Err(Error::field(field, "listen-matter-wrong-past"));
    }
    if Moment::end_of(day) > year {
        return Err(Error::field(field, "listen-matter-wrong-far"));
    }
    Ok(Moment::end_of(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn at() -> PlaceCode {
        PlaceCode::parse("420583001003").unwrap()
    }

    #[test]
    fn the_class_sets_the_working_days() {
        // 2023-03-01 is a Wednesday; 2023-09-28 the day before the National Day holiday to 10-06.
        let due = |klass, day| limit(klass, None, day, &at()).unwrap().due.date();
        assert_eq!(due(Klass::Urgent, date(2023, 3, 1)), "2023-03-02");
        assert_eq!(due(Klass::Small, date(2023, 3, 1)), "2023-03-08");
        assert_eq!(due(Klass::Hard, date(2023, 3, 1)), "2023-03-22");
        assert_eq!(due(Klass::Urgent, date(2023, 9, 28)), "2023-10-07");
    }

    #[test]
    fn beyond_the_calendar_a_person_gives_the_date() {
        let end = date(2026, 12, 30);
        assert!(limit(Klass::Small, None, end, &at()).is_err());
        let by_hand = limit(Klass::Small, Some(date(2027, 1, 8)), end, &at()).unwrap();
        assert_eq!((by_hand.due.date().as_str(), by_hand.rule.as_str()), ("2027-01-08", "hand"));
        assert!(limit(Klass::Small, Some(date(2026, 12, 29)), end, &at()).is_err());
        assert!(limit(Klass::Small, Some(date(2028, 1, 1)), end, &at()).is_err());
    }

    proptest! {
        #[test]
        fn a_limit_is_never_in_the_past_and_urgent_is_first(day in 0i64..2800) {
            let today = date(2018, 6, 1).saturating_add(jiff::Span::new().days(day));
            let due = |klass| limit(klass, None, today, &at()).ok().map(|l| l.due);
            if let (Some(u), Some(s), Some(h)) = (due(Klass::Urgent), due(Klass::Small), due(Klass::Hard)) {
                prop_assert!(Moment::end_of(today) < u && u < s && s < h);
            }
        }
    }
}
