//! The phone looks at what it confirms, and does.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::DeskLoginId;
use xianfeng_infra::accounts::{self, DeskLogin};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;

use super::{check, has_rights};
use crate::app::App;
use crate::auth::bind::home;
use crate::auth::permit::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// What the phone shows before it confirms.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskLookOut {
    /// Its id.
    pub id: Uuid,
    /// What the browser says it is.
    pub user_agent: String,
    /// From which address it asked.
    pub ip: String,
    /// When.
    pub at: WireTime,
    /// Four digits that must stand on the screen in front of the person.
    pub check: String,
    /// Whether the caller has confirmed it.
    pub confirmed: bool,
}

fn look_out(app: &App, login: DeskLogin) -> DeskLookOut {
    DeskLookOut {
        id: login.id.0,
        check: check(app, login.id),
        user_agent: login.user_agent,
        ip: login.ip,
        at: login.created_at.into(),
        confirmed: login.account.is_some(),
    }
}

fn example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "userAgent": "Mozilla/5.0 (Windows NT 10.0)",
        "ip": "203.0.113.9", "at": "2024-03-01T08:00:00+08:00", "check": "4711", "confirmed": false
    })
}

/// The request, as long as it waits or is the caller's own.
async fn found(tx: &Tx, bound: &Bound, id: DeskLoginId) -> Result<DeskLogin, Failure> {
    if !has_rights(&bound.caller) {
        return Err(Code::DeskNoRole.into());
    }
    let login = accounts::desk_login(tx, id).await?.ok_or(Code::DeskNotFound)?;
    let others = login.account.is_some_and(|account| account != bound.caller.account);
    if others || login.used || login.expires_at <= bound.now {
        return Err(Code::DeskOver.into());
    }
    Ok(login)
}

/// Shows what would be confirmed.
///
/// The place of the browser and four digits, which must stand on the screen in front of the person.
#[utoipa::path(
    tag = "auth",
    params(("id" = Uuid, Path, description = "The request, from the QR code")),
    responses((status = 200, body = DeskLookOut, description = "The request", example = json!(example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "desk.no_role", "desk.not_found", "desk.over"]))),
)]
#[get("/auth/desk/requests/{id}")]
pub(super) async fn look_at_desk_login(
    app: Data<App>,
    bound: Bound,
    id: PathId<DeskLoginId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| found(tx, &bound, id.0).await;
    let login = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(look_out(&app, login)))
}

/// Confirms that a browser is logged in as the caller.
///
/// For who holds a role, from the phone: a session at a desk confirms no other. Confirming again changes nothing. The session is listed under
/// `/auth/desk/sessions` and ends after eight hours.
#[utoipa::path(
    tag = "auth",
    params(("id" = Uuid, Path, description = "The request, from the QR code")),
    responses((status = 200, body = DeskLookOut, description = "Confirmed", example = json!(example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "desk.from_phone", "desk.no_role", "desk.not_found", "desk.over"
    ]))),
)]
#[post("/auth/desk/requests/{id}/confirm")]
pub(super) async fn confirm_desk_login(
    app: Data<App>,
    bound: Bound,
    id: PathId<DeskLoginId>,
) -> Result<HttpResponse, Problem> {
    let confirm = async |tx: &Tx| -> Result<DeskLogin, Failure> {
        let login = found(tx, &bound, id.0).await?;
        if login.account.is_some() {
            return Ok(login);
        }
        if !accounts::confirm_at_desk(tx, id.0, bound.caller.account, bound.now).await? {
            return Err(Code::DeskOver.into());
        }
        let record = Record {
            subject_kind: Some("desk_login"),
            subject: Some(id.0.0),
            organization: home(tx, bound.person, bound.today()).await?.map(|(_, path)| path),
            ..bound.record("auth.desk_confirm")
        };
        audit::write(tx, record, bound.now).await?;
        Ok(DeskLogin { account: Some(bound.caller.account), ..login })
    };
    let login = app.database.transact("auth.desk_confirm", confirm).await?;
    Ok(HttpResponse::Ok().json(look_out(&app, login)))
}
