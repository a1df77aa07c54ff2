//! One row of a roster: a person, or every fault of the row at once.

use std::collections::HashMap;

use chrono::Months;

use super::cell::Cell;
use super::columns::{Column, Header};
use super::date::{self, Written, YearMonth};
use super::fault::{Fault, FaultKind};
use super::phone::{self, Phone};
use super::text;
use crate::ids::OrganizationId;
use crate::names::is_name;
use crate::time::Day;

const NAME_AT_MOST: usize = 50;
const SCHOOLING_AT_MOST: usize = 50;
const SKILLS_AT_MOST: usize = 200;
const ADULT_MONTHS: Months = Months::new(18 * 12);

/// Sex as the roster states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 女.
    Female,
    /// 男.
    Male,
}

/// A person as a row of the roster states them: what invariant 11 allows to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// The row number in the sheet, 1-based.
    pub row: u32,
    /// Normalized name, at most 50 characters.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Birth year and month.
    pub birth: YearMonth,
    /// The date joined.
    pub joined_on: Day,
    /// 预备党员 rather than 正式党员?
    pub probationary: bool,
    /// The branch.
    pub branch: OrganizationId,
    /// The category's code in the rule book.
    pub category: String,
    /// The mobile number, where there is one.
    pub phone: Option<Phone>,
    /// Schooling as written, at most 50 characters.
    pub schooling: Option<String>,
    /// Skills as written, at most 200 characters.
    pub skills: Option<String>,
}

/// The names that a row may use: the township's branches and the rule book's categories.
#[derive(Clone, Debug)]
pub struct Lists {
    branches: HashMap<String, Vec<OrganizationId>>,
    categories: HashMap<String, String>,
    category_names: String,
}

impl Lists {
    /// Branches as `(id, full name)`, categories as `(code, name)`.
    pub fn new<'a>(
        branches: impl IntoIterator<Item = (OrganizationId, &'a str)>,
        categories: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut by_name: HashMap<String, Vec<OrganizationId>> = HashMap::new();
        for (id, name) in branches {
            by_name.entry(text::compact(name)).or_default().push(id);
        }
        let categories: Vec<_> = categories.into_iter().collect();
        Self {
            branches: by_name,
            category_names: categories.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("、"),
            categories: categories.iter().map(|(code, name)| (category_key(name), (*code).to_owned())).collect(),
        }
    }

    fn branch(&self, cell: &Cell) -> Result<OrganizationId, FaultKind> {
        match self.branches.get(&text::compact(&required(cell)?)).map(Vec::as_slice) {
            Some([id]) => Ok(*id),
            Some(_) => Err(FaultKind::BranchAmbiguous),
            None => Err(FaultKind::BranchUnknown),
        }
    }

    fn category(&self, cell: &Cell) -> Result<String, FaultKind> {
        self.categories
            .get(&category_key(&required(cell)?))
            .cloned()
            .ok_or_else(|| FaultKind::CategoryUnknown { names: self.category_names.clone() })
    }
}

/// `普通`, `普通党员` and `普通 党员` are one category.
fn category_key(name: &str) -> String {
    let name = text::compact(name);
    name.strip_suffix("党员").unwrap_or(&name).to_owned()
}

/// Reads the row of a number.
///
/// # Errors
/// Every fault of the row, in the order of [`Column::ALL`].
pub(super) fn read(
    number: u32,
    cells: &[Cell],
    header: &Header,
    lists: &Lists,
    today: Day,
) -> Result<RosterRow, Vec<Fault>> {
    let mut faults = Vec::new();
    let name = faults.take(Column::Name, name(header.cell(cells, Column::Name)));
    let sex = faults.take(Column::Sex, sex(header.cell(cells, Column::Sex)));
    let born = faults.take(Column::Birth, birth(header.cell(cells, Column::Birth), today));
    let schooling = faults.take(Column::Schooling, free(header.cell(cells, Column::Schooling), SCHOOLING_AT_MOST));
    let probationary = faults.take(Column::Standing, standing(header.cell(cells, Column::Standing)));
    let branch = faults.take(Column::Branch, lists.branch(header.cell(cells, Column::Branch)));
    let joined_on = faults.take(Column::JoinedOn, joined(header.cell(cells, Column::JoinedOn), today));
    let joined_on = joined_on.and_then(|day| faults.take(Column::JoinedOn, adult(born.map(|(day, _)| day), day)));
    let phone = faults.take(Column::Phone, phone_number(header.cell(cells, Column::Phone)));
    let category = faults.take(Column::Category, lists.category(header.cell(cells, Column::Category)));
    let skills = faults.take(Column::Skills, free(header.cell(cells, Column::Skills), SKILLS_AT_MOST));

    let read = || {
        Some(RosterRow {
            row: number,
            name: name?,
            sex: sex?,
            birth: born.map(|(_, month)| month)?,
            joined_on: joined_on?,
            probationary: probationary?,
            branch: branch?,
            category: category?,
            phone: phone?,
            schooling: schooling?,
            skills: skills?,
        })
    };
    read().ok_or_else(|| {
        let fault = |(column, kind)| Fault { row: number, column: header.title(column).to_owned(), kind };
        faults.into_iter().map(fault).collect()
    })
}

/// Takes the good of a result and keeps the bad, so that a row tells all its faults at once.
trait Take {
    fn take<T>(&mut self, column: Column, result: Result<T, FaultKind>) -> Option<T>;
}

impl Take for Vec<(Column, FaultKind)> {
    fn take<T>(&mut self, column: Column, result: Result<T, FaultKind>) -> Option<T> {
        result.map_err(|kind| self.push((column, kind))).ok()
    }
}

fn required(cell: &Cell) -> Result<String, FaultKind> {
    readable(cell)?;
    let text = text::tidy(&cell.as_text());
    if text.is_empty() { Err(FaultKind::ValueMissing) } else { Ok(text) }
}

fn readable(cell: &Cell) -> Result<(), FaultKind> {
    if matches!(cell, Cell::Error(_)) { Err(FaultKind::CellError) } else { Ok(()) }
}

fn name(cell: &Cell) -> Result<String, FaultKind> {
    let name = text::name(&required(cell)?);
    if !is_name(&name) {
        return Err(FaultKind::NotAName);
    }
    within(name, NAME_AT_MOST)
}

fn free(cell: &Cell, max: usize) -> Result<Option<String>, FaultKind> {
    readable(cell)?;
    text::optional(&cell.as_text()).map(|text| within(text, max)).transpose()
}

fn within(text: String, max: usize) -> Result<String, FaultKind> {
    if text.chars().count() > max { Err(FaultKind::TooLong { max }) } else { Ok(text) }
}

fn sex(cell: &Cell) -> Result<Sex, FaultKind> {
    match required(cell)?.as_str() {
        "男" | "男性" => Ok(Sex::Male),
        "女" | "女性" => Ok(Sex::Female),
        _ => Err(FaultKind::SexUnknown),
    }
}

fn standing(cell: &Cell) -> Result<bool, FaultKind> {
    match text::compact(&required(cell)?).as_str() {
        "正式党员" | "正式" => Ok(false),
        "预备党员" | "预备" => Ok(true),
        _ => Err(FaultKind::StandingUnknown),
    }
}

fn written(cell: &Cell, today: Day) -> Result<(Written, Day), FaultKind> {
    readable(cell)?;
    let written = date::read(cell)?.ok_or(FaultKind::ValueMissing)?;
    let earliest = written.earliest().ok_or(FaultKind::NotADate)?;
    if earliest > today { Err(FaultKind::InFuture) } else { Ok((written, earliest)) }
}

/// The earliest day of birth, for the check of age only, and the month, which is kept.
fn birth(cell: &Cell, today: Day) -> Result<(Day, YearMonth), FaultKind> {
    let (written, earliest) = written(cell, today)?;
    Ok((earliest, written.month().ok_or(FaultKind::NotADate)?))
}

fn joined(cell: &Cell, today: Day) -> Result<Day, FaultKind> {
    match written(cell, today)?.0 {
        Written::Day(day) => Ok(day),
        Written::Month(_) => Err(FaultKind::DayMissing),
    }
}

/// Nobody joins before the 18th birthday; without a readable birth there is nothing to check.
fn adult(born: Option<Day>, joined: Day) -> Result<Day, FaultKind> {
    let of_age = born.and_then(|born| born.checked_add_months(ADULT_MONTHS));
    if of_age.is_some_and(|of_age| joined < of_age) { Err(FaultKind::JoinedUnder18) } else { Ok(joined) }
}

/// Was somebody born in that month 18 on the day of joining, as nobody joins before?
pub fn of_age(birth: YearMonth, joined_on: Day) -> bool {
    let born = Day::from_ymd_opt(birth.year(), birth.month(), 1);
    adult(born, joined_on).is_ok()
}

fn phone_number(cell: &Cell) -> Result<Option<Phone>, FaultKind> {
    readable(cell)?;
    Ok(phone::read(cell)?)
}
