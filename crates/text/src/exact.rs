//! 定算 — Logarithm and exponential that give the same bits on every machine.
//!
//! The library functions of two systems differ in the last bit: a model trained twice would not have
//! the same name, nor two machines the same groups. These use only `+ - * /`, which IEEE 754 fixes
//! exactly, with the textbook argument reductions; the error stays below 1e-13 of the value.

use std::f64::consts::{LN_2, LOG2_E, SQRT_2};

/// ln 2 cut to its first 32 bits, so that a product with a small whole number is exact.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// The natural logarithm; zero for what has none (zero, negative, not a number, subnormal).
pub fn ln(x: f64) -> f64 {
    if !x.is_normal() || x < 0.0 {
        return 0.0;
    }
    let bits = x.to_bits();
    let mut exponent = f64::from(u16::try_from(bits >> 52).unwrap_or(0)) - 1023.0;
    let mut mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if mantissa > SQRT_2 {
        mantissa /= 2.0;
        exponent += 1.0;
    }
    // ln m = 2 artanh((m-1)/(m+1)), with |t| < 0.172
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let square = t * t;
    let mut sum = 0.0;
    for odd in [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        sum = sum * square + 1.0 / odd;
    }
    exponent * LN_2 + 2.0 * t * sum
}

/// e to the power of `x`, which is first brought into -700..=700.
pub fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return 0.0;
    }
    let x = x.clamp(-700.0, 700.0);
    let whole = (x * LOG2_E).round();
    let rest = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    let mut sum = 1.0;
    for step in (1..=14u8).rev() {
        sum = 1.0 + rest * sum / f64::from(step);
    }
    sum * power_of_two(whole)
}

/// Two to a whole power between -1010 and 1010, by halving or doubling (exact).
fn power_of_two(whole: f64) -> f64 {
    let (mut left, mut base, mut power) = (whole.abs(), if whole < 0.0 { 0.5 } else { 2.0 }, 1.0);
    while left >= 1.0 {
        let half = (left / 2.0).floor();
        if left - 2.0 * half >= 1.0 {
            power *= base;
        }
        base *= base;
        left = half;
    }
    power
}

/// Turns scores into shares that sum to one.
pub fn softmax(scores: &mut [f64]) {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - top);
        sum += *score;
    }
    if sum > 0.0 {
        for score in scores.iter_mut() {
            *score /= sum;
        }
    }
}

/// A sequence of numbers that a seed fixes (splitmix64, Steele et al. 2014).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound` (zero when the bound is zero), off a fair one by less than 2⁻³².
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        usize::try_from((u128::from(z) * bound as u128) >> 64).unwrap_or(0)
    }

    /// Brings a list into an order the seed decides (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_library() {
        for step in -6_000..6_000 {
            let x = f64::from(step) / 10.0;
            assert!((exp(x) - x.exp()).abs() <= 1e-12 * x.exp(), "exp {x}");
            let y = (x / 7.0).exp();
            assert!((ln(y) - y.ln()).abs() <= 1e-13 * (1.0 + y.ln().abs()), "ln {y}");
        }
        for x in [1e-9, 0.3, 0.74, 0.75, 1.0, 1.49, 1.5, 2.0, 10.0, 47_000.0, 1e12] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-7, "{x}");
        }
        assert_eq!((ln(1.0).to_bits(), exp(0.0).to_bits()), (0, 1f64.to_bits()));
    }

    #[test]
    fn the_bits_are_fixed() {
        assert_eq!(ln(3.0).to_bits(), 0x3ff1_93ea_7aad_030a, "{:x}", ln(3.0).to_bits());
        assert_eq!(exp(-1.5).to_bits(), 0x3fcc_8f87_724b_5c1d, "{:x}", exp(-1.5).to_bits());
        let mut dice = Dice::new(7);
        assert_eq!([dice.below(100), dice.below(100), dice.below(100)], [38, 1, 90]);
    }

    #[test]
    fn strange_numbers_stay_numbers() {
        for x in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -3.0, f64::MIN_POSITIVE / 4.0] {
            assert!(ln(x).is_finite() && exp(x).is_finite(), "{x}");
        }
        assert_eq!((ln(0.0), ln(-1.0), ln(f64::NAN), ln(f64::INFINITY)), (0.0, 0.0, 0.0, 0.0));
        let mut scores = [f64::NEG_INFINITY, 0.0, 0.0];
        softmax(&mut scores);
        assert_eq!(scores.iter().sum::<f64>().to_bits(), 1f64.to_bits());
        softmax(&mut []);
    }
}
