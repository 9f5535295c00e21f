//! 证书 — Why no lottery is fairer, checkable with whole numbers and no search.
//!
//! A stage holds a weight `w_t ≥ 0` for a seat of each type and a proof that no panel weighs more
//! than `M` (see [`program`](super::program)). A lottery weighs what its panels weigh on average,
//! so none weighs more than `M` either. Let the types of earlier stages keep their chances; then
//!
//! ```text
//!   lowest chance of the others ≤ their weighted mean chance
//!                               ≤ (M − Σ_earlier w_t·seats_t) / Σ_others w_t·people_t
//! ```
//!
//! and the difference to the lowest chance the lottery really gives is the *gap* of the stage: how
//! much anybody could be raised without lowering somebody whose chance is no higher. Types that
//! weigh something are then fixed: none of them can rise unless another falls.
//!
//! [`check`] is for an auditor: it reads the people and quotas itself and believes nothing.

use serde::{Serialize, Serializer};

use super::lottery::{Lottery, TICKETS, Ticket, expected};
use super::pool::{Ask, Person, Pool, Quota, count};
use super::program::Proof;
use super::search::UNIT_WHOLE;
use crate::read::Bad;

/// The proof of one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// The types (by place) whose chance is settled here.
    pub fixed: Vec<usize>,
    /// Types and the weight of a seat; 0 for those not listed.
    pub weights: Vec<(usize, i64)>,
    /// The proof of what no panel weighs more than.
    pub proof: Proof,
}

/// All stages, lowest chance first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Types that no allowed panel seats.
    pub never: Vec<usize>,
    /// The proof of that, when there are any, for a weight of 2⁴⁴ on each of their seats.
    pub never_proof: Option<Proof>,
    /// The stages.
    pub stages: Vec<Stage>,
}

/// How far from the fairest, as a fraction; in files as text, for it is longer than numbers there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Above the line.
    #[serde(serialize_with = "as_text")]
    pub numerator: i128,
    /// Below it, above 0.
    #[serde(serialize_with = "as_text")]
    pub denominator: i128,
}

fn as_text<S: Serializer>(number: &i128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

impl Gap {
    /// At most one in a million.
    pub const fn is_closed(&self) -> bool {
        self.numerator <= self.denominator / 1_000_000
    }

    /// The nearest floating-point number, for people.
    #[expect(clippy::cast_precision_loss, reason = "only shown")]
    pub fn as_f64(&self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl Certificate {
    /// The widest gap over all stages, `None` when the certificate proves nothing: a proof that
    /// does not hold, a type left out or fixed twice. `expected` are the seats of each type over
    /// all tickets.
    pub(super) fn gap(&self, pool: &Pool, expected: &[u64]) -> Option<Gap> {
        let types = pool.types.len();
        let mut open = vec![true; types];
        self.check_never(pool, &mut open)?;
        let mut widest = Gap { numerator: 0, denominator: 1 };
        for stage in &self.stages {
            let gap = stage.gap(pool, expected, &open)?;
            if gap.as_f64() > widest.as_f64() {
                widest = gap;
            }
            for &at in &stage.fixed {
                let weighs = stage.weights.iter().any(|&(of, weight)| of == at && weight > 0);
                let was = std::mem::replace(open.get_mut(at)?, false);
                if !weighs || !was {
                    return None;
                }
            }
        }
        open.iter().all(|open| !open).then_some(widest)
    }

    fn check_never(&self, pool: &Pool, open: &mut [bool]) -> Option<()> {
        let Some(proof) = &self.never_proof else { return self.never.is_empty().then_some(()) };
        let mut weights = vec![0; open.len()];
        for &at in &self.never {
            *weights.get_mut(at)? = UNIT_WHOLE;
            *open.get_mut(at)? = false;
        }
        (proof.bound(&pool.program, &weights) < i128::from(UNIT_WHOLE)).then_some(())
    }
}

impl Stage {
    fn gap(&self, pool: &Pool, expected: &[u64], open: &[bool]) -> Option<Gap> {
        let mut weights = vec![0; open.len()];
        for &(at, weight) in &self.weights {
            *weights.get_mut(at)? = weight;
        }
        let most = self.proof.bound(&pool.program, &weights);
        let (mut earlier, mut others) = (0_i128, 0_i128);
        let mut lowest: Option<(u64, i64)> = None;
        for (((&weight, &seats), of), &open) in
            weights.iter().zip(expected).zip(&pool.types).zip(open)
        {
            let (weight, people) =
                (i128::from(u64::try_from(weight).ok()?), count(of.people.len()));
            if !open {
                earlier = earlier.checked_add(weight.checked_mul(i128::from(seats))?)?;
                continue;
            }
            others = others.checked_add(weight.checked_mul(i128::from(people))?)?;
            let rarer = |(least, among): (u64, i64)| {
                i128::from(seats) * i128::from(among) < i128::from(least) * i128::from(people)
            };
            if lowest.is_none_or(rarer) {
                lowest = Some((seats, people));
            }
        }
        // limit − lowest = (M·tickets − earlier)/(tickets·others) − seats/(tickets·people)
        let (seats, people) = lowest?;
        let tickets = i128::from(TICKETS);
        let limit = most.checked_mul(tickets)?.checked_sub(earlier)?;
        let numerator = limit
            .checked_mul(i128::from(people))?
            .checked_sub(others.checked_mul(i128::from(seats))?)?;
        let denominator = tickets.checked_mul(others)?.checked_mul(i128::from(people))?;
        (denominator > 0).then_some(Gap { numerator, denominator })
    }
}

/// Checks a lottery from the files alone: that its types are the people's, that every panel meets
/// every quota, that the tickets are all there, that the chances published are those of the
/// tickets, that the panel drawn is the one the seed draws, and that no lottery is fairer than by
/// the gap returned.
///
/// # Errors
/// What does not hold, in both languages.
pub fn check(people: &[Person], quotas: &[Quota], ask: Ask, lottery: &Lottery) -> Result<Gap, Bad> {
    let refuse = |holds: bool, zh: &str, en: &str| {
        if holds { Ok(()) } else { Err(Bad::whole(zh, en)) }
    };
    let pool = Pool::new(people, quotas, ask).map_err(|invalid| {
        Bad::whole(format!("名单或名额有误（{}）。", invalid.key()), format!("{invalid}."))
    })?;
    let same = pool.types == lottery.types && pool.households == lottery.households;
    refuse(same, "类别与名单不符。", "the types are not those of the people.")?;
    let sum = lottery.lottery.iter().try_fold(0_u64, |sum, one| sum.checked_add(one.tickets));
    refuse(sum == Some(TICKETS), "签数不足或多余。", "the tickets are not all there.")?;
    let allowed = |ticket: &Ticket| pool.program.allows(&ticket.seats);
    let all = lottery.lottery.iter().all(allowed);
    refuse(all, "有小组不合名额。", "a panel does not meet the quotas.")?;
    let counted = expected(&lottery.lottery, pool.types.len());
    let told = counted == lottery.expected && lottery.states_its_chances();
    refuse(told, "公布的机会与签不符。", "the chances are not those of the tickets.")?;
    let drawn = lottery.draws_its_panel();
    refuse(drawn, "抽出的小组与种子不符。", "the seed draws another panel.")?;
    let unproved = || Bad::whole("证书不成立。", "the certificate does not hold.");
    lottery.certificate.gap(&pool, &counted).ok_or_else(unproved)
}
