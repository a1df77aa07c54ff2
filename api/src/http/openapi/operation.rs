//! Completes one operation: its id, header parameters and error responses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::codes::{self, Shape};
use super::components;
use crate::http::problem::Code;

pub(super) fn complete(path: &str, method: &str, operation: &mut Map<String, Value>) {
    if let Some(id) = operation.get("operationId").and_then(Value::as_str).map(camel_case) {
        operation.insert("operationId".to_owned(), id.into());
    }
    let shape = Shape::of(path, method, operation);
    let codes = codes::all(&shape, operation);
    add_headers(&shape, operation);
    add_responses(&codes, operation);
}

/// `claim_task` → `claimTask`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut id, word| {
        let mut letters = word.chars();
        id.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        id.push_str(letters.as_str());
        id
    })
}

fn add_headers(shape: &Shape, operation: &mut Map<String, Value>) {
    let wanted = [
        (true, components::ACCEPT_LANGUAGE),
        (shape.idempotent_by_key, components::IDEMPOTENCY_KEY),
        (shape.versioned, components::IF_MATCH),
    ];
    let references = wanted
        .iter()
        .filter(|(applies, _)| *applies)
        .map(|(_, name)| json!({ "$ref": format!("#/components/parameters/{name}") }));
    if let Value::Array(parameters) = operation.entry("parameters").or_insert_with(|| json!([])) {
        parameters.extend(references);
    }
}

/// One response a status, with one named example a code.
fn add_responses(codes: &[Code], operation: &mut Map<String, Value>) {
    let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
    for code in codes {
        by_status.entry(code.row().status).or_default().push(*code);
    }
    let Value::Object(responses) = operation.entry("responses").or_insert_with(|| json!({})) else { return };
    for (status, codes) in by_status {
        let list: Vec<_> = codes.iter().map(|code| format!("`{}` {}", code.as_str(), code.row().title)).collect();
        let examples: Map<String, Value> = codes
            .iter()
            .map(|code| {
                (code.as_str().to_owned(), json!({ "$ref": format!("#/components/examples/{}", code.as_str()) }))
            })
            .collect();
        let response = json!({
            "description": list.join("; "),
            "content": { "application/problem+json": {
                "schema": { "$ref": "#/components/schemas/Problem" },
                "examples": examples,
            } },
        });
        responses.insert(status.to_string(), response);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operation_ids_are_camel_case() {
        assert_eq!(camel_case("claim_task"), "claimTask");
        assert_eq!(camel_case("me"), "me");
        assert_eq!(camel_case("list_members_2"), "listMembers2");
    }
}
