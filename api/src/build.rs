//! Making the application out of its configuration.

mod checks;
mod mapping;

use std::num::NonZeroU32;
use std::sync::Arc;

use secrecy::ExposeSecret;
use xianfeng_infra::boards::{BoardsError, Leaderboards, RedisLeaderboards, SqlLeaderboards};
use xianfeng_infra::db::{Database, StoreError};
use xianfeng_infra::files::{BlobStore, DiskStore, ObjectStore, Preparer};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::wechat::push::PushError;
use xianfeng_infra::wechat::{SettingsError, WeChat};

pub use mapping::database_settings;

use crate::app::App;
use crate::auth::{Tokens, account_of};
use crate::clock::Clock;
use crate::config::{Config, FilesKind, PrivacyConfig, RateLimit};
use crate::http::extract::JsonLimit;
use crate::http::meta::TrustedProxies;
use crate::http::metrics::MetricsSettings;
use crate::http::middleware::cors::AllowedOrigins;
use crate::http::middleware::rate::{Rate, RateLimits, RateSettings};
use crate::http::middleware::timeout::TimeLimits;
use crate::http::{Shell, ShellSettings, openapi};

/// Why the application cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] StoreError),
    /// The keys of personal data are not 32 bytes long.
    #[error("privacy.data_key and privacy.lookup_key must be 32 bytes long")]
    Keys,
    /// The WeChat client cannot be made.
    #[error("the WeChat client cannot be made: {0}")]
    WeChat(#[from] SettingsError),
    /// The keys of WeChat's message push cannot be used, which the configuration excludes.
    #[error("wechat.push_aes_key cannot be used: {0}")]
    Push(#[from] PushError),
    /// The addresses of Redis cannot be used.
    #[error("redis.urls cannot be used: {0}")]
    Redis(#[from] BoardsError),
    /// The store of pictures cannot be opened.
    #[error("the store of pictures cannot be opened: {0}")]
    Files(String),
}

/// The keys of personal data.
///
/// # Errors
/// [`BuildError::Keys`], which the configuration excludes.
pub fn vault(config: &PrivacyConfig) -> Result<Vault, BuildError> {
    let key = |key: &secrecy::SecretSlice<u8>| <[u8; 32]>::try_from(key.expose_secret()).map_err(|_| BuildError::Keys);
    Ok(Vault::new(&key(&config.data_key)?, &key(&config.lookup_key)?))
}

impl App {
    /// Opens everything that the configuration names. Expects rustls' provider installed.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub async fn build(config: &Config, clock: Clock) -> Result<Self, BuildError> {
        let database = Database::open(&database_settings(config)).await?;
        let boards: Arc<dyn Leaderboards> = match &config.redis {
            Some(redis) => Arc::new(RedisLeaderboards::new(database.clone(), &mapping::redis_settings(redis))?),
            None => Arc::new(SqlLeaderboards::new(database.clone())),
        };
        let wechat_clock = clock.clone();
        Ok(Self {
            vault: vault(&config.privacy)?,
            wechat: WeChat::new(mapping::wechat(config)?, Arc::new(move || wechat_clock.now()))?,
            push_keys: mapping::push_keys(config)?,
            tokens: Tokens::new(
                &config.auth.signing_key,
                &config.auth.issuer,
                &config.auth.audience,
                config.auth.access_lifetime,
                config.auth.refresh_lifetime,
            ),
            pictures: Preparer::new(mapping::limits(&config.files)),
            blobs: blobs(&config.files.kind)?,
            settings: mapping::settings(config),
            database,
            boards,
            clock,
        })
    }

    /// The HTTP service around the application's routes.
    pub fn shell(&self, config: &Config) -> Shell {
        let settings = ShellSettings {
            json_limit: JsonLimit(config.server.body_limit),
            time_limits: TimeLimits { request: config.server.request_timeout, ..TimeLimits::default() },
            proxies: TrustedProxies(config.server.trusted_proxies.clone()),
            origins: AllowedOrigins(config.cors.allowed_origins.clone()),
            metrics: MetricsSettings { allowed: config.metrics.allowed_networks.clone() },
        };
        let count = |value: u32| NonZeroU32::new(value).unwrap_or(NonZeroU32::MIN);
        let rate = |limit: RateLimit| Rate { per_minute: count(limit.per_minute), burst: count(limit.burst) };
        let rates = RateSettings {
            account: rate(config.rate_limits.account),
            address: rate(config.rate_limits.address),
            auth: rate(config.rate_limits.auth),
        };
        let shell = Shell::described(settings, crate::routes, openapi::of_service())
            .rate_limits(RateLimits::new(&rates, Arc::new(account_of(self))));
        checks::all(self, config).into_iter().fold(shell, Shell::ready_check)
    }
}

fn blobs(kind: &FilesKind) -> Result<Arc<dyn BlobStore>, BuildError> {
    match kind {
        FilesKind::Disk(directory) => {
            let store = DiskStore::open(directory).map_err(|error| BuildError::Files(error.to_string()))?;
            Ok(Arc::new(store))
        }
        FilesKind::Object(config) => {
            let store =
                ObjectStore::new(&mapping::object(config)).map_err(|error| BuildError::Files(error.to_string()))?;
            Ok(Arc::new(store))
        }
    }
}
