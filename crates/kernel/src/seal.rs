//! 封存 — Personal fields encrypted with a key that is never in the database (PIPL 51).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::{Error, Result, Rng};

/// The host's secret key and what it can do: seal, open, and look up without opening.
#[derive(Clone)]
pub struct Seal {
    key: [u8; 32],
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// A seal with a 32-byte key.
    pub const fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// Seals a text for one column (`context`, e.g. `listen_report.contact`): a sealed value moved to
    /// another column does not open.
    ///
    /// # Errors
    /// A fault when the cipher refuses, which it does for texts over 256 GiB only.
    pub fn seal(&self, context: &str, text: &str, rng: &mut dyn Rng) -> Result<String> {
        let mut nonce = [0; 24];
        rng.fill(&mut nonce);
        let payload = Payload { msg: text.as_bytes(), aad: context.as_bytes() };
        let sealed = self.cipher()?.encrypt(&XNonce::from(nonce), payload).map_err(Error::fault)?;
        Ok(format!("{}.{}", BASE64.encode(nonce), BASE64.encode(sealed)))
    }

    /// Opens what [`Seal::seal`] sealed.
    ///
    /// # Errors
    /// A fault when the key, the context or the text is not the one it was sealed with.
    pub fn open(&self, context: &str, sealed: &str) -> Result<String> {
        let (nonce, body) = sealed.split_once('.').ok_or_else(|| Error::fault("not sealed"))?;
        let nonce: [u8; 24] = BASE64
            .decode(nonce)
            .map_err(Error::fault)?
            .try_into()
            .map_err(|_| Error::fault("nonce has the wrong length"))?;
        let body = BASE64.decode(body).map_err(Error::fault)?;
        let payload = Payload { msg: &body, aad: context.as_bytes() };
        let text = self.cipher()?.decrypt(&XNonce::from(nonce), payload).map_err(Error::fault)?;
        String::from_utf8(text).map_err(Error::fault)
    }

    /// A keyed fingerprint: the same text gives the same mark, nobody without the key can make it.
    /// Used as blind index and for tokens shown in pages.
    pub fn mark(&self, context: &str, text: &str) -> String {
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.key) else {
            return String::new(); // HMAC takes keys of any length: this does not happen.
        };
        mac.update(context.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305> {
        XChaCha20Poly1305::new_from_slice(&self.key).map_err(Error::fault)
    }
}

/// The SHA-256 of a secret, in hex: what the database keeps of a link or a session token.
pub fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, b| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seeded;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_column_only() {
        let seal = Seal::new([7; 32]);
        let sealed = seal.seal("report.contact", "13800000000", &mut Seeded::new(1)).unwrap();
        assert!(!sealed.contains("138"));
        assert_eq!(seal.open("report.contact", &sealed).unwrap(), "13800000000");
        assert!(seal.open("report.name", &sealed).is_err());
        assert!(Seal::new([8; 32]).open("report.contact", &sealed).is_err());
        for bad in ["", ".", "x.y", "AAAA.BBBB"] {
            assert!(seal.open("report.contact", bad).is_err());
        }
    }
}
