//! The headers that every answer has.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

use crate::http::meta::RequestMeta;

/// The request's id, made here.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// An API's answer loads nothing and stands in no frame.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/// Swagger UI: its own scripts and pictures, styles that it sets itself.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Completes an answer's headers. What the handler has set itself stays: a page brings its own
/// policy, a public read its own caching.
pub(crate) fn complete(headers: &mut HeaderMap, meta: &RequestMeta) {
    set_default(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set_default(headers, X_FRAME_OPTIONS, "DENY");
    set_default(headers, REFERRER_POLICY, "no-referrer");
    set_default(headers, CONTENT_SECURITY_POLICY, API_POLICY);
    set_default(headers, CACHE_CONTROL, "no-store");
    if meta.tls {
        set_default(headers, STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(id) = HeaderValue::from_str(&meta.request_id.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
}

/// The policy of the pages under `/docs`.
pub(crate) fn allow_docs(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCS_POLICY));
}

fn set_default(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
