//! Each name in the document means one thing: of two types of one name only the last would be described.

use std::collections::BTreeMap;
use std::fs;

use super::layers::sources;
use super::workspace;

/// The names of the schemas that a file declares: a type's own, or the one after `as =`.
fn declared(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let line = line.strip_prefix("pub").map_or(*line, |rest| rest.trim_start_matches("(super)"));
        let line = line.trim_start_matches("(crate)").trim_start();
        let Some(rest) = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum ")) else { continue };
        let Some(name) = rest.split(|c: char| !c.is_alphanumeric()).next() else { continue };
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with("#[") || line.starts_with("///"));
        let above: Vec<&str> = above.copied().filter(|line| line.starts_with("#[")).collect();
        if !above.iter().any(|line| line.starts_with("#[derive(") && line.contains("ToSchema")) {
            continue;
        }
        let renamed = above.iter().find_map(|line| line.split_once("schema(as = "));
        let renamed = renamed.and_then(|(_, rest)| rest.split([')', ',']).next());
        found.push(renamed.unwrap_or(name).to_owned());
    }
    found
}

#[test]
fn a_schema_is_found_by_its_name() {
    let text = "#[derive(Debug, ToSchema)]\n#[schema(as = B)]\npub struct A {\n}\n/// x\n#[derive(ToSchema)]\npub(super) enum C {";
    assert_eq!(declared(text), ["B", "C"]);
    assert_eq!(declared("#[derive(Debug)]\npub struct A;"), [""; 0]);
}

#[test]
fn no_two_types_share_a_name_in_the_document() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources(&workspace().join("api/src")) {
        let text = fs::read_to_string(&file).expect("a source");
        for name in declared(&text) {
            places.entry(name).or_default().push(file.display().to_string());
        }
    }
    assert!(places.len() > 600, "only {} found", places.len());
    places.retain(|_, files| files.len() > 1);
    assert!(places.is_empty(), "name them apart by #[schema(as = …)]: {places:#?}");
}
