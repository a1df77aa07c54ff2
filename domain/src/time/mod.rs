//! Days and periods of Asia/Shanghai, whatever the server's zone (pitfall 14).

mod period;

pub use chrono::NaiveDate as Day;
use chrono::{DateTime, FixedOffset, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Asia::Shanghai;
pub use period::{Period, PeriodError, PeriodKind};

/// The day in Asia/Shanghai that holds an instant.
pub fn day_of(instant: DateTime<Utc>) -> Day {
    instant.with_timezone(&Shanghai).date_naive()
}

/// The first instant of a day in Asia/Shanghai.
pub fn start_of(day: Day) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // Shanghai has skipped no midnight since 1991; before, the earliest valid reading serves.
    match Shanghai.from_local_datetime(&midnight).earliest() {
        Some(instant) => instant.with_timezone(&Utc),
        None => midnight.and_utc() - chrono::Duration::hours(8),
    }
}

/// An instant in the offset of Asia/Shanghai, for showing.
pub fn in_shanghai(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let local = instant.with_timezone(&Shanghai);
    local.with_timezone(&local.offset().fix())
}

/// An instant cut to the microsecond: the finest that every database keeps and compares.
pub fn to_micros(instant: DateTime<Utc>) -> DateTime<Utc> {
    let nanos = instant.nanosecond() / 1_000 * 1_000;
    instant.with_nanosecond(nanos).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("a valid instant")
    }

    #[test]
    fn the_day_turns_at_midnight_in_shanghai() {
        assert_eq!(day_of(instant("2024-02-28T15:59:59.999Z")).to_string(), "2024-02-28");
        assert_eq!(day_of(instant("2024-02-28T16:00:00Z")).to_string(), "2024-02-29");
        assert_eq!(day_of(instant("2024-12-31T11:00:00-05:00")).to_string(), "2025-01-01");
    }

    #[test]
    fn a_days_start_lies_in_it() {
        let day = day_of(instant("2024-06-01T00:00:00Z"));
        assert_eq!(day_of(start_of(day)), day);
        assert_eq!(day_of(start_of(day) - chrono::Duration::microseconds(1)), day.pred_opt().expect("a day"));
    }
}
