//! Configuration: one commented default file, overridden by a file and the environment, validated whole.
//!
//! `api/config.default.toml` is embedded and lists every key: a key that it lacks is refused. Each section is a
//! module here whose `read` turns keys into a typed struct; `consistency` holds the rules that need two
//! sections. Nothing stops at the first fault: [`Config::load`] answers with all of them, each named by its key.

mod auth;
mod consistency;
mod database;
mod fault;
mod files;
mod keys;
mod logs;
mod privacy;
mod rate_limits;
mod redis;
mod server;
mod sources;
mod templates;
#[cfg(test)]
mod tests;
mod wechat;

use std::ffi::OsString;
use std::path::Path;

pub use auth::AuthConfig;
pub use database::{DatabaseConfig, DatabaseKind, DatabaseTls};
pub use fault::{ConfigError, Fault};
pub use files::{FilesConfig, FilesKind, ObjectStoreConfig};
pub use logs::{CorsConfig, LogConfig, LogFormat, MetricsConfig};
pub use privacy::PrivacyConfig;
pub use rate_limits::{RateLimit, RateLimitsConfig};
pub use redis::{RedisConfig, RedisKind};
pub use server::{ServerConfig, TlsFiles};
pub use wechat::{EnvVersion, PushConfig, WECHAT_BASE_URL, WeChatConfig};

pub use sources::variable;

use sources::Sources;

/// The commented default file: every key with its meaning and default.
pub const DEFAULT_FILE: &str = include_str!("../../config.default.toml");

/// What tests start from: a free loopback port, keys that anybody knows, small limits. Never for an installation.
pub const TEST_FILE: &str = include_str!("for_tests.toml");

/// The whole configuration, valid in itself. `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Config {
    /// Listening, TLS, time-outs and body limits.
    pub server: ServerConfig,
    /// The database and its pool.
    pub database: DatabaseConfig,
    /// Leaderboards in Redis; `None`: they come from the database.
    pub redis: Option<RedisConfig>,
    /// The WeChat platform and the mini-program.
    pub wechat: WeChatConfig,
    /// Tokens.
    pub auth: AuthConfig,
    /// Keys that guard personal data.
    pub privacy: PrivacyConfig,
    /// Evidence pictures.
    pub files: FilesConfig,
    /// How often one may call.
    pub rate_limits: RateLimitsConfig,
    /// What is logged and how.
    pub log: LogConfig,
    /// Web pages that may call the API.
    pub cors: CorsConfig,
    /// Who may read `/metrics`.
    pub metrics: MetricsConfig,
}

impl Config {
    /// Reads the defaults, over them `file`, over it the `XIANFENG_…` variables of `environment`.
    ///
    /// # Errors
    /// Every fault there is: unreadable file, unknown key, missing secret, mistyped or inconsistent value.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let mut sources = Sources::new(DEFAULT_FILE)?;
        if let Some(path) = file {
            sources.add_file(path)?;
        }
        sources.add_environment(environment);
        Self::read(sources)
    }

    /// Reads the defaults and over them `text`, a TOML document: for programs that make their configuration.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let mut sources = Sources::new(DEFAULT_FILE)?;
        sources.add_document("the given document", text)?;
        Self::read(sources)
    }

    /// [`TEST_FILE`] with `settings` (key and value) over it, and the files of the installation in `directory`.
    ///
    /// # Errors
    /// As [`Config::load`]; so tests may also try what is refused.
    pub fn for_tests<'a>(
        directory: &Path,
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ConfigError> {
        let mut sources = Sources::new(DEFAULT_FILE)?;
        sources.add_document("the configuration of tests", TEST_FILE)?;
        sources.set("database.url", format!("sqlite://{}", directory.join("xianfeng.db").display()));
        sources.set("files.directory", directory.join("files").display().to_string());
        sources.add_environment(settings.into_iter().map(|(key, value)| (variable(key).into(), value.into())));
        Self::read(sources)
    }

    fn read(sources: Sources) -> Result<Self, ConfigError> {
        let keys = &mut sources.merge()?;
        let config = Self {
            server: ServerConfig::read(keys),
            database: DatabaseConfig::read(keys),
            redis: RedisConfig::read(keys),
            wechat: WeChatConfig::read(keys),
            auth: AuthConfig::read(keys),
            privacy: PrivacyConfig::read(keys),
            files: FilesConfig::read(keys),
            rate_limits: RateLimitsConfig::read(keys),
            log: LogConfig::read(keys),
            cors: CorsConfig::read(keys),
            metrics: MetricsConfig::read(keys),
        };
        consistency::check(&config, keys);
        keys.finish(config)
    }
}
