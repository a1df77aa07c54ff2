//! The name of some bytes: their SHA-256.

use std::fmt;

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes: of an upload, to know it again, or of a blob, as its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentDigest([u8; 32]);

impl ContentDigest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes, as a binary column holds them.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Where a store keeps the blob: `ab/cd/<64 hexadecimal digits>`. Two levels keep
    /// directories small at a million files.
    pub(super) fn path(&self) -> String {
        let [first, second, ..] = self.0;
        format!("{first:02x}/{second:02x}/{self}")
    }
}

impl From<[u8; 32]> for ContentDigest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for ContentDigest {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentDigest({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_made_of_the_digest_alone() {
        let digest = ContentDigest::of(b"abc");
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.path(), format!("ba/78/{hex}"));
        assert_eq!(ContentDigest::from(*digest.as_bytes()), digest);
    }
}
