//! Logging in from WeChat: the mini-program's code becomes a session.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use std::time::Duration;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::time::day_of;
use xianfeng_infra::accounts;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::wechat::{Session, WeChatError};

use super::bind::home;
use super::session::{self, SessionOut};
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::JsonBody;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::moderation;

/// What `wx.login` gave.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginIn {
    /// The code, good once and for five minutes.
    #[schema(example = "demo-member-1")]
    pub code: String,
}

impl Check for LoginIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/code", &self.code, 1..=128);
    }
}

/// Logs in with a code of `wx.login`.
///
/// Makes an account at the first log-in; it is bound to nobody until `/auth/bind`. A code works
/// once: on any 401 call `wx.login` again and send the new code.
#[utoipa::path(
    tag = "auth",
    security(()),
    request_body = LoginIn,
    responses((status = 200, body = SessionOut, description = "Logged in", example = json!({
        "accessToken": "eyJhbGciOiJIUzI1NiJ9…", "accessExpiresAt": "2024-03-01T08:15:00+08:00",
        "refreshToken": "0190…", "refreshExpiresAt": "2024-03-31T08:00:00+08:00", "bound": true
    }))),
    extensions(("x-error-codes" = json!([
        "wechat.code_invalid", "wechat.blocked", "wechat.busy", "wechat.unavailable"
    ]))),
)]
#[post("/auth/wechat/login")]
pub async fn log_in_with_wechat(
    app: Data<App>,
    meta: RequestMeta,
    body: JsonBody<LoginIn>,
) -> Result<HttpResponse, Problem> {
    let identity = app.wechat.login(&body.code).await.map_err(problem)?;
    let now = app.clock.now();
    let log_in = async |tx: &Tx| log_in(&app, tx, &identity, meta, now).await;
    let (token, bound) = app.database.transact("auth.login", log_in).await?;
    Ok(HttpResponse::Ok().json(session::answer(&app, &token, bound, now)?))
}

async fn log_in(
    app: &App,
    tx: &Tx,
    identity: &Session,
    meta: RequestMeta,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(accounts::RefreshToken, bool), Failure> {
    let app_id = app.wechat.app_id();
    let account = match accounts::by_wechat(tx, app_id, &identity.open_id).await? {
        Some(account) => account,
        None => {
            let union_id = identity.union_id.as_deref();
            match accounts::create_for_wechat(tx, app_id, &identity.open_id, union_id, now).await {
                // Two phones of one user at once: the second finds the account on its next try.
                Err(StoreError::Duplicate) => return Err(StoreError::Race("a new account").into()),
                other => other?,
            }
        }
    };
    // The platform looks at texts of who was here in the last two hours.
    moderation::author_is_back(tx, account.id, now).await?;
    let token = session::issue(app, tx, account.id, Uuid::now_v7(), None, now).await?;
    let home = match account.person {
        Some(person) => home(tx, person, day_of(now)).await?,
        None => None,
    };
    let record = Record {
        account: Some(account.id),
        person: account.person,
        action: "auth.login".to_owned(),
        organization: home.map(|(_, path)| path),
        ip: Some(meta.ip.to_string()),
        request_id: Some(meta.request_id.to_string()),
        ..Record::default()
    };
    audit::write(tx, record, now).await?;
    Ok((token, account.person.is_some()))
}

/// What the client is told of WeChat's answer; the cause, which holds no secret, is logged.
pub(crate) fn problem(error: WeChatError) -> Problem {
    let problem = match &error {
        // After a time-out the code may be spent: a new one is the way on.
        WeChatError::CodeRejected | WeChatError::UnknownOutcome | WeChatError::StaleWatermark => {
            Problem::new(Code::WechatCodeInvalid)
        }
        WeChatError::InvalidArgument { .. } => Problem::new(Code::WechatCodeInvalid),
        WeChatError::UserBlocked => Problem::new(Code::WechatBlocked),
        WeChatError::TooFrequent { retry_after } => Problem::new(Code::RateLimited).retry_after(*retry_after),
        WeChatError::Busy => Problem::new(Code::WechatBusy).retry_after(Duration::from_secs(60)),
        _ => Problem::new(Code::WechatUnavailable),
    };
    problem.because(error)
}
