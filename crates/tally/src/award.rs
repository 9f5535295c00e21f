//! 以奖代补 — Public money that follows what residents put in.
//!
//! `award = min(rate × self, rate_cap × cost, cap, cost − other grants − self)`, in fen, every part
//! rounded down, never below zero. Work and goods given are worth money on both sides: they belong
//! to the cost of the project *and* to what residents put in, so the last bound is exactly the bills
//! nobody has paid yet, and an award can never exceed that gap.

use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;
use crate::invalid::{Invalid, add, not_negative};
use crate::rule::AwardPolicy;

/// What was accepted on inspection. Money in fen, labour in days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Bills accepted: what the project cost in money.
    pub bills_fen: i64,
    /// Cash residents gave.
    pub cash_fen: i64,
    /// Materials and land residents gave, at their accepted value.
    #[serde(default)]
    pub in_kind_fen: i64,
    /// Days of labour residents gave; valued at the policy's posted day rate.
    #[serde(default)]
    pub labour_days: i64,
    /// Other public grants for the same project.
    #[serde(default)]
    pub other_grants_fen: i64,
}

/// Which part of the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// `rate × self`.
    Rate,
    /// `rate_cap × cost`.
    RateCap,
    /// The largest award.
    Cap,
    /// What is not paid for yet.
    Gap,
}

/// An award with everything it was computed from. Money in fen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// What may be paid, 0 or more.
    pub amount_fen: i64,
    /// The first part of the formula that is the smallest.
    pub bound_by: Bound,
    /// Every part with its value, in the order of the formula. A gap below 0 is money too much.
    pub bounds: Vec<(Bound, i64)>,
    /// What was accepted.
    pub claim: Claim,
    /// The policy's rate.
    pub rate: Fraction,
    /// The policy's cap on the rate.
    pub rate_cap: Fraction,
    /// What a day of labour was valued at.
    pub day_rate_fen: Option<i64>,
    /// The value of the labour.
    pub labour_fen: i64,
    /// 自筹: cash, goods and labour residents gave.
    pub self_fen: i64,
    /// Accepted cost: bills, goods and labour.
    pub cost_fen: i64,
}

/// Computes an award.
pub fn compute(policy: &AwardPolicy, claim: &Claim) -> Result<Award, Invalid> {
    not_negative("bills_fen", claim.bills_fen)?;
    not_negative("cash_fen", claim.cash_fen)?;
    not_negative("in_kind_fen", claim.in_kind_fen)?;
    not_negative("labour_days", claim.labour_days)?;
    not_negative("other_grants_fen", claim.other_grants_fen)?;
    let labour_fen = match (claim.labour_days, policy.day_rate_fen) {
        (0, _) => 0,
        (_, None) => return Err(Invalid::NoDayRate),
        (days, Some(rate)) => {
            days.checked_mul(rate).ok_or(Invalid::TooLarge { field: "labour_days" })?
        }
    };
    let given_fen = add("self_fen", claim.in_kind_fen, labour_fen)?;
    let self_fen = add("self_fen", claim.cash_fen, given_fen)?;
    let cost_fen = add("cost_fen", claim.bills_fen, given_fen)?;
    let funded_fen = add("other_grants_fen", claim.other_grants_fen, self_fen)?;
    let part =
        |rate: Fraction, of: i64| rate.floor_of(of).ok_or(Invalid::TooLarge { field: "rate" });
    let rate = part(policy.rate, self_fen)?;
    let mut bounds = vec![(Bound::Rate, rate), (Bound::RateCap, part(policy.rate_cap, cost_fen)?)];
    bounds.extend(policy.cap_fen.map(|cap| (Bound::Cap, cap)));
    // Both are 0 or more, so their difference fits.
    bounds.push((Bound::Gap, cost_fen - funded_fen));
    // `min_by_key` keeps the first of equals, so the order of the formula decides what is named.
    let least = bounds.iter().copied().min_by_key(|&(_, fen)| fen);
    let (bound_by, least) = least.unwrap_or((Bound::Rate, rate));
    Ok(Award {
        amount_fen: least.max(0),
        bound_by,
        bounds,
        claim: *claim,
        rate: policy.rate,
        rate_cap: policy.rate_cap,
        day_rate_fen: policy.day_rate_fen,
        labour_fen,
        self_fen,
        cost_fen,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::book::RuleBook;

    fn policy() -> AwardPolicy {
        let book = RuleBook::builtin();
        book.in_force("cn-award-policy", date(2026, 5, 1), "42").unwrap().award().unwrap().clone()
    }

    /// 沈家店村: cost 150 000 yuan, 75 000 raised, award 75 000.
    const ROAD: Claim = Claim {
        bills_fen: 15_000_000,
        cash_fen: 7_500_000,
        in_kind_fen: 0,
        labour_days: 0,
        other_grants_fen: 0,
    };

    #[test]
    fn the_road_of_shenjiadian() {
        assert_eq!(compute(&policy(), &ROAD).unwrap().amount_fen, 7_500_000);
        // 14 people for 14 days count as cost and as contribution, so the gap is the same.
        let worked = compute(&policy(), &Claim { labour_days: 14 * 14, ..ROAD }).unwrap();
        assert_eq!((worked.amount_fen, worked.bound_by), (7_500_000, Bound::Gap));
        assert_eq!(worked.labour_fen, 1_960_000);
    }

    #[test]
    fn each_part_of_the_formula_can_bind() {
        let bound = |policy: &AwardPolicy, claim: &Claim| {
            let award = compute(policy, claim).unwrap();
            (award.bound_by, award.amount_fen)
        };
        let little = Claim { cash_fen: 1_000_001, ..ROAD };
        let third = AwardPolicy { rate: "1/3".parse().unwrap(), ..policy() };
        assert_eq!(bound(&third, &little), (Bound::Rate, 333_333));
        let cautious = AwardPolicy { rate_cap: "1/10".parse().unwrap(), ..policy() };
        assert_eq!(bound(&cautious, &ROAD), (Bound::RateCap, 1_500_000));
        let capped = AwardPolicy { cap_fen: Some(5_000_000), ..policy() };
        assert_eq!(bound(&capped, &ROAD), (Bound::Cap, 5_000_000));
        let granted = Claim { other_grants_fen: 7_000_000, ..ROAD };
        assert_eq!(bound(&policy(), &granted), (Bound::Gap, 500_000));
    }

    #[test]
    fn money_too_much_is_shown_and_not_asked_back() {
        let award = compute(&policy(), &Claim { other_grants_fen: 9_000_000, ..ROAD }).unwrap();
        assert_eq!((award.amount_fen, award.bound_by), (0, Bound::Gap));
        assert_eq!(award.bounds.last(), Some(&(Bound::Gap, -1_500_000)));
    }

    #[test]
    fn what_cannot_be_valued_is_refused() {
        let unposted = AwardPolicy { day_rate_fen: None, ..policy() };
        let worked = Claim { labour_days: 1, ..ROAD };
        assert_eq!(compute(&unposted, &worked), Err(Invalid::NoDayRate));
        assert_eq!(compute(&unposted, &ROAD).unwrap().day_rate_fen, None);
        let negative = Claim { cash_fen: -1, ..ROAD };
        assert_eq!(compute(&policy(), &negative).unwrap_err().key(), "negative");
        let endless = Claim { labour_days: i64::MAX, ..ROAD };
        assert_eq!(compute(&policy(), &endless).unwrap_err().key(), "too-large");
    }
}
