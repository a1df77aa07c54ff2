//! Calling an order off.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::OrderId;
use xianfeng_domain::purse::Undone;
use xianfeng_domain::redemption::{Order, OrderAction};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, Whose};

use super::end::{fall_through, tell};
use super::order_wire::{OrderOut, order_example, order_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::Kind;

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelOrderIn {
    /// At most 200 characters; a keeper must say it, the member need not.
    #[schema(example = "大米已售完")]
    pub reason: Option<String>,
}

impl Check for CancelOrderIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", self.reason.as_deref().unwrap_or_default(), 0..=200);
    }
}

/// Cancels an order.
///
/// For the member, and with a reason for who keeps the shop. The points go back to where they came
/// from, once. Where their last day has passed they are good for 30 more days: always when the shop cancels,
/// once for what a settlement issued when the member does or does not collect; see `graceUsed` of the wallet.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The order")),
    request_body = CancelOrderIn,
    responses((status = 200, body = OrderOut, description = "The order now", example = json!(order_example()))),
    extensions(("x-error-codes" = json!(["order.not_found", "order.wrong_state", "auth.forbidden"]))),
)]
#[post("/orders/{id}/cancel")]
pub(super) async fn cancel_order(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<OrderId>,
    body: JsonBody<CancelOrderIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "orders.cancel", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let order = cancel(tx, &bound, id.0, body.reason.as_deref()).await?;
        Ok(Done::ok(order_out(tx, &bound.caller, &order).await?).within(&order.shop_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `order.not_found` for other people's, `order.wrong_state` when it has ended, `auth.forbidden` for who
/// neither orders nor keeps a shop.
pub async fn cancel(tx: &Tx, act: &Act, id: OrderId, reason: Option<&str>) -> Result<Order, Failure> {
    let own = act.caller.member_id();
    let shops = act.caller.reach(Right::KeepShop);
    if own.is_none() && shops.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let whose = Whose { members: Reach::none(), shops, own };
    let order = rows::order(tx, &whose, id).await?.ok_or(Code::OrderNotFound)?;
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if own == Some(order.member) {
        return ended(tx, act, &order, reason, Undone::ByMember).await;
    }
    let reason = reason.ok_or_else(|| Failure::field("/reason", FaultCode::Missing))?;
    cancel_for(tx, act, &order, reason).await
}

/// Somebody else calls a member's order off: they are told why.
pub(super) async fn cancel_for(tx: &Tx, act: &Act, order: &Order, reason: &str) -> Result<Order, Failure> {
    ended(tx, act, order, Some(reason.trim()), Undone::ByOthers).await
}

async fn ended(tx: &Tx, act: &Act, order: &Order, reason: Option<&str>, by: Undone) -> Result<Order, Failure> {
    let after = Order {
        state: order.state.after(OrderAction::Cancel)?,
        ended_at: Some(act.now),
        ended_by: Some(act.caller.account),
        reason: reason.map(str::to_owned),
        ..order.clone()
    };
    let back = fall_through(tx, act, order, &after, by).await?;
    act.audit(tx, "orders.cancel", ("order", after.id.0), &after.path).await?;
    let words = reason.unwrap_or("本人取消");
    tell(tx, act, &after, Kind::OrderCancelled, &[("reason", words), ("points", &back.to_string())]).await?;
    Ok(after)
}
