//! Uploads that are refused, each with its own error, and hostile ones that must do no harm.

use std::io::Cursor;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::read::{Limits, ReadError, roster};
use super::super::write::{Layout, TableWriter, Value};
use super::{fixture, part, with_part};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn refusal(bytes: &[u8], limits: &Limits) -> ReadError {
    roster(bytes, limits).map(|sheet| sheet.name).expect_err("refused")
}

/// The small roster with its sheet's rows replaced.
fn sheet_of(rows: &str) -> Vec<u8> {
    let xml = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    with_part(&fixture("roster-namesakes.xlsx"), SHEET, xml.as_bytes())
}

#[test]
fn what_is_no_xlsx_is_told_apart() {
    let limits = Limits::default();
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(refusal(&compound, &limits), ReadError::OldFormat);
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refusal(&[&compound[..], &[0; 9], &stream].concat(), &limits), ReadError::Encrypted);
    for bytes in [&b""[..], b"name,phone\r\n", b"PK\x03\x04", &fixture("roster-dirty.xlsx")[..4_000]] {
        assert_eq!(refusal(bytes, &limits), ReadError::NotAWorkbook);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("readme.txt", SimpleFileOptions::default()).expect("a file");
    assert_eq!(refusal(zip.finish().expect("a zip").get_ref(), &limits), ReadError::NotAWorkbook);
}

#[test]
fn a_small_file_that_unpacks_to_much_is_refused() {
    let bomb = with_part(&fixture("roster-namesakes.xlsx"), SHEET, &vec![b' '; 33 << 20]);
    assert!(bomb.len() < 200_000, "the bomb is small: {}", bomb.len());
    assert_eq!(refusal(&bomb, &Limits::default()), ReadError::TooMuchContent);
}

#[test]
fn a_stated_size_that_lies_does_not_help_the_bomb() {
    let mut bomb = with_part(&fixture("roster-namesakes.xlsx"), SHEET, &vec![b' '; 33 << 20]);
    let stated = (33u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..at + 4] == stated).collect();
    assert_eq!(places.len(), 2, "stated beside the part and in the directory");
    for at in places {
        bomb[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    assert!(matches!(refusal(&bomb, &Limits::default()), ReadError::TooMuchContent | ReadError::NotAWorkbook));
}

#[test]
fn one_shared_text_in_many_cells_is_counted_each_time() {
    let mut writer = TableWriter::new(&Layout { sheet: "花名册".into(), title: None, columns: vec![] }).expect("begun");
    writer.row(&[Value::Text("甲".repeat(1_000))]).expect("a row");
    let mut bytes = Vec::new();
    writer.finish(&mut bytes).expect("written");
    let limits = Limits { unpacked_bytes: 100_000, ..Limits::default() };
    assert!(roster(&bytes, &limits).is_ok());

    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(50);
    let text = "甲".repeat(1_000);
    let rows = sheet_of(&format!("<row>{cells}</row>"));
    let strings = format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>"#
    );
    let shared = with_part(&rows, "xl/sharedStrings.xml", strings.as_bytes());
    let relations = part(&shared, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>",
        r#"<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    );
    let shared = with_part(&shared, "xl/_rels/workbook.xml.rels", relations.as_bytes());
    assert_eq!(roster(&shared, &Limits::default()).expect("a workbook").rows[0].len(), 50);
    assert_eq!(refusal(&shared, &limits), ReadError::TooMuchContent);
}

#[test]
fn limits_are_by_content_not_by_formatting() {
    let limits = Limits { rows: 100, columns: 10, ..Limits::default() };
    let far =
        r#"<row r="3"><c r="A3"><v>1</v></c><c r="XFD3" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>"#;
    assert_eq!(roster(&sheet_of(far), &limits).expect("a workbook").rows.len(), 3);
    let below = r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
    assert_eq!(refusal(&sheet_of(below), &limits), ReadError::TooManyRows { max: 100 });
    let right = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
    assert_eq!(refusal(&sheet_of(right), &limits), ReadError::TooManyColumns { max: 10 });
    let small = Limits { file_bytes: 1_000, ..limits };
    assert_eq!(refusal(&sheet_of(far), &small), ReadError::FileTooLarge { max: 1_000 });
}

#[test]
fn a_cell_reference_beyond_reckoning_is_refused() {
    let rows = r#"<row r="1"><c r="AAAAAAAAAAAAAAAAAAAA1"><v>1</v></c></row>"#;
    let refused = refusal(&sheet_of(rows), &Limits::default());
    assert!(matches!(refused, ReadError::NotAWorkbook | ReadError::TooManyColumns { .. }), "{refused:?}");
}

#[test]
fn several_rosters_are_never_chosen_between() {
    let bytes = fixture("roster-namesakes.xlsx");
    let double = with_part(&bytes, "xl/worksheets/sheet2.xml", part(&bytes, SHEET).as_bytes());
    let sheets = vec!["花名册".to_owned(), "填表说明".to_owned()];
    assert_eq!(refusal(&double, &Limits::default()), ReadError::SeveralRosters { sheets });
}

#[test]
fn numbers_beyond_any_calendar_stay_numbers() {
    for number in ["-1e300", "1e300", "2958466", "0.5", "-1"] {
        let rows = format!(r#"<row r="1"><c r="A1" s="2"><v>{number}</v></c></row>"#);
        let sheet = roster(&sheet_of(&rows), &Limits::default()).expect("a workbook");
        assert!(matches!(sheet.rows[0][0], xianfeng_domain::roster::Cell::Number(_)), "{number}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A workbook damaged anywhere in its XML is read or refused, never a panic.
    #[test]
    fn damaged_xml_is_read_or_refused(
        name in prop::sample::select(vec![SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..40), 1..6),
    ) {
        let bytes = fixture("roster-dirty.xlsx");
        let mut xml = part(&bytes, name).into_bytes();
        for (at, byte, cut) in damage {
            let at = at.index(xml.len());
            let end = (at + cut).min(xml.len());
            xml.splice(at..end, [byte]);
        }
        let _ = roster(&with_part(&bytes, name, &xml), &Limits::default());
    }
}
