//! The committed rosters against their expected files (issue 2, item 4).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::roster::{self, Change, Decision, Doubt, Known, Lists, Reading, RosterRow, YearMonth, plan};

use super::super::read::{self, Limits};
use super::super::rejects;
use super::{day, fixture};

const CATEGORIES: [(&str, &str); 5] = [
    ("retired", "离任党员"),
    ("office", "在职党员"),
    ("ordinary", "普通党员"),
    ("away", "流动党员"),
    ("aged", "年老党员"),
];

fn expected(name: &str) -> Json {
    serde_json::from_slice(&fixture(name)).expect("an expected file")
}

/// The township's 17 branches, numbered in the order of their names.
fn branches() -> BTreeMap<String, OrganizationId> {
    let expected = expected("roster-chishiqiao.expected.json");
    let names = expected["by_branch"].as_object().expect("branches").keys().cloned();
    names.zip((1..).map(|number| OrganizationId(Uuid::from_u128(number)))).collect()
}

fn lists() -> Lists {
    let branches = branches();
    Lists::new(branches.iter().map(|(name, id)| (*id, name.as_str())), CATEGORIES)
}

fn read_bytes(bytes: &[u8]) -> Reading {
    let sheet = read::roster(bytes, &Limits::default()).expect("a workbook");
    assert_eq!(sheet.name, "花名册");
    roster::read(&sheet, &lists(), day("2026-11-22")).expect("a whole header")
}

fn known(rows: &[RosterRow]) -> Vec<Known> {
    let known = |row: RosterRow| Known {
        member: MemberId(Uuid::from_u128(row.row.into())),
        name: row.name,
        joined_on: row.joined_on,
        birth: row.birth,
        sex: row.sex,
        phone: row.phone,
        branch: row.branch,
        category: row.category,
        probationary: row.probationary,
        schooling: row.schooling,
        skills: row.skills,
    };
    rows.iter().cloned().map(known).collect()
}

fn count(json: &Json) -> usize {
    usize::try_from(json.as_u64().expect("a count")).expect("a small count")
}

#[test]
fn chishiqiao_is_read_whole() {
    let expected = expected("roster-chishiqiao.expected.json");
    let reading = read_bytes(&fixture("roster-chishiqiao.xlsx"));
    assert_eq!(reading.faults, []);
    assert_eq!(reading.rows.len(), count(&expected["members"]));

    let of = |by: &dyn Fn(&RosterRow) -> bool| reading.rows.iter().filter(|row| by(row)).count();
    for (name, id) in branches() {
        assert_eq!(of(&|row| row.branch == id), count(&expected["by_branch"][&name]), "{name}");
    }
    for (code, name) in CATEGORIES {
        assert_eq!(of(&|row| row.category == code), count(&expected["by_category"][name]), "{name}");
    }
    assert_eq!(of(&|row| row.probationary), count(&expected["probationary"]));

    for (row, expected) in [(reading.rows.first(), &expected["first"]), (reading.rows.last(), &expected["last"])] {
        let row = row.expect("a row");
        let text = |key: &str| expected[key].as_str().expect(key);
        assert_eq!(row.name, text("name"));
        assert_eq!(Some(row.birth), YearMonth::of(day(text("birth"))));
        assert_eq!(row.joined_on, day(text("joined")));
        assert_eq!(row.phone.as_ref().map(|phone| phone.as_str()), Some(text("phone")));
    }
}

#[test]
fn exactly_the_bad_rows_of_the_dirty_roster_are_named() {
    let expected = expected("roster-dirty.expected.json");
    let reading = read_bytes(&fixture("roster-dirty.xlsx"));
    assert_eq!(reading.rows.len(), count(&expected["valid"]));

    let bad: BTreeMap<u32, &str> = expected["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["row"].as_u64().expect("a number") as u32, row["why"].as_str().expect("a reason")))
        .filter(|(_, why)| !why.contains("formula-looking"))
        .collect();
    assert_eq!(reading.failed_rows(), bad.keys().copied().collect::<BTreeSet<_>>());
    assert_eq!(reading.faults.len(), bad.len(), "one fault a row");
    for fault in &reading.faults {
        let column = bad[&fault.row].split(' ').next().expect("a column");
        let column = if column == "same" { "联系电话" } else { column };
        assert_eq!(fault.column, column, "row {}", fault.row);
    }
    assert_eq!(reading.rows.last().map(|row| (row.row, row.name.as_str())), Some((34, "龚柱梓")));
}

#[test]
fn failed_rows_come_back_as_a_workbook_that_fails_alike_until_corrected() {
    let bytes = fixture("roster-dirty.xlsx");
    let sheet = read::roster(&bytes, &Limits::default()).expect("a workbook");
    let first = read_bytes(&bytes);
    let mut file = rejects::write(&sheet, first.header_row, &first.faults).expect("written");
    let mut again = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut again).expect("a file at its start");

    let reread = read::roster(&again, &Limits::default()).expect("a workbook");
    let titles = reread.rows.first().expect("a header").iter().map(|cell| cell.as_text()).collect::<Vec<_>>();
    let uploaded = sheet.rows[2].iter().map(|cell| cell.as_text()).collect::<Vec<_>>();
    assert_eq!(titles, [uploaded, vec!["原因".into()]].concat());
    assert_eq!(reread.rows[1].last().expect("a reason").as_text(), "姓名：没有填写，请补上");

    // The repeated phone is the one fault that its own row cannot show without the other row.
    let second = read_bytes(&again);
    let kinds = |reading: &Reading| reading.faults.iter().map(|fault| fault.kind.code()).collect::<Vec<_>>();
    let without_repeats: Vec<_> = kinds(&first).into_iter().filter(|code| *code != "roster.phone_repeated").collect();
    assert_eq!(kinds(&second), without_repeats);

    let mut twice = rejects::write(&reread, second.header_row, &second.faults).expect("written");
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut twice, &mut bytes).expect("a file");
    let header = read::roster(&bytes, &Limits::default()).expect("a workbook").rows.remove(0);
    assert_eq!(header.iter().filter(|cell| cell.as_text() == "原因").count(), 1);
}

#[test]
fn namesakes_are_told_apart_and_deliveries_compared() {
    let expected = expected("roster-namesakes.expected.json");
    let first = read_bytes(&fixture("roster-namesakes.xlsx")).rows;
    assert!(plan(&first, &[]).iter().all(|step| step.decision == Decision::New));
    assert_eq!(first.len(), count(&expected["first"]["members"]));
    assert_eq!(first.iter().filter(|row| row.phone.is_none()).count(), count(&expected["first"]["without_phone"]));
    let namesake = |row: &&RosterRow| first.iter().filter(|other| other.name == row.name).count() > 1;
    assert_eq!(first.iter().filter(namesake).count(), count(&expected["first"]["namesakes"]));

    let there = known(&first);
    let unchanged = |step: &roster::Step<'_>| matches!(step.decision, Decision::Unchanged(_));
    assert!(plan(&first, &there).iter().all(unchanged), "importing twice changes nothing");

    let second = read_bytes(&fixture("roster-namesakes-again.xlsx")).rows;
    let steps = plan(&second, &there);
    let of = |is: &dyn Fn(&Decision) -> bool| steps.iter().filter(|step| is(&step.decision)).count();
    let expected = &expected["second"];
    assert_eq!(of(&|decision| matches!(decision, Decision::Unchanged(_))), count(&expected["unchanged"]));
    assert_eq!(of(&|decision| *decision == Decision::New), count(&expected["new"]));
    let phone = |decision: &Decision| matches!(decision, Decision::Update(_, changes) if matches!(changes[..], [Change::Phone(_)]));
    assert_eq!(of(&phone), count(&expected["phone_changed"]));
    let branch = |decision: &Decision| matches!(decision, Decision::Confirm(Doubt::BranchChanged(_, changes)) if matches!(changes[..], [Change::Branch(_)]));
    assert_eq!(of(&branch), count(&expected["branch_changed"]));
    assert_eq!(steps.len(), 42);
}
