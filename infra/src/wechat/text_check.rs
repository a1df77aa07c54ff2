//! `security.msgSecCheck`: what the platform thinks of a text that others will see.

use serde::Deserialize;
use serde_json::json;

use super::{
    WeChat,
    error::WeChatError,
    reply::{self, LooseNumber},
    transport::Endpoint,
};

/// The platform's word on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Pass,
    /// A person should look; with the platform's label.
    Review(i64),
    /// Against the rules; with the platform's label.
    Risky(i64),
}

/// The label of a clean text.
const CLEAN: i64 = 100;

/// The scene "comment": texts that people write about their work.
const SCENE: u8 = 2;

#[derive(Deserialize)]
struct Reply {
    result: Outcome,
}

#[derive(Deserialize)]
struct Outcome {
    suggest: String,
    label: Option<LooseNumber>,
}

impl WeChat {
    /// Has a text of at most [2500 characters](xianfeng_domain::moderation::LONGEST_PIECE) checked, which the user
    /// `open_id` wrote: the one of the account, never one from a request. May be repeated.
    ///
    /// # Errors
    /// Those of every call; [`WeChatError::Refused`] with 61010 when the user was not in the mini-program for two
    /// hours.
    pub async fn check_text(&self, open_id: &str, text: &str) -> Result<Verdict, WeChatError> {
        let body = json!({ "version": 2, "openid": open_id, "scene": SCENE, "content": text });
        let reply: Reply = self.post_with_token(Endpoint::TextCheck, &body, reply::parse).await?;
        verdict(&reply.result).ok_or(WeChatError::BadReply)
    }
}

/// An unknown word of the platform's is no verdict.
fn verdict(outcome: &Outcome) -> Option<Verdict> {
    let label = outcome.label.as_ref().and_then(LooseNumber::value).unwrap_or(CLEAN);
    match outcome.suggest.as_str() {
        "pass" => Some(Verdict::Pass),
        "review" => Some(Verdict::Review(label)),
        "risky" => Some(Verdict::Risky(label)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Verdict> {
        reply::parse::<Reply>(body.as_bytes()).ok().and_then(|reply| verdict(&reply.result))
    }

    #[test]
    fn no_error_is_not_yet_clean() {
        let reply = |suggest: &str| {
            format!(r#"{{"errcode":0,"errmsg":"ok","result":{{"suggest":"{suggest}","label":20006}},"trace_id":"1"}}"#)
        };
        assert_eq!(read(&reply("pass")), Some(Verdict::Pass));
        assert_eq!(read(&reply("review")), Some(Verdict::Review(20006)));
        assert_eq!(read(&reply("risky")), Some(Verdict::Risky(20006)));
        assert_eq!(read(&reply("maybe")), None);
        assert_eq!(read(r#"{"errcode":0,"errmsg":"ok"}"#), None);
    }
}
