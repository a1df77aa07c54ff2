//! From what the configuration says to what the outside world is told.

use xianfeng_infra::boards::{RedisServers, RedisSettings};
use xianfeng_infra::db::{self, DatabaseSettings};
use xianfeng_infra::files::{self, Limits};
use xianfeng_infra::wechat::push::{PushError, PushKeys};
use xianfeng_infra::wechat::{Environment, SettingsError, WeChatSettings};

use crate::app::AppSettings;
use crate::config::{
    Config, DatabaseTls, EnvVersion, FilesConfig, ObjectStoreConfig, PushConfig, RedisConfig, RedisKind,
};

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

pub(super) fn redis_settings(config: &RedisConfig) -> RedisSettings {
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

pub(super) fn settings(config: &Config) -> AppSettings {
    let own = config.server.bind.first().map(|address| format!("http://{address}")).unwrap_or_default();
    let public = config.server.public_base_url.as_ref().map_or(own, ToString::to_string);
    AppSettings {
        public_base_url: public.trim_end_matches('/').to_owned(),
        invite_lifetime: std::time::Duration::from_secs(14 * 86_400),
        invite_page: config.wechat.invite_page.clone(),
        task_page: config.wechat.task_page.clone(),
        content_page: config.wechat.content_page.clone(),
        meeting_page: config.wechat.meeting_page.clone(),
        templates: config.wechat.templates.clone(),
        unclaimed_after: config.files.unclaimed_after,
        max_picture: config.files.max_picture,
        max_roster: config.server.import_limit,
    }
}

pub(super) fn wechat(config: &Config) -> Result<WeChatSettings, SettingsError> {
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

pub(super) fn push_keys(config: &Config) -> Result<Option<PushKeys>, PushError> {
    let keys = |push: &PushConfig| PushKeys::new(push.token.clone(), &push.aes_key, &config.wechat.app_id);
    config.wechat.push.as_ref().map(keys).transpose()
}

pub(super) fn limits(config: &FilesConfig) -> Limits {
    Limits { max_bytes: config.max_picture, max_pixels: config.max_pixels, ..Limits::default() }
}

pub(super) fn object(config: &ObjectStoreConfig) -> files::ObjectStoreConfig {
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
