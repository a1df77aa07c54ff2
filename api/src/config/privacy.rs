//! `[privacy]`: the keys that guard personal data (design invariant 11).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretSlice};

use super::keys::Keys;

const KEY_BYTES: usize = 32;

/// `[privacy]`.
#[derive(Debug, Clone)]
pub struct PrivacyConfig {
    /// AES-256-GCM key of guarded fields; 32 bytes.
    pub data_key: SecretSlice<u8>,
    /// HMAC-SHA-256 key of look-up hashes; 32 bytes.
    pub lookup_key: SecretSlice<u8>,
}

impl PrivacyConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let data_key = key(keys, "privacy.data_key");
        let lookup_key = key(keys, "privacy.lookup_key");
        let given = !data_key.expose_secret().is_empty();
        if given && data_key.expose_secret() == lookup_key.expose_secret() {
            keys.fault("privacy.lookup_key", "must differ from privacy.data_key: make another one");
        }
        Self { data_key, lookup_key }
    }
}

fn key(keys: &mut Keys, name: &str) -> SecretSlice<u8> {
    let text = keys.secret(name, "make one with `openssl rand -base64 32`");
    let text = text.expose_secret();
    match STANDARD.decode(text) {
        Ok(bytes) if bytes.len() == KEY_BYTES => bytes.into(),
        _ if text.is_empty() => SecretSlice::default(),
        _ => {
            keys.fault(name, "must be 32 bytes in base64: make one with `openssl rand -base64 32`");
            SecretSlice::default()
        }
    }
}
