//! The one counting day (`design.md`, Scoring and closing).

use crate::time::Day;

/// The day on which a deed counts: its own while its closing unit is open, else the first day of
/// the earliest open unit. `closed_through` is the last day of the last closed unit, so that the
/// day after it is that first day.
pub fn counts_on(deed_on: Day, closed_through: Option<Day>) -> Day {
    match closed_through.and_then(|closed| closed.succ_opt()) {
        Some(first_open) => deed_on.max(first_open),
        None => deed_on,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a valid day")
    }

    #[test]
    fn a_late_approval_counts_on_the_first_open_day() {
        // pitfall 17: deed in time, approval after the quarter was closed.
        let closed = Some(day("2024-03-31"));
        assert_eq!(counts_on(day("2024-03-31"), closed), day("2024-04-01"));
        assert_eq!(counts_on(day("2024-04-01"), closed), day("2024-04-01"));
        assert_eq!(counts_on(day("2024-05-20"), closed), day("2024-05-20"));
        assert_eq!(counts_on(day("2024-02-29"), None), day("2024-02-29"));
    }
}
