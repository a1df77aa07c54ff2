//! Shops.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{OrganizationId, ShopId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption as rows;

use super::seen::seen;
use super::shop_wire::{ShopOut, shop_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::organizations::find_visible;

/// Which shops.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShopQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
}

impl Check for ShopQuery {}

/// A page of shops.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShopsOut {
    /// The shops.
    pub items: Vec<ShopOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists shops (先锋超市), the oldest first.
///
/// For everybody who sees the organizations. Orders are taken by the shops of a member's own branch and
/// of what lies above it.
#[utoipa::path(
    tag = "redemption",
    params(PageQuery, ShopQuery),
    responses((status = 200, body = ShopsOut, description = "A page",
        example = json!({ "items": [shop_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/shops")]
pub(super) async fn list_shops(
    app: Data<App>,
    bound: Bound,
    list: ListParams<ShopQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?.map(ShopId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &bound.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let seen = seen(tx, &bound.caller, Right::KeepShop).await?;
        Ok(rows::shops(tx, &seen, organization.as_ref(), after, u64::from(list.page.limit) + 1).await?)
    };
    let (shops, next_cursor) = list.page.cut(app.database.read(read).await?, |shop| shop.id.0)?;
    Ok(HttpResponse::Ok().json(ShopsOut { items: shops.iter().map(ShopOut::from).collect(), next_cursor }))
}
