//! One HTTP exchange with the platform: time-outs, caps, bounded repetition, clean errors.

use std::time::Duration;

use rand::Rng as _;
use reqwest::{Client, RequestBuilder, Url, redirect};

use super::{
    errcode::{self, BUSY},
    error::WeChatError,
    reply::{Refusal, Unread},
    settings::{SettingsError, WeChatSettings},
};

/// An interface of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    Login,
    StableToken,
    PhoneNumber,
    CodePicture,
    TextCheck,
    MediaCheck,
    SubscribeSend,
    UrlLink,
    UrlScheme,
}

impl Endpoint {
    fn path(self) -> &'static str {
        match self {
            Self::Login => "/sns/jscode2session",
            Self::StableToken => "/cgi-bin/stable_token",
            Self::PhoneNumber => "/wxa/business/getuserphonenumber",
            Self::CodePicture => "/wxa/getwxacodeunlimit",
            Self::TextCheck => "/wxa/msg_sec_check",
            Self::MediaCheck => "/wxa/media_check_async",
            Self::SubscribeSend => "/cgi-bin/message/subscribe/send",
            Self::UrlLink => "/wxa/generate_urllink",
            Self::UrlScheme => "/wxa/generatescheme",
        }
    }

    /// Largest reply that is read, in bytes.
    fn reply_cap(self) -> usize {
        match self {
            Self::CodePicture => 4 << 20,
            _ => 256 << 10,
        }
    }
}

/// The shared HTTP client.
pub(super) struct Transport {
    client: Client,
    settings: WeChatSettings,
}

impl Transport {
    pub(super) fn new(settings: &WeChatSettings) -> Result<Self, SettingsError> {
        let mut builder = Client::builder()
            .connect_timeout(settings.connect_timeout)
            .timeout(settings.timeout)
            // Below the usual idle limit of front ends: a login on a dying connection is lost.
            .pool_idle_timeout(Duration::from_secs(20))
            // A redirect would carry the query, and so the secret, to wherever it points.
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        if settings.is_local() {
            builder = builder.no_proxy();
        }
        if settings.url("/").scheme() == "http" {
            // Without TLS nobody's certificate is looked at: reading the machine's takes a while.
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|_| SettingsError::Client)?;
        Ok(Self { client, settings: settings.clone() })
    }

    pub(super) fn get(&self, endpoint: Endpoint) -> RequestBuilder {
        self.client.get(self.url(endpoint))
    }

    pub(super) fn post(&self, endpoint: Endpoint) -> RequestBuilder {
        self.client.post(self.url(endpoint))
    }

    fn url(&self, endpoint: Endpoint) -> Url {
        self.settings.url(endpoint.path())
    }

    /// Sends what `request` makes, reads the reply with `read`, and repeats only while the
    /// platform itself says that it was too busy to look.
    ///
    /// # Errors
    /// Any [`WeChatError`]; logged and counted here, once.
    pub(super) async fn call<T>(
        &self,
        endpoint: Endpoint,
        request: impl Fn() -> RequestBuilder,
        read: impl Fn(&[u8]) -> Result<T, Unread>,
    ) -> Result<T, WeChatError> {
        let mut pauses = self.settings.busy_pauses.iter();
        let (outcome, rid) = loop {
            let body = match exchange(request(), endpoint.reply_cap()).await {
                Ok(body) => body,
                Err(error) => break (Err(error), None),
            };
            match read(&body) {
                Ok(answer) => break (Ok(answer), None),
                Err(Unread::Malformed) => break (Err(WeChatError::BadReply), None),
                Err(Unread::Refused(Refusal { errcode, rid })) => match pauses.next() {
                    Some(pause) if errcode == BUSY => tokio::time::sleep(jittered(*pause)).await,
                    _ => break (Err(errcode::classify(endpoint, errcode)), rid),
                },
            }
        };
        report(endpoint, outcome.as_ref().err(), rid.as_deref());
        outcome
    }
}

/// One request, one reply of at most `cap` bytes.
async fn exchange(request: RequestBuilder, cap: usize) -> Result<Vec<u8>, WeChatError> {
    let mut response = request.send().await.map_err(|error| clean(&error))?;
    if !response.status().is_success() {
        tracing::warn!(status = response.status().as_u16(), "WeChat answered with an unexpected HTTP status");
        return Err(WeChatError::BadReply);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| clean(&error))? {
        if body.len() + chunk.len() > cap {
            tracing::warn!(cap, "WeChat's reply is too large");
            return Err(WeChatError::BadReply);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Keeps what to do next and nothing else: the error itself prints the URL with its secrets.
fn clean(error: &reqwest::Error) -> WeChatError {
    if error.is_connect() {
        WeChatError::Unreachable
    } else if error.is_decode() {
        WeChatError::BadReply
    } else {
        WeChatError::UnknownOutcome
    }
}

fn report(endpoint: Endpoint, error: Option<&WeChatError>, rid: Option<&str>) {
    let outcome = error.map_or("ok", WeChatError::kind);
    metrics::counter!("wechat_calls_total", "endpoint" => endpoint.path(), "outcome" => outcome).increment(1);
    match error {
        None => tracing::debug!(endpoint = endpoint.path(), "WeChat answered"),
        // Tokens end before their time in ordinary operation; only a second refusal is an alarm.
        Some(WeChatError::Misconfigured { errcode })
            if endpoint != Endpoint::StableToken && errcode::is_token_fault(*errcode) =>
        {
            tracing::warn!(endpoint = endpoint.path(), errcode, rid, "WeChat refused the access token");
        }
        Some(error) if error.is_alarm() => {
            tracing::error!(endpoint = endpoint.path(), rid, %error, "WeChat cannot be used until somebody acts");
        }
        Some(error) => tracing::warn!(endpoint = endpoint.path(), rid, %error, "call to WeChat failed"),
    }
}

/// `pause` and up to half as much again, so that callers do not come back all at once.
fn jittered(pause: Duration) -> Duration {
    pause + pause.saturating_mul(rand::rng().random_range(0..=50)) / 100
}
