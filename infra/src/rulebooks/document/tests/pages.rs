//! The pages that explain the format stay true: each key, each ready book, examples that read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::{Document, parse, parse_document, schema_json};
use crate::rulebooks::{LIANGJI, READY};

const PAGES: [&str; 2] = ["rulebook.md", "rulebook.zh-CN.md"];

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)).expect("a page")
}

fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        found.extend(properties.keys().cloned());
        properties.values().for_each(|inner| keys(inner, found));
    }
    keys_of_each(&schema["anyOf"], found);
    keys_of_each(&schema["oneOf"], found);
    if schema["items"].is_object() {
        keys(&schema["items"], found);
    }
}

fn keys_of_each(schemas: &Value, found: &mut BTreeSet<String>) {
    schemas.as_array().into_iter().flatten().for_each(|schema| keys(schema, found));
}

fn codes(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Array(all) => all.iter().for_each(|inner| codes(inner, found)),
        Value::Object(all) => {
            let listed = all.get("enum").and_then(Value::as_array).into_iter().flatten();
            found.extend(listed.filter_map(|code| Some(format!("\"{}\"", code.as_str()?))));
            all.values().for_each(|inner| codes(inner, found));
        }
        _ => {}
    }
}

#[test]
fn both_pages_explain_every_key_and_value_and_name_every_ready_book() {
    let schema: Value = serde_json::from_str(&schema_json()).expect("a schema");
    let (mut words, mut values) = (BTreeSet::new(), BTreeSet::new());
    keys(&schema, &mut words);
    codes(&schema, &mut values);
    assert!(words.len() > 50 && values.len() > 20, "{words:?} {values:?}");
    for name in PAGES {
        let page = page(name);
        for key in &words {
            let sections = [format!("`{key}`"), format!("`[{key}]`"), format!("`[[{key}]]`"), format!("{key} = ")];
            assert!(sections.iter().any(|form| page.contains(form)), "{name} does not explain {key}");
        }
        for value in &values {
            assert!(page.contains(value), "{name} does not explain {value}");
        }
        for (code, ..) in READY {
            assert!(page.contains(&format!("../infra/rulebooks/{code}.toml")), "{name} does not show {code}");
        }
    }
}

/// S2-8: the example is the village of the account, on the book of its prefecture.
#[test]
fn the_examples_of_both_pages_read_and_the_layer_fits() {
    for name in PAGES {
        let page = page(name);
        let examples: Vec<_> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert_eq!(examples.len(), 2, "{name}");
        parse(examples[0]).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let Ok(Document::Layer(layer)) = parse_document(examples[1]) else { panic!("{name}: a layer") };
        let book = layer.on(&parse(LIANGJI).expect("a book")).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(book.item("forsythia").is_some(), "{name}");
    }
}
