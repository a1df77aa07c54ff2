//! A member looks at the code of their coupon.

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{CouponId, MemberId, OrderId};
use xianfeng_domain::redemption::{Order, OrderState, Refusal, RewardKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, Whose};

use super::coupon_source::{CouponSource, Pool, of_order};
use crate::app::App;
use crate::auth::AsMember;
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::http::wire::{WireDay, WireTime};

/// A coupon with its code. No `Debug` form: the code is as good as money.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RevealedOut {
    /// The order.
    pub order_id: Uuid,
    /// The coupon.
    pub coupon_id: Uuid,
    /// The code to redeem.
    pub code: String,
    /// What it is worth, in fen.
    pub face_fen: i64,
    /// The last day on which it is good.
    pub valid_until: Option<WireDay>,
    /// When it was first shown.
    pub first_shown_at: WireTime,
}

/// What is kept of the reply: no code.
#[derive(Debug, Deserialize, Serialize)]
struct StoredReveal {
    order: Uuid,
    coupon: Uuid,
    face_fen: i64,
    valid_until: Option<WireDay>,
    first_shown_at: WireTime,
}

/// Shows the code of the caller's own coupon.
///
/// The first time is on record; who has lost the screen asks again and reads it again. Nobody else ever
/// does: not administrators, not in any list. An answer that is repeated is built again and never kept.
#[utoipa::path(
    tag = "me",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, body = RevealedOut, description = "The code", example = json!({
        "orderId": "018e0f6a-0000-7000-8000-000000000075", "couponId": "018e0f6a-0000-7000-8000-000000000079",
        "code": "AB12-CD34-EF56", "faceFen": 5_000, "validUntil": "2025-01-31",
        "firstShownAt": "2024-03-01T09:00:00+08:00"
    }))),
    extensions(("x-error-codes" = json!([
        "order.not_found", "order.wrong_state", "reward.not_a_coupon", "coupon.replaced", "auth.not_bound",
        "auth.forbidden"
    ]))),
)]
#[post("/me/orders/{id}/coupon")]
pub(super) async fn reveal_my_coupon(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<OrderId>,
) -> Result<HttpResponse, Problem> {
    let own = member.member.id;
    let command = Command::new(&app, &member, "coupons.reveal", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let order = own_coupon(tx, own, id.0).await?;
        rows::show_coupon(tx, order.id, member.now).await?;
        let coupon = of_order(tx, &order).await?;
        member.audit(tx, "coupons.reveal", ("order", order.id.0), &order.path).await?;
        Ok(Done::ok(StoredReveal {
            order: order.id.0,
            coupon: coupon.id.0,
            face_fen: coupon.face_fen,
            valid_until: coupon.valid_until.map(WireDay),
            first_shown_at: coupon.first_shown_at.unwrap_or(member.now).into(),
        }))
    };
    let reply = command.run(work).await?;
    let stored: StoredReveal = serde_json::from_str(reply.json()).map_err(Problem::internal)?;
    // Also after a replay: the order is still theirs, and has this very code.
    let read = async |tx: &Tx| -> Result<String, Failure> {
        let order = own_coupon(tx, own, OrderId(stored.order)).await?;
        Pool(&app.vault).reveal(tx, &order, CouponId(stored.coupon)).await
    };
    let body = RevealedOut {
        order_id: stored.order,
        coupon_id: stored.coupon,
        code: app.database.read(read).await?,
        face_fen: stored.face_fen,
        valid_until: stored.valid_until,
        first_shown_at: stored.first_shown_at,
    };
    let json = serde_json::to_string(&body).map_err(Problem::internal)?;
    let mut response: HttpResponse = reply.with_json(json).into();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// An order of the member's that has a coupon.
async fn own_coupon(tx: &Tx, own: MemberId, id: OrderId) -> Result<Order, Failure> {
    let whose = Whose { members: Reach::none(), shops: Reach::none(), own: Some(own) };
    let order = rows::order(tx, &whose, id).await?.ok_or(Code::OrderNotFound)?;
    if order.kind != RewardKind::Coupon {
        return Err(Refusal::NotACoupon.into());
    }
    if order.state == OrderState::Fulfilled {
        Ok(order)
    } else {
        Err(Refusal::WrongState { state: order.state }.into())
    }
}
