//! Sessions at desks: which there are, and ending one.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::DeskLoginId;
use xianfeng_infra::accounts;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;

use crate::app::App;
use crate::auth::bind::home;
use crate::auth::permit::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// The caller's sessions at desks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskSessionsOut {
    /// The sessions, the newest first.
    pub items: Vec<DeskSessionLineOut>,
}

/// A session at a desk.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskSessionLineOut {
    /// Its id.
    pub id: Uuid,
    /// What the browser says it is.
    pub user_agent: String,
    /// From which address it asked.
    pub ip: String,
    /// Since when.
    pub at: WireTime,
}

/// Lists the caller's sessions at desks that go on.
///
/// Those that ended, ran out or were logged out are left out.
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = DeskSessionsOut, description = "The sessions", example = json!({
        "items": [{ "id": "018e0f6a-0000-7000-8000-000000000071", "userAgent": "Mozilla/5.0 (Windows NT 10.0)",
            "ip": "203.0.113.9", "at": "2024-03-01T08:00:00+08:00" }]
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/auth/desk/sessions")]
pub(super) async fn list_desk_sessions(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| accounts::desk_sessions(tx, bound.caller.account, bound.now).await;
    let items = app.database.read(read).await?.into_iter().map(|login| DeskSessionLineOut {
        id: login.id.0,
        user_agent: login.user_agent,
        ip: login.ip,
        at: login.created_at.into(),
    });
    Ok(HttpResponse::Ok().json(DeskSessionsOut { items: items.collect() }))
}

/// Ends one of the caller's sessions at desks.
///
/// From the phone, for a desk that was left; its access token stays good for some minutes at most.
#[utoipa::path(
    tag = "auth",
    params(("id" = Uuid, Path, description = "The session")),
    responses((status = 200, description = "Ended", body = Object, example = json!({ "ended": true }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "desk.not_found"]))),
)]
#[post("/auth/desk/sessions/{id}/end")]
pub(super) async fn end_desk_session(
    app: Data<App>,
    bound: Bound,
    id: PathId<DeskLoginId>,
) -> Result<HttpResponse, Problem> {
    let end = async |tx: &Tx| -> Result<(), Failure> {
        let login = accounts::desk_login(tx, id.0).await?;
        let own = login.filter(|login| login.account == Some(bound.caller.account));
        let family = own.and_then(|login| login.family).ok_or(Code::DeskNotFound)?;
        accounts::end_family(tx, family, bound.now).await?;
        let record = Record {
            subject_kind: Some("desk_login"),
            subject: Some(id.0.0),
            organization: home(tx, bound.person, bound.today()).await?.map(|(_, path)| path),
            ..bound.record("auth.desk_end")
        };
        Ok(audit::write(tx, record, bound.now).await?)
    };
    app.database.transact("auth.desk_end", end).await?;
    Ok(HttpResponse::Ok().json(json!({ "ended": true })))
}
