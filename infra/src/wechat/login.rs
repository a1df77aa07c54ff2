//! `auth.code2Session`: who sent this login code? (S0-1, pitfall 34)

use std::fmt;

use secrecy::ExposeSecret as _;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{
    WeChat,
    error::WeChatError,
    is_plausible_code,
    reply::{self, Unread},
    transport::Endpoint,
};

/// Who logged in. The `session_key` of the reply is not read: nothing here needs it.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The user, as this mini-program knows them; stable.
    pub open_id: String,
    /// The user across mini-programs of one Open Platform account; may appear later.
    pub union_id: Option<String>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Code2Session {
    openid: String,
    unionid: Option<String>,
}

impl WeChat {
    /// Exchanges a code of `wx.login` for its user.
    ///
    /// A code is good once, for five minutes. Several calls with one code at the same moment (a
    /// double tap) make one upstream call and all get its session; a later one is refused.
    ///
    /// # Errors
    /// [`WeChatError::CodeRejected`], [`WeChatError::UserBlocked`],
    /// [`WeChatError::TooFrequent`], and those of every call.
    pub async fn login(&self, code: &str) -> Result<Session, WeChatError> {
        if !is_plausible_code(code) {
            return Err(WeChatError::CodeRejected);
        }
        let (client, key, code) = (self.clone(), Sha256::digest(code).into(), code.to_owned());
        self.inner.logins.run(key, async move { client.code_to_session(&code).await }).await
    }

    async fn code_to_session(&self, code: &str) -> Result<Session, WeChatError> {
        let settings = &self.inner.settings;
        let request = || {
            self.inner.transport.get(Endpoint::Login).query(&[
                ("appid", settings.app_id.as_str()),
                ("secret", settings.secret.expose_secret()),
                ("js_code", code),
                ("grant_type", "authorization_code"),
            ])
        };
        self.inner.transport.call(Endpoint::Login, request, read).await
    }
}

fn read(body: &[u8]) -> Result<Session, Unread> {
    let Code2Session { openid, unionid } = reply::parse(body)?;
    let union_id = unionid.filter(|id| !id.is_empty());
    let plausible = |id: &str| (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    if !plausible(&openid) || !union_id.as_deref().is_none_or(plausible) {
        return Err(Unread::Malformed);
    }
    Ok(Session { open_id: openid, union_id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn union_id_is_optional() {
        let read = |body: &str| read(body.as_bytes()).unwrap().union_id;
        assert_eq!(read(r#"{"openid":"o1","session_key":"k"}"#), None);
        assert_eq!(read(r#"{"openid":"o1","unionid":""}"#), None);
        assert_eq!(read(r#"{"openid":"o1","unionid":"oc"}"#).as_deref(), Some("oc"));
    }

    #[test]
    fn a_reply_without_a_usable_openid_logs_nobody_in() {
        for body in [r#"{"session_key":"k"}"#, r#"{"openid":""}"#, r#"{"openid":"a b"}"#, r#"{"openid":"党"}"#] {
            assert_eq!(read(body.as_bytes()), Err(Unread::Malformed), "{body}");
        }
    }

    #[test]
    fn a_session_is_not_printed() {
        let session = Session { open_id: "oGZUI0egBJY1".into(), union_id: Some("ocMvos6N".into()) };
        assert_eq!(format!("{session:?}"), "Session { .. }");
    }
}
