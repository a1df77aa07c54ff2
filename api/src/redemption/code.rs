//! Pickup codes: derived from the order's id by a keyed hash, so that no table, stored reply or log
//! holds them.

use xianfeng_domain::ids::OrderId;
use xianfeng_domain::redemption::{CODE_LENGTH, SIGNS, plain_code};
use xianfeng_infra::privacy::Vault;

/// The code of an order.
pub(super) fn code(vault: &Vault, order: OrderId) -> String {
    let derived = vault.keyed(b"pickup code", order.0.as_bytes());
    // Of a uniform byte the low five bits are uniform too.
    derived.iter().take(CODE_LENGTH).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// What the table holds of a code, however it was typed.
pub(super) fn code_hash(vault: &Vault, typed: &str) -> [u8; 32] {
    vault.keyed(b"pickup code hash", plain_code(typed).as_bytes())
}

/// What the table holds of an order's PIN. There are ten thousand PINs: without the key and the
/// order a hash of one would tell it.
pub(super) fn pin_hash(vault: &Vault, order: OrderId, pin: &str) -> [u8; 32] {
    vault.keyed(b"pickup pin", &[order.0.as_bytes().as_slice(), pin.as_bytes()].concat())
}

/// A secret of a request as its fingerprint sees it: another one is another input, and what is
/// stored does not tell which.
pub(super) fn sealed(vault: &Vault, secret: &str) -> String {
    let hash = vault.keyed(b"pickup fingerprint", secret.as_bytes());
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, hash)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_code_is_of_its_order_and_key() {
        let (vault, other) = (Vault::new(&[1; 32], &[2; 32]), Vault::new(&[1; 32], &[3; 32]));
        let (first, second) = (OrderId(Uuid::from_u128(1)), OrderId(Uuid::from_u128(2)));
        let own = code(&vault, first);
        assert_eq!(own.len(), CODE_LENGTH);
        assert!(own.bytes().all(|sign| SIGNS.contains(&sign)));
        assert_ne!(own, code(&vault, second));
        assert_ne!(own, code(&other, first));
        assert_eq!(code_hash(&vault, &own), code_hash(&vault, &own.to_lowercase()));
        assert_ne!(pin_hash(&vault, first, "0420"), pin_hash(&vault, second, "0420"));
        assert_ne!(sealed(&vault, "0420"), sealed(&vault, "0421"));
    }
}
