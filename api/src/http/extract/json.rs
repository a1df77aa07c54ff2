//! `JsonBody<T>`: a JSON body that is small enough, well formed, of the right shape and checked.

use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::classify::{self, Place};
use crate::http::problem::{Check, Code, Faults, Problem, Text};

/// The most bytes that a JSON body may have; app data, 64 KiB where not set.
#[derive(Clone, Copy, Debug)]
pub struct JsonLimit(pub usize);

impl Default for JsonLimit {
    fn default() -> Self {
        Self(64 * 1024)
    }
}

/// A JSON body. Refuses other content types (415), bodies over [`JsonLimit`] (413), broken JSON
/// and text that is not UTF-8 (400, with the position), depth over 128 (400), and unknown,
/// missing or invalid fields (422, each with its JSON pointer). `T` should deny unknown fields.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

impl<T> Deref for JsonBody<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Check + 'static> FromRequest for JsonBody<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limit = request.app_data::<JsonLimit>().copied().unwrap_or_default().0.max(T::MOST_BYTES);
        let refusal = refuse_by_head(request, limit);
        let payload = payload.take();
        Box::pin(async move {
            match refusal {
                Some(problem) => Err(problem),
                None => parse(&read(payload, limit).await?).map(Self),
            }
        })
    }
}

fn refuse_by_head(request: &HttpRequest, limit: usize) -> Option<Problem> {
    let is_json = request.content_type().eq_ignore_ascii_case("application/json");
    if !is_json || request.headers().contains_key(CONTENT_ENCODING) {
        return Some(Code::RequestUnsupportedType.into());
    }
    let announced = request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse::<usize>().ok()?;
    (announced > limit).then(|| too_large(limit))
}

fn too_large(limit: usize) -> Problem {
    Problem::new(Code::RequestTooLarge).member("limitBytes", limit)
}

async fn read(mut payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Problem::new(Code::RequestMalformed).because(error.to_string()))?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn parse<T: DeserializeOwned + Check>(body: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        Problem::new(Code::RequestNotUtf8).member("byte", at)
    })?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value: T = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        if error.inner().classify() == Category::Data {
            let faults = classify::faults(Place::Body, error.path(), &error.inner().to_string());
            Problem::invalid(Code::RequestInvalid, faults)
        } else {
            broken(error.inner())
        }
    })?;
    deserializer.end().map_err(|error| broken(&error))?;
    let mut faults = Faults::default();
    value.check(&mut faults);
    if faults.is_empty() { Ok(value) } else { Err(Problem::invalid(Code::RequestInvalid, faults)) }
}

/// Broken JSON, with its position: lines and columns count from one.
fn broken(error: &serde_json::Error) -> Problem {
    if error.to_string().starts_with("recursion limit exceeded") {
        return Code::RequestTooDeep.into();
    }
    let (line, column) = (error.line(), error.column());
    Problem::new(Code::RequestBrokenJson).member("line", line).member("column", column).detail(Text::new(
        format!("提交的内容在第 {line} 行第 {column} 列有误，请重新提交。"),
        format!("The body is no valid JSON at line {line}, column {column}: correct it and send it again."),
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use uuid::Uuid;

    use super::*;
    use crate::http::problem::FaultCode;
    use crate::http::wire::{WirePoints, WireTime};

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading is under test")]
    struct NewTask {
        title: String,
        points: WirePoints,
        quota: u32,
        #[serde(default)]
        shares: Vec<Share>,
        open_from: Option<WireTime>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading is under test")]
    struct Share {
        member_id: Uuid,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Whole,
        Half,
    }

    impl Check for NewTask {
        fn check(&self, faults: &mut Faults) {
            faults.text("/title", &self.title, 1..=10);
            faults.range("/quota", self.quota, 1..=100);
        }
    }

    fn refusal(body: &str) -> (Code, Vec<(String, FaultCode)>) {
        let problem = parse::<NewTask>(body.as_bytes()).expect_err(body);
        (problem.code(), problem.faults().iter().map(|f| (f.pointer.clone(), f.code)).collect())
    }

    #[test]
    fn each_wrong_field_is_named_by_its_pointer() {
        let id = Uuid::nil();
        for (body, pointer, code) in [
            (r#"{"title":"修路","points":1}"#.to_owned(), "/quota", FaultCode::Missing),
            (r#"{"title":"修路","points":1,"quota":3,"x/y":1}"#.to_owned(), "/x~1y", FaultCode::Unknown),
            (r#"{"title":"a","title":"b","points":1,"quota":3}"#.to_owned(), "/title", FaultCode::Duplicate),
            (r#"{"title":3,"points":1,"quota":3}"#.to_owned(), "/title", FaultCode::WrongType),
            (r#"{"title":"a","points":1,"quota":-3}"#.to_owned(), "/quota", FaultCode::Invalid),
            (r#"{"title":"a","points":0.125,"quota":3}"#.to_owned(), "/points", FaultCode::PointsTooPrecise),
            (r#"{"title":"a","points":1e2,"quota":3}"#.to_owned(), "/points", FaultCode::NotPoints),
            (r#"{"title":"a","points":1,"quota":3,"openFrom":"soon"}"#.to_owned(), "/openFrom", FaultCode::NotTime),
            (
                r#"{"title":"a","points":1,"quota":3,"shares":[{"memberId":"1","kind":"half"}]}"#.to_owned(),
                "/shares/0/memberId",
                FaultCode::NotId,
            ),
            (
                format!(r#"{{"title":"a","points":1,"quota":3,"shares":[{{"memberId":"{id}","kind":"third"}}]}}"#),
                "/shares/0/kind",
                FaultCode::NotOneOf,
            ),
            (
                format!(r#"{{"title":"a","points":1,"quota":3,"shares":[{{"memberId":"{id}"}}]}}"#),
                "/shares/0/kind",
                FaultCode::Missing,
            ),
        ] {
            assert_eq!(refusal(&body), (Code::RequestInvalid, vec![(pointer.to_owned(), code)]), "{body}");
        }
    }

    #[test]
    fn every_failed_check_is_told_at_once() {
        let (code, faults) = refusal(r#"{"title":"这是一个实在太长的标题","points":1,"quota":0}"#);
        assert_eq!(code, Code::RequestInvalid);
        let expected = [("/title", FaultCode::TooLong), ("/quota", FaultCode::TooSmall)];
        assert_eq!(faults, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }

    #[test]
    fn broken_bodies_have_their_own_codes() {
        for body in ["", "{", "{]", "{\"title\":\"a\"", "{\"title\":\"a\",\"points\":1,\"quota\":1} x", "\u{feff}{}"] {
            assert_eq!(refusal(body).0, Code::RequestBrokenJson, "{body:?}");
        }
        let deep = format!("{{\"points\":1,\"shares\":{}", "[".repeat(100_000));
        assert!(matches!(refusal(&deep).0, Code::RequestTooDeep | Code::RequestInvalid));
        let problem = parse::<serde_json::Value>("[".repeat(100_000).as_bytes()).expect_err("too deep");
        assert_eq!(problem.code(), Code::RequestTooDeep);
        let problem = parse::<NewTask>(b"{\"title\":\"\xff\"}").expect_err("not UTF-8");
        assert_eq!(problem.code(), Code::RequestNotUtf8);
    }

    impl Check for serde_json::Value {}

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = parse::<NewTask>(&body);
        }
    }
}
