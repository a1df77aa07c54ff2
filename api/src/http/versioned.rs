//! Reads that many repeat: `ETag`, `version`, 304 and `?knownVersion=`.
//!
//! `wx.request` hides 304 and stores no validators, so a mini-program says what it knows in the
//! query and gets 200 `{"unchanged": true, "version": 7}`; browsers and proxies use the tag.

use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH, VARY};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::extract::version_of_tag;
use super::problem::Problem;

/// Who may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// Nobody: private figures.
    Private,
    /// Anybody, asking again after this long.
    Public(Duration),
}

/// The version of content that no counter counts: 52 bits of the SHA-256 of its JSON, so that
/// every client can hold it as a number. Leave out what differs at each reading (`asOf`).
///
/// # Errors
/// When the content cannot be written as JSON.
pub fn version_of(content: &impl Serialize) -> Result<i64, Problem> {
    let json = serde_json::to_vec(content).map_err(Problem::internal)?;
    Ok(version_of_bytes(&json))
}

/// As [`version_of`], of text.
pub fn version_of_bytes(content: &[u8]) -> i64 {
    let digest = Sha256::digest(content);
    digest.iter().take(7).fold(0_i64, |version, byte| (version << 8) | i64::from(*byte)) >> 4
}

/// The answer to `?knownVersion=` where nothing has changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unchanged {
    /// Always true.
    pub unchanged: bool,
    /// The version, as the client knows it.
    pub version: i64,
}

/// A resource at one version, about to be answered.
#[derive(Clone, Copy, Debug)]
pub struct Versioned {
    version: i64,
    caching: Caching,
}

impl Versioned {
    /// A resource at a version (zero or more).
    pub fn new(version: i64, caching: Caching) -> Self {
        Self { version, caching }
    }

    /// The short answer, where the caller has this version already: ask before loading the body.
    pub fn unchanged(&self, request: &HttpRequest, known_version: Option<i64>) -> Option<HttpResponse> {
        if known_version == Some(self.version) {
            return Some(self.head(HttpResponse::Ok()).json(Unchanged { unchanged: true, version: self.version }));
        }
        let same = request
            .headers()
            .get_all(IF_NONE_MATCH)
            .filter_map(|value| value.to_str().ok())
            .any(|tags| tags.split(',').any(|tag| tag.trim() == "*" || version_of_tag(tag) == Some(self.version)));
        same.then(|| self.head(HttpResponse::NotModified()).finish())
    }

    /// The full answer; the body itself should carry `version`.
    pub fn answer(&self, body: &impl Serialize) -> HttpResponse {
        self.head(HttpResponse::Ok()).json(body)
    }

    /// Adds tag and caching to an answer that is no JSON.
    pub fn head(&self, mut answer: HttpResponseBuilder) -> HttpResponseBuilder {
        let caching = match self.caching {
            Caching::Private => "no-store".to_owned(),
            Caching::Public(age) => format!("public, max-age={}", age.as_secs()),
        };
        answer.insert_header((ETAG, format!("\"{}\"", self.version)));
        answer.insert_header((CACHE_CONTROL, caching));
        answer.append_header((VARY, "Accept-Language"));
        answer
    }
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;

    const BOARD: Versioned = Versioned { version: 7, caching: Caching::Public(Duration::from_secs(30)) };

    #[actix_web::test]
    async fn a_mini_program_says_what_it_knows() {
        let request = TestRequest::get().to_http_request();
        let answer = BOARD.unchanged(&request, Some(7)).expect("nothing has changed");
        assert_eq!(answer.status(), StatusCode::OK, "wx.request cannot read 304");
        let body = to_bytes(answer.into_body()).await.expect("a body");
        assert_eq!(body, r#"{"unchanged":true,"version":7}"#);
        assert!(BOARD.unchanged(&request, Some(6)).is_none());
        assert!(BOARD.unchanged(&request, None).is_none());
    }

    #[test]
    fn a_browser_sends_the_tag_back() {
        for (tag, known) in [("\"7\"", true), ("W/\"7\"", true), ("\"6\", \"7\"", true), ("*", true), ("\"6\"", false)]
        {
            let request = TestRequest::get().insert_header((IF_NONE_MATCH, tag)).to_http_request();
            let answer = BOARD.unchanged(&request, None);
            assert_eq!(answer.map(|a| a.status()), known.then_some(StatusCode::NOT_MODIFIED), "{tag}");
        }
    }

    #[test]
    fn private_figures_are_kept_by_nobody() {
        let answer = Versioned::new(1, Caching::Private).answer(&"x");
        assert_eq!(answer.headers().get(CACHE_CONTROL).map(|v| v.as_bytes()), Some(&b"no-store"[..]));
        assert_eq!(BOARD.answer(&"x").headers().get(ETAG).map(|v| v.as_bytes()), Some(&b"\"7\""[..]));
    }
}
