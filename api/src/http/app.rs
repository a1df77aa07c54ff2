//! Puts the service together: routes, document, middleware.

use std::fmt;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, web};
use metrics_exporter_prometheus::PrometheusHandle;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use super::extract::JsonLimit;
use super::health::{self, ReadyCheck};
use super::meta::TrustedProxies;
use super::metrics::{self, MetricsSettings};
use super::middleware::cors::AllowedOrigins;
use super::middleware::log::QuietSpan;
use super::middleware::rate::RateLimits;
use super::middleware::timeout::TimeLimits;
use super::middleware::{shell, unrouted};
use super::openapi::{self, Document};
use super::problem::page;

/// Registers a service's documented handlers; only `.service(handler)` is seen by the document.
pub type Routes = fn(&mut ServiceConfig<'_>);

/// What the shell is made with.
#[derive(Clone, Debug, Default)]
pub struct ShellSettings {
    /// The most bytes of a JSON body.
    pub json_limit: JsonLimit,
    /// How long requests may take.
    pub time_limits: TimeLimits,
    /// The proxies in front.
    pub proxies: TrustedProxies,
    /// The browsers' origins that may call.
    pub origins: AllowedOrigins,
    /// Who may read `/metrics`.
    pub metrics: MetricsSettings,
}

/// Everything around the handlers, made once a process and shared by all workers.
#[derive(Clone)]
pub struct Shell {
    settings: ShellSettings,
    routes: Routes,
    document: Document,
    rates: Option<RateLimits>,
    checks: Vec<ReadyCheck>,
    metrics: Option<PrometheusHandle>,
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shell").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// What the middleware reads at each request.
pub(crate) struct Shared {
    pub(crate) proxies: TrustedProxies,
    pub(crate) origins: AllowedOrigins,
    pub(crate) time_limits: TimeLimits,
    pub(crate) rates: Option<RateLimits>,
}

impl Shell {
    /// A shell around `routes`, without rate limits, readiness checks and metrics.
    pub fn new(settings: ShellSettings, routes: Routes) -> Self {
        Self::described(settings, routes, openapi::document(routes))
    }

    /// As [`new`](Self::new), with the document of the routes at hand.
    pub fn described(settings: ShellSettings, routes: Routes, document: Document) -> Self {
        Self { settings, routes, document, rates: None, checks: Vec::new(), metrics: None }
    }

    /// Limits how often accounts and addresses may call.
    pub fn rate_limits(mut self, limits: RateLimits) -> Self {
        self.rates = Some(limits);
        self
    }

    /// Adds a condition of being ready.
    pub fn ready_check(mut self, check: ReadyCheck) -> Self {
        self.checks.push(check);
        self
    }

    /// Serves `/metrics` from a recorder's handle.
    pub fn metrics(mut self, handle: PrometheusHandle) -> Self {
        self.metrics = Some(handle);
        self
    }

    /// The document of the routes.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The whole application; the caller adds its state with `.configure` or `.app_data`.
    pub fn app(
        &self,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody + 'static + use<>>,
            Error = Error,
            InitError = (),
        >
        + 'static
        + use<>,
    > {
        let shared = Shared {
            proxies: self.settings.proxies.clone(),
            origins: self.settings.origins.clone(),
            time_limits: self.settings.time_limits,
            rates: self.rates.clone(),
        };
        let (app, _) = App::new().into_utoipa_app().configure(self.routes).split_for_parts();
        app.app_data(web::Data::new(shared))
            .app_data(self.settings.json_limit)
            .app_data(web::Data::new(self.document.methods()))
            .configure(|config| health::routes(config, self.checks.clone()))
            .configure(|config| {
                if let Some(handle) = &self.metrics {
                    let settings = self.settings.metrics.clone();
                    metrics::routes(config, metrics::Exposition { settings, handle: handle.clone() });
                }
            })
            .configure(page::routes)
            .configure(|config| openapi::routes(config, &self.document))
            .default_service(web::to(unrouted::answer))
            .wrap(Compress::default())
            .wrap(from_fn(shell::wrap))
            .wrap(TracingLogger::<QuietSpan>::new())
    }
}
