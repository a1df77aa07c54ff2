//! What is too large is refused early, by the limit that it breaks.

use std::fmt::Write as _;

use super::super::{Document, Faults, parse, parse_document};
use crate::rulebooks::CHISHIQIAO;

fn faults(text: &str) -> Faults {
    parse_document(text).expect_err("faults")
}

fn only(text: &str) -> (String, String) {
    let mut faults = faults(text).into_iter();
    let fault = faults.next().expect("a fault");
    assert_eq!(faults.next(), None, "{fault}");
    (fault.path, fault.zh)
}

/// The issue's document of ten megabytes.
#[test]
fn a_document_above_a_mebibyte_is_not_read() {
    let text = format!("{CHISHIQIAO}\n# {}", "x".repeat(10 * 1024 * 1024));
    let (path, said) = only(&text);
    assert_eq!(path, "document");
    assert!(said.contains("1024 KB"), "{said}");
}

/// The issue's 100,000 items: as many as fit into the document, refused by their number.
#[test]
fn too_many_of_something_is_told_by_its_limit() {
    let items = |count: usize| {
        let items = vec!["{}"; count].join(",");
        format!(r#"{{"format":1,"layer":true,"name":"多","items":[{items}]}}"#)
    };
    let (path, said) = only(&items(100_000));
    assert_eq!(path, "items");
    assert!(said.contains("100000") && said.contains("2000"), "{said}");
    assert_eq!(faults(&items(2_000)).len(), 2_000 * 4, "each lacks four keys");

    let mut text = CHISHIQIAO.to_owned();
    for index in 0..46 {
        let _ = write!(text, "\n[[categories]]\ncode = \"c{index}\"\nname = \"类\"\n");
    }
    assert_eq!(only(&text), ("categories".to_owned(), "有 51 个，最多 50 个，请减少。".to_owned()));
    let mut text = CHISHIQIAO.replace("down_to_percent = 100", "down_to_percent = 96");
    for index in 0..17 {
        let _ = write!(text, "\n[[grades]]\ncode = \"g{index}\"\nname = \"等\"\ndown_to_percent = 100\n");
    }
    assert!(faults(&text).iter().any(|fault| fault.path == "grades" && fault.zh.contains("20")));
}

#[test]
fn deep_nesting_is_refused_and_exhausts_nothing() {
    for open in ["[", r#"{"a":"#] {
        for depth in [14, 100, 20_000] {
            let close = if open == "[" { "]" } else { "}" };
            let text = format!(r#"{{"x":{}1{}}}"#, open.repeat(depth), close.repeat(depth));
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.zh.contains("太深")), "{depth}: {found}");
        }
        let cut_off = format!(r#"{{"x":{}"#, open.repeat(100_000));
        assert!(only(&cut_off).1.contains("第 1 行"), "no end");
    }
    for text in [
        format!("x = {}1{}", "[".repeat(20_000), "]".repeat(20_000)),
        format!("x = {}1{}", "{a = ".repeat(20_000), "}".repeat(20_000)),
        format!("{}x = 1", "a.".repeat(20_000)),
        format!("[{}x]", "a.".repeat(20_000)),
        format!("x = {}1{}", "[".repeat(30), "]".repeat(30)),
    ] {
        assert!(!faults(&text).is_empty());
    }
}

#[test]
fn a_fault_of_the_spelling_is_told_by_line_and_column() {
    let (path, said) = only("format = 1\nname = \"没有结束\nties = \"skip\"\n");
    assert_eq!(path, "document");
    assert!(said.starts_with("第 2 行第 "), "{said}");
    let text = CHISHIQIAO.replace("ties = \"skip\"", "ties = \"skip\"\nties = \"skip\"");
    assert!(only(&text).1.contains("两次"), "{:?}", only(&text));
    assert!(only("{\"format\": 1,\n \"name\" 3}").1.starts_with("第 2 行第 "));
    assert!(faults(r#"{"name": "a", "name": "b"}"#).iter().any(|f| f.path == "name" && f.zh.contains("两次")));
    assert!(faults(r#"{"name": "\ud800"}"#).iter().any(|f| f.path == "name"));
    let long = format!("{}\u{7}", "x".repeat(60));
    assert!(faults(&format!("{long:?} = 1")).iter().all(|fault| fault.path.chars().count() < 60));
}

#[test]
fn a_layer_is_no_book() {
    let layer = "format = 1\nlayer = true\nname = \"某村自设项目\"\n";
    assert!(matches!(parse_document(layer), Ok(Document::Layer(_))));
    assert_eq!(parse(layer).expect_err("no book").iter().next().expect("a fault").path, "layer");
    // Windows writes a mark that nobody sees.
    assert!(parse(&format!("\u{feff}{CHISHIQIAO}")).is_ok());
}

/// A float of TOML or JSON counts by its own text; what is no plain decimal is refused.
#[test]
fn numbers_are_read_by_their_own_text() {
    let with = |points: &str| parse(&CHISHIQIAO.replace("points = \"0.5\"", &format!("points = {points}")));
    for points in ["0.5", "0.50", "\"0.50\""] {
        assert_eq!(with(points), parse(CHISHIQIAO), "{points}");
    }
    for points in ["5e-1", "0.125", "nan", "inf", "-0.5", "\".5\"", "true", "1979-05-27", "99999999999999999999"] {
        assert!(with(points).is_err(), "{points}");
    }
}

/// The worst that a mebibyte may hold takes no more than its share of time: no step is quadratic.
#[test]
fn a_mebibyte_of_slips_is_refused() {
    let fill = |line: &str| line.repeat(1_000_000 / line.len());
    for text in [fill("=\n"), fill("[a]\n"), fill("[[a]]\n"), fill("a.b = 1\n"), fill("\""), fill("x = [\n")] {
        assert!((1..=20).contains(&faults(&text).len()), "{}", &text[..8]);
    }
    let keys: String = (0..60_000).map(|index| format!("key{index} = {index}\n")).collect();
    let found = faults(&keys);
    assert_eq!(found.len(), 60_000 + 7, "each key is unknown, and seven are missing");
    assert_eq!(found.iter().count(), 1_000, "the first thousand are kept");
    assert!(found.to_string().ends_with("（还有 59007 处未列出）"), "and the others counted");
}
