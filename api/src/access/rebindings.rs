//! Requests that wait for the secretary.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;

use super::rebinding::{RebindingOut, rebinding_example, rebindings_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, NoFilter, PageQuery};
use crate::http::problem::Problem;

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RebindingsOut {
    /// The requests, the oldest first.
    pub items: Vec<RebindingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the requests to bind another account that wait for a decision.
///
/// Within reach, the oldest first: members who lost a phone and proved their number on a new one.
/// Reading others' requests is written to the audit log.
#[utoipa::path(
    tag = "access",
    params(PageQuery),
    responses((status = 200, body = RebindingsOut, description = "A page",
        example = json!({ "items": [rebinding_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[get("/rebindings")]
pub(super) async fn list_rebindings(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let mut open = accounts::open_rebindings(tx, &permit.reach).await?;
        open.retain(|rebinding| after.is_none_or(|after| rebinding.id > after));
        let (open, next_cursor) = list.page.cut(open, |rebinding| rebinding.id)?;
        let others = open.iter().any(|rebinding| rebinding.person != permit.person);
        Ok((RebindingsOut { items: rebindings_out(tx, &open).await?, next_cursor }, others))
    };
    let (out, others) = app.database.read(read).await?;
    if others {
        permit.disclosed(&app, "rebindings.list", None, Act::place_read(&permit.reach, None)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
