//! The committed JSON Schema is the declarations'. A validator of one page walks it: it knows the
//! keywords that the declarations use and refuses any other, so that it cannot pass over one. (No
//! crate: `jsonschema` brings a regular expression engine and an HTTP client for one test.)

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::schema_json;

/// Asserts that a document is valid under the schema.
#[track_caller]
pub(super) fn assert_valid(document: &str) {
    let schema = serde_json::from_str(&schema_json()).expect("a schema");
    let document: Value = serde_json::from_str(document).expect("JSON");
    if let Err(fault) = valid(&schema, &document) {
        panic!("{fault}\n{document:#}");
    }
}

fn valid(schema: &Value, value: &Value) -> Result<(), String> {
    for (keyword, rule) in schema.as_object().ok_or("a schema is an object")? {
        let holds = match keyword.as_str() {
            "$schema" | "title" | "description" | "default" => true,
            "type" => is(rule, value),
            "enum" => rule.as_array().is_some_and(|all| all.contains(value)),
            "const" => rule == value,
            "minLength" => length(value).is_none_or(|length| rule.as_u64() <= Some(length)),
            "maxLength" => length(value).is_none_or(|length| rule.as_u64() >= Some(length)),
            "maxItems" => value.as_array().is_none_or(|list| rule.as_u64() >= Some(list.len() as u64)),
            "minimum" => value.as_i64().is_none_or(|number| rule.as_i64() <= Some(number)),
            "maximum" => value.as_i64().is_none_or(|number| rule.as_i64() >= Some(number)),
            "pattern" => value.as_str().is_none_or(|text| matches(rule, text)),
            "anyOf" => of(rule, value) >= 1,
            "oneOf" => of(rule, value) == 1,
            "items" => return_first(value.as_array().into_iter().flatten().map(|item| valid(rule, item)))?,
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array().into_iter().flatten().all(|key| object.contains_key(key.as_str().unwrap_or_default()))
            }),
            "properties" => return_first(rule.as_object().into_iter().flatten().filter_map(|(key, rule)| {
                Some(valid(rule, value.get(key)?).map_err(|fault| format!("{key}: {fault}")))
            }))?,
            "additionalProperties" => {
                value.as_object().is_none_or(|object| object.keys().all(|key| schema["properties"].get(key).is_some()))
            }
            other => panic!("the walk knows no {other}"),
        };
        if !holds {
            return Err(format!("{keyword} {rule} does not hold for {value}"));
        }
    }
    Ok(())
}

fn return_first(mut all: impl Iterator<Item = Result<(), String>>) -> Result<bool, String> {
    all.find(Result::is_err).unwrap_or(Ok(())).map(|()| true)
}

fn of(rule: &Value, value: &Value) -> usize {
    rule.as_array().into_iter().flatten().filter(|one| valid(one, value).is_ok()).count()
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("number") => value.is_number(),
        other => panic!("the walk knows no type {other:?}"),
    }
}

/// The three patterns of the declarations, by hand.
fn matches(pattern: &Value, text: &str) -> bool {
    let decimal = |text: &str| text.parse::<xianfeng_domain::Points>().is_ok();
    match pattern.as_str() {
        Some("^[a-z0-9_]{1,40}$") => {
            (1..=40).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        }
        Some("^[0-9]+(\\.[0-9]{1,2}0*)?$") => decimal(text) && !text.starts_with('-'),
        Some("^-?[0-9]+(\\.[0-9]{1,2}0*)?$") => decimal(text),
        other => panic!("the walk knows no pattern {other:?}"),
    }
}

#[test]
fn the_committed_schema_is_that_of_the_declarations() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/rulebook.schema.json");
    let committed = fs::read_to_string(file).expect("openapi/rulebook.schema.json");
    assert!(committed == schema_json(), "write it with `xianfeng rulebook schema openapi/rulebook.schema.json`");
}

/// The validator refuses what is wrong: it is no yes to everything.
#[test]
fn what_does_not_read_is_mostly_no_valid_document_either() {
    let schema: Value = serde_json::from_str(&schema_json()).expect("a schema");
    let refused = |text: &str| valid(&schema, &serde_json::from_str(text).expect("JSON")).is_err();
    for text in [
        "{}",
        "[]",
        r#"{"format":2,"layer":true,"name":"a"}"#,
        r#"{"format":1,"layer":true,"name":""}"#,
        r#"{"format":1,"layer":true,"name":"a","other":1}"#,
        r#"{"format":1,"layer":true,"name":"a","items":[{"code":"A B"}]}"#,
        r#"{"format":1,"layer":true,"name":"a","below":{"most_items":2001,"kinds":[]}}"#,
    ] {
        assert!(refused(text), "{text}");
    }
    assert!(!refused(r#"{"format":1,"layer":true,"name":"a","below":{"most_items":2000,"kinds":[]}}"#));
}
