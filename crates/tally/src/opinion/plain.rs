//! 平常的行 — Rows as almost all files write them: whole numbers with commas between, nothing else.
//!
//! Such a line is cut and its numbers are read in one pass. Whatever is written otherwise (quotation
//! marks, spaces, text) is left to [`super::read`], which takes it or says what is wrong with it: so
//! only what is certainly right has to be known here.

use super::votes::Stance;

/// The most fields of such a line.
const FIELDS: usize = 8;
/// Powers of ten: a number of n digits without a leading zero is not below the one before it.
const TENS: [u64; 7] = [0, 10, 100, 1000, 10_000, 100_000, 1_000_000];
/// So many digits always fit into a time.
const TIME_DIGITS: usize = 18;

/// A line of numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    fields: [Field; FIELDS],
    count: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Field {
    value: u64,
    digits: usize,
    /// `+`, `-` or 0 for none.
    sign: u8,
}

impl Line {
    /// Takes the line at the front of a piece: its length with its end, or `None` when it holds
    /// anything else or its end has not come yet.
    pub fn take(&mut self, piece: &[u8]) -> Option<usize> {
        self.count = 0;
        let mut at = 0;
        loop {
            let (field, end) = Field::take(piece, at)?;
            *self.fields.get_mut(self.count)? = field;
            self.count += 1;
            at = end + 1;
            match *piece.get(end)? {
                b',' => {}
                b'\n' => return Some(at),
                b'\r' if piece.get(at) == Some(&b'\n') => return Some(at + 1),
                _ => return None,
            }
        }
    }

    #[inline]
    fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(..self.count)?.get(column).copied()
    }

    /// A short number written the usual way, as most ids are.
    #[inline]
    pub fn id(&self, column: usize) -> Option<usize> {
        let Field { value, digits, sign: 0 } = self.field(column)? else { return None };
        let least = TENS.get(digits.checked_sub(1)?)?;
        usize::try_from(value).ok().filter(|_| value >= *least)
    }

    /// A stance.
    #[inline]
    pub fn stance(&self, column: usize) -> Option<Stance> {
        match self.field(column)? {
            Field { value: 1, digits: 1, sign: 0 | b'+' } => Some(Stance::Agree),
            Field { value: 1, digits: 1, sign: b'-' } => Some(Stance::Disagree),
            Field { value: 0, digits: 1, sign: 0 } => Some(Stance::Pass),
            _ => None,
        }
    }

    /// A time of not too many digits.
    #[inline]
    pub fn time(&self, column: usize) -> Option<i64> {
        let Field { value, digits: 1..=TIME_DIGITS, sign: 0 } = self.field(column)? else {
            return None;
        };
        i64::try_from(value).ok()
    }
}

impl Field {
    /// The number at a place, and where it ends.
    #[inline]
    fn take(piece: &[u8], mut at: usize) -> Option<(Self, usize)> {
        let sign = *piece.get(at)?;
        let sign = if sign == b'-' || sign == b'+' { sign } else { 0 };
        at += usize::from(sign != 0);
        let start = at;
        let mut value = 0_u64;
        while let Some(digit) = piece.get(at).map(|byte| byte.wrapping_sub(b'0')) {
            if digit > 9 {
                break;
            }
            // Too long a number wraps round, and is refused by its digits.
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
            at += 1;
        }
        Some((Self { value, digits: at - start, sign }, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_nothing_else() {
        let mut line = Line::default();
        let length = line.take(b"12,0,-1,1435654192085\r\n7").unwrap();
        assert_eq!((length, line.id(0), line.id(1)), (23, Some(12), Some(0)));
        assert_eq!(
            (line.stance(2), line.time(3)),
            (Some(Stance::Disagree), Some(1_435_654_192_085))
        );
        assert_eq!((line.id(2), line.id(3), line.id(4), line.stance(0)), (None, None, None, None));
        for odd in
            ["1,1,1", "1,\"1\",1\n", "1, 1,1\n", "甲,1,1\n", "1,1,--1\n", "1,1,1-\n", "1\r,1\n"]
        {
            assert!(line.take(odd.as_bytes()).is_none(), "{odd}");
        }
        assert!(line.take(b"1,1,1,1,1,1,1,1,1\n").is_none());
    }

    #[test]
    fn unusual_numbers_are_left_to_the_other_reader() {
        let mut line = Line::default();
        line.take(b"007,,-0,9999999,10000000,+1,00,9999999999999999999\n").unwrap();
        assert_eq!(
            [0, 1, 2, 3, 4].map(|at| line.id(at)),
            [None, None, None, Some(9_999_999), None]
        );
        assert_eq!([1, 2, 5, 6].map(|at| line.stance(at)), [None, None, Some(Stance::Agree), None]);
        assert_eq!(
            (line.id(6), line.time(0), line.time(7), line.time(5)),
            (None, Some(7), None, None)
        );
    }
}
