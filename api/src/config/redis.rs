//! `[redis]`: leaderboards outside the database; absent on a small installation.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::keys::Keys;

/// `[redis]`.
#[derive(Debug, Clone)]
pub struct RedisConfig {
    /// What stands at the addresses.
    pub kind: RedisKind,
    /// At least one address; exactly one when `kind` is single. Secret, since they hold the password.
    pub urls: Vec<SecretString>,
    /// Name of the master; empty unless `kind` is sentinel.
    pub sentinel_master: String,
    /// First part of every key, without the separator.
    pub key_prefix: String,
    /// How far Redis may lag before reads go to the database.
    pub max_lag: Duration,
    /// To connect.
    pub connect_timeout: Duration,
    /// For one answer.
    pub response_timeout: Duration,
}

/// How Redis is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RedisKind {
    /// One server.
    #[default]
    Single,
    /// A master and replicas behind sentinels.
    Sentinel,
    /// Redis Cluster.
    Cluster,
}

impl RedisConfig {
    /// `None` without an address.
    pub(super) fn read(keys: &mut Keys) -> Option<Self> {
        let urls: Vec<SecretString> =
            keys.list::<String>("redis.urls", "addresses in double quotes").into_iter().map(Into::into).collect();
        let config = Self {
            kind: keys.choice(
                "redis.kind",
                &[("single", RedisKind::Single), ("sentinel", RedisKind::Sentinel), ("cluster", RedisKind::Cluster)],
            ),
            urls,
            sentinel_master: keys.optional("redis.sentinel_master").unwrap_or_default(),
            key_prefix: keys.text("redis.key_prefix"),
            max_lag: keys.seconds("redis.max_lag_seconds", 1..=3600),
            connect_timeout: keys.milliseconds("redis.connect_timeout_ms", 50..=60_000),
            response_timeout: keys.milliseconds("redis.response_timeout_ms", 50..=60_000),
        };
        if config.urls.is_empty() {
            return None;
        }
        config.check(keys);
        Some(config)
    }

    fn check(&self, keys: &mut Keys) {
        if !self.urls.iter().all(is_redis) {
            keys.fault(
                "redis.urls",
                "each must begin with redis:// and name a host; special characters of the password are percent-encoded",
            );
        }
        if self.kind == RedisKind::Single && self.urls.len() > 1 {
            keys.fault("redis.urls", "must be one address unless redis.kind is \"sentinel\" or \"cluster\"");
        }
        if self.kind == RedisKind::Sentinel && self.sentinel_master.is_empty() {
            keys.fault("redis.sentinel_master", "is missing: name the master that the sentinels watch");
        }
        // Braces mark the hash slot of a key, which each leaderboard chooses for itself.
        if !self.key_prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte)) {
            keys.fault("redis.key_prefix", "may contain only ASCII letters, digits, and the characters - _ :");
        }
    }
}

fn is_redis(url: &SecretString) -> bool {
    Url::parse(url.expose_secret())
        .is_ok_and(|url| url.scheme() == "redis" && url.host_str().is_some_and(|host| !host.is_empty()))
}
