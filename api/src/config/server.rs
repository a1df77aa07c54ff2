//! `[server]`: listening, TLS, time-outs and body limits.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use url::Url;

use super::keys::Keys;

/// `[server]`.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    /// Addresses to listen on; at least one. Port 0 takes a free one.
    pub bind: Vec<SocketAddr>,
    /// Where clients reach the installation; `None` only on loopback, where it follows from the bound address.
    pub public_base_url: Option<Url>,
    /// Certificate and key; `None`: plain HTTP.
    pub tls: Option<TlsFiles>,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Threads that serve requests; `None`: one per core.
    pub workers: Option<usize>,
    /// Connections open at a time, over all threads.
    pub max_connections: usize,
    /// For a client to send the head of its request.
    pub header_timeout: Duration,
    /// For an idle connection.
    pub keep_alive: Duration,
    /// For a request in all.
    pub request_timeout: Duration,
    /// For running requests to finish at shutdown; not shorter than `request_timeout`.
    pub shutdown_grace: Duration,
    /// Largest JSON body, in bytes.
    pub body_limit: usize,
    /// Largest spreadsheet to import, in bytes.
    pub import_limit: usize,
}

/// PEM files of the certificate chain and its private key.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The chain, leaf first.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

impl ServerConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let bind = keys.list("server.bind", "addresses with a port, such as 127.0.0.1:8080");
        let public_base_url = base_url(keys, "server.public_base_url");
        let tls = tls(keys);
        let workers = keys.integer("server.workers", 0..=1024);
        let config = Self {
            bind,
            public_base_url,
            tls,
            trusted_proxies: keys.list("server.trusted_proxies", "networks, such as 10.0.0.0/8 or 127.0.0.1/32"),
            workers: Some(workers).filter(|workers| *workers > 0),
            max_connections: keys.integer("server.max_connections", 1..=1_000_000),
            header_timeout: keys.seconds("server.header_timeout_seconds", 1..=300),
            keep_alive: keys.seconds("server.keep_alive_seconds", 1..=3600),
            request_timeout: keys.seconds("server.request_timeout_seconds", 1..=600),
            shutdown_grace: keys.seconds("server.shutdown_grace_seconds", 1..=3600),
            body_limit: keys.integer::<usize>("server.body_limit_kib", 1..=16_384).saturating_mul(1 << 10),
            import_limit: keys.integer::<usize>("server.import_limit_mib", 1..=100).saturating_mul(1 << 20),
        };
        if config.shutdown_grace < config.request_timeout {
            keys.fault("server.shutdown_grace_seconds", "must be at least server.request_timeout_seconds");
        }
        config
    }

    /// Whether only this machine can reach the server, directly and by its public address.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.bind.iter().all(|address| address.ip().to_canonical().is_loopback())
            && self.public_base_url.as_ref().is_none_or(is_loopback_url)
    }
}

/// An `http` or `https` address without path, query, fragment or credentials.
pub(super) fn base_url(keys: &mut Keys, key: &str) -> Option<Url> {
    let expected = "an address that starts with https:// (or http://) and ends after host and port";
    let url: Url = keys.parsed(key, expected)?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    if !(matches!(url.scheme(), "http" | "https") && url.has_host() && bare && anonymous) {
        keys.fault(key, format!("must be {expected}"));
    }
    Some(url)
}

/// Whether the host is this machine by its literal name or address.
pub(super) fn is_loopback_url(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn tls(keys: &mut Keys) -> Option<TlsFiles> {
    match (keys.file("server.tls_certificate"), keys.file("server.tls_key")) {
        (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
        (Some(_), None) => {
            keys.fault("server.tls_key", "is missing: a certificate needs its key");
            None
        }
        (None, Some(_)) => {
            keys.fault("server.tls_certificate", "is missing: a key needs its certificate");
            None
        }
        (None, None) => None,
    }
}
