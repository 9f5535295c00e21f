//! 排布 — How a model's numbers lie in its file.
//!
//! Column by column: first what rises, as differences of one byte mostly; then how telling each
//! feature is, as a place in a short list; then the weights, two bytes each where that loses nothing.
//! A file half as long is checked and read in half the time, and that is most of a short run.

use std::collections::BTreeSet;

use super::features::{BLOCKS, BUCKET_BITS};
use super::slots::Slots;
use super::vocabulary::Vocabulary;
use super::weights::Weights;

/// Weights are multiples of one step.
const NARROW: u8 = 0;
/// Weights are written in full, as after corrections.
const FULL: u8 = 1;

/// Bytes as they are written.
pub(super) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.0.extend_from_slice(&bytes);
    }

    pub fn count(&mut self, count: usize) {
        self.put(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    }

    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn short(&mut self, mut number: u32) {
        while number > 0x7f {
            self.put([(number & 0x7f) as u8 | 0x80]);
            number >>= 7;
        }
        self.put([(number & 0x7f) as u8]);
    }

    /// Rising numbers as differences.
    fn rising(&mut self, numbers: impl Iterator<Item = u32>) {
        let mut last = 0;
        for number in numbers {
            self.short(number.wrapping_sub(last));
            last = number;
        }
    }

    pub fn vocabulary(&mut self, vocabulary: &Vocabulary) {
        let entries = vocabulary.entries();
        self.count(entries.len());
        self.rising(entries.iter().map(|(key, _)| *key));
        for (_, entry) in entries {
            self.put(entry.to_le_bytes());
        }
    }

    pub fn features(&mut self, slots: &Slots, weights: &Weights) {
        self.count(slots.len());
        self.rising(slots.features().map(|(id, _)| id));
        // The rarest features are the most, and the most telling: they come first.
        let levels: BTreeSet<u32> = slots.features().map(|(_, idf)| idf.to_bits()).collect();
        let levels: Vec<u32> = levels.into_iter().rev().collect();
        self.count(levels.len());
        for bits in &levels {
            self.put(bits.to_le_bytes());
        }
        for (_, idf) in slots.features() {
            let place = levels.binary_search_by(|level| idf.to_bits().cmp(level)).unwrap_or(0);
            self.short(u32::try_from(place).unwrap_or(0));
        }
        if let Some(step) = weights.step() {
            self.put([NARROW]);
            self.put(step.to_le_bytes());
            weights.steps(step).for_each(|steps| self.put(steps.to_le_bytes()));
        } else {
            self.put([FULL]);
            weights.numbers().for_each(|weight| self.put(weight.to_le_bytes()));
        }
    }
}

/// Bytes yet to be read.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    pub fn f64(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes).filter(|number| number.is_finite())
    }

    /// A count of things that take at least `each` bytes, which must still be there.
    pub fn count(&mut self, each: usize) -> Option<usize> {
        let count = usize::try_from(self.u32()?).ok()?;
        (count.checked_mul(each)? <= self.0.len()).then_some(count)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.count(1)?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    fn short(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        if *first < 0x80 {
            return Some(u32::from(*first));
        }
        let mut number = u32::from(*first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let part = u32::from(*byte & 0x7f);
            number |= part.checked_shl(shift).filter(|moved| moved >> shift == part)?;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Numbers that rise, as differences.
    fn rising(&mut self, count: usize) -> Option<Vec<u32>> {
        let mut numbers = Vec::with_capacity(count);
        let mut last: Option<u32> = None;
        for _ in 0..count {
            let more = self.short()?;
            let number = match last {
                Some(last) => last.checked_add(more).filter(|_| more > 0)?,
                None => more,
            };
            last = Some(number);
            numbers.push(number);
        }
        Some(numbers)
    }

    pub fn vocabulary(&mut self) -> Option<Vocabulary> {
        let count = self.count(3)?;
        let keys = self.rising(count)?;
        let entries = keys.into_iter().map(|key| Some((key, self.u16()?)));
        Vocabulary::from_entries(&entries.collect::<Option<Vec<_>>>()?)
    }

    pub fn features(&mut self, classes: usize) -> Option<(Slots, Weights)> {
        let count = self.count(2)?;
        let ids = self.rising(count)?;
        if !inside(ids.last()) {
            return None;
        }
        let levels = self.count(4)?;
        let levels = (0..levels).map(|_| self.f32()).collect::<Option<Vec<_>>>()?;
        let mut features = Vec::with_capacity(count);
        for id in ids {
            features.push((id, *levels.get(self.short()? as usize)?));
        }
        let [kind] = self.take()?;
        let numbers = count.checked_add(1)?.checked_mul(classes)?;
        let weights = match kind {
            NARROW => {
                let step = self.f32().filter(|step| (step * f32::from(i16::MIN)).is_finite())?;
                Weights::from_steps(classes, step, self.bytes(numbers.checked_mul(2)?)?)
            }
            FULL => {
                let (numbers, _) = self.bytes(numbers.checked_mul(4)?)?.as_chunks();
                let numbers: Vec<f32> =
                    numbers.iter().map(|four| f32::from_le_bytes(*four)).collect();
                if !numbers.iter().all(|number| number.is_finite()) {
                    return None;
                }
                Weights::from_rows(classes, numbers.chunks(classes))
            }
            _ => return None,
        };
        Some((Slots::new(&features), weights))
    }
}

/// Whether the last of rising features lies inside the blocks.
fn inside(last: Option<&u32>) -> bool {
    last.is_none_or(|id| *id < BLOCKS << BUCKET_BITS)
}

/// Features as the first version has them: each with all its numbers in full.
pub(super) fn plain(out: &mut Writer, slots: &Slots, weights: &Weights) {
    out.count(slots.len());
    for ((id, idf), slot) in slots.features().zip(0..) {
        out.put(id.to_le_bytes());
        out.put(idf.to_le_bytes());
        weights.of(weights.row(slot)).for_each(|weight| out.put(weight.to_le_bytes()));
    }
    weights.of(weights.constant_row()).for_each(|weight| out.put(weight.to_le_bytes()));
}

/// What [`plain`] wrote.
pub(super) fn read_plain(from: &mut Reader<'_>, classes: usize) -> Option<(Slots, Weights)> {
    let each = classes.checked_mul(4)?;
    let count = from.count(each.checked_add(8)?)?;
    let mut features = Vec::with_capacity(count);
    let mut numbers: Vec<f32> = Vec::with_capacity((count + 1) * classes);
    for _ in 0..count {
        features.push((from.u32()?, from.f32()?));
        for _ in 0..classes {
            numbers.push(from.f32()?);
        }
    }
    for _ in 0..classes {
        numbers.push(from.f32()?);
    }
    if !inside(features.last().map(|(id, _)| id)) || !features.is_sorted_by(|a, b| a.0 < b.0) {
        return None;
    }
    let weights = Weights::from_rows(classes, numbers.chunks(classes));
    Some((Slots::new(&features), weights))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(slots: &Slots, weights: &Weights) -> Vec<u8> {
        let mut out = Writer(Vec::new());
        out.features(slots, weights);
        out.0
    }

    proptest! {
        #[test]
        fn short_numbers_come_back(numbers in proptest::collection::vec(
            prop_oneof![0..300u32, any::<u32>()], 0..20,
        )) {
            let mut out = Writer(Vec::new());
            for number in &numbers {
                out.short(*number);
            }
            let mut from = Reader(&out.0);
            for number in numbers {
                prop_assert_eq!(from.short(), Some(number));
            }
            prop_assert_eq!(from.short(), None);
        }

        #[test]
        fn features_come_back_whatever_their_weights(
            rows in proptest::collection::vec((1..5_000u32, -3i16..3, any::<i16>()), 0..50),
            full: bool,
        ) {
            let mut id = 0;
            let mut features = Vec::new();
            let mut numbers = Vec::new();
            for (gap, idf, weight) in rows {
                id += gap;
                features.push((id, f32::from(idf)));
                numbers.push([f32::from(weight) / if full { 3.0 } else { 8_192.0 }, 0.25]);
            }
            numbers.push([0.5, -0.5]);
            let weights = Weights::from_rows(2, numbers.iter().map(<[f32; 2]>::as_slice));
            let slots = Slots::new(&features);
            let bytes = written(&slots, &weights);
            let mut from = Reader(&bytes);
            prop_assert_eq!(from.features(2), Some((slots, weights)));
            prop_assert!(from.0.is_empty());
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = (Reader(&bytes).features(2), Reader(&bytes).vocabulary(), Reader(&bytes).short());
        }
    }

    #[test]
    fn two_bytes_are_enough_for_what_was_rounded() {
        let slots = Slots::new(&[(3, 1.0), (9, 1.0)]);
        let numbers = [[0.3, -1.7], [0.001, 0.2], [0.0, 2.9]];
        let mut weights = Weights::from_rows(2, numbers.iter().map(<[f32; 2]>::as_slice));
        let full = written(&slots, &weights).len();
        weights.round();
        assert_eq!(written(&slots, &weights).len(), full + 4 - 6 * 2);
    }
}
