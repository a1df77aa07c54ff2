//! Receipt codes of what people without an account send in, such as `7KQ2M-9XD4T`: derived from its id, so that the
//! table holds a hash only and a repeated command's reply, stored without it, is built again.

use uuid::Uuid;
use xianfeng_infra::privacy::Vault;

/// Digits and capitals without 0, 1, I and O, which people take for one another: ten of them hold 50 bits.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// How many signs a code has.
const LENGTH: usize = 10;

/// The codes of one noun: nobody can tell one noun's from another's id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codes {
    /// What codes are derived under.
    pub(crate) purpose: &'static [u8],
    /// What they are hashed under.
    pub(crate) hashing: &'static [u8],
}

impl Codes {
    /// The code of a thing, without the hyphen.
    pub(crate) fn plain(self, vault: &Vault, id: Uuid) -> String {
        let derived = vault.keyed(self.purpose, id.as_bytes());
        // Of a uniform byte the low five bits are uniform too.
        derived.iter().take(LENGTH).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
    }

    /// The code as people read it.
    pub(crate) fn shown(self, vault: &Vault, id: Uuid) -> String {
        let plain = self.plain(vault, id);
        let (first, second) = plain.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }

    /// What the table holds of a code.
    pub(crate) fn hash(self, vault: &Vault, plain: &str) -> [u8; 32] {
        vault.keyed(self.hashing, plain.as_bytes())
    }
}

/// A code however it was typed, without the hyphen; none for what is no code.
pub(crate) fn typed(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    (plain.len() == LENGTH && plain.bytes().all(|byte| SIGNS.contains(&byte))).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_ten_signs_that_nobody_mixes_up_and_depends_on_the_key() {
        let codes = Codes { purpose: b"a receipt", hashing: b"a receipt hash" };
        let (vault, other) = (Vault::new(&[1; 32], &[2; 32]), Vault::new(&[1; 32], &[3; 32]));
        for n in 0..200 {
            let id = Uuid::from_u128(n);
            let code = codes.plain(&vault, id);
            assert!(code.len() == LENGTH && !code.contains(['0', '1', 'I', 'O']), "{code}");
            assert_ne!(code, codes.plain(&other, id));
            assert_ne!(codes.hash(&vault, &code), codes.hash(&other, &code));
            assert_eq!(typed(&codes.shown(&vault, id).to_lowercase()), Some(code));
        }
        assert_eq!(typed("0KQ2M-9XD4T"), None);
    }
}
