//! A branch's dues of a month.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{dues as rows, organizations};

use super::wire::{DuesOut, dues_example, dues_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;

/// Which dues.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DuesQuery {
    /// The branch that keeps the record.
    organization_id: Uuid,
    /// The month.
    #[param(value_type = String, example = "2024-03")]
    period: WirePeriod,
}

impl Check for DuesQuery {}

/// A page of dues.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DuesPageOut {
    /// The dues.
    pub items: Vec<DuesOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists what is on record of a branch's month.
///
/// Members whose month nobody recorded yet are not in it. The audit log says who read it.
#[utoipa::path(
    tag = "dues",
    params(PageQuery, DuesQuery),
    responses((status = 200, body = DuesPageOut, description = "A page",
        example = json!({ "items": [dues_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.forbidden"]))),
)]
#[get("/dues")]
pub(super) async fn list_dues(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<DuesQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let id = OrganizationId(list.filter.organization_id);
        let organization = organizations::find(tx, &permit.reach, id).await?.ok_or(Code::OrganizationNotFound)?;
        let mut sheet = rows::sheet(tx, &permit.reach, id, list.filter.period.0).await?;
        sheet.retain(|dues| after.is_none_or(|after| dues.member.0 > after));
        let (sheet, next_cursor) = list.page.cut(sheet, |dues| dues.member.0)?;
        Ok((DuesPageOut { items: dues_out(tx, &permit, &sheet).await?, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let subject = Some(("organization", organization.id.0));
    permit.disclosed(&app, "dues.list", subject, Some(organization.path)).await?;
    Ok(HttpResponse::Ok().json(out))
}
