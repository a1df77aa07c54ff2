//! Metrics for Prometheus: the recorder and `/metrics`.

use actix_web::{HttpResponse, web};
use ipnet::IpNet;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

use super::meta::RequestMeta;
use super::problem::{Code, Problem};

/// The histogram of request durations: method, route template, status.
pub(crate) const REQUEST_SECONDS: &str = "http_server_request_duration_seconds";

/// Upper bounds in seconds: from a board out of the cache to an upload over a weak signal.
const BUCKETS: [f64; 11] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Who may read `/metrics`; everybody else finds nothing there.
#[derive(Clone, Debug)]
pub struct MetricsSettings {
    /// The networks of the scrapers. Default: loopback.
    pub allowed: Vec<IpNet>,
}

impl Default for MetricsSettings {
    fn default() -> Self {
        let loopback = ["127.0.0.0/8", "::1/128"];
        Self { allowed: loopback.iter().filter_map(|net| net.parse().ok()).collect() }
    }
}

/// A recorder with this service's buckets; the binary installs it with
/// `metrics::set_global_recorder` and keeps its handle.
pub fn recorder() -> Result<PrometheusRecorder, BuildError> {
    let builder = PrometheusBuilder::new();
    Ok(builder.set_buckets_for_metric(Matcher::Full(REQUEST_SECONDS.to_owned()), &BUCKETS)?.build_recorder())
}

/// What `/metrics` needs.
#[derive(Clone, Debug)]
pub(crate) struct Exposition {
    pub(crate) settings: MetricsSettings,
    pub(crate) handle: PrometheusHandle,
}

/// Registers `/metrics`.
pub(crate) fn routes(config: &mut web::ServiceConfig, exposition: Exposition) {
    config.app_data(web::Data::new(exposition)).service(web::resource("/metrics").route(web::get().to(serve)));
}

async fn serve(meta: RequestMeta, exposition: web::Data<Exposition>) -> Result<HttpResponse, Problem> {
    if !exposition.settings.allowed.iter().any(|net| net.contains(&meta.ip)) {
        return Err(Code::RequestUnknownRoute.into());
    }
    exposition.handle.run_upkeep();
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(exposition.handle.render()))
}
