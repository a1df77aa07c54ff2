//! Headers that commands carry: `If-Match` and `Idempotency-Key`.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::IF_MATCH;
use actix_web::{FromRequest, HttpRequest};

use crate::http::problem::{Code, Problem};

/// The version that the caller read: `If-Match: "7"`. A `W/` prefix, which proxies add, and
/// missing quotes are tolerated. 428 where it is missing, 400 where it is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// Refuses an edit of what has changed since it was read.
    ///
    /// # Errors
    /// `version.stale` with the current version.
    pub fn check(self, current: u64) -> Result<(), Problem> {
        if u64::try_from(self.0) == Ok(current) {
            return Ok(());
        }
        Err(Problem::new(Code::VersionStale).member("currentVersion", current))
    }
}

/// The command's own name, made by the client: 16 to 64 visible ASCII characters (invariant 6).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The header's name.
    pub const HEADER: &'static str = "Idempotency-Key";

    /// The header that says, with `true`, that a reply is the first one over again.
    pub const REPLAYED: &'static str = "Idempotency-Replayed";

    /// The key's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads an entity tag that holds a version: `"7"`, `W/"7"`, `7`.
pub(crate) fn version_of_tag(tag: &str) -> Option<i64> {
    let tag = tag.trim();
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    let digits = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(tag);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let version = match request.headers().get(IF_MATCH) {
            None => Err(Code::VersionRequired),
            Some(value) => value.to_str().ok().and_then(version_of_tag).map(Self).ok_or(Code::VersionMalformed),
        };
        ready(version.map_err(Problem::from))
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut values = request.headers().get_all(Self::HEADER);
        let key = match (values.next(), values.next()) {
            (None, _) => Err(Code::IdempotencyKeyMissing),
            (Some(value), None) if (16..=64).contains(&value.len()) => match value.to_str() {
                Ok(text) if text.bytes().all(|b| b.is_ascii_graphic()) => Ok(Self(text.to_owned())),
                _ => Err(Code::IdempotencyKeyInvalid),
            },
            _ => Err(Code::IdempotencyKeyInvalid),
        };
        ready(key.map_err(Problem::from))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    async fn key(value: &str) -> Result<String, Code> {
        let request = TestRequest::get().insert_header((IdempotencyKey::HEADER, value)).to_http_request();
        IdempotencyKey::extract(&request).await.map(|key| key.0).map_err(|problem| problem.code())
    }

    #[actix_web::test]
    async fn keys_are_16_to_64_visible_characters() {
        assert_eq!(key("0123456789abcdef").await.as_deref(), Ok("0123456789abcdef"));
        for value in ["0123456789abcde", &"x".repeat(65), "0123456789abc def", "0123456789abcdé€"] {
            assert_eq!(key(value).await, Err(Code::IdempotencyKeyInvalid), "{value}");
        }
        let none = TestRequest::get().to_http_request();
        let missing = IdempotencyKey::extract(&none).await.expect_err("missing");
        assert_eq!(missing.code(), Code::IdempotencyKeyMissing);
    }

    #[actix_web::test]
    async fn versions_are_read_through_what_proxies_do_to_them() {
        for (value, expected) in [
            ("\"7\"", Ok(7)),
            ("W/\"7\"", Ok(7)),
            ("7", Ok(7)),
            ("*", Err(Code::VersionMalformed)),
            ("\"7\", \"8\"", Err(Code::VersionMalformed)),
            ("\"-1\"", Err(Code::VersionMalformed)),
            ("\"99999999999999999999\"", Err(Code::VersionMalformed)),
            ("\"\"", Err(Code::VersionMalformed)),
        ] {
            let request = TestRequest::get().insert_header((IF_MATCH, value)).to_http_request();
            let read = IfMatch::extract(&request).await.map(|m| m.0).map_err(|problem| problem.code());
            assert_eq!(read, expected, "{value}");
        }
        let missing = IfMatch::extract(&TestRequest::get().to_http_request()).await.expect_err("missing");
        assert_eq!(missing.code(), Code::VersionRequired);
    }

    proptest! {
        #[test]
        fn any_tag_is_read_or_refused(tag in ".{0,32}") {
            if let Some(version) = version_of_tag(&tag) {
                prop_assert!(version >= 0);
            }
        }
    }
}
