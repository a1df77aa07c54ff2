//! A coupon does not work: another one, or the points back.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{CouponId, OrderId};
use xianfeng_domain::redemption::{Order, OrderAction, may_mend};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;
use xianfeng_infra::redemption::{self as rows, Whose};

use super::coupon_source::{CouponSource, Pool};
use super::coupon_stock::warn_if_low;
use super::end::tell;
use super::order_wire::{OrderOut, order_example, order_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::Kind;
use crate::purse;

/// Which code does not work, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MendCouponIn {
    /// The coupon that the order has, as `coupon.id` of the order says: of two administrators one is told
    /// that the other was quicker.
    pub coupon_id: Uuid,
    /// 1 to 200 characters, without the code; the member reads it.
    #[schema(example = "充值时提示已使用")]
    pub reason: String,
}

impl Check for MendCouponIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Gives an order another code.
///
/// The old one is taken out of the pool for good. The member is told, and looks as before. Nobody does
/// it for themselves.
#[utoipa::path(
    tag = "coupons",
    params(("id" = Uuid, Path, description = "The order")),
    request_body = MendCouponIn,
    responses((status = 200, body = OrderOut, description = "The order now", example = json!(order_example()))),
    extensions(("x-error-codes" = json!([
        "order.not_found", "order.wrong_state", "order.own", "reward.not_a_coupon", "reward.out_of_stock",
        "coupon.replaced", "auth.forbidden"
    ]))),
)]
#[post("/orders/{id}/replace-coupon")]
pub(super) async fn replace_coupon(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<OrderId>,
    body: JsonBody<MendCouponIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "coupons.replace", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let order = mendable(tx, &permit, id.0).await?;
        // The turn of the order: a refund at the same moment comes before or after.
        if !rows::advance_order(tx, order.state, &order).await? {
            return Err(StoreError::Race("an order").into());
        }
        let (source, reason) = (Pool(&app.vault), body.reason.trim());
        source.release(tx, &permit, &order, CouponId(body.coupon_id), reason).await?;
        source.reserve(tx, &permit, &order).await?;
        permit.audit(tx, "coupons.replace", ("order", order.id.0), &order.path).await?;
        tell(tx, &permit, &order, Kind::CouponReplaced, &[("reason", reason)]).await?;
        if let Some(reward) = rows::reward(tx, &permit.reach, order.reward).await? {
            warn_if_low(tx, &permit, &reward).await?;
        }
        Ok(Done::ok(order_out(tx, &permit.caller, &order).await?).within(&order.path))
    };
    Ok(command.run(work).await?.into())
}

/// Gives the points of a coupon back.
///
/// To the lots that they came from, once; the code is taken out of the pool for good. Nobody does it for
/// themselves.
#[utoipa::path(
    tag = "coupons",
    params(("id" = Uuid, Path, description = "The order")),
    request_body = MendCouponIn,
    responses((status = 200, body = OrderOut, description = "The order now", example = json!(order_example()))),
    extensions(("x-error-codes" = json!([
        "order.not_found", "order.wrong_state", "order.own", "reward.not_a_coupon", "coupon.replaced",
        "auth.forbidden"
    ]))),
)]
#[post("/orders/{id}/refund-coupon")]
pub(super) async fn refund_coupon(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<OrderId>,
    body: JsonBody<MendCouponIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "coupons.refund", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let order = mendable(tx, &permit, id.0).await?;
        let reason = body.reason.trim();
        let after = Order {
            state: order.state.after(OrderAction::Refund)?,
            ended_at: Some(permit.now),
            ended_by: Some(permit.caller.account),
            reason: Some(reason.to_owned()),
            ..order.clone()
        };
        if !rows::advance_order(tx, order.state, &after).await? {
            return Err(StoreError::Race("an order").into());
        }
        Pool(&app.vault).release(tx, &permit, &order, CouponId(body.coupon_id), reason).await?;
        let day = day_of(order.ordered_at);
        rows::give_back_uses(tx, order.reward, order.member, day, order.quantity).await?;
        purse::refund(tx, &permit, order.id).await?;
        permit.audit(tx, "coupons.refund", ("order", order.id.0), &order.path).await?;
        let params = [("reason", reason), ("points", &after.points.to_string())];
        tell(tx, &permit, &after, Kind::CouponRefunded, &params).await?;
        Ok(Done::ok(order_out(tx, &permit.caller, &after).await?).within(&order.path))
    };
    Ok(command.run(work).await?.into())
}

/// An order of a member within reach whose coupon the caller may mend.
async fn mendable(tx: &Tx, permit: &Permit<rights::Administer>, id: OrderId) -> Result<Order, Failure> {
    let whose = Whose { members: permit.reach.clone(), shops: Reach::none(), own: None };
    let order = rows::order(tx, &whose, id).await?.ok_or(Code::OrderNotFound)?;
    let owner = members::person_of(tx, order.member).await?;
    let owner = owner.ok_or_else(|| StoreError::corrupt(format!("order {id}: its member")))?;
    may_mend(&order, owner, permit.person)?;
    Ok(order)
}
