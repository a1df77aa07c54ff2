//! The failed rows of an import as a workbook to correct and upload again.

use std::collections::BTreeMap;
use std::fs::File;

use xianfeng_domain::roster::{Cell, Fault, Sheet};

use super::write::{Column, Layout, TableWriter, Value, WriteError};

/// The added column's title; it is not a roster column, so that the file can be uploaded as it is.
const REASON: &str = "原因";

/// Writes the rows that have faults: the columns as uploaded, all of them, and 原因. Numbers and
/// dates keep their type, so that correcting one cell changes how no other one is read.
///
/// The workbook repeats whatever was uploaded, so it goes to the uploader and is not kept
/// (invariant 11).
///
/// # Errors
/// [`WriteError`] where the temporary file fails.
pub fn write(sheet: &Sheet, header_row: u32, faults: &[Fault]) -> Result<File, WriteError> {
    let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for fault in faults {
        let reason = format!("{}：{}", fault.column, fault.kind.reason());
        reasons.entry(fault.row).or_default().push(reason);
    }
    let titles = sheet.numbered().find(|(row, _)| *row == header_row).map_or(&[][..], |(_, cells)| cells);
    let failed: Vec<_> = sheet.numbered().filter_map(|(row, cells)| Some((cells, reasons.get(&row)?))).collect();
    let width = failed.iter().map(|(cells, _)| cells.len()).chain([titles.len()]).max().unwrap_or_default();
    let at = |cells: &[Cell], index| cells.get(index).cloned().unwrap_or_default();
    // A file that was once corrected brings its old reasons along; they are replaced.
    let kept: Vec<usize> = (0..width).filter(|index| at(titles, *index).as_text().trim() != REASON).collect();

    let title = |index: &usize| Column { title: at(titles, *index).as_text().into_owned(), width: 16 };
    let reason = Column { title: REASON.to_owned(), width: 60 };
    let columns = kept.iter().map(title).chain([reason]).collect();
    let mut writer = TableWriter::new(&Layout { sheet: sheet.name.clone(), title: None, columns })?;
    for (cells, reasons) in failed {
        let mut values: Vec<Value> = kept.iter().map(|index| value(at(cells, *index))).collect();
        values.push(Value::Text(reasons.join("；")));
        writer.row(&values)?;
    }
    writer.into_file()
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Text(text) | Cell::Error(text) => Value::Text(text),
        Cell::Number(number) => number.parse().map_or(Value::Decimal(number), Value::Integer),
        Cell::Date(day) => Value::Day(day),
    }
}
