//! A session: a short access token and a long, rotating refresh token.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;
use xianfeng_infra::accounts::{self, RefreshToken};
use xianfeng_infra::db::Tx;

use super::jwt::Token;
use crate::app::App;
use crate::failure::Failure;
use crate::http::problem::Problem;
use crate::http::wire::WireTime;

/// What a log-in answers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionOut {
    /// Send it as `Authorization: Bearer …`.
    pub access_token: String,
    /// Until when the access token is good.
    pub access_expires_at: WireTime,
    /// Send it to `/auth/refresh` for the next pair; good once.
    pub refresh_token: String,
    /// Until when the refresh token is good if it is not used.
    pub refresh_expires_at: WireTime,
    /// Whether the account is bound to a person of the roster.
    pub bound: bool,
}

/// The text of a refresh token. It is derived from its id, so that the table needs to hold only
/// a hash and a lost reply can be built again.
pub(super) fn text(app: &App, id: Uuid) -> String {
    let secret = app.vault.keyed(b"refresh token", id.as_bytes());
    format!("{}{}", id.simple(), hex(&secret))
}

/// What the table holds of a token's text.
pub(super) fn hash(app: &App, text: &str) -> [u8; 32] {
    app.vault.keyed(b"refresh token hash", text.as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Issues a refresh token; `family` is that of the log-in that it goes back to, `ends` its end where no refresh moves it.
pub(super) async fn issue(
    app: &App,
    tx: &Tx,
    account: AccountId,
    family: Uuid,
    ends: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<RefreshToken, Failure> {
    let id = Uuid::now_v7();
    let lasting = now + app.tokens.refresh_lifetime;
    let expires_at = ends.map_or(lasting, |ends| ends.min(lasting));
    let token = RefreshToken {
        id,
        family,
        account,
        expires_at,
        rotated_at: None,
        successor: None,
        revoked_at: None,
        ends_at: ends,
    };
    accounts::issue_session(tx, &token, &hash(app, &text(app, id)), now).await?;
    Ok(token)
}

/// The answer for a refresh token that was issued.
pub(super) fn answer(app: &App, token: &RefreshToken, bound: bool, now: DateTime<Utc>) -> Result<SessionOut, Problem> {
    // A session whose end no refresh moves is one at a desk.
    let whose = Token { account: token.account, at_desk: token.ends_at.is_some() };
    let access_token = app.tokens.issue_to(whose, now).map_err(Problem::internal)?;
    Ok(SessionOut {
        access_token,
        access_expires_at: WireTime::from(now + app.tokens.access_lifetime),
        refresh_token: text(app, token.id),
        refresh_expires_at: WireTime::from(token.expires_at),
        bound,
    })
}
