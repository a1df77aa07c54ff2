//! The span of a request and its one log line: no query string, no body, no header.

use std::time::Duration;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use crate::http::meta::RequestMeta;

/// Makes the span that every log line of a request lies in: only its id, since path
/// parameters can be codes and queries can hold anything.
#[derive(Debug)]
pub struct QuietSpan;

impl RootSpanBuilder for QuietSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        use actix_web::HttpMessage;
        let id = request.extensions().get::<RequestId>().map(|id| tracing::field::display(*id));
        tracing::info_span!("request", request_id = id)
    }

    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, Error>) {}
}

/// Writes the access log's line and counts the request. `route` is the template, never the path.
pub(crate) fn finished(meta: &RequestMeta, method: &Method, route: &str, status: StatusCode, took: Duration) {
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(
        target: "xianfeng::access",
        request_id = %meta.request_id,
        method = %method,
        route,
        status = status.as_u16(),
        millis,
        ip = %meta.ip,
        "request"
    );
    let labels = [
        // A client may send any method it likes: unknown ones share a series.
        ("method", if known(method) { method.to_string() } else { "OTHER".to_owned() }),
        ("route", route.to_owned()),
        ("status", status.as_u16().to_string()),
    ];
    metrics::histogram!(crate::http::metrics::REQUEST_SECONDS, &labels).record(took);
}

fn known(method: &Method) -> bool {
    [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS].contains(method)
}
