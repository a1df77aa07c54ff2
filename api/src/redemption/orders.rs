//! Orders within reach.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrderId, OrganizationId};
use xianfeng_domain::redemption::OrderState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::redemption::{self as rows, OrderFilter, Whose};

use super::order_wire::{OrderOut, order_example, orders_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which orders.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrderQuery {
    /// Of the members of this organization and of what lies below.
    organization_id: Option<Uuid>,
    /// `reserved`, `fulfilled`, `cancelled`, `expired` or `refunded`.
    state: Option<String>,
}

impl Check for OrderQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| OrderState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, "reserved, fulfilled, cancelled, expired, refunded");
        }
    }
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrdersOut {
    /// The orders.
    pub items: Vec<OrderOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the orders of members within reach, the newest first.
///
/// Without codes. The audit log says that they were read.
#[utoipa::path(
    tag = "redemption",
    params(PageQuery, OrderQuery),
    responses((status = 200, body = OrdersOut, description = "A page",
        example = json!({ "items": [order_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/orders")]
pub(super) async fn list_orders(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<OrderQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(OrderId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = OrderFilter {
            state: list.filter.state.as_deref().and_then(OrderState::from_code),
            organization: organization.clone(),
            shop: None,
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let whose = Whose { members: permit.reach.clone(), shops: Reach::none(), own: None };
        let orders = rows::orders(tx, &whose, &filter).await?;
        Ok((orders_out(tx, &permit.caller, None, &orders).await?, organization))
    };
    let (orders, organization) = app.database.read(read).await?;
    permit.disclosed(&app, "orders.list", None, Act::place_read(&permit.reach, organization)).await?;
    let (items, next_cursor) = list.page.cut(orders, |order| order.id)?;
    Ok(HttpResponse::Ok().json(OrdersOut { items, next_cursor }))
}
