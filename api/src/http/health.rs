//! `/healthz`: the process answers. `/readyz`: everything that it needs answers, too; what does
//! not is named.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpResponse, web};
use futures_util::future::{BoxFuture, join_all};
use serde::Serialize;

/// How long a check may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why a check failed, for the log.
pub type CheckError = Box<dyn std::error::Error + Send + Sync>;

type Probe = Arc<dyn Fn() -> BoxFuture<'static, Result<(), CheckError>> + Send + Sync>;

/// A named condition of being ready: `database`, `redis`, `files`.
#[derive(Clone)]
pub struct ReadyCheck {
    name: &'static str,
    required: bool,
    probe: Probe,
}

impl ReadyCheck {
    /// A check that runs `probe` at each request to `/readyz`.
    pub fn new<F, W>(name: &'static str, probe: F) -> Self
    where
        F: Fn() -> W + Send + Sync + 'static,
        W: Future<Output = Result<(), CheckError>> + Send + 'static,
    {
        Self { name, required: true, probe: Arc::new(move || Box::pin(probe())) }
    }

    /// Failing it is told, but the service is ready all the same: it does without.
    pub fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    async fn run(&self) -> Option<&Self> {
        let failure = match tokio::time::timeout(PATIENCE, (self.probe)()).await {
            Ok(Ok(())) => return None,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "timed out".to_owned(),
        };
        tracing::warn!(check = self.name, failure, "not ready");
        Some(self)
    }
}

impl fmt::Debug for ReadyCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReadyCheck").field(&self.name).finish()
    }
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    degraded: Vec<&'static str>,
}

/// Registers `/healthz` and `/readyz`.
pub(crate) fn routes(config: &mut web::ServiceConfig, checks: Vec<ReadyCheck>) {
    config
        .app_data(web::Data::new(checks))
        .service(web::resource("/healthz").route(web::get().to(healthz)))
        .service(web::resource("/readyz").route(web::get().to(readyz)));
}

async fn healthz() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok", missing: Vec::new(), degraded: Vec::new() })
}

async fn readyz(checks: web::Data<Vec<ReadyCheck>>) -> HttpResponse {
    let failed: Vec<_> = join_all(checks.iter().map(ReadyCheck::run)).await.into_iter().flatten().collect();
    let named = |required: bool| failed.iter().filter(move |check| check.required == required).map(|check| check.name);
    let (missing, degraded): (Vec<_>, Vec<_>) = (named(true).collect(), named(false).collect());
    if missing.is_empty() {
        HttpResponse::Ok().json(Health { status: "ready", missing, degraded })
    } else {
        HttpResponse::ServiceUnavailable().json(Health { status: "unavailable", missing, degraded })
    }
}
