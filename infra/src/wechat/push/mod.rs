//! Messages that WeChat pushes to the service (消息推送): verified, decrypted, read.
//!
//! Secure mode alone is taken: in plain mode the signature does not cover the body, so that anybody who has
//! seen one could write another. What is proved before anything is read:
//!
//! 1. `msg_signature` over token, timestamp, nonce and ciphertext, compared in constant time. The query's other
//!    `signature` does not cover the ciphertext and is not looked at.
//! 2. The app id inside the ciphertext is ours.
//!
//! There is no window for the timestamp: the platform promises none, and a replay is found by the event's own
//! digest ([`PushEvent::digest`]).

mod cipher;
mod event;
#[cfg(test)]
mod tests;
mod xml;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use sha1::{Digest as _, Sha1};
use subtle::ConstantTimeEq as _;

pub use event::{PushEvent, number, text};

use cipher::Cipher;

/// People type the key: whatever the last character's spare bits are, it means the same 32 bytes.
const KEY_FORM: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What proves that a message is the platform's, and ours.
#[derive(Clone)]
pub struct PushKeys {
    token: SecretString,
    cipher: Cipher,
    app_id: String,
}

impl std::fmt::Debug for PushKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PushKeys")
    }
}

/// The query of a message or of the check of the address.
#[derive(Clone, Copy, Debug, Default)]
pub struct PushQuery<'a> {
    /// The signature that counts: `msg_signature` of a message, `signature` of the check of the address.
    pub signature: &'a str,
    /// Seconds since 1970, as text.
    pub timestamp: &'a str,
    /// Digits of the platform's choice.
    pub nonce: &'a str,
}

/// Why a message is refused. Never holds a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The key is not 43 characters of base64.
    #[error("the EncodingAESKey is not 43 letters and digits")]
    Key,
    /// Neither JSON nor plain XML, or too deep.
    #[error("the message cannot be read: choose JSON as the format in the console")]
    Malformed,
    /// Sent in plain mode.
    #[error("the message is not encrypted: choose secure mode (安全模式) in the console")]
    Plain,
    /// Not signed with our token.
    #[error("the signature is wrong: is the Token the same as in the console?")]
    Signature,
    /// Not encrypted with our key.
    #[error("the message does not decrypt: is the EncodingAESKey the same as in the console?")]
    Cipher,
    /// Meant for another mini-program.
    #[error("the message is for another mini-program")]
    OtherApp,
}

impl PushKeys {
    /// From the console's Token and EncodingAESKey, for the mini-program `app_id`.
    ///
    /// # Errors
    /// [`PushError::Key`] when the key is not 43 characters that mean 32 bytes.
    pub fn new(token: SecretString, aes_key: &SecretString, app_id: &str) -> Result<Self, PushError> {
        let key = aes_key.expose_secret();
        let bytes = KEY_FORM.decode(key).ok().filter(|_| key.len() == 43);
        let key = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).ok_or(PushError::Key)?;
        Ok(Self { token, cipher: Cipher::new(&key), app_id: app_id.to_owned() })
    }

    /// Whether the check of the address comes from the platform.
    #[must_use]
    pub fn is_signed(&self, query: &PushQuery<'_>) -> bool {
        self.signs(query, None)
    }

    /// The event inside a message.
    ///
    /// # Errors
    /// See [`PushError`]; nothing of the message is used then.
    pub fn open(&self, query: &PushQuery<'_>, body: &[u8]) -> Result<PushEvent, PushError> {
        let outer = read(body)?;
        let Some(encrypted) = outer.get("Encrypt").and_then(Value::as_str) else { return Err(PushError::Plain) };
        if !self.signs(query, Some(encrypted)) {
            return Err(PushError::Signature);
        }
        let (message, app_id) = self.cipher.open(encrypted).ok_or(PushError::Cipher)?;
        if app_id != self.app_id.as_bytes() {
            return Err(PushError::OtherApp);
        }
        PushEvent::of(read(&message)?).ok_or(PushError::Malformed)
    }

    fn signs(&self, query: &PushQuery<'_>, encrypted: Option<&str>) -> bool {
        let mut parts = vec![self.token.expose_secret(), query.timestamp, query.nonce];
        parts.extend(encrypted);
        parts.sort_unstable();
        let mut hasher = Sha1::new();
        parts.iter().for_each(|part| hasher.update(part));
        let due: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        due.as_bytes().ct_eq(query.signature.as_bytes()).into()
    }
}

/// A message or its envelope: JSON, or XML without anything that XML is feared for.
fn read(body: &[u8]) -> Result<Value, PushError> {
    let value = match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'<') => std::str::from_utf8(body).ok().and_then(xml::read),
        _ => serde_json::from_slice(body).ok(),
    };
    value.filter(Value::is_object).ok_or(PushError::Malformed)
}
