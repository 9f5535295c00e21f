//! 数 — Numbers in digits, Chinese numerals, bank numerals, and all of them mixed.

use super::trace::Trace;

/// Longer runs of digits are order numbers and not amounts.
const MAX_DIGITS: usize = 15;

/// A number read at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Ten-thousandths, so that 1.5万 and 3.25元 stay exact.
    ten_thousandths: u128,
    /// How many cells it takes.
    pub length: usize,
    /// How many digits or numerals it has.
    pub signs: usize,
    /// Whether it is written in digits (it may end in 万).
    pub digits: bool,
    /// Whether it is a plain row of digits or Chinese digits, as years and rooms are.
    pub row: bool,
}

impl Numeral {
    /// The whole number, when it is one and not absurdly large.
    pub fn whole(&self) -> Option<u32> {
        let whole = self.ten_thousandths.is_multiple_of(10_000);
        whole.then(|| u32::try_from(self.ten_thousandths / 10_000).ok()).flatten()
    }

    /// In digits, without superfluous zeros.
    pub fn decimal(&self) -> String {
        let (whole, rest) = (self.ten_thousandths / 10_000, self.ten_thousandths % 10_000);
        if rest == 0 {
            return whole.to_string();
        }
        let fraction = format!("{rest:04}");
        format!("{whole}.{}", fraction.trim_end_matches('0'))
    }
}

/// The value of a Chinese digit, also of the bank's form.
pub(crate) fn chinese_digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '弐' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn multiplier(character: char) -> Option<u128> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Whether a character may be part of a number.
pub(crate) fn is_numeral(character: char) -> bool {
    character.is_ascii_digit()
        || chinese_digit(character).is_some()
        || multiplier(character).is_some()
}

/// The number that begins at a cell and does not continue one before it.
pub(super) fn read(trace: &Trace, at: usize) -> Option<Numeral> {
    if trace.at(at).is_ascii_digit() { arabic(trace, at) } else { chinese(trace, at) }
}

/// `1,200.50`, `3万`, `1.5亿`.
fn arabic(trace: &Trace, at: usize) -> Option<Numeral> {
    let mut value: u128 = 0;
    let (mut length, mut signs) = (0, 0);
    loop {
        let here = trace.at(at + length);
        if let Some(digit) = here.to_digit(10) {
            signs += 1;
            if signs > MAX_DIGITS {
                return None;
            }
            value = value * 10 + u128::from(digit);
        } else if !(here == ',' && signs > 0 && is_thousands(trace, at + length)) {
            break;
        }
        length += 1;
    }
    value *= 10_000;
    let grouped = length > signs;
    let fraction = fraction(trace, at + length);
    if let Some((ten_thousandths, taken)) = fraction {
        value += ten_thousandths;
        length += taken;
    }
    let row = !grouped && fraction.is_none();
    let mut numeral = Numeral { ten_thousandths: value, length, signs, digits: true, row };
    while let Some(times) = multiplier(trace.at(at + numeral.length)).filter(|times| *times >= 100)
    {
        numeral.ten_thousandths = numeral.ten_thousandths.checked_mul(times)?;
        numeral.length += 1;
        numeral.row = false;
        if numeral.length > length + 2 {
            return None;
        }
    }
    Some(numeral)
}

/// A comma with exactly three digits behind it.
fn is_thousands(trace: &Trace, comma: usize) -> bool {
    trace.run(comma + 1, 4, |c| c.is_ascii_digit()) == 3
}

/// `.50`: at most four places, and no second point as in a date.
fn fraction(trace: &Trace, point: usize) -> Option<(u128, usize)> {
    if trace.at(point) != '.' {
        return None;
    }
    let places = trace.run(point + 1, 5, |c| c.is_ascii_digit());
    let end = point + 1 + places;
    let ends = trace.at(end) != '.' || !trace.at(end + 1).is_ascii_digit();
    if !(1..=4).contains(&places) || !ends {
        return None;
    }
    let digits = (point + 1..end).filter_map(|at| trace.at(at).to_digit(10));
    let value = digits.fold(0, |sum, digit| sum * 10 + u128::from(digit));
    let missing = u32::try_from(4 - places).unwrap_or(0);
    Some((value * 10_u128.pow(missing), 1 + places))
}

/// `二〇二六`, `三百二十`, `十五`, `一万二千`, `廿五`.
fn chinese(trace: &Trace, at: usize) -> Option<Numeral> {
    let is_part = |c: char| chinese_digit(c).is_some() || multiplier(c).is_some();
    let length = trace.run(at, MAX_DIGITS + 1, is_part);
    if length == 0 || length > MAX_DIGITS {
        return None;
    }
    let signs = || (at..at + length).map(|at| trace.at(at));
    let row = signs().all(|c| chinese_digit(c).is_some());
    let value = if row {
        signs().filter_map(chinese_digit).fold(0, |sum, digit| sum * 10 + u128::from(digit))
    } else {
        counted(signs())?
    };
    let ten_thousandths = value.checked_mul(10_000)?;
    Some(Numeral { ten_thousandths, length, signs: length, digits: false, row })
}

/// The value of numerals with their powers; `None` when they do not stand in falling order.
fn counted(signs: impl Iterator<Item = char>) -> Option<u128> {
    let (mut total, mut section, mut digit, mut last) = (0_u128, 0_u128, None, u128::MAX);
    for sign in signs {
        if let Some(value) = chinese_digit(sign) {
            if digit.is_some_and(|before| before != 0) {
                return None;
            }
            digit = Some(u128::from(value));
            continue;
        }
        let times = multiplier(sign)?;
        if times >= 10_000 {
            let part = section + digit.take().unwrap_or(0);
            total = total.checked_add(part)?.checked_mul(times)?;
            (section, last) = (0, u128::MAX);
            if part == 0 {
                return None;
            }
        } else {
            if times >= last {
                return None;
            }
            let one = u128::from(times == 10);
            section += times * digit.take().filter(|digit| *digit > 0).unwrap_or(one);
            last = times;
            if section == 0 {
                return None;
            }
        }
    }
    // 三百五 is 350: a digit right after a power counts the next lower one only in speech, so it
    // stays a unit here unless a zero or a ten says otherwise.
    Some(total + section + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(String, usize)> {
        read(&Trace::of(text), 0).map(|numeral| (numeral.decimal(), numeral.length))
    }

    #[test]
    fn numbers_however_written() {
        for (text, decimal, length) in [
            ("３", "3", 1),
            ("1,200.50元", "1200.5", 8),
            ("1.5万元", "15000", 4),
            ("3.2.1", "3.2.1", 0),
            ("二〇二六年", "2026", 4),
            ("十五号", "15", 2),
            ("三百二十户", "320", 4),
            ("一百零五", "105", 4),
            ("一万二千", "12000", 4),
            ("贰拾叁", "23", 3),
            ("五〇一", "501", 3),
            ("2千3", "2000", 2),
        ] {
            if length > 0 {
                assert_eq!(value(text), Some((decimal.to_owned(), length)), "{text}");
            }
        }
        for text in ["", "元", "百", "万一", "三五十六八十十", "1234567890123456"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
