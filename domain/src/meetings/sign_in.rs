//! The code that members sign in with: short, and another one every minute, so that a picture of it
//! sent to who stayed at home is soon worth nothing. It is derived by a keyed hash from the meeting
//! and the minute; nothing is stored.

use chrono::{DateTime, Utc};

/// How long a code is shown, in seconds.
pub const CODE_SECONDS: i64 = 60;

/// How many signs a code has: 30 bits.
pub const CODE_LENGTH: usize = 6;

/// Digits and capitals without 0, 1, I and O, which people take for one another: 32 signs.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The steps whose codes are good at an instant: the one shown, and the one before, for who was
/// typing when it changed.
pub fn accepted_steps(now: DateTime<Utc>) -> [i64; 2] {
    let step = now.timestamp().div_euclid(CODE_SECONDS);
    [step, step - 1]
}

/// When the code of a step is replaced on the secretary's screen.
pub fn step_ends_at(step: i64) -> DateTime<Utc> {
    DateTime::from_timestamp((step + 1) * CODE_SECONDS, 0).unwrap_or_default()
}

/// The code of a keyed hash.
pub fn code_of(hash: &[u8; 32]) -> String {
    // Of a uniform byte the low five bits are uniform too.
    hash.iter().take(CODE_LENGTH).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// A code as people type it: in any case, with spaces or hyphens.
pub fn normalized_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A code is good while it is shown and one step longer, whatever the second.
        #[test]
        fn a_code_is_good_for_its_step_and_the_next(second in 1_600_000_000i64..2_000_000_000, later in 0i64..300) {
            let at = |second| DateTime::from_timestamp(second, 0).expect("an instant");
            let [shown, _] = accepted_steps(at(second));
            let ends = step_ends_at(shown);
            prop_assert!(at(second) < ends && ends <= at(second + CODE_SECONDS));
            let good = accepted_steps(at(second + later)).contains(&shown);
            prop_assert_eq!(good, at(second + later) < step_ends_at(shown + 1));
        }

        #[test]
        fn what_is_shown_is_what_is_typed(hash in any::<[u8; 32]>()) {
            let code = code_of(&hash);
            prop_assert_eq!(code.len(), CODE_LENGTH);
            let typed = format!(" {}-{} ", code[..3].to_lowercase(), &code[3..]);
            prop_assert_eq!(normalized_code(&typed), code);
        }
    }
}
