//! Archives (一本通) and proofs of service (服务证明), and the codes by which anybody checks them.

use crate::redemption::SIGNS;

/// How many signs a check code has, the check sign included: 19 of them hold 95 bits.
pub const CODE_LENGTH: usize = 20;

/// What a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateKind {
    /// A member's archive: points, ranks, deeds, posts, meetings (S1-10, S2-11).
    Archive,
    /// A proof of service (Volunteer Service Regulations, article 19).
    Service,
}

impl CertificateKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Service => "service",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Archive, Self::Service].into_iter().find(|kind| kind.code() == code)
    }
}

fn value(sign: u8) -> Option<usize> {
    SIGNS.iter().position(|known| *known == sign)
}

/// The check sign of a code without one (Luhn's way, in 32 signs): it finds every single wrong sign
/// and most neighbours that changed places. None where a sign is not one of ours.
pub fn check_sign(signs: &str) -> Option<char> {
    let mut sum = 0;
    for (at, sign) in signs.bytes().rev().enumerate() {
        let factor = if at % 2 == 0 { 2 } else { 1 };
        let product = value(sign)? * factor;
        sum += product / SIGNS.len() + product % SIGNS.len();
    }
    let check = (SIGNS.len() - sum % SIGNS.len()) % SIGNS.len();
    SIGNS.get(check).copied().map(char::from)
}

/// The code as 20 signs, however it was typed; none where it cannot be one: that is found without
/// asking anybody.
pub fn read_code(typed: &str) -> Option<String> {
    let plain: String =
        typed.chars().filter(|sign| !matches!(sign, '-' | ' ')).map(|sign| sign.to_ascii_uppercase()).collect();
    if plain.len() != CODE_LENGTH || !plain.is_ascii() {
        return None;
    }
    let (signs, check) = plain.split_at(CODE_LENGTH - 1);
    (check_sign(signs)? == check.chars().next()?).then_some(plain)
}

/// The code in groups of five, as it is printed.
pub fn printed_code(plain: &str) -> String {
    let signs: Vec<char> = plain.chars().collect();
    signs.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> impl Strategy<Value = String> {
        proptest::collection::vec(0..SIGNS.len(), CODE_LENGTH - 1).prop_map(|signs| {
            let signs: String = signs.into_iter().map(|at| char::from(SIGNS[at])).collect();
            let check = check_sign(&signs).expect("signs of ours");
            format!("{signs}{check}")
        })
    }

    proptest! {
        /// Pitfall 42: a code is read however it is typed, and a wrong sign is found.
        #[test]
        fn one_wrong_sign_is_found(code in code(), at in 0..CODE_LENGTH, other in 0..SIGNS.len()) {
            prop_assert_eq!(read_code(&printed_code(&code).to_lowercase()), Some(code.clone()));
            let mut wrong = code.clone().into_bytes();
            wrong[at] = SIGNS[other];
            let wrong = String::from_utf8(wrong).expect("ASCII");
            prop_assert_eq!(read_code(&wrong).is_some(), wrong == code);
        }

        #[test]
        fn anything_else_is_no_code(text in "\\PC*") {
            if let Some(code) = read_code(&text) {
                prop_assert_eq!(code.len(), CODE_LENGTH);
            }
        }
    }
}
