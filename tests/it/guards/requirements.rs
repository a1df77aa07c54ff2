//! What the rule books promise is tested: each requirement is named by a file of tests.

use std::fs;
use std::path::Path;

use super::workspace;

/// The requirements of the five systems that run by configuration, of the quarter that closes, and of organisation
/// life around points.
const NAMED: [&str; 53] = [
    "S0-2", "S0-5", "S0-6", "S0-7", "S0-8", "S0-9", "S0-10", "S0-11", "S0-12", "S0-13", "S0-14", "S0-15", "S0-16",
    "S1-1", "S1-2", "S1-3", "S1-4", "S1-5", "S1-6", "S1-7", "S1-8", "S1-9", "S1-10", "S2-1", "S2-2", "S2-3", "S2-4",
    "S2-5", "S2-6", "S2-7", "S2-8", "S2-9", "S2-10", "S2-11", "S3-1", "S3-2", "S3-3", "S3-4", "S3-5", "S3-6", "S3-7",
    "S4-1", "S4-2", "S4-3", "S4-4", "S4-5", "S4-6", "S4-7", "S4-8", "S4-9", "S4-10", "S4-11", "S4-12",
];

#[test]
fn every_requirement_is_named_by_a_test() {
    let mut texts = Vec::new();
    tests_under(&workspace().join("tests/it"), &mut texts);
    let missing: Vec<_> = NAMED.iter().filter(|id| !texts.iter().any(|text| names(text, id))).collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
}

/// The texts of the files that have tests, the guards left out.
fn tests_under(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("guards") {
            tests_under(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            texts.extend(text.contains("test]\n").then_some(text));
        }
    }
}

/// Is the id in the text, and not as the beginning of a longer one?
fn names(text: &str, id: &str) -> bool {
    text.match_indices(id).any(|(at, _)| !text[at + id.len()..].starts_with(|next: char| next.is_ascii_digit()))
}

#[test]
fn an_id_inside_another_names_nothing() {
    assert!(names("/// S2-1, S2-4", "S2-1") && names("(S2-1)", "S2-1"));
    assert!(!names("/// S2-10 and S2-11", "S2-1"));
}
