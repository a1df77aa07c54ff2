//! Making the application out of its configuration.

use std::num::NonZeroU32;
use std::sync::Arc;

use secrecy::ExposeSecret;
use xianfeng_infra::boards::{
    BoardsError, Leaderboards, RedisLeaderboards, RedisServers, RedisSettings, SqlLeaderboards,
};
use xianfeng_infra::db::{self, Database, DatabaseSettings, StoreError};
use xianfeng_infra::files::{self, BlobStore, DiskStore, Limits, ObjectStore, Preparer};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::wechat::{Environment, SettingsError, WeChat, WeChatSettings};

use crate::app::{App, AppSettings};
use crate::auth::{Tokens, account_of};
use crate::clock::Clock;
use crate::config::{
    Config, DatabaseTls, EnvVersion, FilesConfig, FilesKind, ObjectStoreConfig, PrivacyConfig, RateLimit, RedisConfig,
    RedisKind,
};
use crate::http::extract::JsonLimit;
use crate::http::health::ReadyCheck;
use crate::http::meta::TrustedProxies;
use crate::http::metrics::MetricsSettings;
use crate::http::middleware::cors::AllowedOrigins;
use crate::http::middleware::rate::{Rate, RateLimits, RateSettings};
use crate::http::middleware::timeout::TimeLimits;
use crate::http::{Shell, ShellSettings};

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
    /// The addresses of Redis cannot be used.
    #[error("redis.urls cannot be used: {0}")]
    Redis(#[from] BoardsError),
    /// The store of pictures cannot be opened.
    #[error("the store of pictures cannot be opened: {0}")]
    Files(String),
}

/// The settings of the database.
pub fn database_settings(config: &Config) -> DatabaseSettings {
    DatabaseSettings {
        url: config.database.url.clone(),
        max_connections: config.database.max_connections,
        min_connections: config.database.min_connections,
        acquire_timeout: config.database.acquire_timeout,
        idle_timeout: config.database.idle_timeout,
        max_lifetime: config.database.max_lifetime,
        tls: match config.database.tls {
            DatabaseTls::Disabled => db::DatabaseTls::Disabled,
            DatabaseTls::Preferred => db::DatabaseTls::Preferred,
            DatabaseTls::Required => db::DatabaseTls::Required,
            DatabaseTls::VerifyCa => db::DatabaseTls::VerifyCa,
            DatabaseTls::VerifyIdentity => db::DatabaseTls::VerifyIdentity,
        },
        tls_ca: config.database.tls_ca.clone(),
        busy_timeout: config.database.busy_timeout,
    }
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
            Some(redis) => Arc::new(RedisLeaderboards::new(database.clone(), &redis_settings(redis))?),
            None => Arc::new(SqlLeaderboards::new(database.clone())),
        };
        let wechat_clock = clock.clone();
        Ok(Self {
            vault: vault(&config.privacy)?,
            wechat: WeChat::new(wechat(config)?, Arc::new(move || wechat_clock.now()))?,
            tokens: Tokens::new(
                &config.auth.signing_key,
                &config.auth.issuer,
                &config.auth.audience,
                config.auth.access_lifetime,
                config.auth.refresh_lifetime,
            ),
            pictures: Preparer::new(limits(&config.files)),
            blobs: blobs(&config.files.kind)?,
            settings: settings(config),
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
        let (database, schema, blobs) = (self.database.clone(), self.database.clone(), Arc::clone(&self.blobs));
        let shell = Shell::new(settings, crate::routes)
            .rate_limits(RateLimits::new(&rates, Arc::new(account_of(self))))
            .ready_check(ReadyCheck::new("database", move || {
                let database = database.clone();
                async move { Ok(database.ping().await?) }
            }))
            .ready_check(ReadyCheck::new("migrations", move || {
                let schema = schema.clone();
                async move {
                    match schema.pending_migrations().await? {
                        0 => Ok(()),
                        pending => Err(format!("{pending} migrations are pending").into()),
                    }
                }
            }))
            .ready_check(ReadyCheck::new("files", move || {
                let blobs = Arc::clone(&blobs);
                async move { Ok(blobs.check().await?) }
            }));
        if config.redis.is_none() {
            return shell;
        }
        let boards = Arc::clone(&self.boards);
        let redis = ReadyCheck::new("redis", move || {
            let boards = Arc::clone(&boards);
            async move { Ok(boards.check().await?) }
        });
        // Boards are read from the database while Redis is away.
        shell.ready_check(redis.optional())
    }
}

fn redis_settings(config: &RedisConfig) -> RedisSettings {
    let servers = match (config.kind, config.urls.as_slice()) {
        (RedisKind::Single, [url, ..]) => RedisServers::Single(url.clone()),
        (RedisKind::Sentinel, urls) => {
            RedisServers::Sentinel { urls: urls.to_vec(), master: config.sentinel_master.clone() }
        }
        (_, urls) => RedisServers::Cluster(urls.to_vec()),
    };
    RedisSettings {
        servers,
        key_prefix: config.key_prefix.clone(),
        max_lag: config.max_lag,
        connect_timeout: config.connect_timeout,
        response_timeout: config.response_timeout,
    }
}

fn settings(config: &Config) -> AppSettings {
    let own = config.server.bind.first().map(|address| format!("http://{address}")).unwrap_or_default();
    let public = config.server.public_base_url.as_ref().map_or(own, ToString::to_string);
    AppSettings {
        public_base_url: public.trim_end_matches('/').to_owned(),
        invite_lifetime: std::time::Duration::from_secs(14 * 86_400),
        invite_page: config.wechat.invite_page.clone(),
        unclaimed_after: config.files.unclaimed_after,
        max_picture: config.files.max_picture,
        max_roster: config.server.import_limit,
    }
}

fn wechat(config: &Config) -> Result<WeChatSettings, SettingsError> {
    let wechat = &config.wechat;
    let mut settings = WeChatSettings::new(&wechat.base_url, &wechat.app_id, wechat.secret.clone())?;
    settings.environment = match wechat.env_version {
        EnvVersion::Release => Environment::Release,
        EnvVersion::Trial => Environment::Trial,
        EnvVersion::Develop => Environment::Develop,
    };
    settings.connect_timeout = wechat.connect_timeout;
    settings.timeout = wechat.timeout;
    Ok(settings)
}

fn limits(config: &FilesConfig) -> Limits {
    Limits { max_bytes: config.max_picture, max_pixels: config.max_pixels, ..Limits::default() }
}

fn blobs(kind: &FilesKind) -> Result<Arc<dyn BlobStore>, BuildError> {
    match kind {
        FilesKind::Disk(directory) => {
            let store = DiskStore::open(directory).map_err(|error| BuildError::Files(error.to_string()))?;
            Ok(Arc::new(store))
        }
        FilesKind::Object(config) => {
            let store = ObjectStore::new(&object(config)).map_err(|error| BuildError::Files(error.to_string()))?;
            Ok(Arc::new(store))
        }
    }
}

fn object(config: &ObjectStoreConfig) -> files::ObjectStoreConfig {
    files::ObjectStoreConfig {
        endpoint: config.endpoint.to_string(),
        region: config.region.clone(),
        bucket: config.bucket.clone(),
        access_key_id: config.key_id.clone(),
        secret_access_key: config.secret.clone(),
        path_style: config.path_style,
        timeout_seconds: std::num::NonZeroU64::MIN.saturating_add(19),
    }
}
