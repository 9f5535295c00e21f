//! 检查点 — The signed head of the record: who, how many leaves, which root (C2SP tlog-checkpoint).
//!
//! Printed on the notice board and kept by others, two checkpoints and a consistency proof show that
//! nothing between them was taken back.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::hash::Hash;
use crate::note::{NoteError, SignedNote, Signer, Verifier};
use crate::tree::Frontier;

/// The head of a log at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, best a URL without scheme; it must equal the name of the signing key.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root at that size.
    pub root: Hash,
    /// Further lines, discouraged by the specification because nobody audits them.
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// The head of the tree with this edge.
    pub fn of(frontier: &Frontier, origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            size: frontier.size(),
            root: frontier.root(),
            extensions: Vec::new(),
        }
    }

    /// The note text: origin, size, base64 root, extensions, one a line.
    pub fn to_text(&self) -> String {
        let mut text =
            format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0));
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Reads a note text; a signature is not looked at.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        let extensions: Vec<_> = lines.map(str::to_owned).collect();
        if origin.is_empty() || extensions.iter().any(String::is_empty) {
            return Err(CheckpointError::Lines);
        }
        let number: u64 = size.parse().map_err(|_| CheckpointError::Size)?;
        // One size has one spelling: no sign, no leading zero.
        if number.to_string() != size {
            return Err(CheckpointError::Size);
        }
        let root = STANDARD.decode(root).map_err(|_| CheckpointError::Root)?;
        let root = Hash::try_from(root.as_slice()).map_err(|_| CheckpointError::Root)?;
        Ok(Self { origin: origin.to_owned(), size: number, root, extensions })
    }

    /// The signed note. The signer's name must be the origin.
    pub fn sign(&self, signer: &Signer) -> Result<String, CheckpointError> {
        self.check_origin(signer.verifier())?;
        let text = self.to_text();
        // A line break inside a field would sign another checkpoint than the one meant.
        if Self::parse(&text).as_ref() != Ok(self) {
            return Err(CheckpointError::Lines);
        }
        let note = SignedNote::sign(&text, signer).map_err(CheckpointError::Note)?;
        Ok(note.to_string())
    }

    /// Reads a signed note and checks the signature of `verifier` and that its name is the origin.
    pub fn open(note: &str, verifier: &Verifier) -> Result<Self, CheckpointError> {
        let note: SignedNote = note.parse().map_err(CheckpointError::Note)?;
        let text = note.verify(verifier).map_err(CheckpointError::Note)?;
        let checkpoint = Self::parse(text)?;
        checkpoint.check_origin(verifier)?;
        Ok(checkpoint)
    }

    fn check_origin(&self, verifier: &Verifier) -> Result<(), CheckpointError> {
        if self.origin == verifier.name() { Ok(()) } else { Err(CheckpointError::Origin) }
    }
}

/// Why a checkpoint is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckpointError {
    /// Fewer than three lines, or an empty one.
    Lines,
    /// The size is not a plain decimal number.
    Size,
    /// The root is not the base64 of 32 bytes.
    Root,
    /// The origin is not the key's name: a key that signs for another log.
    Origin,
    /// The note around it is refused.
    Note(NoteError),
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lines => f.write_str("a checkpoint has an origin, a size and a root, one a line"),
            Self::Size => f.write_str("the size is not a plain decimal number"),
            Self::Root => f.write_str("the root is not the base64 of 32 bytes"),
            Self::Origin => f.write_str("the origin is not the name of the key"),
            Self::Note(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CheckpointError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Algorithm;

    const ROOT: &str = "DZPTdDFokOey3SEXApOo2dYd/pusW7TRLptES/nguSQ=";

    #[test]
    fn it_is_written_and_read_back() {
        let signer = Signer::try_new("log.example", &[5; 32]).unwrap();
        let empty = Checkpoint::of(&Frontier::new(Algorithm::Sha256), "log.example");
        let note = empty.sign(&signer).unwrap();
        assert_eq!(Checkpoint::open(&note, signer.verifier()), Ok(empty.clone()));
        let other = Checkpoint { origin: "other.example".to_owned(), ..empty.clone() };
        assert_eq!(other.sign(&signer), Err(CheckpointError::Origin));
        let split = Checkpoint { extensions: vec!["a\nb".to_owned()], ..empty };
        assert_eq!(split.sign(&signer), Err(CheckpointError::Lines));
    }

    #[test]
    fn a_key_cannot_sign_for_another_log() {
        let signer = Signer::try_new("log.example", &[5; 32]).unwrap();
        let note = SignedNote::sign(&format!("other.example\n0\n{ROOT}\n"), &signer).unwrap();
        let opened = Checkpoint::open(&note.to_string(), signer.verifier());
        assert_eq!(opened, Err(CheckpointError::Origin));
    }

    #[test]
    fn malformed_texts_are_refused() {
        let parse = |text: String| Checkpoint::parse(&text).err();
        assert_eq!(parse(format!("o\n13\n{ROOT}\n")), None);
        assert_eq!(parse(format!("o\n13\n{ROOT}\nx\n")), None);
        assert_eq!(parse(format!("o\n13\n{ROOT}")), Some(CheckpointError::Lines));
        assert_eq!(parse(format!("\n13\n{ROOT}\n")), Some(CheckpointError::Lines));
        assert_eq!(parse(format!("o\n13\n{ROOT}\n\n")), Some(CheckpointError::Lines));
        assert_eq!(parse("o\n13\n".to_owned()), Some(CheckpointError::Lines));
        for size in ["", "013", "+13", "-1", "1e3", "１３", " 13", "18446744073709551616"] {
            assert_eq!(parse(format!("o\n{size}\n{ROOT}\n")), Some(CheckpointError::Size));
        }
        for root in ["", "AAAA", "not base64", &ROOT.replace('=', "")] {
            assert_eq!(parse(format!("o\n13\n{root}\n")), Some(CheckpointError::Root));
        }
    }
}
