//! Comma-separated text → a sheet, within limits.

use xianfeng_domain::roster::{Cell, Sheet};

use super::read::{Limits, ReadError};

/// Reads comma-separated text in UTF-8: quoted fields, quotes doubled within them, any line ends.
///
/// # Errors
/// [`ReadError`] over a limit, and [`ReadError::NotAWorkbook`] for what is not UTF-8.
pub fn sheet(bytes: &[u8], limits: &Limits) -> Result<Sheet, ReadError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::FileTooLarge { max: limits.file_bytes });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NotAWorkbook)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut signs) = (false, text.chars().peekable());
    while let Some(sign) = signs.next() {
        match (quoted, sign) {
            (true, '"') if signs.peek() == Some(&'"') => {
                signs.next();
                field.push('"');
            }
            (true, '"') => quoted = false,
            (false, '"') if field.is_empty() => quoted = true,
            (false, ',') => put(&mut row, &mut field, limits)?,
            (false, '\r') if signs.peek() == Some(&'\n') => {}
            (false, '\n' | '\r') => {
                put(&mut row, &mut field, limits)?;
                end(&mut rows, &mut row, limits)?;
            }
            (_, sign) => field.push(sign),
        }
    }
    put(&mut row, &mut field, limits)?;
    end(&mut rows, &mut row, limits)?;
    Ok(Sheet { name: String::new(), rows })
}

fn put(row: &mut Vec<Cell>, field: &mut String, limits: &Limits) -> Result<(), ReadError> {
    if row.len() >= limits.columns {
        return Err(ReadError::TooManyColumns { max: limits.columns });
    }
    row.push(Cell::Text(std::mem::take(field)));
    Ok(())
}

fn end(rows: &mut Vec<Vec<Cell>>, row: &mut Vec<Cell>, limits: &Limits) -> Result<(), ReadError> {
    let row = std::mem::take(row);
    // Blank lines at the end are none.
    if rows.len() >= limits.rows && !row.iter().all(Cell::is_empty) {
        return Err(ReadError::TooManyRows { max: limits.rows });
    }
    if rows.len() < limits.rows {
        rows.push(row);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let sheet = sheet(text.as_bytes(), &Limits::default()).expect("readable");
        let row = |cells: &Vec<Cell>| cells.iter().map(|cell| cell.as_text().into_owned()).collect();
        sheet.rows.iter().map(row).collect()
    }

    #[test]
    fn fields_quotes_and_line_ends() {
        assert_eq!(
            texts("\u{feff}a,b\r\n\"c,\"\"d\"\"\",\"e\nf\"\ng"),
            [vec!["a", "b"], vec!["c,\"d\"", "e\nf"], vec!["g"],]
        );
        assert_eq!(sheet(&[0xb5, 0xe3], &Limits::default()), Err(ReadError::NotAWorkbook));
        let two = Limits { rows: 2, columns: 2, ..Limits::default() };
        assert!(sheet(b"a\nb\n\n\n", &two).is_ok());
        assert_eq!(sheet(b"a\nb\nc", &two), Err(ReadError::TooManyRows { max: 2 }));
        assert_eq!(sheet(b"a,b,c", &two), Err(ReadError::TooManyColumns { max: 2 }));
    }
}
