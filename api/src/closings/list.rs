//! The closings of a township.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::closings as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::leaderboards::visible;

/// Whose closings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ClosingsQuery {
    /// A township, or an organization in it.
    organization_id: Uuid,
}

impl Check for ClosingsQuery {}

/// A page of closings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClosingsOut {
    /// The closings, the latest period first.
    pub items: Vec<ClosingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the closings of a township.
///
/// For everybody of the township, the latest period first.
#[utoipa::path(
    tag = "closings",
    params(ClosingsQuery, PageQuery),
    responses((status = 200, body = ClosingsOut, description = "A page",
        example = json!({ "items": [closing_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/closings")]
pub(super) async fn list_closings(
    app: Data<App>,
    bound: Bound,
    list: ListParams<ClosingsQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller, OrganizationId(list.filter.organization_id)).await?;
        let township = organizations::township(tx, &seen.organization.path).await?;
        let township = township.ok_or(Code::OrganizationNotFound)?;
        // A township has a few closings a year: they are loaded whole.
        let all = rows::of_township(tx, township.id).await?;
        let passed = after.and_then(|after| all.iter().position(|closing| closing.id.0 == after));
        let rest: Vec<_> = all.into_iter().skip(passed.map_or(0, |at| at + 1)).collect();
        let (page, next_cursor) = list.page.cut(rest, |closing| closing.id.0)?;
        let mut items = Vec::with_capacity(page.len());
        for closing in &page {
            items.push(closing_out(tx, closing).await?);
        }
        Ok(ClosingsOut { items, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
