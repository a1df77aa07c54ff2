//! The shell: the one place where a request gets its facts and an answer its final form.
//!
//! Whatever happens inside, a problem, a framework's own error, a panic, the client gets problem
//! JSON in its language with the request id, and the log gets the cause once.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};
use futures_util::FutureExt;

use super::{cors, log, security, timeout};
use crate::http::app::Shared;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Problem};

/// Wraps everything else.
pub(crate) async fn wrap(
    shared: web::Data<Shared>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let meta = RequestMeta::attach(&request, &shared.proxies);
    let method = request.method().clone();
    // The template, never the path: ids and codes stay out of logs and metrics.
    let route = request.match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let is_docs = request.path() == "/docs" || request.path().starts_with("/docs/");
    let origin = shared.origins.origin_of(&request);
    let finish = |headers: &mut HeaderMap| {
        if is_docs {
            security::allow_docs(headers);
        }
        security::complete(headers, &meta);
        if let Some(origin) = &origin {
            cors::decorate(headers, origin);
        }
    };

    let preflight = origin.as_ref().and_then(|_| cors::preflight(&request));
    let outcome = match preflight {
        Some(answer) => Ok(request.into_response(answer)),
        None => run(&shared, &meta, request, next).await,
    };
    let outcome = outcome.map(|mut answer| {
        if let Some(rendered) = refusal(&answer, &method).map(|problem| problem.settle(&meta)) {
            answer = answer.into_response(rendered);
        }
        finish(answer.headers_mut());
        answer
    });
    // Where the request itself is gone (panic, time-out), the error carries the answer.
    let outcome = outcome.map_err(|error| {
        let mut answer = Found::in_error(&error, error.as_response_error().status_code()).settle(&meta);
        finish(answer.headers_mut());
        (answer.status(), InternalError::from_response("refused", answer))
    });
    let status = outcome.as_ref().map_or_else(|(status, _)| *status, ServiceResponse::status);
    log::finished(&meta, &method, &route, status, started.elapsed());
    outcome.map_err(|(_, carrier)| carrier.into())
}

/// Calls the inner services within the limits of rate and time; a panic becomes a problem.
async fn run(
    shared: &Shared,
    meta: &RequestMeta,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(limits) = &shared.rates
        && let Err(problem) = limits.count(&request, meta)
    {
        return Ok(request.error_response(problem));
    }
    let allowed = shared.time_limits.of(&request);
    let answered = AssertUnwindSafe(next.call(request)).catch_unwind();
    match timeout::within(allowed, answered).await? {
        Ok(outcome) => outcome.map(ServiceResponse::map_into_boxed_body),
        // The panic hook has told where; the payload may hold anything, so it stays unread.
        Err(_) => Err(Problem::internal("the handler panicked").into()),
    }
}

/// A problem to be told: ours, or one made for a framework's error.
enum Found<'a> {
    Ours(&'a Problem),
    Made(Problem),
}

impl<'a> Found<'a> {
    fn in_error(error: &'a Error, status: StatusCode) -> Self {
        error
            .as_error::<Problem>()
            .map_or_else(|| Self::Made(Problem::new(code_of(status)).because(error.to_string())), Self::Ours)
    }

    /// Writes the cause to the log, once, and renders the answer.
    fn settle(&self, meta: &RequestMeta) -> HttpResponse {
        let problem = match self {
            Self::Ours(problem) => problem,
            Self::Made(problem) => problem,
        };
        let (code, cause) = (problem.code(), problem.cause_chain());
        if code.status().is_server_error() {
            tracing::error!(request_id = %meta.request_id, code = code.as_str(), cause, "request failed");
        } else if cause.is_some() {
            tracing::info!(request_id = %meta.request_id, code = code.as_str(), cause, "request refused");
        }
        problem.render(Some(meta))
    }
}

/// The problem of an answer that refuses: an error of a handler, or a bare error status of a
/// framework's service.
fn refusal<'a>(answer: &'a ServiceResponse<BoxBody>, method: &Method) -> Option<Found<'a>> {
    let status = answer.status();
    if let Some(error) = answer.response().error() {
        return Some(Found::in_error(error, status));
    }
    let is_bare = matches!(answer.response().body().size(), BodySize::None | BodySize::Sized(0));
    let is_error = status.is_client_error() || status.is_server_error();
    (is_error && is_bare && method != Method::HEAD).then(|| Found::Made(code_of(status).into()))
}

fn code_of(status: StatusCode) -> Code {
    match status {
        StatusCode::NOT_FOUND => Code::RequestUnknownRoute,
        StatusCode::METHOD_NOT_ALLOWED => Code::RequestMethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::RequestTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::RequestUnsupportedType,
        StatusCode::UNAUTHORIZED => Code::AuthRequired,
        StatusCode::FORBIDDEN => Code::AuthForbidden,
        StatusCode::SERVICE_UNAVAILABLE => Code::ServerUnavailable,
        status if status.is_client_error() => Code::RequestMalformed,
        _ => Code::ServerInternal,
    }
}
