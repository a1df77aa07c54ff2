//! Who acts for whom, for who keeps the roster.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::AssistanceId;
use xianfeng_infra::assistance as rows;
use xianfeng_infra::db::Tx;

use super::wire::{AssistanceOut, assistance_example, assistances_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};

/// Which rights to act.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AssistanceQuery {
    /// Ended ones, too.
    #[serde(default)]
    ended: bool,
}

impl Check for AssistanceQuery {}

/// A page of rights to act.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistancesOut {
    /// The rights to act.
    pub items: Vec<AssistanceOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists who may act for whom, the newest first.
///
/// Within reach, for secretaries and the township; the reading is written to the audit log.
#[utoipa::path(
    tag = "assistance",
    params(PageQuery, AssistanceQuery),
    responses((status = 200, body = AssistancesOut, description = "A page",
        example = json!({ "items": [assistance_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/assistance")]
pub(super) async fn list_assistance(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    list: ListParams<AssistanceQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(AssistanceId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        let found = rows::page(tx, &permit.reach, list.filter.ended, before, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |one| one.id.0)?;
        Ok(AssistancesOut { items: assistances_out(tx, &found).await?, next_cursor })
    };
    let out = app.database.read(read).await?;
    if !out.items.is_empty() {
        permit.disclosed(&app, "assistance.list", None, Act::place_read(&permit.reach, None)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
