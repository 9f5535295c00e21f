//! 时间 — Moments as lists have them: `2019/2/28 11:25:05`, `2026-11-26`, `2026年3月5日`, a spreadsheet's number of days.

use jiff::civil::Date;

const DAY: i64 = 24 * 60;
/// Day 0 of spreadsheets, 1899-12-30, as a day since 1970.
const SHEET: i64 = -25_569;

/// Minutes since 1970-01-01 00:00; none when it is no moment.
pub(super) fn minute(cell: &str) -> Option<i64> {
    let cell = text::fold(cell);
    let numbers: Vec<i64> = cell
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    if let Some(days) = sheet(&cell) {
        return Some(days);
    }
    let (&[year, month, day], rest) = numbers.split_first_chunk::<3>()?;
    let (year, month, day) =
        (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date =
        Date::new(year, month, day).ok().filter(|date| (1970..2200).contains(&date.year()))?;
    let hour = rest.first().copied().filter(|hour| (0..24).contains(hour)).unwrap_or(0);
    let minute = rest.get(1).copied().filter(|minute| (0..60).contains(minute)).unwrap_or(0);
    let since = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    Some(since * DAY + hour * 60 + minute)
}

/// `43524.4757`: days, and the part of one.
fn sheet(cell: &str) -> Option<i64> {
    let (days, part) = cell.split_once('.').unwrap_or((cell, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || !digits(days) || !digits(part) {
        return None;
    }
    let mut minutes = (days.parse::<i64>().ok()? + SHEET) * DAY;
    if !part.is_empty() {
        let part: String = part.chars().chain("000000".chars()).take(6).collect();
        minutes += part.parse::<i64>().ok()? * DAY / 1_000_000;
    }
    Some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_however_it_is_written() {
        let expected = minute("2019-02-28 11:25");
        assert_eq!(expected, Some(17_955 * DAY + 11 * 60 + 25));
        for same in [
            "2019/2/28 11:25:05",
            "2019年2月28日 11：25",
            "２０１９/2/28 11:25",
            "2019-02-28T11:25:05",
        ] {
            assert_eq!(minute(same), expected, "{same}");
        }
        assert_eq!(minute("43524"), minute("2019-02-28"));
        assert_eq!(minute("43524.5"), minute("2019-02-28 12:00"));
        for none in ["", "昨天", "2019-13-01", "99999999999999999999", "2019-2"] {
            assert_eq!(minute(none), None, "{none}");
        }
    }
}
