//! Settlements, the newest first.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, SettlementId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::settlements::{self as rows, SettlementFilter};

use super::wire::{SettlementOut, settlement_example, settlement_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};

/// Whose settlements.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SettlementsQuery {
    /// Of this township, or of the one around this branch.
    organization_id: Option<Uuid>,
}

impl Check for SettlementsQuery {}

/// A page of settlements.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementsOut {
    /// The settlements.
    pub items: Vec<SettlementOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists settlements, the newest first.
///
/// Drafts and withdrawn ones are the township's own; a branch sees those that are signed, with its own
/// village.
#[utoipa::path(
    tag = "settlements",
    params(PageQuery, SettlementsQuery),
    responses((status = 200, body = SettlementsOut, description = "A page",
        example = json!({ "items": [settlement_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/settlements")]
pub(super) async fn list_settlements(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<SettlementsQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(SettlementId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = SettlementFilter { organization, before, limit: u64::from(list.page.limit) + 1 };
        let found = rows::page(tx, &permit.reach, &filter).await?;
        let (found, next_cursor) = list.page.cut(found, |settlement| settlement.id.0)?;
        let mut items = Vec::with_capacity(found.len());
        for settlement in &found {
            items.push(settlement_out(tx, &permit.reach, settlement).await?);
        }
        Ok(SettlementsOut { items, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
