//! `security.mediaCheckAsync`: a picture is handed in by its address; what the platform thinks of it is pushed
//! within half an hour, maybe before the answer to the call, maybe twice.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    WeChat,
    error::WeChatError,
    push::{number, text},
    reply,
    text_check::Verdict,
    transport::Endpoint,
};

/// Pictures, in the platform's numbers.
const PICTURE: u8 = 2;

/// The scene "comment", as for texts.
const SCENE: u8 = 2;

/// The platform could not fetch the picture.
const NOT_FETCHED: i64 = -1008;

/// The label where none is named.
const UNLABELLED: i64 = 21000;

#[derive(Deserialize)]
struct Accepted {
    trace_id: String,
}

/// What a pushed `wxa_media_check` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaWord {
    /// Which check, by what [`WeChat::check_picture`] answered.
    pub trace_id: String,
    /// What the platform thinks.
    pub verdict: MediaVerdict,
}

/// What the platform thinks of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaVerdict {
    /// It looked.
    Judged(Verdict),
    /// It could not fetch the picture: worth another try.
    NotFetched,
    /// It could not look.
    Failed,
}

impl WeChat {
    /// Hands in the picture at `url`, which the user `open_id` uploaded; answers the `trace_id` under which the
    /// verdict will be pushed. May be repeated, which makes another `trace_id`.
    ///
    /// # Errors
    /// As [`check_text`](Self::check_text).
    pub async fn check_picture(&self, open_id: &str, url: &str) -> Result<String, WeChatError> {
        let body = json!({ "version": 2, "openid": open_id, "scene": SCENE, "media_type": PICTURE, "media_url": url });
        let accepted: Accepted = self.post_with_token(Endpoint::MediaCheck, &body, reply::parse).await?;
        let plain = accepted.trace_id.bytes().all(|byte| byte.is_ascii_graphic());
        Some(accepted.trace_id).filter(|id| plain && (1..=64).contains(&id.len())).ok_or(WeChatError::BadReply)
    }
}

impl MediaWord {
    /// What a pushed event says; none where it names no check.
    #[must_use]
    pub fn of(event: &Value) -> Option<Self> {
        let trace_id = text(event, "trace_id").filter(|id| (1..=64).contains(&id.len()))?.to_owned();
        let verdict = match number(event, "errcode") {
            Some(0) => event.get("result").and_then(judged).map_or(MediaVerdict::Failed, MediaVerdict::Judged),
            Some(NOT_FETCHED) => MediaVerdict::NotFetched,
            _ => MediaVerdict::Failed,
        };
        Some(Self { trace_id, verdict })
    }
}

fn judged(result: &Value) -> Option<Verdict> {
    let label = number(result, "label").unwrap_or(UNLABELLED);
    match text(result, "suggest")? {
        "pass" => Some(Verdict::Pass),
        "review" => Some(Verdict::Review(label)),
        "risky" => Some(Verdict::Risky(label)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(event: Value) -> Option<MediaVerdict> {
        MediaWord::of(&event).map(|word| word.verdict)
    }

    #[test]
    fn only_a_good_errcode_with_a_known_word_is_a_verdict() {
        let said = |errcode: Value, suggest: &str| {
            word(json!({ "trace_id": "t", "errcode": errcode, "result": { "suggest": suggest, "label": "20002" } }))
        };
        assert_eq!(said(json!(0), "pass"), Some(MediaVerdict::Judged(Verdict::Pass)));
        assert_eq!(said(json!("0"), "risky"), Some(MediaVerdict::Judged(Verdict::Risky(20002))));
        assert_eq!(said(json!(0), "review"), Some(MediaVerdict::Judged(Verdict::Review(20002))));
        assert_eq!(said(json!(0), "maybe"), Some(MediaVerdict::Failed));
        assert_eq!(said(json!(-1008), "pass"), Some(MediaVerdict::NotFetched));
        assert_eq!(said(json!(-1), "pass"), Some(MediaVerdict::Failed), "a word beside an error counts for nothing");
        assert_eq!(said(Value::Null, "pass"), Some(MediaVerdict::Failed));
        assert_eq!(word(json!({ "trace_id": "t", "errcode": -1008, "detail": [] })), Some(MediaVerdict::NotFetched));
        assert_eq!(word(json!({ "errcode": 0, "result": { "suggest": "pass" } })), None);
    }
}
