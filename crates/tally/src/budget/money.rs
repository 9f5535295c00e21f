//! 金额 — Money as whole numbers of the smallest unit a file uses, and as exact fractions of it.
//!
//! A file may write `1200`, `1200.5` or `1200.50`; all costs and the budget become whole numbers of
//! `10^-digits` currency units, `digits` being the most places any of them needs. What voters pay is
//! a fraction of that; it is printed exactly and, for reading, cut (never rounded up) after the cent.

use std::cmp::Ordering;

use dashu_int::ops::{DivRem, Gcd};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use serde::Serialize;

/// The largest cost or budget, in smallest units: below 2^60, so that sums and products of the
/// counting kernels stay within their types.
pub const LARGEST: u64 = 1_000_000_000_000_000_000;

/// The most places after the point.
const MOST_DIGITS: usize = 9;

/// A decimal as written: `mantissa · 10^-digits`, without trailing zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) mantissa: u128,
    pub(super) digits: u32,
    pub(super) negative: bool,
}

impl Decimal {
    /// Reads `-12.50`; nothing else (no exponent, no thousands, no decimal comma) is a number here,
    /// because `1,200` could mean two things.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let part = if part.is_empty() { return None } else { part.trim_end_matches('0') };
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > MOST_DIGITS {
            return None;
        }
        let mantissa = format!("{whole}{part}").parse().ok()?;
        Some(Self { mantissa, digits: u32::try_from(part.len()).ok()?, negative })
    }

    /// As a whole number of `10^-digits`; `None` when it is too large or needs more digits.
    pub(super) fn at(self, digits: u32) -> Option<u64> {
        let scale = 10_u128.checked_pow(digits.checked_sub(self.digits)?)?;
        let units = u64::try_from(self.mantissa.checked_mul(scale)?).ok()?;
        (units <= LARGEST).then_some(units)
    }
}

/// Smallest units as a decimal without trailing zeros: 1250 at 2 digits is `12.5`.
pub(super) fn decimal(units: u128, digits: u32) -> String {
    about(&UBig::from(units), &UBig::ONE, digits, digits)
}

/// A fraction of smallest units as a decimal of at most `places` places, cut, without trailing
/// zeros.
fn about(numerator: &UBig, denominator: &UBig, digits: u32, places: u32) -> String {
    let ten = UBig::from(10_u8);
    let power = |exponent: u32| ten.pow(usize::try_from(exponent).unwrap_or(0));
    let cut = (numerator * power(places)) / (denominator * power(digits));
    let (whole, part) = cut.div_rem(power(places));
    let width = usize::try_from(places).unwrap_or(0);
    let part = format!("{part:0>width$}", part = part.to_string());
    match part.trim_end_matches('0') {
        "" => whole.to_string(),
        part => format!("{whole}.{part}"),
    }
}

/// An amount of money in currency units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Exactly: a whole number or a reduced fraction, such as `42703/21`.
    pub exact: String,
    /// For reading: cut after the cent, or after the file's own smallest unit; never above `exact`.
    pub about: String,
}

impl Amount {
    /// From a fraction of smallest units.
    pub(super) fn new(numerator: &UBig, denominator: &UBig, digits: u32) -> Self {
        let unit = UBig::from(10_u8).pow(usize::try_from(digits).unwrap_or(0));
        let exact = RBig::from_parts(IBig::from(numerator.clone()), denominator * unit);
        let about = about(numerator, denominator, digits, digits.max(2));
        Self { exact: exact.to_string(), about }
    }

    /// Whether `about` leaves something off.
    pub fn is_cut(&self) -> bool {
        let about = Decimal::parse(&self.about);
        let about = about.map(|about| {
            let unit = UBig::from(10_u8).pow(usize::try_from(about.digits).unwrap_or(0));
            RBig::from_parts(about.mantissa.into(), unit)
        });
        about != self.value()
    }

    /// The exact amount, in currency units.
    pub fn value(&self) -> Option<RBig> {
        self.exact.parse().ok()
    }
}

/// A non-negative fraction of smallest units, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) numerator: u128,
    pub(super) denominator: u128,
}

impl Part {
    /// The fraction; a denominator of 0 counts as nothing at all.
    pub(super) fn new(numerator: u128, denominator: u128) -> Self {
        let divisor = numerator.gcd(denominator.max(1)).max(1);
        Self { numerator: numerator / divisor, denominator: denominator.max(1) / divisor }
    }

    /// The sum of two fractions; `None` beyond 128 bits.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let common = self.denominator.gcd(other.denominator);
        let (left, right) = (other.denominator / common, self.denominator / common);
        let sum = self.numerator.checked_mul(left)?;
        let sum = sum.checked_add(other.numerator.checked_mul(right)?)?;
        Some(Self::new(sum, self.denominator.checked_mul(left)?))
    }

    /// The smaller first, exactly: both parts of a load stay below 2^64 times 2^40, and beyond 128 bits
    /// long integers compare.
    pub(super) fn compare(self, other: Self) -> Ordering {
        let products = self.numerator.checked_mul(other.denominator);
        match products.zip(other.numerator.checked_mul(self.denominator)) {
            Some((left, right)) => left.cmp(&right),
            None => (UBig::from(self.numerator) * other.denominator)
                .cmp(&(UBig::from(other.numerator) * self.denominator)),
        }
    }

    pub(super) fn amount(self, digits: u32) -> Amount {
        Amount::new(&self.numerator.into(), &self.denominator.into(), digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, digits: u32) -> Option<u64> {
        Decimal::parse(text)?.at(digits)
    }

    #[test]
    fn decimals_are_read_exactly_or_not_at_all() {
        assert_eq!(at("1200.50", 1), Some(12_005));
        assert_eq!(at("1200.0", 0), Some(1_200));
        assert_eq!(at("0.001", 3), Some(1));
        assert_eq!(at("0.001", 2), None);
        for wrong in ["", ".5", "5.", "1,200", "1e6", "+1", "1 200", "0.0000000001", "--1", "１"] {
            assert_eq!(Decimal::parse(wrong), None, "{wrong}");
        }
        assert!(Decimal::parse("-3").unwrap().negative);
        assert_eq!(at("1000000000000000000", 0), Some(LARGEST));
        assert_eq!(at("1000000000000000001", 0), None);
        assert_eq!(at(&"9".repeat(60), 0), None);
    }

    #[test]
    fn amounts_are_printed_exactly_and_for_reading() {
        let amount = |n: u32, d: u32, digits| Amount::new(&n.into(), &d.into(), digits);
        assert_eq!(amount(42_703, 21, 0).exact, "42703/21");
        assert_eq!(amount(42_703, 21, 0).about, "2033.47");
        assert_eq!(amount(1_250, 1, 2), Amount { exact: "25/2".into(), about: "12.5".into() });
        assert_eq!(decimal(1_250, 2), "12.5");
        assert_eq!(decimal(5, 3), "0.005");
        assert_eq!(decimal(0, 0), "0");
    }
}
