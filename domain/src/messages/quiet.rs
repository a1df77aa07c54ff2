//! When people are left in peace.

use chrono::{DateTime, Duration, Timelike, Utc};

use crate::time::{day_of, in_shanghai, start_of};

/// The first hour in Asia/Shanghai at which a message may ring a phone, and the first at which it may not any more.
const HOURS: std::ops::Range<u32> = 7..21;

/// When a message may go out at the earliest: now, or at seven in the morning of Asia/Shanghai.
pub fn not_before(now: DateTime<Utc>) -> DateTime<Utc> {
    let hour = in_shanghai(now).hour();
    if HOURS.contains(&hour) {
        return now;
    }
    let midnight = start_of(day_of(now));
    let morning = midnight + Duration::hours(i64::from(HOURS.start));
    if hour < HOURS.start { morning } else { morning + Duration::days(1) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn nobody_is_woken() {
        let noon = at("2024-03-01T04:00:00Z");
        assert_eq!(not_before(noon), noon);
        assert_eq!(not_before(at("2024-03-01T12:59:59Z")), at("2024-03-01T12:59:59Z"));
        assert_eq!(not_before(at("2024-03-01T13:00:00Z")), at("2024-03-01T23:00:00Z"));
        assert_eq!(not_before(at("2024-03-01T22:59:59Z")), at("2024-03-01T23:00:00Z"), "six in the morning");
        assert_eq!(not_before(at("2024-12-31T15:00:00Z")), at("2024-12-31T23:00:00Z"));
    }

    proptest! {
        #[test]
        fn it_is_never_far_and_always_by_day(seconds in 0_i64..4_000_000_000) {
            let now = DateTime::from_timestamp(seconds, 0).expect("an instant");
            let then = not_before(now);
            prop_assert!(then >= now && then - now <= Duration::hours(10));
            prop_assert!(HOURS.contains(&in_shanghai(then).hour()));
            prop_assert_eq!(not_before(then), then);
        }
    }
}
