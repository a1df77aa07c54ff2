//! Days and times of day in the village.

use chrono::{DateTime, Days, TimeDelta, Utc};
use rand::Rng;
use rand::rngs::StdRng;
use xianfeng_domain::time::{Day, start_of};

/// The day `count` days later.
pub(super) fn later(day: Day, count: u32) -> Day {
    day.checked_add_days(Days::new(count.into())).unwrap_or(day)
}

/// The instant of a day's hour.
pub(super) fn at(day: Day, hour: i64) -> DateTime<Utc> {
    start_of(day) + TimeDelta::hours(hour)
}

/// Some second of a day between two hours.
pub(super) fn between(rng: &mut StdRng, day: Day, from_hour: i64, to_hour: i64) -> DateTime<Utc> {
    start_of(day) + TimeDelta::seconds(rng.random_range(from_hour * 3600..to_hour * 3600))
}
