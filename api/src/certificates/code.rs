//! Check codes: derived from the id by the keyed hash, so that the table holds a hash of them only.

use xianfeng_domain::certificates::{CODE_LENGTH, check_sign};
use xianfeng_domain::ids::CertificateId;
use xianfeng_domain::redemption::SIGNS;
use xianfeng_infra::privacy::Vault;

/// The 20 signs of a certificate's code: 95 bits that nobody guesses, and the check sign.
pub(super) fn plain_code(vault: &Vault, id: CertificateId) -> String {
    let derived = vault.keyed(b"certificate code", id.0.as_bytes());
    // Of a uniform byte the low five bits are uniform too.
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).copied().map(char::from);
    let mut code: String = derived.iter().take(CODE_LENGTH - 1).filter_map(sign).collect();
    code.extend(check_sign(&code));
    code
}

/// What the table holds of a code.
pub(super) fn code_hash(vault: &Vault, plain: &str) -> [u8; 32] {
    vault.keyed(b"certificate code hash", plain.as_bytes())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use xianfeng_domain::certificates::read_code;

    use super::*;

    #[test]
    fn a_code_is_one_of_ours_and_depends_on_the_key() {
        let (vault, other) = (Vault::new(&[1; 32], &[2; 32]), Vault::new(&[1; 32], &[3; 32]));
        for n in 0..200 {
            let id = CertificateId(Uuid::from_u128(n));
            let code = plain_code(&vault, id);
            assert_eq!(read_code(&code), Some(code.clone()));
            assert_ne!(code, plain_code(&other, id));
            assert_ne!(code_hash(&vault, &code), code_hash(&other, &code));
        }
    }
}
