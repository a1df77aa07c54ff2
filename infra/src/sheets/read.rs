//! An uploaded workbook → the sheet that holds the roster, within limits.

use std::io::Cursor;
use std::panic;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use xianfeng_domain::roster::{self, Cell, Sheet};

use super::archive;

/// A header and the first rows below it stand within this many rows.
const LOOK_AT: usize = 50;
/// No real workbook has more sheets than a township has branches, by far.
const SHEETS_AT_MOST: usize = 50;

/// How much an upload may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Size of everything in it unpacked, and of its text, in bytes.
    pub unpacked_bytes: u64,
    /// The last row that may hold anything.
    pub rows: usize,
    /// The last column that may hold anything.
    pub columns: usize,
}

impl Default for Limits {
    /// 10 MiB, 32 MiB unpacked, 20,000 rows, 100 columns: a county of rosters many times over.
    fn default() -> Self {
        Self { file_bytes: 10 << 20, unpacked_bytes: 32 << 20, rows: 20_000, columns: 100 }
    }
}

/// Why a file cannot be read. It never repeats the file's content but for sheet names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// More bytes than allowed.
    #[error("The file is larger than {max} bytes.")]
    FileTooLarge {
        /// The limit in bytes.
        max: u64,
    },
    /// Unpacks to more than allowed: too much text, or a zip bomb.
    #[error("The file holds too much content: keep the roster only.")]
    TooMuchContent,
    /// Protected with a password.
    #[error("The file is protected with a password: remove the password and upload it again.")]
    Encrypted,
    /// The format before 2007, `.xls`.
    #[error("This is an old .xls file: save it as .xlsx and upload that.")]
    OldFormat,
    /// Not an .xlsx workbook, or a damaged one.
    #[error("This is not a readable .xlsx workbook: open it, save it as .xlsx and upload it again.")]
    NotAWorkbook,
    /// Content beyond the last row allowed.
    #[error("The sheet holds more than {max} rows: split it.")]
    TooManyRows {
        /// The limit.
        max: usize,
    },
    /// Content beyond the last column allowed.
    #[error("The sheet holds more than {max} columns: delete what is not needed.")]
    TooManyColumns {
        /// The limit.
        max: usize,
    },
    /// More sheets than are looked through.
    #[error("The workbook holds more than {max} sheets: keep the roster only.")]
    TooManySheets {
        /// The limit.
        max: usize,
    },
    /// Several sheets that are whole rosters: taking one would lose the others.
    #[error("Several sheets hold a roster: put all people into one sheet.")]
    SeveralRosters {
        /// The sheets' names.
        sheets: Vec<String>,
    },
}

impl ReadError {
    /// The stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "sheet.file_too_large",
            Self::TooMuchContent => "sheet.too_much_content",
            Self::Encrypted => "sheet.encrypted",
            Self::OldFormat => "sheet.old_format",
            Self::NotAWorkbook => "sheet.not_a_workbook",
            Self::TooManyRows { .. } => "sheet.too_many_rows",
            Self::TooManyColumns { .. } => "sheet.too_many_columns",
            Self::TooManySheets { .. } => "sheet.too_many_sheets",
            Self::SeveralRosters { .. } => "sheet.several_rosters",
        }
    }

    /// The reason in Chinese, saying what to do.
    pub fn reason(&self) -> String {
        match self {
            Self::FileTooLarge { max } => format!("文件太大，请不要超过{}MB", max >> 20),
            Self::TooMuchContent => "文件内容太多，请只保留花名册".into(),
            Self::Encrypted => "文件有密码保护，请取消密码后重新上传".into(),
            Self::OldFormat => "这是旧的 .xls 文件，请另存为 .xlsx 后重新上传".into(),
            Self::NotAWorkbook => "读不出这个文件，请用表格软件打开，另存为 .xlsx 后重新上传".into(),
            Self::TooManyRows { max } => format!("超过{max}行，请分成几个文件"),
            Self::TooManyColumns { max } => format!("超过{max}列，请删去不需要的列"),
            Self::TooManySheets { max } => format!("超过{max}个工作表，请只保留花名册"),
            Self::SeveralRosters { sheets } => {
                format!("“{}”都像花名册，请把所有人放在一个工作表里", sheets.join("”“"))
            }
        }
    }
}

/// The sheet of a workbook that holds the roster: the one visible sheet with a whole header and
/// something below it, else the one with the most known titles, whose faults the reader of the
/// roster then tells.
///
/// # Errors
/// [`ReadError`] where the file is no .xlsx workbook, exceeds a limit, or holds several rosters.
pub fn roster(bytes: &[u8], limits: &Limits) -> Result<Sheet, ReadError> {
    archive::check(bytes, limits)?;
    // The library's arithmetic on cell references overflows on some damaged files: a panic there
    // is one more way to say that the file is no workbook, and nothing of its state is kept.
    panic::catch_unwind(|| parse(bytes, limits)).unwrap_or(Err(ReadError::NotAWorkbook))
}

/// The first visible sheet of a workbook.
///
/// # Errors
/// [`ReadError`] where the file is no .xlsx workbook or exceeds a limit.
pub fn first(bytes: &[u8], limits: &Limits) -> Result<Sheet, ReadError> {
    archive::check(bytes, limits)?;
    let read = || {
        let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
        let name = visible(&workbook).into_iter().next().ok_or(ReadError::NotAWorkbook)?;
        let rows = Rows::read(&mut workbook, &name, limits)?;
        Ok(Sheet { name, rows })
    };
    // As for rosters: a panic of the library is one more way to say that the file is no workbook.
    panic::catch_unwind(read).unwrap_or(Err(ReadError::NotAWorkbook))
}

fn visible(workbook: &Workbook<'_>) -> Vec<String> {
    let shown = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    workbook.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Sheet, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
    let name = choose(&mut workbook, limits)?;
    let rows = Rows::read(&mut workbook, &name, limits)?;
    Ok(Sheet { name, rows })
}

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

fn choose(workbook: &mut Workbook<'_>, limits: &Limits) -> Result<String, ReadError> {
    let names = visible(workbook);
    if names.len() > SHEETS_AT_MOST {
        return Err(ReadError::TooManySheets { max: SHEETS_AT_MOST });
    }
    let mut complete = Vec::new();
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let rows = Rows::glance(workbook, &name, limits)?;
        let titles = roster::recognised(&rows);
        if roster::is_complete(&rows) {
            complete.push(name.clone());
        }
        if best.as_ref().is_none_or(|(most, _)| titles > *most) {
            best = Some((titles, name));
        }
    }
    match (complete.len(), best) {
        (0 | 1, best) => complete.pop().or(best.map(|(_, name)| name)).ok_or(ReadError::NotAWorkbook),
        _ => Err(ReadError::SeveralRosters { sheets: complete }),
    }
}

/// Rows as they fill up, cell by cell. The library's own table would be as large as the
/// farthest cell says, which a small file can put anywhere.
struct Rows<'l> {
    rows: Vec<Vec<Cell>>,
    limits: &'l Limits,
    /// One shared text can stand in every cell, so text is counted as it is copied.
    text_left: u64,
}

impl<'l> Rows<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self { rows: Vec::new(), limits, text_left: limits.unpacked_bytes }
    }

    fn read(workbook: &mut Workbook<'_>, sheet: &str, limits: &Limits) -> Result<Vec<Vec<Cell>>, ReadError> {
        let mut rows = Rows::new(limits);
        rows.fill(workbook, sheet)?;
        Ok(rows.rows)
    }

    /// What stands before the first cell beyond the first rows and columns; that there is more
    /// is no fault of a sheet not yet chosen.
    fn glance(workbook: &mut Workbook<'_>, sheet: &str, limits: &Limits) -> Result<Vec<Vec<Cell>>, ReadError> {
        let first = Limits { rows: limits.rows.min(LOOK_AT), ..*limits };
        let mut rows = Rows::new(&first);
        match rows.fill(workbook, sheet) {
            Ok(()) | Err(ReadError::TooManyRows { .. } | ReadError::TooManyColumns { .. }) => Ok(rows.rows),
            Err(error) => Err(error),
        }
    }

    fn fill(&mut self, workbook: &mut Workbook<'_>, sheet: &str) -> Result<(), ReadError> {
        let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|_| ReadError::NotAWorkbook)?;
        while let Some(found) = cells.next_cell().map_err(|_| ReadError::NotAWorkbook)? {
            let (row, column) = found.get_position();
            self.put((row as usize, column as usize), to_cell(found.get_value()))?;
        }
        Ok(())
    }

    fn put(&mut self, (row, column): (usize, usize), cell: Cell) -> Result<(), ReadError> {
        if cell.is_empty() {
            return Ok(());
        }
        if row >= self.limits.rows {
            return Err(ReadError::TooManyRows { max: self.limits.rows });
        }
        if column >= self.limits.columns {
            return Err(ReadError::TooManyColumns { max: self.limits.columns });
        }
        let text = cell.as_text().len() as u64;
        self.text_left = self.text_left.checked_sub(text).ok_or(ReadError::TooMuchContent)?;
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = cells.get_mut(column) {
                *place = cell;
            }
        }
        Ok(())
    }
}

/// The shortest decimal form of a float is exact for whatever a person typed, and phones and
/// dates as numbers are whole; so no float reaches the domain.
fn to_cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(truth) => Cell::Text(truth.to_string()),
        DataRef::DateTime(moment) => to_day(moment),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// Years 1900 to 9999, the calendar of a spreadsheet; what lies outside stays a number.
fn to_day(moment: &ExcelDateTime) -> Cell {
    let in_calendar = moment.is_datetime() && (1.0..2_958_466.0).contains(&moment.as_f64());
    // Asked only inside the calendar: far outside the library's conversion overflows.
    match in_calendar.then(|| moment.as_datetime()).flatten() {
        Some(at) => Cell::Date(at.date()),
        None => Cell::Number(moment.as_f64().to_string()),
    }
}
