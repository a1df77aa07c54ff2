//! The code of a points card: member and instant under a keyed hash. Nothing of it is stored but,
//! once it was scanned, its digest.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use subtle::ConstantTimeEq;
use uuid::Uuid;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::privacy::Vault;

/// Names the form, so that a phone's camera tells it from other codes.
const PREFIX: &str = "XF1.";
const MAC: usize = 16;

/// The code of a member's card at an instant.
pub(super) fn write(vault: &Vault, member: MemberId, made: DateTime<Utc>) -> String {
    let mut bytes = Vec::with_capacity(16 + 8 + MAC);
    bytes.extend(member.0.as_bytes());
    bytes.extend(made.timestamp_micros().to_be_bytes());
    let mac = mac(vault, &bytes);
    bytes.extend(mac);
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// Whose card and when it was shown; `None` where we did not write it.
pub(super) fn read(vault: &Vault, code: &str) -> Option<(MemberId, DateTime<Utc>)> {
    let bytes = URL_SAFE_NO_PAD.decode(code.trim().strip_prefix(PREFIX)?).ok()?;
    let (said, signed) = bytes.split_at_checked(16 + 8)?;
    if !bool::from(mac(vault, said).as_slice().ct_eq(signed)) {
        return None;
    }
    let (member, made) = said.split_at_checked(16)?;
    let made = i64::from_be_bytes(made.try_into().ok()?);
    Some((MemberId(Uuid::from_slice(member).ok()?), DateTime::from_timestamp_micros(made)?))
}

/// What is kept of a code that was scanned.
pub(super) fn digest(vault: &Vault, code: &str) -> [u8; 32] {
    vault.keyed(b"points card digest", code.trim().as_bytes())
}

fn mac(vault: &Vault, said: &[u8]) -> [u8; MAC] {
    let whole = vault.keyed(b"points card", said);
    let mut mac = [0; MAC];
    mac.copy_from_slice(&whole[..MAC]);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_whose_and_when_to_who_has_the_key() {
        let (vault, other) = (Vault::new(&[1; 32], &[2; 32]), Vault::new(&[1; 32], &[3; 32]));
        let (member, made) = (MemberId(Uuid::from_u128(7)), DateTime::from_timestamp_micros(1_700_000_000_000_001));
        let made = made.expect("an instant");
        let code = write(&vault, member, made);
        assert_eq!(read(&vault, &format!(" {code}\n")), Some((member, made)));
        assert_eq!(read(&other, &code), None);
        for at in 0..code.len() {
            let mut forged = code.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).expect("ASCII");
            // The last sign holds bits that mean nothing; a strict reader refuses those too.
            assert_eq!(read(&vault, &forged), None, "{forged}");
        }
        for text in ["", "XF1.", "XF1.AAAA", "XF2.x", "好"] {
            assert_eq!(read(&vault, text), None);
        }
    }
}
