//! `subscribeMessage.send`: a message that the user agreed to, once for each agreement.
//!
//! The call is not idempotent: a message whose fate is unknown is never sent again. So what can be said for certain
//! is told apart from what cannot.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    WeChat,
    errcode::{BUSY, is_token_fault},
    error::WeChatError,
    reply::{self, Unread},
    settings::Environment,
    transport::Endpoint,
};

/// A message to one user.
#[derive(Clone, Copy, Debug)]
pub struct SubscribeMessage<'a> {
    /// The user.
    pub open_id: &'a str,
    /// The template, as the console names it.
    pub template_id: &'a str,
    /// The page that a tap opens, with its query, without a leading slash; none: a tap opens nothing.
    pub page: Option<&'a str>,
    /// The fields with their checked values.
    pub fields: &'a BTreeMap<String, String>,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// The platform took it.
    Sent {
        /// Its id, where it tells one.
        platform_id: Option<String>,
    },
    /// The user's agreements are used up or taken back (43101): nothing was sent.
    NotSubscribed,
    /// It is refused, and would be again; nothing was sent.
    Fault {
        /// The platform's number.
        errcode: i64,
        /// The field that breaks its rule (47003).
        field: Option<String>,
    },
    /// Nothing was sent; another try may go better.
    Later {
        /// How long to wait at least.
        after: Duration,
        /// The platform's number, if it gave one.
        errcode: Option<i64>,
    },
    /// The request went out and no answer came back: perhaps it was sent.
    Uncertain,
}

/// An answer to the call itself.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Taken { platform_id: Option<String> },
    Refused { errcode: i64, field: Option<String> },
}

#[derive(Deserialize)]
struct Taken {
    msgid: Option<Value>,
}

/// Waits after which another try is worth its call.
const SOON: Duration = Duration::from_secs(5);
const MINUTE: Duration = Duration::from_secs(60);
const TEN_MINUTES: Duration = Duration::from_secs(600);

/// A day quota is over at midnight: looking once an hour is enough.
const HOUR: Duration = Duration::from_secs(3600);

impl WeChat {
    /// Sends a message. Never fails: whatever happens is an outcome (pitfall 36).
    pub async fn send_subscribed(&self, message: SubscribeMessage<'_>) -> Sending {
        let body = body(message, self.inner.settings.environment);
        match self.post_if_token(Endpoint::SubscribeSend, &body, read).await {
            Ok(Ok(Answer::Taken { platform_id })) => Sending::Sent { platform_id },
            Ok(Ok(Answer::Refused { errcode, field })) => refused(errcode, field),
            Ok(Err(error)) => unanswered(&error),
            // Whatever went wrong with the token has sent nothing.
            Err(error) => before_sending(&error),
        }
    }
}

fn body(message: SubscribeMessage<'_>, environment: Environment) -> Value {
    let data: BTreeMap<&str, Value> =
        message.fields.iter().map(|(name, value)| (name.as_str(), json!({ "value": value }))).collect();
    let mut body = json!({
        "touser": message.open_id,
        "template_id": message.template_id,
        "miniprogram_state": environment.as_state(),
        "lang": "zh_CN",
        "data": data,
    });
    if let Some(page) = message.page {
        body["page"] = page.into();
    }
    body
}

/// Refusals are answers here, but for those after which the transport tries again itself.
fn read(body: &[u8]) -> Result<Answer, Unread> {
    match reply::parse::<Taken>(body) {
        Ok(Taken { msgid }) => Ok(Answer::Taken { platform_id: msgid.as_ref().and_then(loose_id) }),
        Err(Unread::Refused(refusal)) if refusal.errcode != BUSY && !is_token_fault(refusal.errcode) => {
            Ok(Answer::Refused { errcode: refusal.errcode, field: field(body) })
        }
        Err(unread) => Err(unread),
    }
}

/// The platform's id, a number or a text; at most 40 characters of it are kept.
fn loose_id(id: &Value) -> Option<String> {
    let text = match id {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// The field that a refusal names as `data.thing3.value`; nothing else of the text is taken over, since it can quote
/// what was sent.
fn field(body: &[u8]) -> Option<String> {
    let envelope: Value = serde_json::from_slice(body).ok()?;
    let (_, rest) = envelope.get("errmsg")?.as_str()?.split_once("data.")?;
    let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_').collect();
    Some(name).filter(|name| (2..=24).contains(&name.len()))
}

/// Section 6 of the platform's facts.
fn refused(errcode: i64, field: Option<String>) -> Sending {
    match errcode {
        43101 => Sending::NotSubscribed,
        // Another message to the same user is under way.
        43108 => Sending::Later { after: SOON, errcode: Some(errcode) },
        44991 | 45011 => Sending::Later { after: MINUTE, errcode: Some(errcode) },
        45009 => Sending::Later { after: HOUR, errcode: Some(errcode) },
        _ => Sending::Fault { errcode, field },
    }
}

/// No call was made.
fn before_sending(error: &WeChatError) -> Sending {
    let (after, errcode) = match error {
        WeChatError::TooFrequent { retry_after } => (*retry_after, None),
        WeChatError::Misconfigured { errcode } | WeChatError::Refused { errcode } => (TEN_MINUTES, Some(*errcode)),
        _ => (MINUTE, None),
    };
    Sending::Later { after, errcode }
}

/// The call was made, and what came back is no answer of it.
fn unanswered(error: &WeChatError) -> Sending {
    match error {
        WeChatError::Busy => Sending::Later { after: MINUTE, errcode: Some(BUSY) },
        WeChatError::Unreachable => Sending::Later { after: MINUTE, errcode: None },
        // A token that is refused again: nothing was sent, and a person must act.
        WeChatError::Misconfigured { errcode } => Sending::Later { after: TEN_MINUTES, errcode: Some(*errcode) },
        WeChatError::TooFrequent { retry_after } => Sending::Later { after: *retry_after, errcode: None },
        WeChatError::Refused { errcode } => Sending::Fault { errcode: *errcode, field: None },
        _ => Sending::Uncertain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Result<Answer, Unread> {
        read(body.as_bytes())
    }

    #[test]
    fn refusals_are_answers_and_name_the_field() {
        let taken = |id: Option<&str>| Ok(Answer::Taken { platform_id: id.map(str::to_owned) });
        assert_eq!(answer(r#"{"errcode":0,"errmsg":"ok"}"#), taken(None));
        assert_eq!(answer(r#"{"errcode":0,"msgid":2351234}"#), taken(Some("2351234")));
        assert_eq!(answer(r#"{"errcode":"0","msgid":"m1"}"#), taken(Some("m1")));
        let refused = |errcode, field: Option<&str>| Ok(Answer::Refused { errcode, field: field.map(str::to_owned) });
        let broken = r#"{"errcode":47003,"errmsg":"argument invalid! data.thing3.value invalid rid: 0-0-0"}"#;
        assert_eq!(answer(broken), refused(47003, Some("thing3")));
        assert_eq!(answer(r#"{"errcode":43101,"errmsg":"user refuse to accept the msg"}"#), refused(43101, None));
        assert!(matches!(answer(r#"{"errcode":-1}"#), Err(Unread::Refused(_))), "the transport repeats it");
        assert!(matches!(answer(r#"{"errcode":42001}"#), Err(Unread::Refused(_))), "the token is renewed");
        assert_eq!(answer("<html>"), Err(Unread::Malformed));
    }

    #[test]
    fn only_what_may_have_been_sent_is_uncertain() {
        assert_eq!(unanswered(&WeChatError::UnknownOutcome), Sending::Uncertain);
        assert_eq!(unanswered(&WeChatError::BadReply), Sending::Uncertain);
        assert!(matches!(unanswered(&WeChatError::Unreachable), Sending::Later { .. }));
        assert!(matches!(before_sending(&WeChatError::UnknownOutcome), Sending::Later { .. }));
        assert_eq!(refused(43101, None), Sending::NotSubscribed);
        assert!(matches!(refused(43108, None), Sending::Later { .. }));
        assert!(matches!(refused(40037, None), Sending::Fault { errcode: 40037, .. }));
        assert!(matches!(refused(99_999, None), Sending::Fault { .. }), "an unknown number is not tried again");
    }
}
