//! `urllink.generate` and `urlscheme.generate`: links that open a page of the mini-program from outside WeChat.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{WeChat, error::WeChatError, reply, settings::Environment, transport::Endpoint};

/// The most days that the platform lets a link live.
pub const LONGEST_LINK_DAYS: u8 = 30;

/// Which page a link opens, and with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLink<'a> {
    /// Page such as `pages/task/index`, without a leading slash or query.
    pub page: &'a str,
    /// What the page is told, such as `id=…`: at most 1024 of `0-9A-Za-z!#$&'()*+,/:;=?@-._~%`; empty: nothing.
    pub query: &'a str,
    /// How many days it lives, 1 to 30.
    pub days: u8,
}

#[derive(Deserialize)]
struct UrlLink {
    url_link: String,
}

#[derive(Deserialize)]
struct Scheme {
    openlink: String,
}

impl PageLink<'_> {
    fn check(&self) -> Result<(), WeChatError> {
        let page = !self.page.is_empty() && !self.page.starts_with('/') && !self.page.contains(['?', '#']);
        let query = self.query.len() <= 1024
            && self.query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&'()*+,/:;=?@-._~%".contains(&byte));
        match (page, query, (1..=LONGEST_LINK_DAYS).contains(&self.days)) {
            (false, _, _) => Err(WeChatError::InvalidArgument { name: "page" }),
            (_, false, _) => Err(WeChatError::InvalidArgument { name: "query" }),
            (_, _, false) => Err(WeChatError::InvalidArgument { name: "days" }),
            (true, true, true) => Ok(()),
        }
    }

    /// `expire_type` 1 counts in days.
    fn url_link_body(&self, environment: Environment) -> Value {
        json!({
            "path": self.page, "query": self.query, "expire_type": 1, "expire_interval": self.days,
            "env_version": environment.as_str(),
        })
    }

    fn scheme_body(&self, environment: Environment) -> Value {
        json!({
            "jump_wxa": { "path": self.page, "query": self.query, "env_version": environment.as_str() },
            "is_expire": true, "expire_type": 1, "expire_interval": self.days,
        })
    }
}

impl WeChat {
    /// An `https://` link for short messages and mails; anybody may open it until it ends.
    ///
    /// # Errors
    /// [`WeChatError::InvalidArgument`] before anything is sent, and those of every call.
    pub async fn url_link(&self, link: PageLink<'_>) -> Result<String, WeChatError> {
        link.check()?;
        let body = link.url_link_body(self.inner.settings.environment);
        let made: UrlLink = self.post_with_token(Endpoint::UrlLink, &body, reply::parse).await?;
        plausible(made.url_link, "https://")
    }

    /// A `weixin://` link for web pages on a phone.
    ///
    /// # Errors
    /// As [`WeChat::url_link`].
    pub async fn url_scheme(&self, link: PageLink<'_>) -> Result<String, WeChatError> {
        link.check()?;
        let body = link.scheme_body(self.inner.settings.environment);
        let made: Scheme = self.post_with_token(Endpoint::UrlScheme, &body, reply::parse).await?;
        plausible(made.openlink, "weixin://")
    }
}

/// People will follow it: it must be a link of the platform's kind.
fn plausible(link: String, scheme: &str) -> Result<String, WeChatError> {
    let good = link.starts_with(scheme) && link.len() <= 512 && link.bytes().all(|byte| byte.is_ascii_graphic());
    if good { Ok(link) } else { Err(WeChatError::BadReply) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_checked_before_anything_is_sent() {
        let good = PageLink { page: "pages/task/index", query: "id=7&from=%E4%B8%AD", days: 30 };
        assert_eq!(good.check(), Ok(()));
        let long = "x".repeat(1025);
        for (link, name) in [
            (PageLink { page: "/pages/task", ..good }, "page"),
            (PageLink { page: "", ..good }, "page"),
            (PageLink { query: "id=中", ..good }, "query"),
            (PageLink { query: &long, ..good }, "query"),
            (PageLink { days: 0, ..good }, "days"),
            (PageLink { days: 31, ..good }, "days"),
        ] {
            assert_eq!(link.check(), Err(WeChatError::InvalidArgument { name }));
        }
    }

    #[test]
    fn a_link_of_another_kind_is_no_answer() {
        assert!(plausible("https://wxaurl.cn/a".into(), "https://").is_ok());
        assert_eq!(plausible("javascript:alert(1)".into(), "https://"), Err(WeChatError::BadReply));
        assert_eq!(plausible("https://wxaurl.cn/a b".into(), "https://"), Err(WeChatError::BadReply));
    }
}
