//! Pickup codes and PINs as people type them.

/// Digits and capitals without 0, 1, I and O, which people take for one another: 32 signs, so that
/// eight of them hold 40 bits.
pub const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// How many signs a pickup code has.
pub const CODE_LENGTH: usize = 8;

/// Stands before the code in a QR picture, so that a phone tells it from other codes.
pub const CODE_PREFIX: &str = "XFO1.";

/// The signs of a code, however it was typed or scanned.
pub fn plain_code(typed: &str) -> String {
    let typed = typed.trim();
    let signs = typed.strip_prefix(CODE_PREFIX).unwrap_or(typed);
    signs.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect()
}

/// The last four signs of a code: what a printed list may show.
pub fn last_signs(code: &str) -> &str {
    code.len().checked_sub(4).and_then(|at| code.get(at..)).unwrap_or_default()
}

/// Is it a PIN: four digits?
pub fn is_pin(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["7KQ2M9XD", "7kq2-m9xd", " 7KQ2 M9XD\n", "XFO1.7KQ2M9XD"] {
            assert_eq!(plain_code(typed), "7KQ2M9XD", "{typed}");
        }
        assert_eq!(last_signs("7KQ2M9XD"), "M9XD");
        assert_eq!(last_signs("X"), "");
    }

    #[test]
    fn a_pin_is_four_digits() {
        assert!(is_pin("0420"));
        for text in ["", "042", "04200", "04a0", "０４２０"] {
            assert!(!is_pin(text), "{text}");
        }
    }
}
