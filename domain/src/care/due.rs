//! When the next visit or review is due, and on which days that is told.

use chrono::{Datelike, Months};

use super::Kind;
use crate::time::Day;

/// A visit is due a month after the last (S4-9), a review a year after the last (S4-8), or when the time that
/// was planned is over.
pub fn due_on(kind: Kind, last: Day, until: Option<Day>) -> Day {
    let after = Months::new(if kind == Kind::Pairing { 1 } else { 12 });
    let due = last.checked_add_months(after).unwrap_or(Day::MAX);
    match until {
        Some(until) if kind.is_register() && until > last => due.min(until),
        _ => due,
    }
}

/// The last occasion to tell what has been due since a day: that day, and the same day of each month after it.
pub fn occasion(due_on: Day, today: Day) -> Option<Day> {
    if today < due_on {
        return None;
    }
    let months = |day: Day| day.year().saturating_mul(12).saturating_add(i32::try_from(day.month0()).unwrap_or(0));
    let whole = u32::try_from(months(today).saturating_sub(months(due_on))).unwrap_or(0);
    // The same day of this month may be ahead still.
    let on = |count: u32| due_on.checked_add_months(Months::new(count)).filter(|day| *day <= today);
    on(whole).or_else(|| on(whole.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// At most a month old, never ahead, on the day itself the first time, and it never goes back.
        #[test]
        fn an_occasion_a_month(start in 0u64..800, later in 0u64..800) {
            let due = "2024-01-01".parse::<Day>().expect("a day") + Days::new(start);
            let today = due + Days::new(later);
            prop_assert_eq!(occasion(due, due), Some(due));
            prop_assert_eq!(occasion(due + Days::new(1), due), None);
            let told = occasion(due, today).expect("an occasion");
            prop_assert!(told >= due && told <= today && (today - told).num_days() <= 31);
            prop_assert!(occasion(due, today + Days::new(1)) >= Some(told));
        }

        /// After the last, and not after the planned end of an entry that has one ahead.
        #[test]
        fn due_within_a_month_or_a_year(start in 0u64..800, planned in proptest::option::of(0u64..900)) {
            let last = "2024-01-01".parse::<Day>().expect("a day") + Days::new(start);
            let until = planned.map(|days| last + Days::new(days));
            let visit = due_on(Kind::Pairing, last, until);
            prop_assert!(visit > last && (visit - last).num_days() <= 31);
            let review = due_on(Kind::Support, last, until);
            prop_assert!(review > last && (review - last).num_days() <= 366);
            prop_assert!(until.is_none_or(|until| until <= last || review <= until));
        }
    }
}
