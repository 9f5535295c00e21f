//! 得分 — Votes and points, exactly: whole numbers and halves.
//!
//! Names on a par share the places they take, so a place counts a whole or a half and never less.

use std::fmt;

use serde::{Serialize, Serializer};

/// A number of halves. Prints, also in JSON, as decimal text: `12`, `12.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points {
    halves: i128,
}

impl Points {
    /// None.
    pub const ZERO: Self = Self { halves: 0 };

    /// So many halves.
    pub const fn halves(halves: i128) -> Self {
        Self { halves }
    }

    /// So many whole ones, a 64-bit number of them at most.
    pub const fn whole(points: i128) -> Self {
        Self { halves: points * 2 }
    }

    /// How many halves.
    pub const fn in_halves(self) -> i128 {
        self.halves
    }

    /// Adds so many times as many. Points of one ballot are below 2⁶⁵ halves and all ballots together
    /// below 2⁵⁰, so the sum fits.
    pub(super) const fn add(&mut self, points: Self, times: u64) {
        self.halves += points.halves * times as i128;
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.halves < 0 { "-" } else { "" };
        let halves = self.halves.unsigned_abs();
        let half = if halves % 2 == 1 { ".5" } else { "" };
        write!(f, "{sign}{}{half}", halves / 2)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_print_as_decimals() {
        let texts = [25, 24, 1, 0, -1, -24].map(|halves| Points::halves(halves).to_string());
        assert_eq!(texts, ["12.5", "12", "0.5", "0", "-0.5", "-12"]);
        assert_eq!(Points::whole(12), Points::halves(24));
    }
}
