//! When helper and secretary are reminded of a deadline: a week before, and on the day.

use chrono::Days;

use crate::time::Day;

/// So many days before.
const BEFORE: Days = Days::new(7);

/// The first day to remind on, after a deadline was set today; none where it has passed.
pub fn first_reminder(deadline: Day, today: Day) -> Option<Day> {
    let before = deadline.checked_sub_days(BEFORE).filter(|before| *before > today);
    before.or(Some(deadline)).filter(|_| deadline >= today)
}

/// The day to remind on after one reminder: the deadline itself, once.
pub fn next_reminder(deadline: Day, today: Day) -> Option<Day> {
    (today < deadline).then_some(deadline)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Never twice on one day, never behind the deadline, always on the day itself.
        #[test]
        fn a_deadline_is_told_a_week_before_and_on_the_day(left in 0u64..400) {
            let today: Day = "2024-01-01".parse().unwrap();
            let deadline = today + Days::new(left);
            let first = first_reminder(deadline, today).expect("a reminder");
            prop_assert!(first >= today && first <= deadline);
            match next_reminder(deadline, first) {
                Some(second) => prop_assert!(second == deadline && first + BEFORE == deadline),
                None => prop_assert_eq!(first, deadline),
            }
            prop_assert_eq!(first_reminder(today, deadline + Days::new(1)), None);
        }
    }
}
