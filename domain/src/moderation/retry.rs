//! What to do when the platform cannot judge: ask again later, or leave it to a person. Never: show it.

use chrono::{DateTime, TimeDelta, Utc};

/// The platform is asked so often about one text or picture; then a person looks.
pub const TRIES: u32 = 12;

/// How long an author may stay away from the mini-program before a person looks.
pub const AUTHOR_AWAY: TimeDelta = TimeDelta::days(1);

/// How long the platform has for a picture: thirty minutes by its own word, and a little.
pub const PICTURE_PATIENCE: TimeDelta = TimeDelta::minutes(35);

/// The first and the longest pause between two tries.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(1);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// Why the platform gave no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be reached, or was too busy, or said nothing that can be read.
    Unavailable,
    /// A quota is used up: leave it alone for so long.
    TooFrequent(TimeDelta),
    /// The author was not in the mini-program for two hours.
    AuthorAway,
    /// It will not look at this one, however often it is asked.
    Unwilling,
}

/// Why a person has to look, where the platform gave no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The platform gave no verdict in all the time.
    Unavailable,
    /// The author did not come back in time.
    AuthorAway,
    /// Nobody whom the platform knows.
    AuthorUnknown,
    /// The platform will not look at it.
    Unwilling,
    /// The platform could not fetch the picture.
    NotFetched,
    /// The platform never answered about the picture.
    NoAnswer,
}

impl Ground {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Unavailable, Self::AuthorAway, Self::AuthorUnknown, Self::Unwilling, Self::NotFetched, Self::NoAnswer];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unavailable => "unavailable",
            Self::AuthorAway => "author_away",
            Self::AuthorUnknown => "author_unknown",
            Self::Unwilling => "unwilling",
            Self::NotFetched => "not_fetched",
            Self::NoAnswer => "no_answer",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask again at this instant.
    AskAt(DateTime<Utc>),
    /// A person looks.
    Hold(Ground),
}

/// What comes after a try that brought no verdict: `tries` counts those before it, `since` is when the author wrote.
pub fn after(trouble: Trouble, tries: u32, since: DateTime<Utc>, now: DateTime<Utc>) -> Next {
    let pause = (0..tries.min(TRIES)).fold(FIRST_PAUSE, |pause, _| (pause + pause).min(LONGEST_PAUSE));
    match trouble {
        Trouble::Unwilling => Next::Hold(Ground::Unwilling),
        // Asking again before the author is back is in vain: the log-in asks at once.
        Trouble::AuthorAway if now < since + AUTHOR_AWAY => Next::AskAt(since + AUTHOR_AWAY),
        Trouble::AuthorAway => Next::Hold(Ground::AuthorAway),
        _ if tries + 1 >= TRIES => Next::Hold(Ground::Unavailable),
        Trouble::Unavailable => Next::AskAt(now + pause),
        Trouble::TooFrequent(wait) => Next::AskAt(now + pause.max(wait)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn troubles() -> impl Strategy<Value = Trouble> {
        prop_oneof![
            Just(Trouble::Unavailable),
            (0i64..7200).prop_map(|seconds| Trouble::TooFrequent(TimeDelta::seconds(seconds))),
            Just(Trouble::AuthorAway),
            Just(Trouble::Unwilling),
        ]
    }

    proptest! {
        /// Pitfall 37: whatever goes wrong in whatever order, it ends with a person, within two days, and never at once
        /// again.
        #[test]
        fn every_row_of_troubles_ends_with_a_person(row in prop::collection::vec(troubles(), 64)) {
            let mut now = START;
            let mut held = None;
            for (tries, trouble) in (0..).zip(row) {
                match after(trouble, tries, START, now) {
                    Next::AskAt(at) => {
                        prop_assert!(at > now);
                        now = at;
                    }
                    Next::Hold(ground) => {
                        held = Some(ground);
                        break;
                    }
                }
            }
            prop_assert!(held.is_some());
            prop_assert!(now - START <= TimeDelta::days(2));
        }
    }

    #[test]
    fn pauses_grow_and_a_quota_is_left_alone() {
        let next = |trouble, tries| after(trouble, tries, START, START);
        assert_eq!(next(Trouble::Unavailable, 0), Next::AskAt(START + TimeDelta::minutes(1)));
        assert_eq!(next(Trouble::Unavailable, 3), Next::AskAt(START + TimeDelta::minutes(8)));
        assert_eq!(next(Trouble::Unavailable, 10), Next::AskAt(START + TimeDelta::hours(1)));
        assert_eq!(next(Trouble::Unavailable, 11), Next::Hold(Ground::Unavailable));
        let quota = Trouble::TooFrequent(TimeDelta::minutes(5));
        assert_eq!(next(quota, 0), Next::AskAt(START + TimeDelta::minutes(5)));
        assert_eq!(next(Trouble::AuthorAway, 0), Next::AskAt(START + AUTHOR_AWAY));
        assert_eq!(after(Trouble::AuthorAway, 1, START, START + AUTHOR_AWAY), Next::Hold(Ground::AuthorAway));
        assert_eq!(next(Trouble::Unwilling, 0), Next::Hold(Ground::Unwilling));
    }
}
