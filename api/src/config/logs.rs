//! `[log]`, `[cors]` and `[metrics]`: what is told to whom.

use ipnet::IpNet;
use tracing_subscriber::EnvFilter;
use url::Url;

use super::keys::Keys;

/// `[log]`.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// Form of a line.
    pub format: LogFormat,
    /// A valid filter of `tracing_subscriber::EnvFilter`.
    pub filter: String,
}

/// Form of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// One JSON object.
    #[default]
    Json,
    /// For people.
    Text,
}

/// `[cors]`.
#[derive(Debug, Clone)]
pub struct CorsConfig {
    /// Origins as browsers send them; empty: CORS is off.
    pub allowed_origins: Vec<String>,
}

/// `[metrics]`.
#[derive(Debug, Clone)]
pub struct MetricsConfig {
    /// Networks that `/metrics` answers to; empty: it is off.
    pub allowed_networks: Vec<IpNet>,
}

impl LogConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let format = keys.choice("log.format", &[("json", LogFormat::Json), ("text", LogFormat::Text)]);
        let filter = keys.text("log.filter");
        if EnvFilter::try_new(&filter).is_err() {
            keys.fault("log.filter", "must be a level (error, warn, info, debug, trace) or levels by module");
        }
        Self { format, filter }
    }
}

impl CorsConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let expected = "origins, such as https://admin.example.gov.cn; \"*\" is not accepted";
        let allowed_origins: Vec<String> = keys.list("cors.allowed_origins", expected);
        if !allowed_origins.iter().all(|origin| is_origin(origin)) {
            keys.fault("cors.allowed_origins", format!("must be a list of {expected}"));
        }
        Self { allowed_origins }
    }
}

impl MetricsConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let enabled = keys.flag("metrics.enabled");
        let networks = keys.list("metrics.allowed_networks", "networks, such as 10.0.0.0/8");
        Self { allowed_networks: if enabled { networks } else { Vec::new() } }
    }
}

/// Exactly what a browser sends in `Origin`: scheme, host and port, nothing after.
fn is_origin(text: &str) -> bool {
    Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text)
}
