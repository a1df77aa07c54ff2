//! A whole sheet: which rows count, and what only shows across rows.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Sheet};
use super::columns::{Column, Header};
use super::fault::{Fault, FaultKind};
use super::row::{self, Lists, RosterRow};
use super::{phone, text};
use crate::time::Day;

/// What a roster holds: the rows that can be taken, and every fault of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The header's row number, 1-based.
    pub header_row: u32,
    /// Faultless rows in the order of the sheet.
    pub rows: Vec<RosterRow>,
    /// Faults in the order of the sheet; a row with a fault is not among `rows`.
    pub faults: Vec<Fault>,
}

impl Reading {
    /// The numbers of the rows that cannot be taken.
    pub fn failed_rows(&self) -> BTreeSet<u32> {
        self.faults.iter().map(|fault| fault.row).collect()
    }
}

/// Reads a roster. Rows without any kept value, totals rows and repeated headers are passed
/// over; `today` is the day in Asia/Shanghai.
///
/// # Errors
/// The header's faults: without a whole header no row can be read.
pub fn read(sheet: &Sheet, lists: &Lists, today: Day) -> Result<Reading, Vec<Fault>> {
    let header = Header::find(&sheet.rows)?;
    let mut reading = Reading { header_row: header.row, rows: Vec::new(), faults: Vec::new() };
    let mut phones = BTreeMap::new();
    for (number, cells) in sheet.numbered().filter(|(number, _)| *number > header.row) {
        if header.is_blank(cells) || header.repeats_in(cells) || is_total(&header, cells) {
            continue;
        }
        let mut outcome = row::read(number, cells, &header, lists, today);
        // Numbers of faulty rows count too: their owner will come back with the row corrected.
        if let Ok(Some(phone)) = phone::read(header.cell(cells, Column::Phone)) {
            match phones.entry(phone) {
                Entry::Vacant(free) => {
                    free.insert(number);
                }
                Entry::Occupied(taken) => {
                    let kind = FaultKind::PhoneRepeated { row: *taken.get() };
                    let fault = Fault { row: number, column: header.title(Column::Phone).to_owned(), kind };
                    let mut faults = outcome.err().unwrap_or_default();
                    faults.push(fault);
                    outcome = Err(faults);
                }
            }
        }
        match outcome {
            Ok(row) => reading.rows.push(row),
            Err(faults) => reading.faults.extend(faults),
        }
    }
    Ok(reading)
}

/// The names of branches that a roster uses, each once, in the order of the sheet; for a first
/// import, which makes the branches. Empty where the header is not whole.
pub fn branch_names(sheet: &Sheet) -> Vec<String> {
    let Ok(header) = Header::find(&sheet.rows) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for (_, cells) in sheet.numbered().filter(|(number, _)| *number > header.row) {
        if header.repeats_in(cells) || is_total(&header, cells) {
            continue;
        }
        let name = text::compact(&header.cell(cells, Column::Branch).as_text());
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// 合计, 总计 and the like lead the row, and nobody's dates stand in it: a person is never lost.
fn is_total(header: &Header, cells: &[Cell]) -> bool {
    let leads = cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| {
        let text = text::compact(&cell.as_text());
        ["合计", "总计", "小计", "共计", "总数"].iter().any(|word| text.starts_with(word))
    });
    leads && [Column::Birth, Column::JoinedOn].iter().all(|column| header.cell(cells, *column).is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::{FaultKind as Kind, Sex, YearMonth};
    use super::*;
    use crate::ids::OrganizationId;

    const TITLES: [&str; 10] =
        ["姓名", "性别", "出生日期", "学历", "人员类别", "党支部", "入党日期", "手机号", "党员类别", "特长"];
    const PERSON: [&str; 10] =
        ["张 诚", "女", "1990-09-08", "初中", "正式党员", "甲村党支部", "2017.2.16", "199 0000 0005", "普通", "养殖"];

    fn today() -> Day {
        day("2026-11-22")
    }

    fn day(iso: &str) -> Day {
        iso.parse().expect("a valid day")
    }

    fn lists() -> Lists {
        let branch = |number| OrganizationId(Uuid::from_u128(number));
        Lists::new(
            [(branch(1), "甲村党支部"), (branch(2), "同名党支部"), (branch(3), "同名 党支部")],
            [("ordinary", "普通党员"), ("away", "流动")],
        )
    }

    fn cells(texts: [&str; 10]) -> Vec<Cell> {
        texts.map(|text| Cell::Text(text.into())).to_vec()
    }

    /// The person with some columns replaced.
    fn person(changed: &[(&str, Cell)]) -> Vec<Cell> {
        let cell = |(title, cell): (&str, Cell)| {
            changed.iter().find(|(at, _)| *at == title).map_or(cell, |(_, other)| other.clone())
        };
        TITLES.into_iter().zip(cells(PERSON)).map(cell).collect()
    }

    fn read_rows(rows: Vec<Vec<Cell>>) -> Reading {
        let rows = [vec![vec![Cell::Text("花名册".into())], cells(TITLES)], rows].concat();
        read(&Sheet { name: "花名册".into(), rows }, &lists(), today()).expect("a whole header")
    }

    fn faults_of(changed: &[(&str, Cell)]) -> Vec<(String, Kind)> {
        read_rows(vec![person(changed)]).faults.into_iter().map(|fault| (fault.column, fault.kind)).collect()
    }

    #[test]
    fn a_row_becomes_a_person_without_the_day_of_birth() {
        let reading = read_rows(vec![person(&[])]);
        assert_eq!((reading.header_row, reading.faults.as_slice()), (2, &[][..]));
        let expected = RosterRow {
            row: 3,
            name: "张诚".into(),
            sex: Sex::Female,
            birth: YearMonth::new(1990, 9).expect("a month"),
            joined_on: day("2017-02-16"),
            probationary: false,
            branch: OrganizationId(Uuid::from_u128(1)),
            category: "ordinary".into(),
            phone: Some("19900000005".parse().expect("a phone")),
            schooling: Some("初中".into()),
            skills: Some("养殖".into()),
        };
        assert_eq!(reading.rows, [expected]);
    }

    #[test]
    fn every_kind_of_fault_is_told_with_its_column() {
        let text = |text: &str| Cell::Text(text.into());
        let cases = [
            ("姓名", Cell::Empty, Kind::ValueMissing),
            ("姓名", Cell::Number("5".into()), Kind::NotAName),
            ("姓名", text("=HYPERLINK(\"http://x\")"), Kind::NotAName),
            ("姓名", text(&"张".repeat(51)), Kind::TooLong { max: 50 }),
            ("性别", text("x"), Kind::SexUnknown),
            ("出生日期", text("1965年13月40日"), Kind::NotADate),
            ("出生日期", text("2090-01-01"), Kind::InFuture),
            ("出生日期", Cell::Number("1990.1".into()), Kind::AmbiguousMonth),
            ("出生日期", Cell::Number("1990".into()), Kind::YearOnly),
            ("出生日期", Cell::Error("#N/A".into()), Kind::CellError),
            ("入党日期", text("2017.2"), Kind::DayMissing),
            ("入党日期", text("2008-09-07"), Kind::JoinedUnder18),
            ("入党日期", text("2026-11-23"), Kind::InFuture),
            ("人员类别", text("群众"), Kind::StandingUnknown),
            ("党支部", text("不存在的党支部"), Kind::BranchUnknown),
            ("党支部", text("同名党支部"), Kind::BranchAmbiguous),
            ("党员类别", text("退休党员"), Kind::CategoryUnknown { names: "普通党员、流动".into() }),
            ("手机号", text("1990000"), Kind::PhoneWrongLength),
            ("手机号", text("25800000000"), Kind::PhoneNotMobile),
        ];
        for (column, cell, kind) in cases {
            assert_eq!(faults_of(&[(column, cell)]), [(column.to_owned(), kind)]);
        }
    }

    #[test]
    fn the_eighteenth_birthday_is_old_enough() {
        assert_eq!(faults_of(&[("入党日期", Cell::Text("2008-09-08".into()))]), []);
        // With the month alone nobody is called too young who may not be.
        let month = ("出生日期", Cell::Text("1990.9".into()));
        assert_eq!(faults_of(&[month, ("入党日期", Cell::Text("2008-09-01".into()))]), []);
    }

    #[test]
    fn a_row_tells_all_its_faults_at_once() {
        let faults = faults_of(&[("姓名", Cell::Empty), ("性别", Cell::Empty), ("手机号", Cell::Text("1".into()))]);
        let columns: Vec<_> = faults.into_iter().map(|(column, _)| column).collect();
        assert_eq!(columns, ["姓名", "性别", "手机号"]);
    }

    #[test]
    fn a_repeated_phone_is_reported_on_the_later_row_even_if_the_earlier_is_faulty() {
        let reading = read_rows(vec![person(&[("性别", Cell::Empty)]), person(&[])]);
        let told: Vec<_> = reading.faults.iter().map(|fault| (fault.row, fault.kind.clone())).collect();
        assert_eq!(told, [(3, Kind::ValueMissing), (4, Kind::PhoneRepeated { row: 3 })]);
        assert_eq!(reading.rows, []);
    }

    #[test]
    fn blanks_totals_and_repeated_headers_are_passed_over_but_never_a_person() {
        let total = |text: &str| vec![Cell::Text(text.into()), Cell::Empty, Cell::Empty, Cell::Number("9".into())];
        let reading = read_rows(vec![
            vec![],
            vec![Cell::Text(" \u{3000}".into())],
            cells(TITLES),
            person(&[]),
            total("合 计"),
            total("总计：9人"),
            person(&[("姓名", Cell::Text("合计".into())), ("手机号", Cell::Empty)]),
        ]);
        assert_eq!(reading.faults, []);
        let names: Vec<_> = reading.rows.iter().map(|row| (row.row, row.name.as_str())).collect();
        assert_eq!(names, [(6, "张诚"), (9, "合计")]);
    }

    #[test]
    fn optional_columns_may_be_blank_or_absent() {
        let nothing = Cell::Text("无".into());
        let reading = read_rows(vec![person(&[("手机号", Cell::Empty), ("特长", nothing), ("学历", Cell::Empty)])]);
        let row = reading.rows.first().expect("a row");
        assert_eq!((&row.phone, &row.schooling, &row.skills), (&None, &None, &None));
    }

    #[test]
    fn faults_never_repeat_what_a_cell_holds() {
        let secret = Cell::Text("1990000".into());
        let reading = read_rows(vec![person(&[("手机号", secret.clone()), ("党支部", secret)])]);
        for fault in reading.faults {
            assert!(!format!("{fault:?}{}{}", fault.kind, fault.kind.reason()).contains("1990000"));
        }
    }

    fn any_cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            Just(Cell::Empty),
            "\\PC{0,12}".prop_map(Cell::Text),
            "[0-9./年月日 \u{3000}+-]{0,14}".prop_map(Cell::Text),
            "-?[0-9]{1,12}(\\.[0-9]{1,3})?".prop_map(Cell::Number),
            (0i32..4_000, 1u32..13, 1u32..29)
                .prop_map(|(y, m, d)| Day::from_ymd_opt(y, m, d).map_or(Cell::Empty, Cell::Date)),
            Just(Cell::Error("#REF!".into())),
        ]
    }

    proptest! {
        #[test]
        fn any_sheet_is_read_or_refused(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..12), 0..8)) {
            let bare = Sheet { name: String::new(), rows: rows.clone() };
            let _ = read(&bare, &lists(), today());
            let count = rows.len();
            let reading = read_rows(rows);
            prop_assert!(reading.rows.len() + reading.failed_rows().len() <= count);
            for row in &reading.rows {
                prop_assert!(!reading.failed_rows().contains(&row.row));
            }
        }
    }
}
