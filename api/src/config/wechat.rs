//! `[wechat]`: the platform and the mini-program.

use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use super::keys::Keys;
use super::server::base_url;
use super::templates;
use crate::messages::Templates;

/// The platform's address, and away from loopback the only one that is accepted.
pub const WECHAT_BASE_URL: &str = "https://api.weixin.qq.com";

/// `[wechat]`.
#[derive(Debug, Clone)]
pub struct WeChatConfig {
    /// The platform, or on loopback a stand-in; without a trailing slash.
    pub base_url: String,
    /// AppID of the mini-program.
    pub app_id: String,
    /// AppSecret of the mini-program.
    pub secret: SecretString,
    /// Version of the mini-program that invite pictures open.
    pub env_version: EnvVersion,
    /// Page of the mini-program that invite pictures open, without a leading slash.
    pub invite_page: String,
    /// Page that shows a task, without a leading slash.
    pub task_page: String,
    /// Page that shows a meeting, without a leading slash.
    pub meeting_page: String,
    /// Which messages go out, and with what.
    pub templates: Templates,
    /// To connect.
    pub connect_timeout: Duration,
    /// For one call in all.
    pub timeout: Duration,
}

/// `env_version` of code pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EnvVersion {
    /// The published version.
    #[default]
    Release,
    /// The version given to trial users.
    Trial,
    /// The version under development.
    Develop,
}

impl EnvVersion {
    /// WeChat's word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Trial => "trial",
            Self::Develop => "develop",
        }
    }
}

impl WeChatConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        Self {
            base_url: base_url(keys, "wechat.base_url").as_ref().map_or_else(|| WECHAT_BASE_URL.to_owned(), origin),
            app_id: keys.text("wechat.app_id"),
            secret: keys.secret("wechat.secret", "take the AppSecret from mp.weixin.qq.com, development settings"),
            env_version: keys.choice(
                "wechat.env_version",
                &[EnvVersion::Release, EnvVersion::Trial, EnvVersion::Develop]
                    .map(|version| (version.as_str(), version)),
            ),
            invite_page: page(keys, "wechat.invite_page"),
            task_page: page(keys, "wechat.task_page"),
            meeting_page: page(keys, "wechat.meeting_page"),
            templates: templates::read(keys),
            connect_timeout: keys.milliseconds("wechat.connect_timeout_ms", 50..=60_000),
            timeout: keys.milliseconds("wechat.timeout_ms", 50..=60_000),
        }
    }
}

/// A page of the mini-program.
fn page(keys: &mut Keys, key: &str) -> String {
    let page = keys.text(key);
    if page.starts_with('/') || page.contains('?') {
        keys.fault(key, "must be a page without a leading slash and without a query");
    }
    page
}

/// The address without the trailing slash, ready to have a path appended.
fn origin(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}
