//! What an operation of the document must have, so that nobody has to ask how to call it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::codes;
use crate::http::problem::Code;

/// What is missing or wrong, one line each.
pub(super) fn faults(document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    for (path, method, operation) in super::operations(document) {
        let name = format!("{} {path}", method.to_uppercase());
        for field in ["summary", "description", "operationId"] {
            if operation.get(field).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty()) {
                faults.push(format!("{name}: no {field}"));
            }
        }
        if operation.get("tags").and_then(Value::as_array).is_none_or(Vec::is_empty) {
            faults.push(format!("{name}: no tag"));
        }
        for code in codes::listed(operation).filter(|code| Code::find(code).is_none()) {
            faults.push(format!("{name}: the table has no code {code}"));
        }
        if let Some(id) = operation.get("operationId").and_then(Value::as_str)
            && let Some(other) = ids.insert(id, name.clone())
        {
            faults.push(format!("{name}: operationId {id} is that of {other}"));
        }
        faults.extend(successes(operation).map(|fault| format!("{name}: {fault}")));
    }
    faults.extend(references(document, document));
    faults
}

/// References that lead nowhere.
fn references(value: &Value, document: &Value) -> Vec<String> {
    let inside = match value {
        Value::Object(map) => map.values().flat_map(|value| references(value, document)).collect(),
        Value::Array(items) => items.iter().flat_map(|value| references(value, document)).collect(),
        _ => Vec::new(),
    };
    let pointer = value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    let lost = pointer.filter(|pointer| document.pointer(pointer).is_none());
    lost.map(|pointer| format!("#{pointer} leads nowhere")).into_iter().chain(inside).collect()
}

/// Successes need at least one response, and each JSON body an example.
fn successes(operation: &Map<String, Value>) -> impl Iterator<Item = String> {
    let responses = operation.get("responses").and_then(Value::as_object);
    let mut faults = Vec::new();
    let successes: Vec<_> = responses.into_iter().flatten().filter(|(status, _)| status.starts_with('2')).collect();
    if successes.is_empty() {
        faults.push("no 2xx response".to_owned());
    }
    for (status, response) in successes {
        let json = response.get("content").and_then(|content| content.get("application/json"));
        if json.is_some_and(|json| json.get("example").or_else(|| json.get("examples")).is_none()) {
            faults.push(format!("no example for {status}"));
        }
    }
    faults.into_iter()
}
