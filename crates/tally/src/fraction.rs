//! 分数 — An exact, non-negative fraction: the only number a threshold or a rate is written in.
//!
//! A right is never decided by a rounded number: `2/3` of 20 000 is not 13 333. All comparisons
//! cross-multiply in 128 bits, which two 64-bit factors cannot overflow.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An exact fraction in lowest terms, numerator ≥ 0 and denominator ≥ 1.
///
/// Reads and prints as `2/3`, or `1` when it is whole. Decimals and percentages are refused,
/// because `0.66` is not two thirds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fraction {
    num: i64,
    den: i64,
}

/// Why a text or a pair of numbers is not a [`Fraction`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAFraction {
    /// What was given.
    pub given: String,
}

impl fmt::Display for NotAFraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an exact fraction such as \"2/3\" or \"1\"", self.given)
    }
}

impl std::error::Error for NotAFraction {}

impl Fraction {
    /// One: all of it.
    pub const ONE: Self = Self { num: 1, den: 1 };
    /// One half.
    pub const HALF: Self = Self { num: 1, den: 2 };

    /// A fraction in lowest terms; refused when `num` is negative or `den` is not positive.
    pub fn try_new(num: i64, den: i64) -> Result<Self, NotAFraction> {
        if num < 0 || den <= 0 {
            return Err(NotAFraction { given: format!("{num}/{den}") });
        }
        let divisor = greatest_common_divisor(num, den);
        Ok(Self { num: num / divisor, den: den / divisor })
    }

    /// The number above the line, in lowest terms.
    pub const fn numerator(self) -> i64 {
        self.num
    }

    /// The number below the line, in lowest terms, never zero.
    pub const fn denominator(self) -> i64 {
        self.den
    }

    /// This part of `whole`, rounded down (towards negative infinity); `None` beyond 64 bits.
    pub fn floor_of(self, whole: i64) -> Option<i64> {
        let product = i128::from(self.num) * i128::from(whole);
        i64::try_from(product.div_euclid(i128::from(self.den))).ok()
    }

    /// How `part / whole` compares with this fraction, by cross-multiplication, exactly.
    pub fn compare_ratio(self, part: i64, whole: i64) -> Ordering {
        let left = i128::from(part) * i128::from(self.den);
        left.cmp(&(i128::from(self.num) * i128::from(whole)))
    }
}

/// Euclid; the second argument is positive, so the result is.
const fn greatest_common_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        other.compare_ratio(self.num, self.den)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 {
            write!(f, "{}", self.num)
        } else {
            write!(f, "{}/{}", self.num, self.den)
        }
    }
}

impl FromStr for Fraction {
    type Err = NotAFraction;

    fn from_str(text: &str) -> Result<Self, NotAFraction> {
        let refused = || NotAFraction { given: text.to_owned() };
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        // `parse` alone would take "+2/3" and "-0/1", which nobody writes in a statute.
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(above) || !digits(below) {
            return Err(refused());
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| refused());
        Self::try_new(number(above)?, number(below)?).map_err(|_| refused())
    }
}

impl TryFrom<String> for Fraction {
    type Error = NotAFraction;

    fn try_from(text: String) -> Result<Self, NotAFraction> {
        text.parse()
    }
}

impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        fraction.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(text: &str) -> Fraction {
        text.parse().unwrap()
    }

    #[test]
    fn prints_in_lowest_terms() {
        assert_eq!(fraction("4/6").to_string(), "2/3");
        assert_eq!(fraction("3/3").to_string(), "1");
        assert_eq!(fraction("0/7").to_string(), "0");
    }

    #[test]
    fn refuses_what_is_not_exact() {
        for bad in
            ["", "/", "2/", "/3", "2/0", "0.5", "50%", "-1/2", "+1/2", "1/2/3", " 1/2", "１/２"]
        {
            assert!(bad.parse::<Fraction>().is_err(), "{bad:?} was taken");
        }
        assert!("9223372036854775808/1".parse::<Fraction>().is_err());
    }

    #[test]
    fn rounds_down_and_reports_what_does_not_fit() {
        assert_eq!(fraction("2/3").floor_of(20_000), Some(13_333));
        assert_eq!(fraction("1/2").floor_of(-3), Some(-2));
        assert_eq!(fraction("3").floor_of(i64::MAX), None);
    }

    #[test]
    fn compares_exactly_at_the_edge_of_64_bits() {
        assert_eq!(fraction("2/3").compare_ratio(13_333, 20_000), Ordering::Less);
        assert_eq!(fraction("2/3").compare_ratio(i64::MAX, i64::MAX), Ordering::Greater);
        assert!(fraction("1/3") < fraction("1/2"));
    }
}
