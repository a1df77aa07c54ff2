//! Real workbooks, read, matched, written, opened again and looked at as XML.

mod refused;
mod rosters;
mod written;

use std::io::{Cursor, Read, Write};
use std::path::Path;

use xianfeng_domain::time::Day;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A committed fixture of `tests/data`.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data").join(name)).expect("a fixture")
}

fn day(iso: &str) -> Day {
    iso.parse().expect("a valid day")
}

/// A part of a workbook as text.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a zip archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

/// The workbook with one part replaced.
fn with_part(workbook: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a zip archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("a part");
        if file.name().expect("a name") != name {
            out.raw_copy_file(file).expect("copied");
        }
    }
    out.start_file(name, SimpleFileOptions::default()).expect("a new part");
    out.write_all(content).expect("written");
    out.finish().expect("a zip archive").into_inner()
}
