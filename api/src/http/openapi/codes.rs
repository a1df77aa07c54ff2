//! Which error codes an operation can answer with: its own, and those that follow from its shape.

use serde_json::{Map, Value};

use crate::http::problem::Code;

/// The extension in which a handler lists the codes of its own rules.
pub(super) const EXTENSION: &str = "x-error-codes";

/// The shape of an operation, as far as codes follow from it.
pub(super) struct Shape {
    pub(super) logged_in: bool,
    pub(super) json_body: bool,
    pub(super) upload: bool,
    pub(super) query: bool,
    pub(super) paged: bool,
    pub(super) idempotent_by_key: bool,
    pub(super) versioned: bool,
}

impl Shape {
    pub(super) fn of(path: &str, method: &str, operation: &Map<String, Value>) -> Self {
        let content = operation.get("requestBody").and_then(|body| body.get("content")).and_then(Value::as_object);
        let has = |kind: &str| content.is_some_and(|content| content.keys().any(|key| key.starts_with(kind)));
        let parameters = operation.get("parameters").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let is_query = |p: &&Value| p.get("in").and_then(Value::as_str) == Some("query");
        Self {
            // `security(())` marks what needs no log-in.
            logged_in: !operation
                .get("security")
                .and_then(Value::as_array)
                .is_some_and(|ways| ways.iter().any(|way| way.as_object().is_some_and(Map::is_empty))),
            json_body: has("application/json"),
            upload: has("multipart/"),
            query: parameters.iter().any(|p| is_query(&p)),
            paged: parameters.iter().filter(is_query).any(|p| p.get("name").and_then(Value::as_str) == Some("cursor")),
            idempotent_by_key: matches!(method, "post" | "put") && !path.starts_with("/api/v1/auth/"),
            versioned: listed(operation).any(|code| code == Code::VersionStale.as_str()),
        }
    }

    fn codes(&self) -> Vec<Code> {
        let parts: [(bool, &[Code]); 8] = [
            (true, &[Code::RateLimited, Code::ServerInternal, Code::ServerUnavailable, Code::ServerTimedOut]),
            (self.logged_in, &[Code::AuthRequired, Code::AuthTokenInvalid, Code::AuthTokenExpired]),
            (
                self.json_body,
                &[Code::RequestBrokenJson, Code::RequestNotUtf8, Code::RequestTooDeep, Code::RequestInvalid],
            ),
            (self.json_body || self.upload, &[Code::RequestTooLarge, Code::RequestUnsupportedType]),
            (self.query, &[Code::RequestInvalidQuery]),
            (self.paged, &[Code::ListBadCursor]),
            (
                self.idempotent_by_key,
                &[
                    Code::IdempotencyKeyMissing,
                    Code::IdempotencyKeyInvalid,
                    Code::IdempotencyKeyReused,
                    Code::IdempotencyInProgress,
                ],
            ),
            (self.versioned, &[Code::VersionRequired, Code::VersionMalformed]),
        ];
        parts.iter().filter(|(applies, _)| *applies).flat_map(|(_, codes)| codes.iter().copied()).collect()
    }
}

/// The codes that the handler lists, as it wrote them.
pub(super) fn listed(operation: &Map<String, Value>) -> impl Iterator<Item = &str> {
    operation.get(EXTENSION).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// All codes of an operation, each once, in the order of the table.
pub(super) fn all(shape: &Shape, operation: &Map<String, Value>) -> Vec<Code> {
    let general = shape.codes();
    let own: Vec<_> = listed(operation).filter_map(Code::find).collect();
    Code::ALL.iter().copied().filter(|code| general.contains(code) || own.contains(code)).collect()
}
