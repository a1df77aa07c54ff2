//! The document's types have names of their own: two of one name are one in the document, and whoever makes a client of
//! it sends the wrong body.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::layers::sources;
use super::workspace;

/// The name of each type of a file that derives `ToSchema`, as the document calls it.
fn schemas(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut derives, mut renamed) = (false, None);
    for line in source.lines() {
        if line.starts_with("#[derive(") {
            (derives, renamed) = (line.contains("ToSchema"), None);
        } else if let Some(name) = line.strip_prefix("#[schema(as = ") {
            renamed = Some(word(name));
        } else if derives && !line.starts_with(['#', '/', ' ', ']', ')']) {
            let name = line.split_once("struct ").or_else(|| line.split_once("enum ")).map(|(_, rest)| word(rest));
            found.extend(renamed.take().or(name));
            derives = false;
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn no_two_types_share_a_name_in_the_document() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in sources(&workspace().join("api/src")) {
        for name in schemas(&fs::read_to_string(&file).expect("a source file")) {
            if let Some(other) = seen.insert(name.clone(), file.clone()) {
                panic!("{name} is in {} and {}: give one `#[schema(as = …)]`", other.display(), file.display());
            }
        }
    }
    assert!(seen.len() > 500, "{}", seen.len());
}
