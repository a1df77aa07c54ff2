//! Reading replies: JSON whatever the header says, refusals with HTTP status 200.

use serde::{Deserialize, de::DeserializeOwned};

/// Why a reply holds no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// WeChat said no.
    Refused(Refusal),
    /// Not a reply of this platform.
    Malformed,
}

/// A refusal by the platform.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) errcode: i64,
    /// Request id that WeChat's support can look up; the one thing worth keeping of `errmsg`.
    pub(super) rid: Option<String>,
}

/// A number that some of the platform's replies send as text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum LooseNumber {
    Number(i64),
    Text(String),
}

impl LooseNumber {
    pub(super) fn value(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }
}

#[derive(Deserialize)]
struct Envelope {
    errcode: Option<LooseNumber>,
    errmsg: Option<String>,
}

/// Reads the answer out of `body`.
///
/// Read twice, first for the error number and then for the fields asked for, so that what nobody
/// asked for (`session_key`) never becomes a value.
pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Unread> {
    let body = cleaned(body);
    let envelope: Envelope = serde_json::from_slice(&body).map_err(|_| Unread::Malformed)?;
    let errcode = envelope.errcode.map_or(Some(0), |number| number.value()).ok_or(Unread::Malformed)?;
    if errcode != 0 {
        return Err(Unread::Refused(Refusal { errcode, rid: envelope.errmsg.as_deref().and_then(rid) }));
    }
    serde_json::from_slice(&body).map_err(|_| Unread::Malformed)
}

/// Some replies hold raw control characters inside strings, which JSON forbids. As spaces they
/// are harmless in strings, and outside of strings spaces are what they stand for.
fn cleaned(body: &[u8]) -> Vec<u8> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    body.iter().map(|&byte| if byte < b' ' { b' ' } else { byte }).collect()
}

/// The request id at the end of `errmsg`: three groups of eight hexadecimal digits.
///
/// Only this form is taken over: the rest of the message can quote what was sent.
fn rid(errmsg: &str) -> Option<String> {
    let (_, tail) = errmsg.rsplit_once("rid:")?;
    let id = tail.split_whitespace().next()?;
    let mut groups = 0;
    for group in id.split('-') {
        groups += 1;
        if group.len() != 8 || !group.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
    }
    (groups == 3).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq, Eq)]
    struct Answer {
        openid: String,
    }

    fn read(body: &str) -> Result<Answer, Unread> {
        parse(body.as_bytes())
    }

    fn refused(errcode: i64, rid: Option<&str>) -> Result<Answer, Unread> {
        Err(Unread::Refused(Refusal { errcode, rid: rid.map(str::to_owned) }))
    }

    #[test]
    fn success_has_no_errcode_or_zero_in_any_spelling_and_unknown_fields() {
        let answer = || Ok(Answer { openid: "o1".into() });
        assert_eq!(read(r#"{"openid":"o1"}"#), answer());
        assert_eq!(read(r#"{"errcode":0,"errmsg":"ok","openid":"o1","new":[{}]}"#), answer());
        assert_eq!(read(r#"{"errcode":"0","openid":"o1"}"#), answer());
        assert_eq!(read("\u{feff}{\"errcode\":null,\"errmsg\":null,\"openid\":\"o1\"}"), answer());
        assert_eq!(read("{\"nick\":\"a\u{1}\nb\",\n\t\"openid\":\"o1\"}"), answer());
    }

    #[test]
    fn refusals_keep_number_and_request_id_and_nothing_else() {
        assert_eq!(
            read(r#"{"errcode":40029,"errmsg":"invalid code, rid: 62315303-6bf82c14-411401fc"}"#),
            refused(40029, Some("62315303-6bf82c14-411401fc"))
        );
        assert_eq!(read(r#"{"errcode":"40029"}"#), refused(40029, None));
        assert_eq!(
            read(r#"{"errcode":40125,"errmsg":"invalid appsecret s3cret rid: s3cret"}"#),
            refused(40125, None),
            "only the form of a request id is taken over"
        );
    }

    #[test]
    fn what_is_no_reply_is_malformed() {
        for body in
            ["", "<html>502</html>", "[]", "null", "{}", r#"{"errcode":"no"}"#, r#"{"openid":1}"#, "{\"openid\":"]
        {
            assert_eq!(read(body), Err(Unread::Malformed), "{body}");
        }
        assert_eq!(parse::<Answer>(b"{\"openid\":\"\xff\"}"), Err(Unread::Malformed));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fail_otherwise(body in prop::collection::vec(any::<u8>(), 0..256)) {
            let _ = parse::<Answer>(&body);
        }

        #[test]
        fn every_errcode_survives_as_number_and_as_text(errcode in any::<i64>().prop_filter("zero is success", |n| *n != 0)) {
            prop_assert_eq!(read(&format!("{{\"errcode\":{errcode}}}")), refused(errcode, None));
            prop_assert_eq!(read(&format!("{{\"errcode\":\"{errcode}\"}}")), refused(errcode, None));
        }
    }
}
