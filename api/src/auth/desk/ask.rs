//! The browser asks.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use chrono::Duration;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::DeskLoginId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::accounts::{self, DeskLogin};
use xianfeng_infra::db::Tx;
use xianfeng_infra::strangers;

use super::{GOOD_MINUTES, agent_of, check, poll_hash, poll_token};
use crate::app::App;
use crate::board::qr_svg;
use crate::failure::Failure;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// So many requests of one address may wait: an office shares one.
const MOST_WAITING: u64 = 30;

/// A request to log in at a desk.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskRequestOut {
    /// Its id.
    pub id: Uuid,
    /// What the QR code says, for the mini-program's scanner.
    pub code: String,
    /// The QR code as SVG.
    pub svg: Option<String>,
    /// Four digits that the phone shows as well.
    pub check: String,
    /// Send it to `/auth/desk/requests/{id}/session`; nobody else knows it.
    pub poll_token: String,
    /// Until when it can be confirmed and taken.
    pub expires_at: WireTime,
}

/// Asks to log in at a desk.
///
/// The page shows the code; who holds a role scans it with the mini-program and confirms. Good for three
/// minutes and for one session.
#[utoipa::path(
    tag = "auth",
    security(()),
    responses((status = 201, body = DeskRequestOut, description = "The request", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "code": "xianfeng:desk:018e0f6a-0000-7000-8000-000000000071",
        "svg": "<svg…", "check": "4711", "pollToken": "5f3a…", "expiresAt": "2024-03-01T08:03:00+08:00"
    }))),
    extensions(("x-error-codes" = json!(["rate.limited"]))),
)]
#[post("/auth/desk/requests")]
pub(super) async fn request_desk_login(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let id = DeskLoginId(Uuid::now_v7());
    let login = DeskLogin {
        id,
        user_agent: agent_of(&request),
        ip: meta.ip.to_string(),
        created_at: now,
        expires_at: now + Duration::minutes(GOOD_MINUTES),
        account: None,
        used: false,
        family: None,
    };
    let token = poll_token(&app, id);
    let hash = poll_hash(&app, &token);
    let queue = app.vault.keyed(b"desk ask", login.ip.as_bytes());
    let ask = async |tx: &Tx| -> Result<(), Failure> {
        // One after the other, so that each counts those before it.
        strangers::queue(tx, &queue, day_of(now)).await?;
        if accounts::desk_waiting_from(tx, &login.ip, now).await? >= MOST_WAITING {
            let wait = std::time::Duration::from_secs(60);
            return Err(Problem::new(Code::RateLimited).retry_after(wait).into());
        }
        Ok(accounts::ask_at_desk(tx, &login, &hash).await?)
    };
    app.database.transact("auth.desk_ask", ask).await?;
    let code = format!("xianfeng:desk:{id}");
    Ok(HttpResponse::Created().json(DeskRequestOut {
        id: id.0,
        svg: qr_svg(&code),
        code,
        check: check(&app, id),
        poll_token: token,
        expires_at: login.expires_at.into(),
    }))
}
