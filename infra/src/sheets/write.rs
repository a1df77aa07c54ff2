//! A table → an .xlsx workbook, row by row in constant memory.

use std::fs::File;
use std::io::{BufWriter, Seek, Write};

use chrono::{DateTime, Datelike, Utc};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use xianfeng_domain::Points;
use xianfeng_domain::funds::yuan;
use xianfeng_domain::time::{self, Day};

/// The longest text of a cell, in UTF-16 units, as Excel counts.
const TEXT_AT_MOST: usize = 32_767;
/// Excel keeps 15 digits of a number; longer ones are written as text.
const EXACT_AT_MOST: u64 = 999_999_999_999_999;
/// The built-in number format `@`, text: an edited cell stays text as well.
const TEXT_FORMAT: u8 = 49;
/// The longest name of a sheet, in UTF-16 units.
const SHEET_NAME_AT_MOST: usize = 31;

/// What a cell holds, with its type: numbers stay numbers, text stays text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text in a text-formatted cell: long digits and leading zeros survive, what looks like a
    /// formula is inert (pitfalls 29, 30).
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number in plain decimal form, such as `2014.8`; text where it is none.
    Decimal(String),
    /// Points, shown with two decimals; negative ones are numbers too.
    Points(Points),
    /// Money in fen, shown in yuan with two decimals.
    Money(i64),
    /// A date.
    Day(Day),
    /// A moment, shown to the second as in Asia/Shanghai.
    Instant(DateTime<Utc>),
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its title in the header row.
    pub title: String,
    /// Its width in digits of the standard font; a Chinese character takes two.
    pub width: u16,
}

/// How a table looks before its first row.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The sheet's name; what Excel forbids in it is replaced.
    pub sheet: String,
    /// A title row above the header.
    pub title: Option<String>,
    /// The columns from the left.
    pub columns: Vec<Column>,
}

/// A workbook could not be written: the disk is full, or the table exceeds what a sheet holds.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The table does not fit into a sheet, or its temporary file failed.
    #[error("the workbook could not be written")]
    Workbook(#[from] XlsxError),
    /// The file of the result failed.
    #[error("the workbook's file could not be written")]
    Io(#[from] std::io::Error),
}

/// Writes one table. Rows go to a temporary file as they come, so memory does not grow.
pub struct TableWriter {
    workbook: Workbook,
    formats: Formats,
    next_row: u32,
}

impl TableWriter {
    /// Begins the workbook: title and header rows, frozen, repeated on every printed page.
    ///
    /// # Errors
    /// [`WriteError`] where the temporary file fails or there are more columns than a sheet has.
    pub fn new(layout: &Layout) -> Result<Self, WriteError> {
        let formats = Formats::new();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(&layout.sheet))?;
        for (at, column) in (0u16..).zip(&layout.columns) {
            sheet.set_column_width(at, column.width)?;
        }
        let mut header_row = 0;
        if let Some(title) = &layout.title {
            sheet.write_string_with_format(0, 0, fit(title, TEXT_AT_MOST), &formats.title)?;
            header_row = 1;
        }
        for (at, column) in (0u16..).zip(&layout.columns) {
            sheet.write_string_with_format(header_row, at, fit(&column.title, TEXT_AT_MOST), &formats.header)?;
        }
        sheet.set_freeze_panes(header_row + 1, 0)?;
        sheet.set_repeat_rows(0, header_row)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        Ok(Self { workbook, formats, next_row: header_row + 1 })
    }

    /// Adds a row, its values from the left.
    ///
    /// # Errors
    /// [`WriteError`] where the row exceeds what a sheet holds (1,048,576 rows).
    pub fn row(&mut self, values: &[Value]) -> Result<(), WriteError> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (at, value) in (0u16..).zip(values) {
            self.formats.put(sheet, (self.next_row, at), value)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// Writes the workbook out.
    ///
    /// # Errors
    /// [`WriteError`] where `out` fails.
    pub fn finish(mut self, out: impl Write + Send) -> Result<(), WriteError> {
        Ok(self.workbook.save_to_writer(out)?)
    }

    /// Writes the workbook to an unnamed temporary file, at its start for reading.
    ///
    /// # Errors
    /// [`WriteError`] where the file fails.
    pub fn into_file(self) -> Result<File, WriteError> {
        let mut file = tempfile::tempfile()?;
        let mut out = BufWriter::new(&mut file);
        self.finish(&mut out)?;
        out.flush()?;
        drop(out);
        file.rewind()?;
        Ok(file)
    }
}

struct Formats {
    title: Format,
    header: Format,
    text: Format,
    integer: Format,
    decimal: Format,
    points: Format,
    day: Format,
    instant: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_num_format_index(TEXT_FORMAT).set_bold().set_font_size(16),
            header: cell().set_num_format_index(TEXT_FORMAT).set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell().set_num_format_index(TEXT_FORMAT).set_text_wrap(),
            integer: cell().set_num_format("0"),
            decimal: cell(),
            points: cell().set_num_format("0.00"),
            day: cell().set_num_format("yyyy-mm-dd"),
            instant: cell().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }

    fn put(&self, sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value) -> Result<(), XlsxError> {
        let text = |sheet: &mut Worksheet, text: &str| {
            sheet.write_string_with_format(row, column, fit(text, TEXT_AT_MOST), &self.text).map(drop)
        };
        // Floats are read from decimal text: the nearest one, without arithmetic (invariant 4).
        let number = |sheet: &mut Worksheet, decimal: &str, format| match decimal.parse::<f64>() {
            Ok(float) if float.is_finite() => sheet.write_number_with_format(row, column, float, format).map(drop),
            _ => text(sheet, decimal),
        };
        match value {
            Value::Empty => sheet.write_blank(row, column, &self.text).map(drop),
            Value::Text(written) => text(sheet, written),
            Value::Integer(whole) if whole.unsigned_abs() > EXACT_AT_MOST => text(sheet, &whole.to_string()),
            Value::Integer(whole) => number(sheet, &whole.to_string(), &self.integer),
            Value::Decimal(decimal) => number(sheet, decimal, &self.decimal),
            Value::Points(points) => number(sheet, &points.to_string(), &self.points),
            Value::Money(fen) => number(sheet, &yuan(*fen), &self.points),
            Value::Day(day) if !in_calendar(*day) => text(sheet, &day.to_string()),
            Value::Day(day) => sheet.write_date_with_format(row, column, day, &self.day).map(drop),
            Value::Instant(instant) => {
                let local = time::in_shanghai(*instant).naive_local();
                if in_calendar(local.date()) {
                    sheet.write_datetime_with_format(row, column, local, &self.instant).map(drop)
                } else {
                    text(sheet, &local.to_string())
                }
            }
        }
    }
}

/// Does a spreadsheet's calendar have the day?
fn in_calendar(day: Day) -> bool {
    (1900..=9999).contains(&day.year())
}

/// Text without the characters that XML cannot hold, cut with an ellipsis at the limit of
/// UTF-16 units.
fn fit(text: &str, max: usize) -> String {
    let allowed = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let text: String = text.chars().filter(allowed).collect();
    if text.encode_utf16().count() <= max {
        return text;
    }
    let mut left = max.saturating_sub(1);
    let fits = |c: &char| left.checked_sub(c.len_utf16()).map(|rest| left = rest).is_some();
    text.chars().take_while(fits).chain(['…']).collect()
}

fn sheet_name(name: &str) -> String {
    let allowed = |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { ' ' } else { c };
    let name = name.replace(['\n', '\t'], " ").chars().map(allowed).collect::<String>();
    let name = fit(name.trim(), SHEET_NAME_AT_MOST);
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Sheet1".into() } else { name }
}
