//! 钱与面积 — Integers with a unit: fen for money, 0.01 m² for area. Never floats.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// An amount of money in fen (0.01 yuan).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// An area in 0.01 m².
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Area(pub i64);

impl Fen {
    /// Reads yuan as typed: `75000`, `75,000.50`, `７５０００元`. `None` for anything else.
    pub fn parse(text: &str) -> Option<Fen> {
        hundredths(text.trim().trim_end_matches('元')).map(Fen)
    }

    /// Whole yuan as fen.
    pub const fn yuan(yuan: i64) -> Fen {
        Fen(yuan * 100)
    }
}

impl Area {
    /// Reads square metres as typed, up to two decimals. `None` for anything else.
    pub fn parse(text: &str) -> Option<Area> {
        hundredths(text.trim().trim_end_matches(['㎡', '²', 'm', 'M'])).map(Area)
    }
}

/// A decimal number with at most two decimals, in hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{3000}'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '．' => '.',
            '－' => '-',
            _ => c,
        })
        .collect();
    let (sign, plain) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part).map(|n| sign * n)
}

fn show(n: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sign = if n < 0 { "-" } else { "" };
    let n = n.unsigned_abs();
    write!(f, "{sign}{}.{:02}", n / 100, n % 100)
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, f)
    }
}
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, f)
    }
}
impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0.saturating_add(other.0))
    }
}
impl Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0.saturating_sub(other.0))
    }
}
impl Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(amounts: I) -> Fen {
        amounts.fold(Fen(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        assert_eq!(Fen::parse("75,000"), Some(Fen::yuan(75_000)));
        assert_eq!(Fen::parse("７５０００．５元"), Some(Fen(7_500_050)));
        assert_eq!(Fen::parse("0.1"), Some(Fen(10)));
        for bad in ["", "abc", "1.234", "1e5", ".", "99999999999999999999", "一百"] {
            assert_eq!(Fen::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn printed_money_reads_back(n in -1_000_000_000_000i64..1_000_000_000_000) {
            prop_assert_eq!(Fen::parse(&Fen(n).to_string()), Some(Fen(n)));
            prop_assert_eq!(Area::parse(&Area(n).to_string()), Some(Area(n)));
        }
    }
}
