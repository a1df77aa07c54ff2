//! What a spreadsheet's cell holds, free of any spreadsheet library.

use std::borrow::Cow;
use std::fmt;

use crate::time::Day;

/// One cell. Its `Debug` form shows the kind only: cells hold phone numbers.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing, or only space.
    #[default]
    Empty,
    /// Text as typed; what looks like a formula is text too.
    Text(String),
    /// A number in plain decimal form, such as `19900000102` or `36674.5`.
    Number(String),
    /// A number formatted as a date.
    Date(Day),
    /// A formula's error, such as `#N/A`.
    Error(String),
}

/// One sheet of a workbook; the row of index 0 is row number 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name, as on its tab.
    pub name: String,
    /// Rows from the top, blank ones included; rows may differ in length.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// Nothing to read?
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Error(_) => false,
        }
    }

    /// The content as text; a date in the form `2024-03-01`.
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Number(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Date(day) => Cow::Owned(day.to_string()),
        }
    }
}

impl Sheet {
    /// The rows with their row numbers, 1-based as a spreadsheet program shows them.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        (1..).zip(self.rows.iter().map(Vec::as_slice))
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text(..)",
            Self::Number(_) => "Number(..)",
            Self::Date(_) => "Date(..)",
            Self::Error(_) => "Error(..)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_what_a_cell_holds() {
        let cells = [Cell::Text("19900000001".into()), Cell::Number("19900000001".into())];
        assert!(!format!("{cells:?}").contains("199"));
    }
}
