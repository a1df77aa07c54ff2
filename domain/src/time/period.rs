//! Calendar periods: month, quarter, year. Half-open, `[start, end)`.
//!
//! A cycle that starts in another month than January is the full rule book's business; the
//! wire forms `2024`, `2024-Q1`, `2024-03` always name calendar periods.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months};

use super::Day;

/// The kind of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// A calendar quarter: January to March is the first.
    Quarter,
    /// A calendar year.
    Year,
}

impl PeriodKind {
    /// All kinds, from short to long.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// A calendar period of Asia/Shanghai.
///
/// The text forms are `2024-03` (month), `2024-Q1` (quarter) and `2024` (year).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    start: Day,
    kind: PeriodKind,
}

/// The text names no period between the years 1921 and 9998.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a period: write 2024, 2024-Q1 or 2024-03")]
pub struct PeriodError;

impl Period {
    /// The period of a kind that holds a day.
    pub fn containing(kind: PeriodKind, day: Day) -> Self {
        let month0 = day.month0() / kind.months() * kind.months();
        let start = day.with_day(1).and_then(|first| first.with_month0(month0)).unwrap_or(day);
        Self { start, kind }
    }

    /// The month, quarter and year that hold a day.
    pub fn all_containing(day: Day) -> [Self; 3] {
        PeriodKind::ALL.map(|kind| Self::containing(kind, day))
    }

    /// Month, quarter or year.
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The first day.
    pub const fn start(self) -> Day {
        self.start
    }

    /// The day after the last: the period is half-open.
    pub fn end(self) -> Day {
        self.start + Months::new(self.kind.months())
    }

    /// The last day.
    pub fn last_day(self) -> Day {
        self.end().pred_opt().unwrap_or(self.start)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        (self.end() - self.start).num_days()
    }

    /// Does it hold the day?
    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day < self.end()
    }

    /// Days left after `today`, zero once it is over; all days while it lies ahead.
    pub fn days_left(self, today: Day) -> i64 {
        let from = today.succ_opt().unwrap_or(today).max(self.start);
        (self.end() - from).num_days().max(0)
    }

    /// The periods of the next shorter kind that make it up; none for a month.
    pub fn parts(self) -> Vec<Self> {
        let kind = match self.kind {
            PeriodKind::Year => PeriodKind::Quarter,
            PeriodKind::Quarter => PeriodKind::Month,
            PeriodKind::Month => return Vec::new(),
        };
        let first = Self { start: self.start, kind };
        std::iter::successors(Some(first), |part| Some(part.next()))
            .take_while(|part| part.start < self.end())
            .collect()
    }

    /// The one before, of the same kind (纵向比: a member against their own past, S0-8).
    pub fn previous(self) -> Self {
        Self { start: self.start - Months::new(self.kind.months()), kind: self.kind }
    }

    /// The one after, of the same kind.
    pub fn next(self) -> Self {
        Self { start: self.end(), kind: self.kind }
    }

    /// The same period a year earlier (同期比, S0-8).
    pub fn year_earlier(self) -> Self {
        Self { start: self.start - Months::new(12), kind: self.kind }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let number = |digits: &str, width: usize| {
            (digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit()))
                .then(|| digits.parse::<u32>().ok())
                .flatten()
                .ok_or(PeriodError)
        };
        let (year, kind, month0) = match text.split_once('-') {
            None => (text, PeriodKind::Year, 0),
            Some((year, rest)) => match rest.strip_prefix('Q') {
                Some(quarter) => {
                    (year, PeriodKind::Quarter, number(quarter, 1)?.checked_sub(1).ok_or(PeriodError)? * 3)
                }
                None => (year, PeriodKind::Month, number(rest, 2)?.checked_sub(1).ok_or(PeriodError)?),
            },
        };
        let year = number(year, 4).ok().filter(|year| (1921..=9998).contains(year)).ok_or(PeriodError)?;
        let year = i32::try_from(year).map_err(|_| PeriodError)?;
        Day::from_ymd_opt(year, 1, 1)
            .and_then(|first| first.with_month0(month0))
            .map(|start| Self { start, kind })
            .ok_or(PeriodError)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.start.year();
        match self.kind {
            PeriodKind::Year => write!(f, "{year}"),
            PeriodKind::Quarter => write!(f, "{year}-Q{}", self.start.month0() / 3 + 1),
            PeriodKind::Month => write!(f, "{year}-{:02}", self.start.month()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a valid day")
    }

    fn period(text: &str) -> Period {
        text.parse().expect("a valid period")
    }

    #[test]
    fn a_period_is_made_up_of_its_parts() {
        for (whole, parts) in [("2024", 4), ("2024-Q1", 3), ("2024-02", 0)] {
            let whole = period(whole);
            assert_eq!(whole.parts().len(), parts);
            let days: i64 = whole.parts().into_iter().map(Period::days).sum();
            assert!(parts == 0 || days == whole.days(), "{whole}");
        }
        assert_eq!(period("2024-Q4").parts().last(), Some(&period("2024-12")));
    }

    #[test]
    fn refuses_made_up_periods() {
        for text in [
            "",
            "24",
            "2024-",
            "2024-Q0",
            "2024-Q5",
            "2024-13",
            "2024-00",
            "2024-3",
            "2024-q1",
            "1900",
            "2024-03-01",
            "２０２４",
        ] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError), "{text:?}");
        }
    }

    #[test]
    fn neighbours_and_the_year_before() {
        assert_eq!(period("2024-Q1").previous(), period("2023-Q4"));
        assert_eq!(period("2024-12").next(), period("2025-01"));
        assert_eq!(period("2024-02").year_earlier(), period("2023-02"));
        assert_eq!(period("2024-02").days(), 29);
    }

    #[test]
    fn days_left_counts_from_tomorrow() {
        assert_eq!(period("2024-02").days_left(day("2024-02-28")), 1);
        assert_eq!(period("2024-02").days_left(day("2024-02-29")), 0);
        assert_eq!(period("2024-02").days_left(day("2024-05-01")), 0);
        assert_eq!(period("2024-02").days_left(day("2024-01-01")), 29);
    }

    proptest! {
        #[test]
        fn holds_the_day_it_was_made_for(offset in 0i64..40_000) {
            let day = day("1990-01-01") + chrono::Duration::days(offset);
            for period in Period::all_containing(day) {
                prop_assert!(period.contains(day));
                prop_assert!(!period.previous().contains(day) && !period.next().contains(day));
                prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,12}") {
            let _ = text.parse::<Period>();
        }
    }
}
