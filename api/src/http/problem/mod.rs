//! Problems: every refusal and failure as RFC 9457 `application/problem+json`.
//!
//! A use case answers with a [`Code`] of the one table, perhaps with [`Faults`], extension
//! members and an inner cause. The shell renders it in the caller's language with the request
//! id; the cause goes to the log once and never to the client.

mod body;
mod code;
mod fault;
mod language;
pub mod page;
mod table;

use std::error::Error;
use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
pub use body::{FaultBody, ProblemBody};
pub use code::Row;
pub use fault::{Check, Fault, FaultCode, Faults};
pub use language::{Language, Text};
use serde::Serialize;
use serde_json::{Map, Value};
pub use table::Code;

/// An error on its way to the client.
pub struct Problem(Box<Parts>);

struct Parts {
    code: Code,
    detail: Option<Text>,
    faults: Vec<Fault>,
    members: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Problem {
    /// The problem of a code, with the table's sentence.
    pub fn new(code: Code) -> Self {
        Self(Box::new(Parts {
            code,
            detail: None,
            faults: Vec::new(),
            members: Map::new(),
            headers: Vec::new(),
            cause: None,
        }))
    }

    /// An unexpected failure: 500 for the client, the cause for the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Code::ServerInternal).because(cause)
    }

    /// A body (`request.invalid`) or query (`request.invalid_query`) with invalid fields.
    pub fn invalid(code: Code, faults: Faults) -> Self {
        let mut problem = Self::new(code);
        problem.0.faults = faults.into_vec();
        problem
    }

    /// Replaces the table's sentence by one with figures in it.
    pub fn detail(mut self, detail: Text) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// Keeps the inner cause for the log.
    pub fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// Adds an extension member such as `currentVersion`. A value that is no JSON is left out.
    pub fn member(mut self, name: &str, value: impl Serialize) -> Self {
        if let Ok(value) = serde_json::to_value(value) {
            self.0.members.insert(name.to_owned(), value);
        }
        self
    }

    /// Tells when to try again: the header `Retry-After` and the member `retryAfter`, in whole
    /// seconds rounded up, at least one.
    pub fn retry_after(self, wait: Duration) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        let seconds = seconds.max(1);
        self.header(RETRY_AFTER, HeaderValue::from(seconds)).member("retryAfter", seconds)
    }

    /// Adds a header to the answer.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What the person is told, in a language.
    pub fn sentence(&self, language: Language) -> String {
        let text = self.0.detail.as_ref().unwrap_or(&self.code().row().detail);
        text.in_language(language).to_owned()
    }

    /// The faults told.
    pub fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    /// The cause and its sources in one line, for the log.
    pub fn cause_chain(&self) -> Option<String> {
        let first: &(dyn Error + 'static) = self.0.cause.as_deref()?;
        let mut line = first.to_string();
        let mut next = first.source();
        while let Some(source) = next {
            line.push_str(": ");
            line.push_str(&source.to_string());
            next = source.source();
        }
        Some(line)
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code.as_str())
    }
}

impl fmt::Debug for Problem {
    /// The code and the places of the faults only: neither input nor cause.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointers: Vec<_> = self.0.faults.iter().map(|fault| (&fault.pointer, fault.code)).collect();
        f.debug_struct("Problem").field("code", &self.0.code.as_str()).field("faults", &pointers).finish()
    }
}

impl Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.0.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.render(None)
    }
}
