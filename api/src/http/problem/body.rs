//! The JSON of a problem, and its answer.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_LANGUAGE, HeaderValue, WWW_AUTHENTICATE};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Code, Fault, Language, Problem};
use crate::http::meta::RequestMeta;

/// The media type of RFC 9457.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// What a client reads when something is refused or fails (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
#[serde(rename_all = "camelCase")]
pub struct ProblemBody {
    /// Reference into the page of all codes.
    #[serde(rename = "type")]
    #[schema(example = "/docs/errors#task.quota_exhausted")]
    pub type_uri: String,
    /// Short English title of the code.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A sentence for the person that says what to do next; Chinese unless `Accept-Language`
    /// prefers English.
    pub detail: String,
    /// The stable code: decide by this, never by the sentence.
    #[schema(example = "task.quota_exhausted")]
    pub code: String,
    /// Every invalid field of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FaultBody>,
    /// Names the request in the server's log; also in the header `X-Request-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Extension members such as `currentVersion` and `retryAfter`.
    #[serde(flatten)]
    #[schema(ignore)]
    pub members: Map<String, Value>,
}

/// One invalid field.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fault)]
pub struct FaultBody {
    /// JSON pointer into the body, or `?name` for a query parameter.
    #[schema(example = "/points")]
    pub pointer: String,
    /// What is wrong with it.
    #[schema(example = "points_too_precise")]
    pub code: &'static str,
    /// A sentence for the person.
    pub detail: String,
}

impl ProblemBody {
    /// The body of a code as the table words it.
    pub fn of(code: Code, language: Language) -> Self {
        let row = code.row();
        Self {
            type_uri: code.type_uri(),
            title: row.title.to_owned(),
            status: row.status,
            detail: row.detail.in_language(language).to_owned(),
            code: row.code.to_owned(),
            errors: Vec::new(),
            request_id: None,
            members: Map::new(),
        }
    }
}

impl FaultBody {
    /// A fault in one language.
    pub fn of(fault: &Fault, language: Language) -> Self {
        Self {
            pointer: fault.pointer.clone(),
            code: fault.code.as_str(),
            detail: fault.detail.in_language(language).to_owned(),
        }
    }
}

impl Problem {
    /// The body in a language.
    pub fn body(&self, scope: Option<&RequestMeta>) -> ProblemBody {
        let language = scope.map(|meta| meta.language).unwrap_or_default();
        let mut body = ProblemBody::of(self.0.code, language);
        if let Some(detail) = &self.0.detail {
            body.detail = detail.in_language(language).to_owned();
        }
        body.errors = self.0.faults.iter().map(|fault| FaultBody::of(fault, language)).collect();
        body.request_id = scope.map(|meta| meta.request_id.to_string());
        body.members.clone_from(&self.0.members);
        body
    }

    /// The answer, with the request id and in the language of the request.
    pub(crate) fn render(&self, scope: Option<&RequestMeta>) -> HttpResponse {
        let mut answer = HttpResponse::build(self.0.code.status());
        answer.content_type(PROBLEM_JSON);
        let language = scope.map(|meta| meta.language).unwrap_or_default();
        answer.insert_header((CONTENT_LANGUAGE, HeaderValue::from_static(language.tag())));
        if self.0.code.row().status == 401 {
            answer.insert_header((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        for (name, value) in &self.0.headers {
            answer.insert_header((name.clone(), value.clone()));
        }
        answer.json(self.body(scope))
    }
}
