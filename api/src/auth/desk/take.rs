//! The browser gets its session.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::DeskLoginId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::accounts::{self, RefreshToken};
use xianfeng_infra::db::Tx;

use super::{has_rights, poll_hash, session_of};
use crate::app::App;
use crate::auth::act::{Act, Caller};
use crate::auth::session::{self, SessionOut};
use crate::failure::Failure;
use crate::http::extract::{JsonBody, PathId};
use crate::http::meta::RequestMeta;
use crate::http::problem::{Check, Code, Faults, Problem};

/// What the browser alone knows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeskTakeIn {
    /// The request's `pollToken`.
    pub poll_token: String,
}

impl Check for DeskTakeIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/pollToken", &self.poll_token, 1..=100);
    }
}

/// How far it is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskSessionOut {
    /// `waiting`, or `confirmed` with the session.
    pub state: &'static str,
    /// The session; once.
    pub session: Option<SessionOut>,
    /// Who is logged in.
    pub person_name: Option<String>,
}

/// Asks whether the phone has confirmed, and takes the session.
///
/// With the `pollToken` of the browser that asked; any other finds nothing. Ask every three seconds. The session
/// is given once; it ends after eight hours, whatever is refreshed.
#[utoipa::path(
    tag = "auth",
    security(()),
    params(("id" = Uuid, Path, description = "The request")),
    request_body = DeskTakeIn,
    responses((status = 200, body = DeskSessionOut, description = "How far it is", example = json!({
        "state": "waiting", "session": null, "personName": null
    }))),
    extensions(("x-error-codes" = json!(["desk.not_found", "desk.over", "desk.no_role"]))),
)]
#[post("/auth/desk/requests/{id}/session")]
pub(super) async fn take_desk_session(
    app: Data<App>,
    meta: RequestMeta,
    id: PathId<DeskLoginId>,
    body: JsonBody<DeskTakeIn>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let hash = poll_hash(&app, &body.poll_token);
    let take = async |tx: &Tx| take(&app, tx, meta, id.0, &hash, now).await;
    let out = match app.database.transact("auth.desk_take", take).await? {
        None => DeskSessionOut { state: "waiting", session: None, person_name: None },
        Some((token, name)) => DeskSessionOut {
            state: "confirmed",
            session: Some(session::answer(&app, &token, true, now)?),
            person_name: Some(name),
        },
    };
    Ok(HttpResponse::Ok().json(out))
}

async fn take(
    app: &App,
    tx: &Tx,
    meta: RequestMeta,
    id: DeskLoginId,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<(RefreshToken, String)>, Failure> {
    let login = accounts::desk_login_of_browser(tx, id, hash).await?.ok_or(Code::DeskNotFound)?;
    if login.used || login.expires_at <= now {
        return Err(Code::DeskOver.into());
    }
    let Some(account) = login.account else { return Ok(None) };
    let caller = Caller::load(tx, account, day_of(now)).await?.ok_or(Code::DeskOver)?;
    let person = caller.person.ok_or(Code::DeskOver)?;
    // A role may have ended since the phone confirmed.
    if !has_rights(&caller) {
        return Err(Code::DeskNoRole.into());
    }
    let family = Uuid::now_v7();
    if !accounts::take_at_desk(tx, id, hash, family, now).await? {
        return Err(Code::DeskOver.into());
    }
    let act = Act { caller, now, meta: Some(meta) };
    Ok(Some(session_of(app, tx, &act, (id, family, person), "auth.desk_login").await?))
}
