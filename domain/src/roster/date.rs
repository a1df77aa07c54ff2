//! Days and months in every form that people and spreadsheets yield.

use std::fmt;

use chrono::{Datelike, Days};

use super::cell::Cell;
use super::text;
use crate::time::Day;

/// A calendar month: all that is kept of a birthday (invariant 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: i32,
    month: u32,
}

/// What a cell says about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A whole date.
    Day(Day),
    /// A month only, such as `2014.8`.
    Month(YearMonth),
}

/// Why a cell holds no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum DateError {
    /// No date between 1900 and 2199 in any known form.
    #[error("not a date")]
    NotADate,
    /// A year alone.
    #[error("a year without a month")]
    YearOnly,
    /// The number 2014.1: a spreadsheet turns October into January by dropping the zero.
    #[error("a month that is either January or October")]
    AmbiguousMonth,
}

impl YearMonth {
    /// A month (1 to 12) of a year (1900 to 2199).
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month that holds a day; `None` outside 1900 to 2199.
    pub fn of(day: Day) -> Option<Self> {
        Self::new(day.year(), day.month())
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u32 {
        self.month
    }
}

impl fmt::Display for YearMonth {
    /// `1990-09`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

impl Written {
    /// The earliest day that it can mean.
    pub(super) fn earliest(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(month) => Day::from_ymd_opt(month.year, month.month, 1),
        }
    }

    /// The month that it names or lies in.
    pub(super) fn month(self) -> Option<YearMonth> {
        match self {
            Self::Day(day) => YearMonth::of(day),
            Self::Month(month) => Some(month),
        }
    }
}

/// The date in a cell; `None` where the cell is blank.
///
/// # Errors
/// [`DateError`] where the content is no date, or could mean two.
pub(super) fn read(cell: &Cell) -> Result<Option<Written>, DateError> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(day) => YearMonth::of(*day).map(|_| Some(Written::Day(*day))).ok_or(DateError::NotADate),
        Cell::Number(number) => from_number(number).map(Some),
        Cell::Text(text) => text::optional(text).map(|text| from_text(&text)).transpose(),
        Cell::Error(_) => Err(DateError::NotADate),
    }
}

fn from_number(number: &str) -> Result<Written, DateError> {
    match number.split_once('.') {
        None => from_digits(number),
        Some((year, "1")) if year.len() == 4 => Err(DateError::AmbiguousMonth),
        Some((year, month)) if year.len() == 4 => month_of(year, month),
        // The fraction of a serial number is the time of day.
        Some((serial, _)) if serial.len() == 5 => from_digits(serial),
        Some(_) => Err(DateError::NotADate),
    }
}

fn from_text(text: &str) -> Result<Written, DateError> {
    let date = without_time(text).replace(' ', "");
    let pieces: Vec<&str> = date.split(is_separator).filter(|piece| !piece.is_empty()).collect();
    match pieces.as_slice() {
        [year, month, day] => day_of(year, month, day),
        [year, month] => month_of(year, month),
        [digits] => from_digits(digits),
        _ => Err(DateError::NotADate),
    }
}

/// `1990-09-08 00:00:00` and `1990-09-08T00:00:00` are what databases and Excel export.
fn without_time(text: &str) -> &str {
    text.split_once(':').and_then(|(before, _)| before.rsplit_once([' ', 'T'])).map_or(text, |(date, _hour)| date)
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '-' | '/' | '\\' | '年' | '月' | '日' | '号' | '。' | '、' | ',' | '‐' | '–' | '—' | '−')
}

/// Digits without a separator: `19910121`, `199101`, or a spreadsheet's serial number.
fn from_digits(digits: &str) -> Result<Written, DateError> {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::NotADate);
    }
    let part = |range| digits.get(range).unwrap_or_default();
    match (digits.len(), digits.parse::<u64>()) {
        (8, _) => day_of(part(0..4), part(4..6), part(6..8)),
        (6, _) => month_of(part(0..4), part(4..6)),
        (4, Ok(1900..=2199)) => Err(DateError::YearOnly),
        // From 1908 on: what is smaller is a year or a slip, hardly a date.
        (4 | 5, Ok(serial @ 3_000..)) => from_serial(serial),
        _ => Err(DateError::NotADate),
    }
}

/// Day 60 of Excel's calendar is a 29 February 1900 that never was; later days count from here.
fn from_serial(serial: u64) -> Result<Written, DateError> {
    Day::from_ymd_opt(1899, 12, 30)
        .and_then(|epoch| epoch.checked_add_days(Days::new(serial)))
        .filter(|day| YearMonth::of(*day).is_some())
        .map(Written::Day)
        .ok_or(DateError::NotADate)
}

fn day_of(year: &str, month: &str, day: &str) -> Result<Written, DateError> {
    let Written::Month(YearMonth { year, month }) = month_of(year, month)? else {
        return Err(DateError::NotADate);
    };
    let day = number(day, 1..=2).ok_or(DateError::NotADate)?;
    Day::from_ymd_opt(year, month, day).map(Written::Day).ok_or(DateError::NotADate)
}

fn month_of(year: &str, month: &str) -> Result<Written, DateError> {
    let year = number(year, 4..=4).and_then(|year| i32::try_from(year).ok());
    let month = number(month, 1..=2);
    year.zip(month).and_then(|(year, month)| YearMonth::new(year, month)).map(Written::Month).ok_or(DateError::NotADate)
}

fn number(digits: &str, width: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (width.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(written: &str) -> Result<Option<Written>, DateError> {
        read(&Cell::Text(written.into()))
    }

    fn number(written: &str) -> Result<Option<Written>, DateError> {
        read(&Cell::Number(written.into()))
    }

    fn day(iso: &str) -> Result<Option<Written>, DateError> {
        Ok(Some(Written::Day(iso.parse().expect("a valid day"))))
    }

    fn month(year: i32, month: u32) -> Result<Option<Written>, DateError> {
        Ok(YearMonth::new(year, month).map(Written::Month))
    }

    #[test]
    fn whole_dates_however_written() {
        for written in [
            "2014-08-27",
            "2014.08.27",
            "2014.8.27",
            "2014/8/27",
            "2014年8月27日",
            "２０１４年８月２７日",
            "2014 年 8 月 27 号",
            "20140827",
            "2014-08-27 00:00:00",
            "2014-08-27T00:00:00",
            "2014。8。27",
            "2014－8－27",
        ] {
            assert_eq!(text(written), day("2014-08-27"), "{written:?}");
        }
        assert_eq!(number("20140827"), day("2014-08-27"));
        assert_eq!(number("36674"), day("2000-05-28"));
        assert_eq!(number("36674.5"), day("2000-05-28"));
        assert_eq!(text("15820"), day("1943-04-24"));
    }

    #[test]
    fn months_alone() {
        for written in ["2014.8", "2014-08", "2014年8月", "201408", "2014/8"] {
            assert_eq!(text(written), month(2014, 8), "{written:?}");
        }
        assert_eq!(number("2014.8"), month(2014, 8));
        assert_eq!(number("2014.12"), month(2014, 12));
        assert_eq!(number("2014.1"), Err(DateError::AmbiguousMonth));
        assert_eq!(text("1990年"), Err(DateError::YearOnly));
        assert_eq!(number("1990"), Err(DateError::YearOnly));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for written in
            ["1965年13月40日", "2021-02-29", "99-1-1", "8/27/2014", "昨天", "2014-8-27-1", "1800-01-01", "2014.13", "1"]
        {
            assert_eq!(text(written), Err(DateError::NotADate), "{written:?}");
        }
        for written in ["-36674", "1e9", "inf", "199000001020", "0", "2014.123"] {
            assert_eq!(number(written), Err(DateError::NotADate), "{written:?}");
        }
    }

    #[test]
    fn blanks_are_told_apart_from_faults() {
        assert_eq!(read(&Cell::Empty), Ok(None));
        assert_eq!(text(" \u{3000}"), Ok(None));
    }

    proptest! {
        #[test]
        fn any_content_is_read_or_refused(content in "\\PC{0,24}") {
            let _ = text(&content);
            let _ = number(&content);
        }

        #[test]
        fn every_form_of_a_day_round_trips(offset in 0i64..100_000) {
            let day = Day::from_ymd_opt(1909, 1, 1).expect("a day") + chrono::Duration::days(offset);
            for form in ["%Y-%m-%d", "%Y.%m.%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y%m%d", "%Y-%m-%d 00:00:00"] {
                prop_assert_eq!(text(&day.format(form).to_string()), Ok(Some(Written::Day(day))));
            }
        }

        #[test]
        fn serial_numbers_round_trip(serial in 3_000i64..100_000) {
            let day = Day::from_ymd_opt(1899, 12, 30).expect("a day") + chrono::Duration::days(serial);
            prop_assert_eq!(number(&serial.to_string()), Ok(Some(Written::Day(day))));
        }
    }
}
