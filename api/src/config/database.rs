//! `[database]`: SQLite or MySQL, and the pool.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::keys::Keys;

const URL: &str = "database.url";

/// `[database]`.
#[derive(Debug, Clone)]
pub struct DatabaseConfig {
    /// Which engine the address names.
    pub kind: DatabaseKind,
    /// The address; secret, since it holds the password.
    pub url: SecretString,
    /// Connections in the pool; on SQLite the readers.
    pub max_connections: u32,
    /// Connections that are kept open.
    pub min_connections: u32,
    /// To wait for a free connection.
    pub acquire_timeout: Duration,
    /// Until an idle connection is closed.
    pub idle_timeout: Duration,
    /// Until any connection is replaced.
    pub max_lifetime: Duration,
    /// MySQL: how far TLS is demanded.
    pub tls: DatabaseTls,
    /// MySQL: the authority for the `Verify` kinds.
    pub tls_ca: Option<PathBuf>,
    /// SQLite: to wait while another process writes.
    pub busy_timeout: Duration,
}

/// The engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DatabaseKind {
    /// One file.
    #[default]
    Sqlite,
    /// MySQL 8 or MariaDB 10.6, or newer.
    MySql,
}

/// How far TLS to MySQL is demanded; the meaning of MySQL's own `--ssl-mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DatabaseTls {
    /// Never.
    Disabled,
    /// If the server offers it.
    #[default]
    Preferred,
    /// Always, with any certificate.
    Required,
    /// Always, with a certificate of the authority.
    VerifyCa,
    /// As `VerifyCa`, and for this host name.
    VerifyIdentity,
}

impl DatabaseConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let (kind, url) = url(keys);
        let config = Self {
            kind,
            url,
            max_connections: keys.integer("database.max_connections", 1..=1000),
            min_connections: keys.integer("database.min_connections", 0..=1000),
            acquire_timeout: keys.milliseconds("database.acquire_timeout_ms", 50..=60_000),
            idle_timeout: keys.seconds("database.idle_timeout_seconds", 1..=86_400),
            max_lifetime: keys.seconds("database.max_lifetime_seconds", 1..=86_400),
            tls: keys.choice(
                "database.tls",
                &[
                    ("disabled", DatabaseTls::Disabled),
                    ("preferred", DatabaseTls::Preferred),
                    ("required", DatabaseTls::Required),
                    ("verify_ca", DatabaseTls::VerifyCa),
                    ("verify_identity", DatabaseTls::VerifyIdentity),
                ],
            ),
            tls_ca: keys.file("database.tls_ca"),
            busy_timeout: keys.milliseconds("database.busy_timeout_ms", 0..=60_000),
        };
        if config.min_connections > config.max_connections {
            keys.fault("database.min_connections", "must not exceed database.max_connections");
        }
        if matches!(config.tls, DatabaseTls::VerifyCa | DatabaseTls::VerifyIdentity) && config.tls_ca.is_none() {
            keys.fault("database.tls_ca", "is missing: database.tls demands that the server's certificate is verified");
        }
        config
    }
}

/// The address is never quoted in a fault: it holds the password.
fn url(keys: &mut Keys) -> (DatabaseKind, SecretString) {
    let url = keys.secret(URL, "sqlite://PATH or mysql://USER:PASSWORD@HOST:PORT/NAME");
    let text = url.expose_secret();
    if let Some(path) = text.strip_prefix("sqlite://") {
        if path.is_empty() || path.contains(":memory:") {
            keys.fault(URL, "must name a file after sqlite://: every connection would see another database in memory");
        } else if path.contains('?') {
            keys.fault(URL, "must end with the path of the file: the rest is set by the program");
        }
        return (DatabaseKind::Sqlite, url);
    }
    match Url::parse(text) {
        _ if text.is_empty() => {}
        Ok(address) if address.scheme() != "mysql" => {
            keys.fault(URL, "must begin with sqlite:// or, for MySQL and MariaDB, with mysql://");
        }
        Ok(address) if address.host_str().is_none_or(str::is_empty) || address.path().trim_matches('/').is_empty() => {
            keys.fault(URL, "must name the host and the database: mysql://USER:PASSWORD@HOST:PORT/NAME");
        }
        Ok(address) if address.query().is_some() => {
            keys.fault(URL, "must end with the name of the database: TLS is set by database.tls and database.tls_ca");
        }
        Ok(_) => {}
        Err(_) => keys.fault(URL, "is no address; special characters of the password must be percent-encoded"),
    }
    (DatabaseKind::MySql, url)
}
