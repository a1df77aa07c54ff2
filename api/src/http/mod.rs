//! The shell of the HTTP service: errors, extractors, middleware, the OpenAPI document.
