//! 签名文书 — Text signed by named keys, in the C2SP signed-note format with Ed25519 (type 0x01).
//!
//! ```text
//! text, one or more lines
//!                                       ← the last empty line parts text and signatures
//! — key name base64(key id ‖ signature)
//! ```
//!
//! A reader ignores signatures of keys it does not know (witnesses may add theirs) and refuses the
//! whole note when the key it does know did not sign, or signed something else.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as Ed25519Signature, Signer as _, SigningKey, VerifyingKey};

use crate::hash::Algorithm;

/// The signature type byte of Ed25519 in the signed-note specification.
const ED25519: u8 = 0x01;
/// No note of ours comes near this many bytes; longer ones are refused unread.
pub const MAX_BYTES: usize = 1 << 20;
/// More signatures than this are refused; the specification asks for at least 16.
pub const MAX_SIGNATURES: usize = 100;

/// A private key with its name. It never prints its secret.
#[derive(Clone)]
pub struct Signer {
    verifier: Verifier,
    key: SigningKey,
}

impl Signer {
    /// A signer from a name (best a URL without scheme) and a 32-byte Ed25519 seed.
    pub fn try_new(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        let key = SigningKey::from_bytes(seed);
        Ok(Self { verifier: Verifier::try_new(name, key.verifying_key())?, key })
    }

    /// The public half, to publish.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.verifier)
    }
}

/// A public key with its name and id, written `name+id+key` (a "vkey").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl Verifier {
    fn try_new(name: &str, key: VerifyingKey) -> Result<Self, NoteError> {
        if !is_key_name(name) {
            return Err(NoteError::KeyName);
        }
        let id = key_id(name, &key);
        Ok(Self { name: name.to_owned(), id, key })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key id: the first four bytes of SHA-256 over name, newline, type and public key.
    pub fn id(&self) -> [u8; 4] {
        self.id
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519];
        key.extend_from_slice(self.key.as_bytes());
        let id = u32::from_be_bytes(self.id);
        write!(f, "{}+{id:08x}+{}", self.name, STANDARD.encode(key))
    }
}

impl FromStr for Verifier {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key);
        };
        let key = STANDARD.decode(key).map_err(|_| NoteError::Key)?;
        let Some((&ED25519, key)) = key.split_first() else {
            return Err(NoteError::Key);
        };
        let key = <[u8; 32]>::try_from(key).map_err(|_| NoteError::Key)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::Key)?;
        let verifier = Self::try_new(name, key)?;
        let spelled = format!("{:08x}", u32::from_be_bytes(verifier.id));
        if spelled == id { Ok(verifier) } else { Err(NoteError::KeyId) }
    }
}

/// One signature line, known or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureLine {
    /// The key's name.
    pub name: String,
    /// The key's id.
    pub id: [u8; 4],
    /// The signature; its length depends on the key's type.
    pub signature: Vec<u8>,
}

/// A note: its text (ending in a newline) and its signature lines. Parsed is not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<SignatureLine>,
}

impl SignedNote {
    /// Signs `text`, which must end in a newline.
    pub fn sign(text: &str, signer: &Signer) -> Result<Self, NoteError> {
        check_text(text)?;
        let mut note = Self { text: text.to_owned(), signatures: Vec::new() };
        note.add(signer);
        Ok(note)
    }

    /// Adds another signature over the same text, as a witness does.
    pub fn add(&mut self, signer: &Signer) {
        self.signatures.push(SignatureLine {
            name: signer.verifier.name.clone(),
            id: signer.verifier.id,
            signature: signer.key.sign(self.text.as_bytes()).to_bytes().to_vec(),
        });
    }

    /// The text, once `verifier` is known to have signed it.
    ///
    /// Every signature under the verifier's name and id must hold; others are ignored.
    pub fn verify(&self, verifier: &Verifier) -> Result<&str, NoteError> {
        let ours = |line: &&SignatureLine| line.name == verifier.name && line.id == verifier.id;
        let mut seen = false;
        for line in self.signatures.iter().filter(ours) {
            let signature = Ed25519Signature::from_slice(&line.signature)
                .map_err(|_| NoteError::BadSignature)?;
            verifier
                .key
                .verify_strict(self.text.as_bytes(), &signature)
                .map_err(|_| NoteError::BadSignature)?;
            seen = true;
        }
        if seen { Ok(&self.text) } else { Err(NoteError::NotSigned) }
    }

    /// The signature lines, none of them verified.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        for line in &self.signatures {
            let blob = [line.id.as_slice(), &line.signature].concat();
            writeln!(f, "— {} {}", line.name, STANDARD.encode(blob))?;
        }
        Ok(())
    }
}

impl FromStr for SignedNote {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<Self, Self::Err> {
        if note.len() > MAX_BYTES {
            return Err(NoteError::TooLong);
        }
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::ControlCharacter);
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteError::NoSignatures)?;
        let text = format!("{text}\n");
        check_text(&text)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::SignatureLine)?;
        if lines.split('\n').count() > MAX_SIGNATURES {
            return Err(NoteError::TooLong);
        }
        let signatures = lines.split('\n').map(signature_line).collect::<Result<_, _>>()?;
        Ok(Self { text, signatures })
    }
}

fn signature_line(line: &str) -> Result<SignatureLine, NoteError> {
    let rest = line.strip_prefix("— ").ok_or(NoteError::SignatureLine)?;
    let (name, blob) = rest.split_once(' ').ok_or(NoteError::SignatureLine)?;
    let blob = STANDARD.decode(blob).map_err(|_| NoteError::SignatureLine)?;
    match blob.split_first_chunk::<4>() {
        Some((id, signature)) if is_key_name(name) && !signature.is_empty() => {
            Ok(SignatureLine { name: name.to_owned(), id: *id, signature: signature.to_vec() })
        }
        _ => Err(NoteError::SignatureLine),
    }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    if text.chars().any(|c| c < ' ' && c != '\n') {
        return Err(NoteError::ControlCharacter);
    }
    if text == "\n" || !text.ends_with('\n') {
        return Err(NoteError::Text);
    }
    Ok(())
}

fn is_key_name(name: &str) -> bool {
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    !name.is_empty() && !name.chars().any(forbidden)
}

fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash = Algorithm::Sha256.digest(&[name.as_bytes(), b"\n", &[ED25519], key.as_bytes()]);
    let [a, b, c, d, ..] = hash.0;
    [a, b, c, d]
}

/// Why a note or a key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteError {
    /// A key name is empty or contains a space, a control character or a plus.
    KeyName,
    /// A public key that is not `name+id+base64` of an Ed25519 key.
    Key,
    /// The written key id is not the one the name and key give.
    KeyId,
    /// More than [`MAX_BYTES`] or [`MAX_SIGNATURES`].
    TooLong,
    /// A control character other than newline.
    ControlCharacter,
    /// The text is empty or does not end in a newline.
    Text,
    /// No empty line with signatures after it.
    NoSignatures,
    /// A line after the last empty line is not a well-formed signature.
    SignatureLine,
    /// The expected key did not sign.
    NotSigned,
    /// The expected key's signature does not fit the text.
    BadSignature,
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::KeyName => "a key name has no spaces, no plus, and is not empty",
            Self::Key => "this is not an Ed25519 verifier key",
            Self::KeyId => "the key id does not fit the name and the key",
            Self::TooLong => "the note is too long",
            Self::ControlCharacter => "the note contains control characters",
            Self::Text => "the text of a note ends in a newline",
            Self::NoSignatures => "the note has no signatures",
            Self::SignatureLine => "a signature line is malformed",
            Self::NotSigned => "the expected key did not sign this note",
            Self::BadSignature => "the signature does not fit the text",
        })
    }
}

impl std::error::Error for NoteError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(name: &str) -> Signer {
        Signer::try_new(name, &[3; 32]).unwrap()
    }

    fn parse(note: &str) -> Result<SignedNote, NoteError> {
        note.parse()
    }

    #[test]
    fn witnesses_may_add_theirs_and_strangers_are_ignored() {
        let (log, witness) = (signer("log.example"), signer("witness.example"));
        let mut note = SignedNote::sign("a\n\nb\n", &log).unwrap();
        note.add(&witness);
        let read = parse(&note.to_string()).unwrap();
        assert_eq!(read.verify(log.verifier()), Ok("a\n\nb\n"));
        assert_eq!(read.verify(witness.verifier()), Ok("a\n\nb\n"));
        assert_eq!(read.verify(signer("else.example").verifier()), Err(NoteError::NotSigned));
        assert_eq!(read.signatures().len(), 2);
    }

    #[test]
    fn every_changed_text_is_refused() {
        let log = signer("log.example");
        let note = SignedNote::sign("13\n", &log).unwrap().to_string().replacen("13", "14", 1);
        assert_eq!(parse(&note).unwrap().verify(log.verifier()), Err(NoteError::BadSignature));
    }

    #[test]
    fn one_bad_signature_of_a_known_key_spoils_the_note() {
        let log = signer("log.example");
        let other = SignedNote::sign("other\n", &log).unwrap().to_string();
        let mut note = SignedNote::sign("text\n", &log).unwrap().to_string();
        note.push_str(other.split_once("\n\n").unwrap().1);
        assert_eq!(parse(&note).unwrap().verify(log.verifier()), Err(NoteError::BadSignature));
    }

    #[test]
    fn malformed_notes_are_refused() {
        let note = SignedNote::sign("text\n", &signer("log.example")).unwrap().to_string();
        assert_eq!(parse(""), Err(NoteError::NoSignatures));
        assert_eq!(parse("text\n"), Err(NoteError::NoSignatures));
        assert_eq!(parse("text\n\n"), Err(NoteError::SignatureLine));
        assert_eq!(parse(&note.replace('—', "--")), Err(NoteError::SignatureLine));
        assert_eq!(parse(&note.replace("— ", "—")), Err(NoteError::SignatureLine));
        assert_eq!(
            parse(&note.replace("log.example", "log+example")),
            Err(NoteError::SignatureLine)
        );
        assert_eq!(parse(note.trim_end()), Err(NoteError::SignatureLine));
        assert_eq!(parse(&note.replace('\n', "\r\n")), Err(NoteError::ControlCharacter));
        assert_eq!(parse("\n\n— a AAAAAAAA\n"), Err(NoteError::Text));
        assert_eq!(parse(&"x".repeat(MAX_BYTES + 1)), Err(NoteError::TooLong));
        let line = note.split_once("\n\n").unwrap().1;
        let many = format!("text\n\n{}", line.repeat(MAX_SIGNATURES + 1));
        assert_eq!(parse(&many), Err(NoteError::TooLong));
    }

    #[test]
    fn damaged_keys_are_refused() {
        let key = signer("log.example").verifier().to_string();
        let parse = |text: &str| text.parse::<Verifier>();
        assert_eq!(parse(&key), Ok(signer("log.example").verifier().clone()));
        assert_eq!(parse(&key.replace("log.", "lag.")), Err(NoteError::KeyId));
        assert_eq!(parse("log.example"), Err(NoteError::Key));
        assert_eq!(parse("log.example+00000000+AA=="), Err(NoteError::Key));
        assert_eq!(parse("log.example+00000000+%"), Err(NoteError::Key));
        assert_eq!(Signer::try_new("a b", &[0; 32]).err(), Some(NoteError::KeyName));
        assert_eq!(Signer::try_new("", &[0; 32]).err(), Some(NoteError::KeyName));
        assert_eq!(SignedNote::sign("no newline", &signer("a")), Err(NoteError::Text));
        assert!(!format!("{:?}", signer("a")).contains("030303"));
    }
}
