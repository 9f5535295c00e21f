//! 保存 — A model as bytes: small, versioned, checked, without a word of any message.
//!
//! Little endian throughout. `GONGDI-C`, a version, the content, the SHA-256 of all before it. The
//! content's digest also names the model, so the same training has the same name everywhere. Reading
//! trusts no length: nothing is allocated that the bytes could not fill.
//!
//! Version 1 had every number in full and no vocabulary. Such models are read, cut messages by the
//! dictionary as they did, and are written back as they were, so that they keep their names.

use std::fmt::Write as _;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::calibrate::Calibration;
use super::layout::{Reader, Writer, plain, read_plain};
use super::refuse::Damaged;
use super::{Facts, Model};

const MARK: &[u8; 8] = b"GONGDI-C";
/// The version with a vocabulary and narrow numbers.
const VERSION: u16 = 2;
/// The version without.
const FIRST: u16 = 1;
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
        out.put(if self.vocabulary.is_some() { VERSION } else { FIRST }.to_le_bytes());
        out.count(self.labels.len());
        self.labels.iter().for_each(|label| out.text(label));
        write_facts(&mut out, &self.facts);
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
        match &self.vocabulary {
            Some(vocabulary) => {
                out.vocabulary(vocabulary);
                out.features(&self.slots, &self.weights);
            }
            None => plain(&mut out, &self.slots, &self.weights),
        }
        let digest = Sha256::digest(&out.0);
        out.0.extend_from_slice(&digest);
        out.0
    }

    /// The model these bytes hold, or why they hold none. Any bytes may be given.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let rest = bytes.strip_prefix(MARK).ok_or(Damaged::NoModel)?;
        let (version, _) = rest.split_first_chunk().ok_or(Damaged::Broken)?;
        let version = u16::from_le_bytes(*version);
        match version {
            0 => return Err(Damaged::Broken),
            1..=VERSION => {}
            _ => return Err(Damaged::Newer),
        }
        let (checked, digest) = bytes.split_last_chunk::<DIGEST>().ok_or(Damaged::Broken)?;
        if Sha256::digest(checked).as_slice() != digest {
            return Err(Damaged::Broken);
        }
        let content = checked.get(MARK.len() + 2..).ok_or(Damaged::Broken)?;
        read(&mut Reader(content), version).ok_or(Damaged::Broken)
    }
}

fn write_facts(out: &mut Writer, facts: &Facts) {
    out.put(facts.examples.to_le_bytes());
    out.put(facts.seed.to_le_bytes());
    out.put(facts.corrections.to_le_bytes());
    let figures = [facts.macro_f1, facts.accuracy, facts.calibration_error, facts.at_95];
    for figure in figures {
        out.put(figure.to_le_bytes());
    }
}

fn read(from: &mut Reader<'_>, version: u16) -> Option<Model> {
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
    let (vocabulary, (slots, weights)) = if version == FIRST {
        (None, read_plain(from, labels.len())?)
    } else {
        (Some(from.vocabulary()?), from.features(labels.len())?)
    };
    if !from.0.is_empty() {
        return None;
    }
    let calibration = Calibration { factor, steps, known };
    Some(Model { labels, vocabulary, slots, weights, calibration, facts, aside })
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

    use super::super::slots::Slots;
    use super::super::vocabulary::Vocabulary;
    use super::super::weights::Weights;
    use super::*;

    /// A model of the first version.
    fn first() -> Model {
        Model { vocabulary: None, ..small() }
    }

    fn small() -> Model {
        let numbers = [[0.5, -0.5], [1.0, 2.0], [0.0, 0.1]];
        Model {
            labels: vec!["水".into(), "电".into()],
            vocabulary: Some(Vocabulary::of(
                [(['停', '电'].as_slice(), 3), (['水'].as_slice(), 4)].into_iter(),
            )),
            slots: Slots::new(&[(5, 1.5), (900_000, 2.5)]),
            weights: Weights::from_rows(2, numbers.iter().map(<[f32; 2]>::as_slice)),
            calibration: Calibration { factor: 3.0, steps: vec![(950, 0.8)], known: 0.25 },
            facts: Facts { examples: 400, seed: 7, macro_f1: 0.9, ..Facts::default() },
            aside: [("路".to_owned(), 3)].into(),
        }
    }

    /// Bytes with a good checksum, whatever is in them.
    fn sealed(version: u16, content: &[u8]) -> Vec<u8> {
        let mut bytes = [MARK.as_slice(), &version.to_le_bytes(), content].concat();
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        for model in [small(), first()] {
            assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model.clone()));
        }
        let model = small();
        assert_eq!(model.name(), small().name());
        let other = Model { aside: BTreeMap::new(), ..small() };
        assert!(model.name() != other.name() && model.name().len() == 14);
    }

    #[test]
    fn models_of_the_first_version_keep_their_bytes() {
        let bytes = first().to_bytes();
        assert_eq!((bytes[8], bytes.len()), (1, 197));
        assert_eq!(first().name(), "m-3a23971c56eb");
        assert_eq!(Model::from_bytes(&bytes).map(|model| model.to_bytes()), Ok(bytes));
    }

    #[test]
    fn models_of_the_first_version_read_as_they_did() {
        let message = crate::classify::Message { title: "", body: "楼道停电" };
        let (old, new) = (first().read(&message), small().read(&message));
        // By the dictionary 楼道 and 停电; by this vocabulary 楼, 道 and 停电.
        assert_eq!((old.words.len(), new.words.len()), (2, 3));
        // Words and runs of one to three characters; words and runs of one and two.
        assert_eq!((old.pieces.len(), new.pieces.len()), (2 + 4 + 3 + 2, 3 + 4 + 3));
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
            at in 0usize..200, byte: u8, cut in 0usize..60, noise: Vec<u8>, version in 0u16..3,
        ) {
            let bytes = if version < 2 { first() } else { small() }.to_bytes();
            let mut content = bytes[10..bytes.len() - DIGEST].to_vec();
            let place = at % content.len();
            content[place] = byte;
            content.truncate(content.len() - cut);
            for content in [content, noise] {
                if let Ok(model) = Model::from_bytes(&sealed(version, &content)) {
                    let message = crate::classify::Message { title: "电", body: "水" };
                    let _ = model.suggest(&message);
                    prop_assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
                }
            }
        }
    }
}
