//! 计数 — Which features a message has and how often, counted as they come.
//!
//! Open addressing in one small table that fits the nearest cache: a look costs less than sorting. The
//! features keep the order in which they came, which the message alone decides.

/// Counts of different numbers.
#[derive(Debug)]
pub(super) struct Tally {
    /// The number plus one above its place among the counts; zero where nothing is.
    table: Vec<u64>,
    counts: Vec<(u32, u32)>,
}

impl Tally {
    /// For at most so many numbers.
    pub fn new(most: usize) -> Self {
        let places = (most + 1).next_power_of_two();
        Self { table: vec![0; places], counts: Vec::with_capacity(most) }
    }

    /// Counts a number once more; gives back its place among the counts.
    #[inline]
    pub fn add(&mut self, number: u32) -> usize {
        let last = self.table.len() - 1;
        let mut at = spread(number) & last;
        // One place is always free, so the walk ends before it comes round.
        for _ in 0..=last {
            let Some(taken) = self.table.get_mut(at) else { break };
            if *taken == 0 {
                let place = self.counts.len();
                *taken = (u64::from(number) + 1) << 31 | place as u64;
                self.counts.push((number, 1));
                return place;
            }
            if *taken >> 31 == u64::from(number) + 1 {
                let place = (*taken & 0x7fff_ffff) as usize;
                if let Some((_, count)) = self.counts.get_mut(place) {
                    *count = count.saturating_add(1);
                }
                return place;
            }
            at = (at + 1) & last;
        }
        0
    }

    /// The numbers in order of their first occurrence, with how often each came.
    pub fn counts(self) -> Vec<(u32, u32)> {
        self.counts
    }
}

/// Buckets of one block differ in all bits; blocks must not follow each other.
#[inline]
fn spread(number: u32) -> usize {
    (number.wrapping_mul(0x9e37_79b9) >> 12) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_counts(numbers in proptest::collection::vec(prop_oneof![0..40u32, any::<u32>()], 0..200)) {
            let mut tally = Tally::new(numbers.len());
            let places: Vec<_> = numbers.iter().map(|number| tally.add(*number)).collect();
            let counts = tally.counts();
            let mut expected = BTreeMap::new();
            for (number, place) in numbers.iter().zip(places) {
                *expected.entry(*number).or_insert(0) += 1;
                prop_assert_eq!(counts[place].0, *number);
            }
            prop_assert_eq!(counts.into_iter().collect::<BTreeMap<_, _>>(), expected);
        }
    }
}
