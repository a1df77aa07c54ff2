//! Logging in at a desk with a password and a code that an app on the phone shows (电脑密码登录; issue 5, item 12):
//! which steps of the clock a code may be of (RFC 6238), and how long somebody waits after wrong tries.

use chrono::{DateTime, Duration, Utc};

/// A code is shown for so many seconds.
pub const STEP_SECONDS: i64 = 30;

/// A code has so many digits.
pub const DIGITS: usize = 6;

/// The longest wait after a wrong try, in minutes.
const LONGEST_MINUTES: i64 = 60;

/// After so many hours without a try what was wrong before counts no more.
pub const FORGOTTEN_HOURS: i64 = 24;

/// The step of the clock that an instant lies in.
pub fn step_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// The steps whose code is good now: the running one and its neighbours, since no two clocks agree.
pub fn good_steps(now: DateTime<Utc>) -> [i64; 3] {
    let running = step_of(now);
    [running.saturating_sub(1), running, running.saturating_add(1)]
}

/// By what wrong tries are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// By the login name that was typed, whether there is such a name or not.
    Name,
    /// By the address that they come from. An office, and often a whole town, shares one.
    Address,
}

impl Counted {
    /// So many wrong tries cost no wait.
    pub const fn free(self) -> i64 {
        match self {
            Self::Name => 5,
            Self::Address => 20,
        }
    }

    /// How long the next try waits after so many wrong ones in a row: 1, 2, 4 … 60 minutes once as many as are
    /// [free](Self::free) were wrong.
    pub fn wait_after(self, wrong: i64) -> Duration {
        let beyond = wrong.saturating_sub(self.free());
        let minutes = match beyond {
            i64::MIN..=-1 => 0,
            0..=5 => 1 << beyond,
            _ => LONGEST_MINUTES,
        };
        Duration::minutes(minutes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_waits_are_those_that_people_are_told() {
        let minutes: Vec<_> = (3..14).map(|wrong| Counted::Name.wait_after(wrong).num_minutes()).collect();
        assert_eq!(minutes, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    proptest! {
        /// Another wrong try never shortens the wait, the free ones cost none, and nobody is locked out for good.
        #[test]
        fn waits_grow_and_end(wrong in 0i64.., address: bool) {
            let counted = if address { Counted::Address } else { Counted::Name };
            let (wait, next) = (counted.wait_after(wrong), counted.wait_after(wrong.saturating_add(1)));
            prop_assert!(next >= wait);
            prop_assert!(wait <= Duration::minutes(LONGEST_MINUTES));
            prop_assert_eq!(wait == Duration::zero(), wrong < counted.free());
        }

        /// A code of a clock that is up to one step off is good; of one that is two steps off never.
        #[test]
        fn a_clock_may_be_a_step_off(now in -4_000_000_000i64..4_000_000_000, off in -90i64..=90) {
            let at = |seconds| DateTime::<Utc>::from_timestamp(seconds, 0).expect("an instant");
            let shown = step_of(at(now + off));
            let good = good_steps(at(now)).contains(&shown);
            prop_assert!(good || off.abs() > STEP_SECONDS);
            prop_assert!(!good || off.abs() < 2 * STEP_SECONDS);
            prop_assert_eq!(good, (shown - step_of(at(now))).abs() <= 1);
        }
    }
}
