//! Personal data: the vault that seals it at rest, and the privacy desk's rows (invariant 11).
//!
//! Phones are encrypted with AES-256-GCM and found by a keyed hash. `held` and `erase` follow the data list
//! of `domain/src/privacy`; `corrections`, `closures`, `guides` and `looks` are rows of their own.

pub mod closures;
pub mod corrections;
pub mod erase;
pub mod guides;
pub mod held;
pub mod looks;
mod rows_of;

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use rand::RngCore;
use ring::hmac;
use xianfeng_domain::roster::Phone;

use crate::db::{StoreError, StoreResult};

/// Names the form of what is sealed; another cipher gets another number.
const VERSION: u8 = 1;
const NONCE: usize = 12;

/// Seals and opens phones. The keys come from the configuration and stand nowhere else.
#[derive(Clone)]
pub struct Vault {
    cipher: Aes256Gcm,
    lookup: [u8; 32],
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// From the key that encrypts and the key that hashes for look-up, which must differ.
    pub fn new(data_key: &[u8; 32], lookup_key: &[u8; 32]) -> Self {
        Self { cipher: Aes256Gcm::new(data_key.into()), lookup: *lookup_key }
    }

    /// Encrypts a phone.
    ///
    /// # Errors
    /// [`StoreError::Other`] when the cipher fails, which it does for no input of this size.
    pub fn seal(&self, phone: &Phone) -> StoreResult<Vec<u8>> {
        self.seal_text(phone.as_str())
    }

    /// Encrypts a short text, such as the name that a stranger left.
    ///
    /// # Errors
    /// [`StoreError::Other`] when the cipher fails, which it does for no input of this size.
    pub fn seal_text(&self, text: &str) -> StoreResult<Vec<u8>> {
        let mut nonce = [0; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let sealed = self
            .cipher
            .encrypt(&Nonce::from(nonce), text.as_bytes())
            .map_err(|_| StoreError::Other("a text could not be encrypted".to_owned()))?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts a phone.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it was not sealed with this key.
    pub fn open(&self, sealed: &[u8]) -> StoreResult<Phone> {
        self.open_text(sealed)?.parse().map_err(|_| StoreError::corrupt("what was sealed is no phone"))
    }

    /// Decrypts a text.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it was not sealed with this key.
    pub fn open_text(&self, sealed: &[u8]) -> StoreResult<String> {
        let broken = || StoreError::corrupt("what was sealed does not open with the configured key");
        let [VERSION, rest @ ..] = sealed else { return Err(broken()) };
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        let plain = self.cipher.decrypt(&Nonce::from(*nonce), sealed).map_err(|_| broken())?;
        String::from_utf8(plain).map_err(|_| broken())
    }

    /// The keyed hash by which a phone is found.
    pub fn lookup(&self, phone: &Phone) -> [u8; 32] {
        self.keyed(b"phone", phone.as_str().as_bytes())
    }

    /// A keyed hash for some purpose, such as an invite code derived from its id.
    pub fn keyed(&self, purpose: &[u8], message: &[u8]) -> [u8; 32] {
        let for_purpose = sign(&self.lookup, purpose);
        sign(&for_purpose, message)
    }
}

fn sign(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message);
    let mut hash = [0; 32];
    hash.copy_from_slice(tag.as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_opens_with_its_key_only_and_never_seals_alike() {
        let phone: Phone = "19900000001".parse().expect("a phone");
        let vault = Vault::new(&[1; 32], &[2; 32]);
        let sealed = vault.seal(&phone).expect("sealed");
        assert_ne!(sealed, vault.seal(&phone).expect("sealed"));
        assert!(!sealed.windows(11).any(|window| window == b"19900000001"));
        assert_eq!(vault.open(&sealed).expect("opened"), phone);
        assert!(Vault::new(&[3; 32], &[2; 32]).open(&sealed).is_err());
        assert!(vault.open(&[]).is_err());
        assert_eq!(vault.lookup(&phone), Vault::new(&[9; 32], &[2; 32]).lookup(&phone));
        assert_ne!(vault.lookup(&phone), Vault::new(&[1; 32], &[4; 32]).lookup(&phone));
    }
}
