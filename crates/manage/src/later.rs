//! 以后 — What the nouns share about later: a stale change, a job that waits, months ahead.

use jiff::ToSpan;
use kernel::{Error, Fact, Moment, Refusal};
use store::{Told, Tx};

/// Two people changed the same record: the second sees the newer state first.
pub(crate) fn changed(url: String) -> Error {
    Error::from(Refusal::new("ground-matter-refused-changed").next(url, "ground-matter-look"))
}

/// A fact as a job carries it until it falls due.
pub(crate) fn told(tx: &Tx, fact: &Fact) -> Told {
    Told {
        seq: -1,
        kind: fact.kind.to_owned(),
        place: fact.place.clone(),
        matter: fact.matter.clone(),
        stage: fact.stage,
        subject: fact.subject.clone(),
        at: tx.now,
        role: String::new(),
        name: String::new(),
        body: fact.body.clone(),
    }
}

/// Nine in the morning, some months from a moment's day. The last day of a shorter month stands in.
pub(crate) fn months_on(from: Moment, months: i64) -> Moment {
    let day = from.day();
    let later = day.checked_add(months.months()).unwrap_or(day);
    Moment::from_civil(later.at(9, 0, 0, 0))
}

/// The first ten letters as a day (`2026-11-22`, with or without a time), if they are one.
pub(crate) fn day_of(text: &str) -> Option<jiff::civil::Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_the_calendar_does() {
        let from = Moment::start_of(jiff::civil::date(2023, 11, 30));
        assert_eq!(months_on(from, 3).to_string(), "2024-02-29 09:00");
        assert_eq!(day_of("2026-11-22 09:00"), Some(jiff::civil::date(2026, 11, 22)));
        assert_eq!(day_of("二〇二六年"), None);
    }
}
