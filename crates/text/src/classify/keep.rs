//! 保存 — A model as bytes: small, versioned, checked, without a word of any message.
//!
//! Little endian throughout. `GONGDI-C`, a version, the content, the SHA-256 of all before it. The
//! content's digest also names the model, so the same training has the same name everywhere. Reading
//! trusts no length: nothing is allocated that the bytes could not fill.

use std::fmt::Write as _;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::calibrate::Calibration;
use super::features::{BLOCKS, BUCKET_BITS};
use super::learn::Weights;
use super::refuse::Damaged;
use super::slots::Slots;
use super::{Facts, Model};

const MARK: &[u8; 8] = b"GONGDI-C";
const VERSION: u16 = 1;
const DIGEST: usize = 32;

impl Model {
    /// The name of this very model: `m-` and twelve hexadecimal digits of its digest.
    pub fn name(&self) -> String {
        let bytes = self.to_bytes();
        let digest = bytes.get(bytes.len().saturating_sub(DIGEST)..).unwrap_or_default();
        let hex = digest.iter().take(6).fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        format!("m-{hex}")
    }

    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MARK.to_vec());
        out.put(VERSION.to_le_bytes());
        out.count(self.labels.len());
        self.labels.iter().for_each(|label| out.text(label));
        out.facts(&self.facts);
        out.put(self.calibration.factor.to_le_bytes());
        out.put(self.calibration.known.to_le_bytes());
        out.count(self.calibration.steps.len());
        for (per_mille, least) in &self.calibration.steps {
            out.put(per_mille.to_le_bytes());
            out.put(least.to_le_bytes());
        }
        out.count(self.aside.len());
        for (label, have) in &self.aside {
            out.text(label);
            out.put(have.to_le_bytes());
        }
        out.count(self.slots.len());
        for ((id, idf), slot) in self.slots.features().zip(0..) {
            out.put(id.to_le_bytes());
            out.put(idf.to_le_bytes());
            self.weights.row(slot).iter().for_each(|weight| out.put(weight.to_le_bytes()));
        }
        self.weights.constant_row().iter().for_each(|weight| out.put(weight.to_le_bytes()));
        let digest = Sha256::digest(&out.0);
        out.0.extend_from_slice(&digest);
        out.0
    }

    /// The model these bytes hold, or why they hold none. Any bytes may be given.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let rest = bytes.strip_prefix(MARK).ok_or(Damaged::NoModel)?;
        let (version, _) = rest.split_first_chunk().ok_or(Damaged::Broken)?;
        if u16::from_le_bytes(*version) > VERSION {
            return Err(Damaged::Newer);
        }
        let (checked, digest) = bytes.split_last_chunk::<DIGEST>().ok_or(Damaged::Broken)?;
        if Sha256::digest(checked).as_slice() != digest {
            return Err(Damaged::Broken);
        }
        let content = checked.get(MARK.len() + 2..).ok_or(Damaged::Broken)?;
        read(&mut Reader(content)).ok_or(Damaged::Broken)
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.0.extend_from_slice(&bytes);
    }

    fn count(&mut self, count: usize) {
        self.put(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn facts(&mut self, facts: &Facts) {
        self.put(facts.examples.to_le_bytes());
        self.put(facts.seed.to_le_bytes());
        self.put(facts.corrections.to_le_bytes());
        let figures = [facts.macro_f1, facts.accuracy, facts.calibration_error, facts.at_95];
        for figure in figures {
            self.put(figure.to_le_bytes());
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    fn f64(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes).filter(|number| number.is_finite())
    }

    /// A count of things that take at least `each` bytes, which must still be there.
    fn count(&mut self, each: usize) -> Option<usize> {
        let count = usize::try_from(self.u32()?).ok()?;
        (count.checked_mul(each)? <= self.0.len()).then_some(count)
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.count(1)?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

fn read(from: &mut Reader<'_>) -> Option<Model> {
    let count = from.count(4)?;
    let labels: Vec<String> =
        (0..count).map(|_| from.text().map(str::to_owned)).collect::<Option<_>>()?;
    if labels.len() < 2 || !labels.is_sorted_by(|a, b| a < b) {
        return None;
    }
    let facts = read_facts(from)?;
    let (factor, known) = (from.f64()?, from.f64()?);
    let count = from.count(10)?;
    let steps = (0..count).map(|_| Some((from.u16()?, from.f64()?))).collect::<Option<_>>()?;
    let count = from.count(8)?;
    let aside: BTreeMap<String, u32> =
        (0..count).map(|_| Some((from.text()?.to_owned(), from.u32()?))).collect::<Option<_>>()?;
    let each = labels.len().checked_mul(4)?;
    let count = from.count(each.checked_add(8)?)?;
    let mut features = Vec::with_capacity(count);
    let mut numbers: Vec<f32> = Vec::with_capacity((count + 1) * labels.len());
    for _ in 0..count {
        features.push((from.u32()?, from.f32()?));
        for _ in 0..labels.len() {
            numbers.push(from.f32()?);
        }
    }
    for _ in 0..labels.len() {
        numbers.push(from.f32()?);
    }
    let inside = features.last().is_none_or(|(id, _)| *id < BLOCKS << BUCKET_BITS);
    if !from.0.is_empty() || !inside || !features.is_sorted_by(|a, b| a.0 < b.0) {
        return None;
    }
    let weights = Weights::from_rows(labels.len(), numbers.chunks(labels.len()));
    let calibration = Calibration { factor, steps, known };
    Some(Model { labels, slots: Slots::new(&features), weights, calibration, facts, aside })
}

fn read_facts(from: &mut Reader<'_>) -> Option<Facts> {
    Some(Facts {
        examples: from.u32()?,
        seed: from.take().map(u64::from_le_bytes)?,
        corrections: from.u32()?,
        macro_f1: from.f64()?,
        accuracy: from.f64()?,
        calibration_error: from.f64()?,
        at_95: from.f64()?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn small() -> Model {
        let numbers = [[0.5, -0.5], [1.0, 2.0], [0.0, 0.1]];
        Model {
            labels: vec!["水".into(), "电".into()],
            slots: Slots::new(&[(5, 1.5), (900_000, 2.5)]),
            weights: Weights::from_rows(2, numbers.iter().map(<[f32; 2]>::as_slice)),
            calibration: Calibration { factor: 3.0, steps: vec![(950, 0.8)], known: 0.25 },
            facts: Facts { examples: 400, seed: 7, macro_f1: 0.9, ..Facts::default() },
            aside: [("路".to_owned(), 3)].into(),
        }
    }

    /// Bytes with a good checksum, whatever is in them.
    fn sealed(content: &[u8]) -> Vec<u8> {
        let mut bytes = [MARK.as_slice(), &VERSION.to_le_bytes(), content].concat();
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        let model = small();
        assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model.clone()));
        assert_eq!(model.name(), small().name());
        let other = Model { aside: BTreeMap::new(), ..small() };
        assert!(model.name() != other.name() && model.name().len() == 14);
    }

    #[test]
    fn damage_is_named() {
        let bytes = small().to_bytes();
        assert_eq!(Model::from_bytes(b"PK\x03\x04"), Err(Damaged::NoModel));
        assert_eq!(Model::from_bytes(b""), Err(Damaged::NoModel));
        let mut newer = bytes.clone();
        newer[8] = 9;
        assert_eq!(Model::from_bytes(&newer), Err(Damaged::Newer));
        for at in 10..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 1;
            assert_eq!(Model::from_bytes(&broken), Err(Damaged::Broken), "byte {at}");
            assert_eq!(Model::from_bytes(&bytes[..at]), Err(Damaged::Broken), "cut at {at}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic_even_with_a_good_checksum(
            at in 0usize..200, byte: u8, cut in 0usize..60, noise: Vec<u8>,
        ) {
            let bytes = small().to_bytes();
            let mut content = bytes[10..bytes.len() - DIGEST].to_vec();
            let place = at % content.len();
            content[place] = byte;
            content.truncate(content.len() - cut);
            for content in [content, noise] {
                if let Ok(model) = Model::from_bytes(&sealed(&content)) {
                    let message = crate::classify::Message { title: "电", body: "水" };
                    let _ = model.suggest(&message);
                    prop_assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
                }
            }
        }
    }
}
