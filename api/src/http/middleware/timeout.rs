//! The time that a request may take until its answer begins.

use std::future::Future;
use std::time::Duration;

use actix_web::dev::ServiceRequest;
use actix_web::http::header::CONTENT_TYPE;

use crate::http::problem::{Code, Problem};

/// How long a request may take, body included.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimits {
    /// Anything but uploads.
    pub request: Duration,
    /// Multipart uploads: photos over a weak signal.
    pub upload: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self { request: Duration::from_secs(15), upload: Duration::from_secs(120) }
    }
}

impl TimeLimits {
    /// The time that this request may take.
    pub(crate) fn of(&self, request: &ServiceRequest) -> Duration {
        let is_upload = request
            .headers()
            .get(CONTENT_TYPE)
            .is_some_and(|value| value.as_bytes().to_ascii_lowercase().starts_with(b"multipart/"));
        if is_upload { self.upload } else { self.request }
    }
}

/// Ends what takes too long. Dropping the handler rolls its transaction back; whether a commit
/// had just gone through, the repeated request finds out by its idempotency key.
pub(crate) async fn within<T>(allowed: Duration, work: impl Future<Output = T>) -> Result<T, Problem> {
    tokio::time::timeout(allowed, work)
        .await
        .map_err(|_| Problem::new(Code::ServerTimedOut).retry_after(Duration::from_secs(5)))
}
