//! Which category speaks for a member (S4-1): the machine proposes, a person decides
//! (invariant 12).

use chrono::{Datelike, Months};

use crate::roster::YearMonth;
use crate::rulebook::{Category, Hint};
use crate::time::Day;

/// What is known of a member that may speak for a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Birth year and month; the day is never kept.
    pub birth: Option<YearMonth>,
    /// Since when the member has been away without a break.
    pub away_since: Option<Day>,
}

/// A category that speaks for a member, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// The category.
    pub category: &'a Category,
    /// The hint that holds.
    pub hint: Hint,
}

/// The categories that speak for a member who has `present`, in the book's order, one hint each:
/// the first that holds. Nothing is proposed that the member has, nor an age without a birth
/// month.
pub fn hints<'a>(categories: &'a [Category], present: &str, known: &Evidence, today: Day) -> Vec<Proposal<'a>> {
    let others = categories.iter().filter(|category| category.code != present);
    others
        .filter_map(|category| {
            let hint = category.hints.iter().copied().find(|hint| holds(*hint, known, today))?;
            Some(Proposal { category, hint })
        })
        .collect()
}

fn holds(hint: Hint, known: &Evidence, today: Day) -> bool {
    match hint {
        Hint::AgeFrom(years) => known.birth.is_some_and(|birth| has_turned(birth, years, today)),
        Hint::AwayFor(months) => known.away_since.is_some_and(|since| {
            // So far in the future that no calendar holds it: not yet.
            since.checked_add_months(Months::new(months)).is_some_and(|due| due <= today)
        }),
    }
}

/// Has somebody turned so many years by today for certain? The birth day is not kept, so that it
/// is certain once the month is over.
fn has_turned(birth: YearMonth, years: u32, today: Day) -> bool {
    let of_age = i64::from(birth.year()) + i64::from(years);
    (i64::from(today.year()), today.month()) > (of_age, birth.month())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a valid day")
    }

    fn category(code: &str, hints: &[Hint]) -> Category {
        Category {
            code: code.to_owned(),
            name: code.to_owned(),
            exempt: false,
            sensitive: false,
            report_due: false,
            hints: hints.to_vec(),
        }
    }

    fn codes(present: &str, known: Evidence, today: &str) -> Vec<String> {
        let book =
            [category("ordinary", &[]), category("aged", &[Hint::AgeFrom(65)]), category("away", &[Hint::AwayFor(6)])];
        hints(&book, present, &known, day(today)).iter().map(|proposal| proposal.category.code.clone()).collect()
    }

    /// S4-1: 65 or over; away half a year or more.
    #[test]
    fn age_and_absence_speak_once_they_are_certain() {
        let born = Evidence { birth: YearMonth::new(1959, 3), away_since: None };
        assert!(codes("ordinary", born, "2024-03-31").is_empty(), "the day is not known");
        assert_eq!(codes("ordinary", born, "2024-04-01"), ["aged"]);
        assert!(codes("aged", born, "2024-04-01").is_empty(), "has it already");
        let away = Evidence { birth: None, away_since: Some(day("2023-08-31")) };
        assert!(codes("ordinary", away, "2024-02-28").is_empty());
        assert_eq!(codes("ordinary", away, "2024-02-29"), ["away"], "six months to the last of February");
        let both = Evidence { birth: YearMonth::new(1950, 12), away_since: Some(day("2023-01-01")) };
        assert_eq!(codes("ordinary", both, "2024-02-29"), ["aged", "away"]);
        assert!(codes("ordinary", Evidence::default(), "2024-02-29").is_empty(), "nothing known, nothing proposed");
    }

    proptest! {
        /// What speaks once goes on speaking.
        #[test]
        fn time_takes_no_hint_away(year in 1900i32..2010, month in 1u32..=12, days in 0i64..40_000, later in 0i64..4_000) {
            let known = Evidence { birth: YearMonth::new(year, month), away_since: Some(day("1990-05-17")) };
            let book = [category("aged", &[Hint::AgeFrom(65)]), category("away", &[Hint::AwayFor(6)])];
            let today = day("1980-01-01") + chrono::Duration::days(days);
            let (now, then) = (
                hints(&book, "", &known, today),
                hints(&book, "", &known, today + chrono::Duration::days(later)),
            );
            prop_assert!(now.iter().all(|proposal| then.contains(proposal)));
        }
    }
}
