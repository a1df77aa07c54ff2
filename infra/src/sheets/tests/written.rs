//! What is written, opened again and looked at as XML (issue 2, item 10; pitfalls 28 to 30).

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use std::io::Cursor;
use xianfeng_domain::Points;

use super::super::write::{Column, Layout, TableWriter, Value};
use super::{day, part};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn table(title: Option<&str>, rows: &[Vec<Value>]) -> Vec<u8> {
    let column = |title: &str| Column { title: title.into(), width: 12 };
    let layout = Layout {
        sheet: "甲村[党支部]/2024".into(),
        title: title.map(Into::into),
        columns: ["姓名", "积分"].map(column).to_vec(),
    };
    let mut writer = TableWriter::new(&layout).expect("begun");
    for row in rows {
        writer.row(row).expect("a row");
    }
    let mut bytes = Vec::new();
    writer.finish(&mut bytes).expect("written");
    bytes
}

fn cells(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range_at(0).expect("a sheet").expect("readable");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn text(written: &str) -> Value {
    Value::Text(written.into())
}

#[test]
fn text_survives_as_text_and_formulas_are_inert() {
    let written =
        ["=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-3", "011", "110101199003078888", "𠮷㛃", " 两端 ", "a<b>&\"'"];
    let bytes = table(None, &written.map(|cell| vec![text(cell)]));
    let xml = part(&bytes, SHEET);
    assert!(!xml.contains("<f"), "no formula anywhere");
    assert!(xml.contains(r#"t="inlineStr"><is><t>=cmd|"#), "{xml}");
    let read: Vec<Data> = cells(bytes.clone()).into_iter().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(read, written.map(|cell| Data::String(cell.into())));
    assert!(part(&bytes, "xl/styles.xml").contains(r#"numFmtId="49""#), "the text format");
}

#[test]
fn numbers_are_numbers_to_the_hundredth() {
    let points = |hundredths| Value::Points(Points::from_hundredths(hundredths));
    let rows = [
        vec![points(-300), Value::Integer(-3)],
        vec![points(-125), Value::Integer(999_999_999_999_999)],
        vec![points(10), Value::Integer(1_000_000_000_000_000)],
        vec![points(99_999_999), Value::Decimal("2014.1".into())],
        vec![points(0), Value::Decimal("1e999".into())],
    ];
    let xml = part(&table(None, &rows), SHEET);
    for cell in [
        r#"<v>-3</v>"#,
        "<v>-1.25</v>",
        "<v>0.1</v>",
        "<v>999999.99</v>",
        "<v>0</v>",
        "<v>999999999999999</v>",
        "<v>2014.1</v>",
    ] {
        assert!(xml.contains(cell), "{cell} in {xml}");
    }
    assert!(xml.contains("<t>1000000000000000</t>"), "too long to be exact: text");
    assert!(xml.contains("<t>1e999</t>"));
}

#[test]
fn days_and_moments_are_those_of_shanghai() {
    let instant = "2024-02-28T16:30:00Z".parse().expect("an instant");
    let rows = [
        vec![Value::Day(day("2014-08-27")), Value::Instant(instant)],
        vec![Value::Day(day("1850-01-01")), Value::Empty],
    ];
    let cells = cells(table(None, &rows));
    let Data::DateTime(date) = &cells[1][0] else { panic!("a date, not {:?}", cells[1][0]) };
    assert_eq!(date.as_datetime().map(|at| at.date()), Some(day("2014-08-27")));
    let Data::DateTime(moment) = &cells[1][1] else { panic!("a moment, not {:?}", cells[1][1]) };
    assert_eq!(moment.as_datetime().map(|at| at.to_string()), Some("2024-02-29 00:30:00".into()));
    assert_eq!(cells[2][0], Data::String("1850-01-01".into()));
}

#[test]
fn the_header_stands_under_the_title_and_is_frozen() {
    let bytes = table(Some("甲村党支部积分公示"), &[vec![text("张诚"), Value::Points(Points::whole(60))]]);
    let xml = part(&bytes, SHEET);
    assert!(xml.contains(r#"<pane ySplit="2" topLeftCell="A3""#), "{xml}");
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("甲村 党支部  2024"), "what a sheet's name may not hold is replaced: {workbook}");
    let cells = cells(bytes);
    assert_eq!(cells[0][0], Data::String("甲村党支部积分公示".into()));
    assert_eq!(cells[1], [Data::String("姓名".into()), Data::String("积分".into())]);
    assert_eq!(cells[2], [Data::String("张诚".into()), Data::Float(60.0)]);
}

#[test]
fn the_longest_text_is_cut_and_said_so() {
    let cells = cells(table(None, &[vec![text(&"𠮷".repeat(20_000))]]));
    let Data::String(cut) = &cells[1][0] else { panic!("text") };
    assert!(cut.ends_with("𠮷…") && cut.encode_utf16().count() <= 32_767);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any text makes a workbook that opens, and reads as it was but for control characters.
    #[test]
    fn any_text_round_trips(written in prop::collection::vec(any::<String>(), 1..5)) {
        let cells = cells(table(None, &written.iter().map(|cell| vec![text(cell)]).collect::<Vec<_>>()));
        for (written, row) in written.iter().zip(cells.iter().skip(1)) {
            let plain = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
            let expected: String = written.chars().filter(plain).collect();
            let read: String = row[0].to_string().chars().filter(plain).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
