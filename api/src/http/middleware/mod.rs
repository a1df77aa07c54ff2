//! What stands around every handler. From the outside in: the span with the request id, the
//! [`shell`] (rate limits, time-out, panics, problems, headers, log line, metrics), compression.

pub mod cors;
pub mod log;
pub mod rate;
pub mod security;
pub mod shell;
pub mod timeout;
pub mod unrouted;
