//! What the platform sends back: refusals have status 200, and labels are not to be trusted.

use actix_web::{HttpResponse, http::header::ContentType};
use rand::Rng as _;
use serde_json::{Value, json};

use super::faults::Endpoint;

/// A success.
pub(super) enum Reply {
    Json(Value),
    Picture(&'static [u8]),
}

/// A refusal, by its errcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) i64);

impl Refusal {
    pub(super) const INVALID_CODE: Self = Self(40029);
    pub(super) const SPENT_CODE: Self = Self(40163);

    fn message(self) -> &'static str {
        match self.0 {
            -1 => "system error",
            40001 => "invalid credential, access_token is invalid or not latest",
            40002 => "invalid grant_type",
            40003 => "invalid openid",
            40004 => "invalid media type",
            40013 => "invalid appid",
            40029 => "invalid code",
            40097 => "invalid args",
            40125 => "invalid appsecret",
            40129 => "invalid scene",
            40163 => "code been used",
            40164 => "invalid ip, not in whitelist",
            40169 => "invalid length for scene",
            40226 => "code blocked",
            41001 => "access_token missing",
            41002 => "appid missing",
            41004 => "appsecret missing",
            41008 => "missing code",
            41030 => "invalid page",
            42001 => "access_token expired",
            43001 => "require GET method",
            43002 => "require POST method",
            44002 => "empty post data",
            45011 => "api minute-quota reach limit",
            47001 => "data format error",
            61010 => "user is not active in the last two hours",
            40037 => "invalid template_id",
            40165 => "invalid path",
            40212 => "invalid query",
            43101 => "user refuse to accept the msg",
            85401 => "invalid expire interval",
            85402 => "invalid env_version",
            _ => "refused",
        }
    }
}

/// The HTTP form of an outcome.
pub(super) fn response(endpoint: Endpoint, outcome: Result<Reply, Refusal>) -> HttpResponse {
    match outcome {
        Ok(Reply::Json(body)) => json_response(endpoint, &body),
        Ok(Reply::Picture(bytes)) => HttpResponse::Ok().content_type(ContentType::jpeg()).body(bytes),
        Err(refusal) => refuse(endpoint, refusal, json!(refusal.0)),
    }
}

/// A refusal whose errcode is written as text.
pub(super) fn text_refusal(endpoint: Endpoint, refusal: Refusal) -> HttpResponse {
    refuse(endpoint, refusal, json!(refusal.0.to_string()))
}

fn refuse(endpoint: Endpoint, refusal: Refusal, errcode: Value) -> HttpResponse {
    // The subsystems punctuate differently.
    let comma = if endpoint == Endpoint::Login { "," } else { "" };
    let [a, b, c] = rand::rng().random::<[u32; 3]>();
    let errmsg = format!("{}{comma} rid: {a:08x}-{b:08x}-{c:08x}", refusal.message());
    json_response(endpoint, &json!({ "errcode": errcode, "errmsg": errmsg }))
}

fn json_response(endpoint: Endpoint, body: &Value) -> HttpResponse {
    let label = match endpoint {
        Endpoint::Login => "text/plain",
        _ => "application/json; charset=UTF-8",
    };
    HttpResponse::Ok().content_type(label).body(body.to_string())
}
