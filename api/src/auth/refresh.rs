//! The next pair of tokens for a refresh token.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use xianfeng_domain::ids::AccountId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::accounts::{self, RefreshToken};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreError, Tx};

use super::act::{Act, Caller};
use super::session::{self, SessionOut};
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::JsonBody;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Check, Code, Faults, Problem};

/// A refresh whose reply was lost may be repeated for so long while its successor is unused.
const REPEAT_SECONDS: i64 = 60;

/// A refresh token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefreshIn {
    /// The refresh token of the last answer.
    pub refresh_token: String,
}

impl Check for RefreshIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/refreshToken", &self.refresh_token, 1..=200);
    }
}

/// What a token leads to.
enum Outcome {
    Next(RefreshToken, bool),
    /// An old token came back: somebody else may have it, so its whole family was ended.
    Reused,
}

/// Exchanges a refresh token for the next pair.
///
/// Each refresh token works once. If the reply was lost, send the same token again within 60
/// seconds: the same next token comes back. Using an older one later ends the session.
#[utoipa::path(
    tag = "auth",
    security(()),
    request_body = RefreshIn,
    responses((status = 200, body = SessionOut, description = "The next pair", example = json!({
        "accessToken": "eyJhbGciOiJIUzI1NiJ9…", "accessExpiresAt": "2024-03-01T08:15:00+08:00",
        "refreshToken": "0190…", "refreshExpiresAt": "2024-03-31T08:00:00+08:00", "bound": true
    }))),
    extensions(("x-error-codes" = json!(["auth.refresh_invalid", "auth.session_revoked"]))),
)]
#[post("/auth/refresh")]
pub async fn refresh_session(
    app: Data<App>,
    meta: RequestMeta,
    body: JsonBody<RefreshIn>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let next = async |tx: &Tx| next(&app, tx, meta, &body.refresh_token, now).await;
    match app.database.transact("auth.refresh", next).await? {
        Outcome::Next(token, bound) => Ok(HttpResponse::Ok().json(session::answer(&app, &token, bound, now)?)),
        Outcome::Reused => Err(Code::AuthSessionRevoked.into()),
    }
}

async fn next(app: &App, tx: &Tx, meta: RequestMeta, text: &str, now: DateTime<Utc>) -> Result<Outcome, Failure> {
    let token = accounts::session_by_hash(tx, &session::hash(app, text)).await?;
    let token = token.ok_or(Code::AuthRefreshInvalid)?;
    if token.revoked_at.is_some() {
        return Err(Code::AuthSessionRevoked.into());
    }
    if token.expires_at <= now {
        return Err(Code::AuthRefreshInvalid.into());
    }
    let account = accounts::find(tx, token.account).await?.ok_or(Code::AuthRefreshInvalid)?;
    let bound = account.person.is_some();
    if let (Some(rotated_at), Some(successor)) = (token.rotated_at, token.successor) {
        let successor = accounts::session_successor(tx, successor).await?;
        let lost = successor.filter(|successor| successor.rotated_at.is_none());
        let in_time = now <= rotated_at + Duration::seconds(REPEAT_SECONDS);
        return match lost {
            Some(successor) if in_time => Ok(Outcome::Next(successor, bound)),
            _ => {
                accounts::end_family(tx, token.family, now).await?;
                log_reuse(tx, meta, token.account, now).await?;
                Ok(Outcome::Reused)
            }
        };
    }
    let successor = session::issue(app, tx, token.account, token.family, token.ends_at, now).await?;
    if !accounts::rotate_session(tx, token.id, successor.id, now).await? {
        return Err(StoreError::Race("a refresh token").into());
    }
    Ok(Outcome::Next(successor, bound))
}

/// The line of the audit log about an old token that came back, for who oversees the person's place.
async fn log_reuse(tx: &Tx, meta: RequestMeta, account: AccountId, now: DateTime<Utc>) -> Result<(), Failure> {
    let caller = Caller::load(tx, account, day_of(now)).await?.ok_or(Code::AuthRefreshInvalid)?;
    let organization = caller.branch().or(caller.grants.first().map(|grant| &grant.path)).cloned();
    let act = Act { caller, now, meta: Some(meta) };
    let subject = act.caller.person.map(|person| person.0);
    let subject_kind = subject.map(|_| "person");
    let record = Record { subject_kind, subject, organization, ..act.record("auth.reuse") };
    Ok(audit::write(tx, record, now).await?)
}
