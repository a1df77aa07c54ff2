//! The people on the committed roster, read as an upload is: 497 members of 17 branches, all of
//! them made up.

use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::OrganizationKind::{self, Enterprise, Office, Village};
use xianfeng_domain::roster::{self, Lists, RosterRow};
use xianfeng_domain::time::Day;
use xianfeng_infra::sheets::read::{self, Limits, ReadError};

static WORKBOOK: &[u8] = include_bytes!("../../data/roster-chishiqiao.xlsx");

/// The latest day that the roster mentions lies before this one.
const WRITTEN_ON: Option<Day> = Day::from_ymd_opt(2026, 11, 22);

/// The names of the categories, as the roster and the rule book have them.
const CATEGORIES: [(&str, &str); 5] =
    [("retired", "离任"), ("in_office", "在职"), ("ordinary", "普通"), ("away", "流动"), ("aged", "年老")];

const BRANCHES: [(&str, OrganizationKind); 17] = [
    ("甲村党支部", Village),
    ("乙村党支部", Village),
    ("丙村党支部", Village),
    ("丁村党支部", Village),
    ("戊村党支部", Village),
    ("己村党支部", Village),
    ("庚村党支部", Village),
    ("辛村党支部", Village),
    ("壬村党支部", Village),
    ("癸村党支部", Village),
    ("子村党支部", Village),
    ("丑村党支部", Village),
    ("寅村党支部", Village),
    ("天非公企业党支部", Enterprise),
    ("地非公企业党支部", Enterprise),
    ("玄非公企业党支部", Enterprise),
    ("乡机关党支部", Office),
];

/// A branch of the township.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: OrganizationKind,
}

/// The embedded roster is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// It is no workbook.
    #[error("the embedded roster cannot be opened: {0}")]
    Unreadable(#[from] ReadError),
    /// Its header or some rows cannot be read.
    #[error("the embedded roster has {0} faults")]
    Faults(usize),
}

/// The first branches, and the rows of their members with the branch's place among them.
pub(super) type Roster = (Vec<Branch>, Vec<(usize, RosterRow)>);

/// Reads the first so many branches and who had joined them before `today`.
pub(super) fn read(branches: usize, today: Day) -> Result<Roster, RosterError> {
    let sheet = read::roster(WORKBOOK, &Limits::default())?;
    let ids = (1..).map(|number| OrganizationId(Uuid::from_u128(number)));
    let named: Vec<(OrganizationId, &str)> = ids.zip(BRANCHES).map(|(id, (name, _))| (id, name)).collect();
    let lists = Lists::new(named.iter().copied(), CATEGORIES);
    let read_on = WRITTEN_ON.map_or(today, |day| day.max(today));
    let reading = roster::read(&sheet, &lists, read_on).map_err(|faults| RosterError::Faults(faults.len()))?;
    if !reading.faults.is_empty() {
        return Err(RosterError::Faults(reading.faults.len()));
    }
    let place = |row: &RosterRow| named.iter().take(branches).position(|(id, _)| *id == row.branch);
    let rows = reading.rows.into_iter().filter_map(|row| Some((place(&row)?, row)));
    let rows = rows.filter(|(_, row)| row.joined_on < today).collect();
    let branches = BRANCHES.iter().take(branches).map(|(name, kind)| Branch { name, kind: *kind }).collect();
    Ok((branches, rows))
}
