//! What the client needs to know: which mini-program, which address, how long to wait.

use std::{net::IpAddr, time::Duration};

use reqwest::Url;
use secrecy::SecretString;

/// The platform's own address.
pub const OFFICIAL_BASE_URL: &str = "https://api.weixin.qq.com";

/// Which build of the mini-program a scanned code opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// The build that everybody has.
    Release,
    /// The build that testers have (体验版).
    Trial,
    /// The build on a developer's machine.
    Develop,
}

impl Environment {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Trial => "trial",
            Self::Develop => "develop",
        }
    }

    /// The same in the words of subscribe messages.
    pub(super) fn as_state(self) -> &'static str {
        match self {
            Self::Release => "formal",
            Self::Trial => "trial",
            Self::Develop => "developer",
        }
    }
}

/// Settings of the client; checked when made, so that a mistake shows at start and not at the
/// first login.
#[derive(Clone, Debug)]
pub struct WeChatSettings {
    pub(super) base_url: Url,
    pub(super) app_id: String,
    pub(super) secret: SecretString,
    /// Build that mini-program codes open; the released one unless set.
    pub environment: Environment,
    /// Longest wait for a connection; 2 s unless set.
    pub connect_timeout: Duration,
    /// Longest wait for one whole HTTP exchange; 5 s unless set.
    pub timeout: Duration,
    /// Pauses before the repetitions of a call that WeChat was too busy for: as many repetitions
    /// as pauses. Up to half as much again is added at random.
    pub busy_pauses: Vec<Duration>,
}

impl WeChatSettings {
    /// Settings with the default time-outs.
    ///
    /// # Errors
    /// [`SettingsError`] for an address that is neither `https` nor loopback or that holds more
    /// than scheme, host and port, for an app id that is not ASCII letters and digits, and for an
    /// empty secret.
    pub fn new(base_url: &str, app_id: &str, secret: SecretString) -> Result<Self, SettingsError> {
        use secrecy::ExposeSecret as _;

        let base_url = Url::parse(base_url).map_err(|_| SettingsError::Address)?;
        let bare = base_url.path() == "/"
            && base_url.query().is_none()
            && base_url.fragment().is_none()
            && base_url.username().is_empty()
            && base_url.password().is_none();
        let guarded = base_url.scheme() == "https" || (base_url.scheme() == "http" && is_loopback(&base_url));
        if !bare || !guarded {
            return Err(SettingsError::Address);
        }
        if !(1..=64).contains(&app_id.len()) || !app_id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(SettingsError::AppId);
        }
        if secret.expose_secret().trim().is_empty() {
            return Err(SettingsError::Secret);
        }
        Ok(Self {
            base_url,
            app_id: app_id.to_owned(),
            secret,
            environment: Environment::Release,
            connect_timeout: Duration::from_secs(2),
            timeout: Duration::from_secs(5),
            busy_pauses: vec![Duration::from_millis(300), Duration::from_secs(1)],
        })
    }

    /// Whether this is the platform itself: away from loopback, the service accepts no other.
    pub fn is_official(&self) -> bool {
        self.base_url.as_str().trim_end_matches('/') == OFFICIAL_BASE_URL
    }

    pub(super) fn is_local(&self) -> bool {
        is_loopback(&self.base_url)
    }

    /// The address of one interface.
    pub(super) fn url(&self, path: &str) -> Url {
        let mut url = self.base_url.clone();
        url.set_path(path);
        url
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Why settings cannot be used. Never holds the value: it may be a secret in the wrong place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The address is not usable.
    #[error("the address of WeChat must be https://host[:port] (http:// only on loopback), without path or query")]
    Address,
    /// The app id is not usable.
    #[error("the app id must be 1 to 64 ASCII letters and digits")]
    AppId,
    /// The secret is missing.
    #[error("the app secret must not be empty")]
    Secret,
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made; are the CA certificates of the system installed?")]
    Client,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_address(address: &str) -> Result<WeChatSettings, SettingsError> {
        WeChatSettings::new(address, "wx0123456789abcdef", "hush-hush".into())
    }

    #[test]
    fn plain_http_is_for_loopback_only() {
        for good in [OFFICIAL_BASE_URL, "http://127.0.0.1:8080", "http://[::1]:8080/", "http://localhost:1"] {
            assert!(with_address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.weixin.qq.com",
            "http://127.0.0.1.example.com",
            "https://user:pw@api.weixin.qq.com",
            "https://api.weixin.qq.com/cgi-bin",
            "https://api.weixin.qq.com?secret=x",
            "ftp://127.0.0.1",
            "api.weixin.qq.com",
            "",
        ] {
            assert_eq!(with_address(bad).unwrap_err(), SettingsError::Address, "{bad}");
        }
    }

    #[test]
    fn only_the_platform_itself_is_official() {
        assert!(with_address(OFFICIAL_BASE_URL).unwrap().is_official());
        assert!(with_address("https://api.weixin.qq.com:443/").unwrap().is_official());
        assert!(!with_address("https://api.weixin.qq.com.example.com").unwrap().is_official());
        assert!(!with_address("http://127.0.0.1:9").unwrap().is_official());
    }

    #[test]
    fn the_secret_is_not_in_the_debug_form() {
        assert!(!format!("{:?}", with_address(OFFICIAL_BASE_URL).unwrap()).contains("hush-hush"));
    }

    #[test]
    fn empty_identity_is_refused() {
        assert_eq!(WeChatSettings::new(OFFICIAL_BASE_URL, "", "s".into()).unwrap_err(), SettingsError::AppId);
        assert_eq!(WeChatSettings::new(OFFICIAL_BASE_URL, "wx1", " ".into()).unwrap_err(), SettingsError::Secret);
    }
}
