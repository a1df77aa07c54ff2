//! AES-256-CBC as the platform uses it: the vector is the key's first half, the padding is PKCS#7 to blocks of
//! 32 bytes, and inside stand 16 random bytes, the length, the message and the app id.
//!
//! The padding is taken off by hand: readers of PKCS#7 refuse pads that are longer than AES's own block.

use aes::Aes256;
use aes::cipher::{Array, BlockCipherDecrypt as _, KeyInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const BLOCK: usize = 16;
const LONGEST_PAD: u8 = 32;
const RANDOM: usize = 16;

#[derive(Clone)]
pub(super) struct Cipher {
    aes: Aes256,
    vector: [u8; BLOCK],
}

impl Cipher {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        let mut vector = [0; BLOCK];
        vector.copy_from_slice(&key[..BLOCK]);
        Self { aes: Aes256::new(&Array::from(*key)), vector }
    }

    /// The message and the app id; none where it was not made with this key. Called after the signature was
    /// found good, so that nobody can ask it about texts of their own.
    pub(super) fn open(&self, encrypted: &str) -> Option<(Vec<u8>, Vec<u8>)> {
        let encrypted = STANDARD.decode(encrypted).ok()?;
        let plain = self.decrypt(&encrypted)?;
        let pad = plain.last().copied().filter(|pad| (1..=LONGEST_PAD).contains(pad))?;
        let (content, padding) = plain.split_at_checked(plain.len().checked_sub(usize::from(pad))?)?;
        if padding.iter().any(|byte| *byte != pad) {
            return None;
        }
        let (length, rest) = content.get(RANDOM..)?.split_first_chunk::<4>()?;
        let (message, app_id) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        Some((message.to_vec(), app_id.to_vec()))
    }

    fn decrypt(&self, encrypted: &[u8]) -> Option<Vec<u8>> {
        let (blocks, rest) = encrypted.as_chunks::<BLOCK>();
        if blocks.is_empty() || !rest.is_empty() {
            return None;
        }
        let mut plain = Vec::with_capacity(encrypted.len());
        let mut before = &self.vector;
        for block in blocks {
            let mut opened = Array::from(*block);
            self.aes.decrypt_block(&mut opened);
            plain.extend(opened.iter().zip(before).map(|(byte, before)| byte ^ before));
            before = block;
        }
        Some(plain)
    }
}
