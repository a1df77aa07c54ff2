//! The drafts of an organization.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{DraftId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::rulebooks::drafts as rows;

use super::wire::{DraftOut, draft_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};

/// Whose drafts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DraftQuery {
    /// Of this organization; all within reach where absent.
    organization_id: Option<Uuid>,
}

impl Check for DraftQuery {}

/// A page of drafts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DraftsOut {
    /// The drafts, the newest first.
    pub items: Vec<DraftOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the drafts within reach, the newest first.
///
/// Adopted and withdrawn ones stay on the list.
#[utoipa::path(
    tag = "rulebooks",
    params(PageQuery, DraftQuery),
    responses((status = 200, body = DraftsOut, description = "A page",
        example = json!({ "items": [draft_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found"]))),
)]
#[get("/rulebooks/drafts")]
pub(super) async fn list_rulebook_drafts(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    list: ListParams<DraftQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(DraftId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let owner = match list.filter.organization_id.map(OrganizationId) {
            None => None,
            Some(id) => Some(organizations::find(tx, &permit.reach, id).await?.ok_or(Code::OrganizationNotFound)?.id),
        };
        Ok(rows::page(tx, &permit.reach, owner, before, u64::from(list.page.limit) + 1).await?)
    };
    let found = app.database.read(read).await?;
    let (found, next_cursor) = list.page.cut(found, |draft| draft.id.0)?;
    Ok(HttpResponse::Ok().json(DraftsOut { items: found.iter().map(DraftOut::from).collect(), next_cursor }))
}
