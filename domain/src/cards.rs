//! The points card (一卡通), S1-8: a member shows a code at another branch or township, which credits
//! a deed that the home branch accepts or not.

use chrono::{DateTime, Duration, Utc};

/// How long a code is good after it was made: long enough to hold the phone out, too short to pass
/// a picture of it on.
pub const CODE_LIFETIME: Duration = Duration::seconds(120);

/// How far the clocks of two replicas may lie apart.
const SKEW: Duration = Duration::seconds(5);

/// Is a code that was made at `made` still good?
pub fn is_good(made: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    made - SKEW <= now && now < made + CODE_LIFETIME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_for_two_minutes() {
        let made: DateTime<Utc> = "2024-03-01T01:00:00Z".parse().expect("an instant");
        let after = |seconds| is_good(made, made + Duration::seconds(seconds));
        assert!(after(0) && after(119) && after(-4));
        assert!(!after(120) && !after(-6));
    }
}
