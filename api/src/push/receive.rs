//! `/wechat/push`: the address that stands in WeChat's console.

use actix_web::http::header::ContentType;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, get, post};
use chrono::{DateTime, Utc};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::pushes;
use xianfeng_infra::wechat::push::{PushError, PushEvent, PushKeys, PushQuery};

use crate::app::App;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

/// The most bytes of a message.
const LONGEST: usize = 64 << 10;

/// The most characters of what WeChat wants to have echoed.
const LONGEST_ECHO: usize = 256;

/// The query as WeChat sends it. It adds parameters as it likes, so unknown ones are let be.
#[derive(Debug, Default)]
struct Asked {
    signature: String,
    msg_signature: String,
    timestamp: String,
    nonce: String,
    echo: String,
}

impl Asked {
    fn of(request: &HttpRequest) -> Self {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            let slot = match name.as_ref() {
                "signature" => &mut asked.signature,
                "msg_signature" => &mut asked.msg_signature,
                "timestamp" => &mut asked.timestamp,
                "nonce" => &mut asked.nonce,
                "echostr" => &mut asked.echo,
                _ => continue,
            };
            *slot = value.into_owned();
        }
        asked
    }

    fn signed<'a>(&'a self, signature: &'a str) -> PushQuery<'a> {
        PushQuery { signature, timestamp: &self.timestamp, nonce: &self.nonce }
    }
}

/// The keys; without them the address is not there.
fn keys(app: &App) -> Result<&PushKeys, Problem> {
    app.push_keys.as_ref().ok_or_else(|| Code::RequestUnknownRoute.into())
}

fn plain(text: impl Into<String>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::plaintext()).body(text.into())
}

/// WeChat checks the address of message push.
///
/// For the platform's console alone: answers `echostr` when the signature is made with our Token.
#[utoipa::path(
    tag = "wechat",
    security(()),
    params(
        ("signature" = Option<String>, Query, description = "SHA-1 over token, timestamp and nonce"),
        ("timestamp" = Option<String>, Query, description = "Seconds since 1970"),
        ("nonce" = Option<String>, Query, description = "Digits of WeChat's choice"),
        ("echostr" = Option<String>, Query, description = "What to answer"),
    ),
    responses((status = 200, body = String, content_type = "text/plain", description = "`echostr`")),
    extensions(("x-error-codes" = json!(["request.unknown_route", "wechat.push_refused"]))),
)]
#[get("/wechat/push")]
pub(super) async fn check_push_address(app: Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let keys = keys(&app)?;
    let asked = Asked::of(&request);
    let echo = asked.echo.len() <= LONGEST_ECHO && asked.echo.bytes().all(|byte| byte.is_ascii_graphic());
    if !echo || !keys.is_signed(&asked.signed(&asked.signature)) {
        return Err(refused(PushError::Signature));
    }
    Ok(plain(asked.echo))
}

/// WeChat pushes an event.
///
/// For the platform alone, in secure mode (安全模式). The event is verified, kept once and worked on later,
/// so that the answer is `success` within the platform's five seconds; sent again, it is `success` again.
#[utoipa::path(
    tag = "wechat",
    security(()),
    params(
        ("msg_signature" = Option<String>, Query, description = "SHA-1 over token, timestamp, nonce and ciphertext"),
        ("timestamp" = Option<String>, Query, description = "Seconds since 1970"),
        ("nonce" = Option<String>, Query, description = "Digits of WeChat's choice"),
    ),
    request_body(content = String, content_type = "application/json", description = "The encrypted message"),
    responses((status = 200, body = String, content_type = "text/plain", description = "`success`")),
    extensions(("x-error-codes" = json!(["request.unknown_route", "request.too_large", "wechat.push_refused"]))),
)]
#[post("/wechat/push")]
pub(super) async fn receive_push(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let keys = keys(&app)?;
    let body = payload.to_bytes_limited(LONGEST).await.map_err(|_| Problem::new(Code::RequestTooLarge))?;
    let body = body.map_err(|error| Problem::new(Code::RequestMalformed).because(error.to_string()))?;
    let asked = Asked::of(&request);
    let event = keys.open(&asked.signed(&asked.msg_signature), &body).map_err(refused)?;
    keep(&app, &event, app.clock.now()).await?;
    Ok(plain("success"))
}

/// Keeps an event, once.
async fn keep(app: &App, event: &PushEvent, now: DateTime<Utc>) -> Result<(), Failure> {
    let digest = event.digest();
    let put = async |tx: &Tx| pushes::put(tx, &app.vault, (&event.name, &digest), &event.content, now).await;
    match app.database.transact("pushes.keep", put).await {
        Ok(()) => {
            metrics::counter!("xianfeng_pushes_total", "outcome" => "kept").increment(1);
            Ok(())
        }
        // Sent again, as WeChat does when an answer was lost.
        Err(StoreError::Duplicate) => {
            metrics::counter!("xianfeng_pushes_total", "outcome" => "again").increment(1);
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// The reason goes to the log, for who fills in the console; whoever asks learns nothing.
fn refused(error: PushError) -> Problem {
    metrics::counter!("xianfeng_pushes_total", "outcome" => "refused").increment(1);
    tracing::warn!(%error, "a message to the push address was refused");
    Code::WechatPushRefused.into()
}
