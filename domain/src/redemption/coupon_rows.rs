//! Coupons as they come in, from a list or a sheet: each row is a good one, or has a fault that never
//! repeats the code.

use std::collections::HashSet;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::handed_out_until;
use crate::roster::{Cell, Sheet};
use crate::time::Day;

/// The shortest code: its last four characters, which people see, are at most half of it.
const SHORTEST: usize = 8;
/// The longest code.
const LONGEST: usize = 64;
/// The dearest coupon, in fen: 10,000 yuan.
const DEAREST_FEN: i64 = 1_000_000;
/// A number of more digits may have been rounded by the program that wrote the sheet.
const EXACT_DIGITS: usize = 15;
/// The titles stand within so many rows.
const LOOK_AT: usize = 10;

/// A row as it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCoupon {
    /// Its number, from 1.
    pub row: u32,
    /// The code.
    pub code: Cell,
    /// What it is worth, in fen; `None` where that cannot be read.
    pub face_fen: Option<i64>,
    /// The last day on which it is good: `Err` where that cannot be read, `None` where it is good for ever.
    pub valid_until: Result<Option<Day>, CouponFaultKind>,
}

/// A good row. It has no `Debug` form: the code is as good as money.
#[derive(Clone, PartialEq, Eq)]
pub struct CouponRow {
    /// Its number, from 1.
    pub row: u32,
    /// The code, as it is shown.
    pub code: String,
    /// What it is worth, in fen.
    pub face_fen: i64,
    /// The last day on which it is good.
    pub valid_until: Option<Day>,
}

impl CouponRow {
    /// The last four characters, for people.
    pub fn last_four(&self) -> String {
        let plain = plain_coupon(&self.code);
        plain.get(plain.len().saturating_sub(4)..).unwrap_or_default().to_owned()
    }
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CouponFault {
    /// The row.
    pub row: u32,
    /// What.
    pub kind: CouponFaultKind,
}

/// What can be wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CouponFaultKind {
    /// The sheet has no titles that are known.
    NoTitles,
    /// There is no code.
    CodeMissing,
    /// Too short, too long, or signs that no code has.
    CodeInvalid,
    /// A long number that the spreadsheet program may have rounded.
    CodeRounded,
    /// The value is missing or out of range.
    FaceInvalid,
    /// The last day cannot be read.
    DayInvalid,
    /// Too few days are left to hand it out.
    DayOver,
    /// The code stands twice.
    Twice,
    /// The code is known under another reward, or with another value or day.
    Elsewhere,
}

impl CouponFaultKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::NoTitles,
        Self::CodeMissing,
        Self::CodeInvalid,
        Self::CodeRounded,
        Self::FaceInvalid,
        Self::DayInvalid,
        Self::DayOver,
        Self::Twice,
        Self::Elsewhere,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTitles => "coupon.no_titles",
            Self::CodeMissing => "coupon.code_missing",
            Self::CodeInvalid => "coupon.code_invalid",
            Self::CodeRounded => "coupon.code_rounded",
            Self::FaceInvalid => "coupon.face_invalid",
            Self::DayInvalid => "coupon.day_invalid",
            Self::DayOver => "coupon.day_over",
            Self::Twice => "coupon.twice",
            Self::Elsewhere => "coupon.elsewhere",
        }
    }
}

impl fmt::Display for CouponFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.kind.code())
    }
}

/// A code without what people put between its signs: what makes two codes the same.
pub fn plain_coupon(code: &str) -> String {
    code.nfkc().filter(|sign| !sign.is_whitespace() && *sign != '-').collect()
}

/// The good rows of a list, and what is wrong with the others: one fault a row, the first.
pub fn coupon_rows(rows: Vec<NewCoupon>, today: Day) -> (Vec<CouponRow>, Vec<CouponFault>) {
    let (mut good, mut faults, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for new in rows {
        let row = new.row;
        match read(new, today) {
            Ok(read) if seen.insert(plain_coupon(&read.code)) => good.push(read),
            Ok(_) => faults.push(CouponFault { row, kind: CouponFaultKind::Twice }),
            Err(kind) => faults.push(CouponFault { row, kind }),
        }
    }
    (good, faults)
}

fn read(new: NewCoupon, today: Day) -> Result<CouponRow, CouponFaultKind> {
    let code = code(&new.code)?;
    let face_fen = new.face_fen.filter(|fen| (1..=DEAREST_FEN).contains(fen)).ok_or(CouponFaultKind::FaceInvalid)?;
    let valid_until = new.valid_until?;
    if valid_until.is_some_and(|day| day < handed_out_until(today)) {
        return Err(CouponFaultKind::DayOver);
    }
    Ok(CouponRow { row: new.row, code, face_fen, valid_until })
}

fn code(cell: &Cell) -> Result<String, CouponFaultKind> {
    let text: String = cell.as_text().nfkc().collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(CouponFaultKind::CodeMissing);
    }
    if matches!(cell, Cell::Number(number) if number.len() > EXACT_DIGITS) {
        return Err(CouponFaultKind::CodeRounded);
    }
    let is_code = text.chars().all(|sign| sign.is_ascii_graphic() || sign == ' ') && !matches!(cell, Cell::Error(_));
    let length = plain_coupon(&text).len();
    if is_code && text.len() <= LONGEST && length >= SHORTEST { Ok(text) } else { Err(CouponFaultKind::CodeInvalid) }
}

/// The rows of a sheet: the columns 券码, 面值 (in yuan) and, if there is one, 有效期至.
///
/// # Errors
/// [`CouponFaultKind::NoTitles`] for a sheet without these titles in its first rows.
pub fn coupons_of_sheet(sheet: &Sheet) -> Result<Vec<NewCoupon>, CouponFault> {
    let of = |cells: &[Cell], titles: &[&str]| {
        let title = |cell: &Cell| cell.as_text().nfkc().filter(|sign| !sign.is_whitespace()).collect::<String>();
        cells.iter().position(|cell| titles.contains(&title(cell).to_lowercase().as_str()))
    };
    let titles = sheet.numbered().take(LOOK_AT).find_map(|(row, cells)| {
        let code = of(cells, &["券码", "卡密", "兑换码", "code"])?;
        let face = of(cells, &["面值", "面值(元)", "金额", "face"])?;
        Some((row, code, face, of(cells, &["有效期至", "有效期", "到期日", "validuntil"])))
    });
    let (titles, code, face, until) = titles.ok_or(CouponFault { row: 1, kind: CouponFaultKind::NoTitles })?;
    let at = |cells: &[Cell], place: usize| cells.get(place).cloned().unwrap_or_default();
    let rows = sheet.numbered().filter(|(row, cells)| *row > titles && !cells.iter().all(Cell::is_empty));
    Ok(rows
        .map(|(row, cells)| NewCoupon {
            row,
            code: at(cells, code),
            face_fen: fen(&at(cells, face).as_text()),
            valid_until: until.map_or(Ok(None), |until| last_day(&at(cells, until))),
        })
        .collect())
}

/// Yuan with at most two decimals, `50`, `50.5`, `¥50.00`, `50元`, in fen.
fn fen(yuan: &str) -> Option<i64> {
    let text: String = yuan.nfkc().collect();
    let text = text.trim().trim_start_matches(['¥', '\u{a5}']).trim_end_matches('元').trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?)
}

fn last_day(cell: &Cell) -> Result<Option<Day>, CouponFaultKind> {
    if let Cell::Date(day) = cell {
        return Ok(Some(*day));
    }
    let text: String = cell.as_text().nfkc().collect();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"];
    let read = forms.iter().find_map(|form| Day::parse_from_str(text, form).ok());
    read.map(Some).ok_or(CouponFaultKind::DayInvalid)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn today() -> Day {
        "2024-03-01".parse().expect("a day")
    }

    #[test]
    fn a_sheet_is_read_with_its_faults() {
        let row = |cells: &[&str]| cells.iter().map(|cell| text(cell)).collect::<Vec<_>>();
        let mut rows = vec![row(&["话费充值卡"]), row(&["面值（元）", "券 码", "有效期至"])];
        rows.push(row(&["50", "AB12-CD34-EF56", "2025年1月31日"]));
        rows.push(row(&["30.5", "AB12 CD34 EF57", ""]));
        rows.push(row(&["50", "ＡＢ12CD34EF56", "2025/1/31"]));
        rows.push(row(&["", "", ""]));
        rows.push(row(&["50", "short", ""]));
        rows.push(row(&["0", "AB12CD34EF58", ""]));
        rows.push(row(&["50", "AB12CD34EF59", "2024-03-03"]));
        rows.push(row(&["50", "AB12CD34EF60", "soon"]));
        rows.push(vec![text("50"), Cell::Number("1234567890123456".to_owned()), Cell::Empty]);
        let sheet = Sheet { name: String::new(), rows };
        let read = coupons_of_sheet(&sheet).expect("it has titles");
        let (good, faults) = coupon_rows(read, today());
        let good: Vec<_> = good.iter().map(|row| (row.row, row.last_four(), row.face_fen, row.valid_until)).collect();
        let until = "2025-01-31".parse().ok();
        assert_eq!(good, [(3, "EF56".to_owned(), 5_000, until), (4, "EF57".to_owned(), 3_050, None)]);
        use CouponFaultKind::{CodeInvalid, CodeRounded, DayInvalid, DayOver, FaceInvalid, Twice};
        let kinds: Vec<_> = faults.iter().map(|fault| (fault.row, fault.kind)).collect();
        let expected =
            [(5, Twice), (7, CodeInvalid), (8, FaceInvalid), (9, DayOver), (10, DayInvalid), (11, CodeRounded)];
        assert_eq!(kinds, expected);
        assert!(coupons_of_sheet(&Sheet::default()).is_err());
    }

    proptest! {
        /// Every row is good or has one fault, and no fault tells a code.
        #[test]
        fn each_row_is_told_once(codes in prop::collection::vec("\\PC{0,20}", 0..20), fen in -5i64..2_000_000) {
            let new = codes.iter().zip(1..).map(|(code, row)| NewCoupon {
                row, code: text(code), face_fen: Some(fen), valid_until: Ok(None),
            });
            let (good, faults) = coupon_rows(new.collect(), today());
            prop_assert_eq!(good.len() + faults.len(), codes.len());
            for row in good {
                prop_assert!(plain_coupon(&row.code).len() >= 2 * row.last_four().len());
            }
        }
    }
}
