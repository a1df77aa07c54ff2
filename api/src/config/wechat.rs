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
    /// What WeChat's console holds for message push; none: nothing is received.
    pub push: Option<PushConfig>,
    /// Page that shows a task, without a leading slash.
    pub task_page: String,
    /// Page that shows a content, without a leading slash.
    pub content_page: String,
    /// Page that shows a meeting, without a leading slash.
    pub meeting_page: String,
    /// Which messages go out, and with what.
    pub templates: Templates,
    /// To connect.
    pub connect_timeout: Duration,
    /// For one call in all.
    pub timeout: Duration,
}

/// Message push (消息推送) as it is set in WeChat's console.
#[derive(Debug, Clone)]
pub struct PushConfig {
    /// The Token.
    pub token: SecretString,
    /// The EncodingAESKey, 43 letters and digits.
    pub aes_key: SecretString,
}

impl PushConfig {
    /// Both or none.
    fn read(keys: &mut Keys) -> Option<Self> {
        let (token, aes_key) = (keys.optional("wechat.push_token"), keys.optional("wechat.push_aes_key"));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if token.as_deref().is_some_and(|token| !plain(token) || !(3..=32).contains(&token.len())) {
            keys.fault("wechat.push_token", "must be the Token of the console: 3 to 32 letters and digits");
        }
        if aes_key.as_deref().is_some_and(|key| !plain(key) || key.len() != 43) {
            keys.fault("wechat.push_aes_key", "must be the EncodingAESKey of the console: 43 letters and digits");
        }
        match (token, aes_key) {
            (Some(token), Some(aes_key)) => Some(Self { token: token.into(), aes_key: aes_key.into() }),
            (None, None) => None,
            (Some(_), None) => {
                keys.fault("wechat.push_aes_key", "is required where wechat.push_token is set");
                None
            }
            (None, Some(_)) => {
                keys.fault("wechat.push_token", "is required where wechat.push_aes_key is set");
                None
            }
        }
    }
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
            push: PushConfig::read(keys),
            invite_page: page(keys, "wechat.invite_page"),
            task_page: page(keys, "wechat.task_page"),
            content_page: page(keys, "wechat.content_page"),
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
