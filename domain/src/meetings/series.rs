//! A year's plan: the day of each month on which the party day is held. It moves round nothing: the branch
//! moves single meetings by hand.

use chrono::{Datelike, Weekday};

use crate::time::Day;

/// Which day of each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monthly {
    /// A number: the 5th. From 1 to 28, so that every month has it.
    On(u32),
    /// A weekday: the second Friday. The first to the fourth, so that every month has it.
    Weekday(u8, Weekday),
}

impl Monthly {
    /// Its day in a month, 1 to 12; none for what no month has.
    pub fn day(self, year: i32, month: u32) -> Option<Day> {
        match self {
            Self::On(day) => Day::from_ymd_opt(year, month, day),
            Self::Weekday(week, weekday) => Day::from_weekday_of_month_opt(year, month, weekday, week),
        }
    }

    /// Its days of a year from a day on, one a month.
    pub fn days(self, year: i32, from: Day) -> impl Iterator<Item = Day> {
        (1..=12).filter_map(move |month| self.day(year, month)).filter(move |day| *day >= from)
    }
}

/// The month of a day, as `2024-03`.
pub fn month_of(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_month_has_one(year in 2020i32..2100, number in 1u32..=28, week in 1u8..=4, weekday in 0u8..7) {
            let first = Day::from_ymd_opt(year, 1, 1).expect("a day");
            let weekday = Weekday::try_from(weekday).expect("a weekday");
            for monthly in [Monthly::On(number), Monthly::Weekday(week, weekday)] {
                let days: Vec<Day> = monthly.days(year, first).collect();
                prop_assert_eq!(days.iter().map(Day::month).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_is_over_is_not_planned() {
        let today = Day::from_ymd_opt(2024, 3, 6).expect("a day");
        let days: Vec<String> = Monthly::On(5).days(2024, today).take(2).map(month_of).collect();
        assert_eq!(days, ["2024-04", "2024-05"]);
        let friday = Monthly::Weekday(2, Weekday::Fri).day(2024, 3);
        assert_eq!(friday, Day::from_ymd_opt(2024, 3, 8));
    }
}
