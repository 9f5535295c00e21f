//! 门槛 — How much is enough: a comparison and an exact fraction, as in `>= 2/3` or `> 1/2`.
//!
//! Civil Code art. 1259: 以上, 以下, 以内 and 届满 include the number itself; 不满, 超过 and 以外 do
//! not. So 三分之二以上 is `>= 2/3` and 过半数 is `> 1/2`: a tie is never a majority.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;

/// How a count is held against a fraction of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cmp {
    /// 以上: at least, the number included.
    #[serde(rename = ">=")]
    AtLeast,
    /// 过半数, 超过: more than, the number excluded.
    #[serde(rename = ">")]
    MoreThan,
    /// 不超过: at most. Only in outcomes (ballots returned against ballots issued), never in a rule.
    #[serde(rename = "<=")]
    AtMost,
}

impl Cmp {
    /// Whether `part` stands in this relation to `fraction` of `whole`, exactly.
    ///
    /// Nothing of nothing is never enough: with `whole` = 0 only [`Cmp::AtMost`] can hold.
    pub fn holds(self, part: i64, fraction: Fraction, whole: i64) -> bool {
        let order = fraction.compare_ratio(part, whole);
        match self {
            Self::AtLeast => whole > 0 && order.is_ge(),
            Self::MoreThan => whole > 0 && order.is_gt(),
            Self::AtMost => order.is_le(),
        }
    }

    /// The sign as printed in rules: `>=`, `>` or `<=`.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
        }
    }
}

/// A threshold of a rule: the comparison and the fraction. Reads and prints as `>= 2/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Threshold {
    /// `>=` or `>`.
    pub cmp: Cmp,
    /// The part of the whole, above 0 and at most 1.
    pub fraction: Fraction,
}

impl Threshold {
    /// Whether `part` of `whole` is enough.
    pub fn met(self, part: i64, whole: i64) -> bool {
        self.cmp.holds(part, self.fraction, whole)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.cmp.sign(), self.fraction)
    }
}

/// Why a text is not a [`Threshold`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAThreshold {
    /// What was given.
    pub given: String,
}

impl fmt::Display for NotAThreshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = &self.given;
        write!(
            f,
            "`{given}` is not a threshold that can be reached, such as \">= 2/3\" or \"> 1/2\""
        )
    }
}

impl std::error::Error for NotAThreshold {}

impl FromStr for Threshold {
    type Err = NotAThreshold;

    fn from_str(text: &str) -> Result<Self, NotAThreshold> {
        let refused = || NotAThreshold { given: text.to_owned() };
        let (sign, fraction) = text.split_once(' ').ok_or_else(refused)?;
        let cmp = match sign {
            ">=" => Cmp::AtLeast,
            ">" => Cmp::MoreThan,
            _ => return Err(refused()),
        };
        let fraction: Fraction = fraction.parse().map_err(|_| refused())?;
        let reachable = match cmp {
            Cmp::AtLeast => fraction.numerator() > 0 && fraction <= Fraction::ONE,
            _ => fraction < Fraction::ONE,
        };
        if reachable { Ok(Self { cmp, fraction }) } else { Err(refused()) }
    }
}

impl TryFrom<String> for Threshold {
    type Error = NotAThreshold;

    fn try_from(text: String) -> Result<Self, NotAThreshold> {
        text.parse()
    }
}

impl From<Threshold> for String {
    fn from(threshold: Threshold) -> Self {
        threshold.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threshold(text: &str) -> Threshold {
        text.parse().unwrap()
    }

    #[test]
    fn at_least_includes_the_number_and_more_than_does_not() {
        assert!(threshold(">= 2/3").met(200, 300));
        assert!(!threshold(">= 2/3").met(199, 300));
        assert!(threshold(">= 3/4").met(75, 100));
        assert!(!threshold("> 1/2").met(50, 100));
        assert!(threshold("> 1/2").met(51, 100));
    }

    #[test]
    fn nothing_of_nothing_is_not_enough() {
        assert!(!threshold(">= 1").met(0, 0));
        assert!(!threshold("> 1/2").met(0, 0));
    }

    #[test]
    fn refuses_what_nobody_can_reach_or_anybody_does() {
        for bad in [">= 0", "> 1", ">= 4/3", "<= 1/2", "2/3", ">=2/3", ">= 0.66", ""] {
            assert!(bad.parse::<Threshold>().is_err(), "{bad:?} was taken");
        }
        assert_eq!(threshold(">= 4/6").to_string(), ">= 2/3");
    }
}
