//! What operations refer to: the log-in, header parameters, the problem's schema, one example
//! for each error code.

use serde_json::{Map, Value, json};
use utoipa::PartialSchema;

use crate::http::extract::IdempotencyKey;
use crate::http::problem::{Code, FaultBody, FaultCode, Faults, Language, ProblemBody};
use crate::http::versioned::Unchanged;

pub(super) const BEARER: &str = "bearer";
pub(super) const ACCEPT_LANGUAGE: &str = "AcceptLanguage";
pub(super) const IDEMPOTENCY_KEY: &str = "IdempotencyKey";
pub(super) const IF_MATCH: &str = "IfMatch";

pub(super) fn add(document: &mut Value) {
    let components = &mut document["components"];
    components["securitySchemes"] = json!({ BEARER: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of a log-in.",
    } });
    components["parameters"] = parameters();
    components["examples"] = Code::ALL.iter().map(|code| (code.as_str().to_owned(), example(*code))).collect();
    for (name, schema) in
        [("Problem", ProblemBody::schema()), ("Fault", FaultBody::schema()), ("Unchanged", Unchanged::schema())]
    {
        components["schemas"][name] = serde_json::to_value(schema).unwrap_or_default();
    }
    add_members(&mut components["schemas"]["Problem"]["properties"]);
}

/// The members that come with some codes, which the body holds as a map.
fn add_members(properties: &mut Value) {
    properties["retryAfter"] = json!({ "type": "integer", "description": "In how many seconds to try again." });
    properties["currentVersion"] =
        json!({ "type": "integer", "description": "The version that the resource has now." });
}

fn parameters() -> Value {
    json!({
        ACCEPT_LANGUAGE: {
            "name": "Accept-Language",
            "in": "header",
            "description": "Sentences for people are Chinese unless this prefers English.",
            "schema": { "type": "string", "default": "zh-CN" },
            "example": "zh-CN",
        },
        IDEMPOTENCY_KEY: {
            "name": IdempotencyKey::HEADER,
            "in": "header",
            "required": true,
            "description": "A new random key for each command; send the same again to repeat it safely.",
            "schema": { "type": "string", "minLength": 16, "maxLength": 64, "pattern": "^[!-~]{16,64}$" },
            "example": "0f8fad5b-d9cb-469f-a165-70867728950e",
        },
        IF_MATCH: {
            "name": "If-Match",
            "in": "header",
            "required": true,
            "description": "The `version` of the resource as it was read.",
            "schema": { "type": "string", "pattern": "^(W/)?\"?[0-9]+\"?$" },
            "example": "\"7\"",
        },
    })
}

/// A problem as a client sees it, with the members that come with its code.
fn example(code: Code) -> Value {
    let mut body = ProblemBody::of(code, Language::Chinese);
    body.request_id = Some("01890a5d-ac96-774b-bcce-b302099a8057".to_owned());
    let mut faults = Faults::default();
    let mut members = Map::new();
    match code {
        Code::RequestInvalid => faults.add("/points", FaultCode::PointsTooPrecise),
        Code::RequestInvalidQuery => faults.add_limit("?limit", FaultCode::TooLarge, 100),
        Code::RateLimited | Code::ServerTimedOut => {
            members.insert("retryAfter".to_owned(), json!(5));
        }
        Code::VersionStale => {
            members.insert("currentVersion".to_owned(), json!(8));
        }
        _ => {}
    }
    body.errors = faults.into_vec().iter().map(|fault| FaultBody::of(fault, Language::Chinese)).collect();
    body.members = members;
    json!({ "summary": code.row().title, "value": body })
}
