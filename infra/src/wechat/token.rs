//! The access token: one a process, from the stable interface in its normal mode.
//!
//! In that mode every process that asks is given the same token, so replicas need no shared
//! store and cannot evict each other (pitfall 35). `force_refresh` is never sent.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng as _;
use reqwest::RequestBuilder;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    WeChat,
    errcode::is_token_fault,
    error::WeChatError,
    flight::{SingleFlight, lock},
    reply::{self, Unread},
    transport::Endpoint,
};

/// Seconds before the end at which a token is renewed: the platform hands out a new one in the
/// last 300 s only, so an earlier question would be asked again and again.
const RENEWAL_MARGIN: std::ops::RangeInclusive<i64> = 200..=240;

/// Seconds until the next attempt after a renewal failed or a token came with little life left.
const RENEWAL_PAUSE: i64 = 30;

#[derive(Clone)]
struct Token {
    value: SecretString,
    /// Tells a token from the one fetched after it, even if the platform gave the same again.
    generation: u64,
    renew_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

/// The token at hand, and the call that fetches the next.
#[derive(Default)]
pub(super) struct TokenStore {
    held: Mutex<Held>,
    flight: SingleFlight<(), Token>,
}

#[derive(Default)]
struct Held {
    token: Option<Token>,
    generation: u64,
}

impl TokenStore {
    fn current(&self) -> Option<Token> {
        lock(&self.held).token.clone()
    }

    fn put(&self, fetched: Fetched, now: DateTime<Utc>) -> Token {
        let lifetime = fetched.expires_in.clamp(1, 86_400);
        let margin = rand::rng().random_range(RENEWAL_MARGIN);
        let mut held = lock(&self.held);
        held.generation += 1;
        let token = Token {
            value: fetched.access_token,
            generation: held.generation,
            renew_at: now + TimeDelta::seconds((lifetime - margin).max(RENEWAL_PAUSE)),
            expires_at: now + TimeDelta::seconds(lifetime),
        };
        held.token = Some(token.clone());
        token
    }

    /// Forgets `refused`, unless another call has replaced it already.
    fn forget(&self, refused: &Token) {
        let mut held = lock(&self.held);
        held.token.take_if(|token| token.generation == refused.generation);
    }

    /// Leaves `token` in use for a while before the next attempt to renew it.
    fn postpone_renewal(&self, token: &Token, now: DateTime<Utc>) {
        if let Some(held) = &mut lock(&self.held).token
            && held.generation == token.generation
        {
            held.renew_at = now + TimeDelta::seconds(RENEWAL_PAUSE);
        }
    }
}

#[derive(Deserialize)]
struct Fetched {
    access_token: SecretString,
    expires_in: i64,
}

impl WeChat {
    /// Posts `body` to an interface that wants a token. A refused token is replaced and the call
    /// repeated once.
    pub(super) async fn post_with_token<T>(
        &self,
        endpoint: Endpoint,
        body: &Value,
        read: fn(&[u8]) -> Result<T, Unread>,
    ) -> Result<T, WeChatError> {
        self.post_if_token(endpoint, body, read).await.and_then(|outcome| outcome)
    }

    /// As [`post_with_token`](Self::post_with_token), for calls that must not be repeated: the outcome of the call, if
    /// there was one.
    ///
    /// # Errors
    /// No token could be had: the call was not made, or was refused for its token. It certainly had no effect.
    pub(super) async fn post_if_token<T>(
        &self,
        endpoint: Endpoint,
        body: &Value,
        read: fn(&[u8]) -> Result<T, Unread>,
    ) -> Result<Result<T, WeChatError>, WeChatError> {
        let token = self.token().await?;
        match self.post_with(&token, endpoint, body, read).await {
            Err(WeChatError::Misconfigured { errcode }) if is_token_fault(errcode) => {
                self.inner.tokens.forget(&token);
                let token = self.token().await?;
                let outcome = self.post_with(&token, endpoint, body, read).await;
                if let Err(error @ WeChatError::Misconfigured { .. }) = &outcome {
                    tracing::error!(%error, "WeChat refuses a token that it has just issued");
                }
                Ok(outcome)
            }
            outcome => Ok(outcome),
        }
    }

    async fn post_with<T>(
        &self,
        token: &Token,
        endpoint: Endpoint,
        body: &Value,
        read: fn(&[u8]) -> Result<T, Unread>,
    ) -> Result<T, WeChatError> {
        let request = || -> RequestBuilder {
            let query = [("access_token", token.value.expose_secret())];
            self.inner.transport.post(endpoint).query(&query).json(body)
        };
        self.inner.transport.call(endpoint, request, read).await
    }

    /// A token that is good now. While a renewal fails, the old one serves to its end.
    async fn token(&self) -> Result<Token, WeChatError> {
        let now = self.now();
        let held = self.inner.tokens.current();
        if let Some(token) = held.as_ref().filter(|token| now < token.renew_at) {
            return Ok(token.clone());
        }
        let client = self.clone();
        let fetched = self.inner.tokens.flight.run((), async move { client.fetch_token().await }).await;
        match (fetched, held) {
            (Err(_), Some(token)) if now < token.expires_at => {
                self.inner.tokens.postpone_renewal(&token, now);
                Ok(token)
            }
            (fetched, _) => fetched,
        }
    }

    async fn fetch_token(&self) -> Result<Token, WeChatError> {
        let tokens = &self.inner.tokens;
        // Another flight may have landed between the caller's look and this one's start.
        if let Some(token) = tokens.current().filter(|token| self.now() < token.renew_at) {
            return Ok(token);
        }
        let settings = &self.inner.settings;
        let request = || {
            self.inner.transport.post(Endpoint::StableToken).json(&json!({
                "grant_type": "client_credential",
                "appid": settings.app_id,
                "secret": settings.secret.expose_secret(),
                "force_refresh": false,
            }))
        };
        let fetched: Fetched = self.inner.transport.call(Endpoint::StableToken, request, reply::parse).await?;
        Ok(tokens.put(fetched, self.now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(seconds: i64) -> Fetched {
        Fetched { access_token: "t".into(), expires_in: seconds }
    }

    #[test]
    fn renewal_falls_into_the_last_five_minutes_and_never_loops() {
        let store = TokenStore::default();
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..100 {
            let token = store.put(fetched(7200), now);
            assert!(token.expires_at - token.renew_at < TimeDelta::seconds(300));
            assert!(store.put(fetched(301), now).renew_at >= now + TimeDelta::seconds(30));
            for odd in [i64::MIN, 0, i64::MAX] {
                assert!(store.put(fetched(odd), now).renew_at >= now + TimeDelta::seconds(30));
            }
        }
    }

    #[test]
    fn only_the_refused_token_is_forgotten() {
        let store = TokenStore::default();
        let first = store.put(fetched(7200), DateTime::UNIX_EPOCH);
        let second = store.put(fetched(7200), DateTime::UNIX_EPOCH);
        store.forget(&first);
        assert_eq!(store.current().map(|token| token.generation), Some(second.generation));
        store.forget(&second);
        assert!(store.current().is_none());
    }
}
