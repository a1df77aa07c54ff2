//! The pool of a reward, without codes, and taking a code out of it.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{CouponId, RewardId};
use xianfeng_domain::redemption::{CouponState, RewardKind, handed_out_until};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption::{self as rows, Ending};

use super::coupon_stock::warn_if_low;
use super::coupon_wire::{CouponOut, coupon_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which codes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CouponQuery {
    /// `free`, `assigned`, `shown`, `withdrawn` or `expired`.
    state: Option<String>,
}

impl Check for CouponQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| CouponState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, "free, assigned, shown, withdrawn, expired");
        }
    }
}

/// How many codes there are.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CouponCountsOut {
    /// Can be handed out today.
    pub left: i64,
    /// In nobody's hands, too close to their last day included.
    pub free: i64,
    /// Ordered and not looked at.
    pub assigned: i64,
    /// Ordered and looked at.
    pub shown: i64,
    /// Taken out by a person.
    pub withdrawn: i64,
    /// Taken out when their day had passed.
    pub expired: i64,
}

/// A page of codes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CouponsOut {
    /// The whole pool.
    pub counts: CouponCountsOut,
    /// The codes, without the codes.
    pub items: Vec<CouponOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists a reward's coupons, the newest first.
///
/// How many there are in which state, and the last four characters of each: never a code.
#[utoipa::path(
    tag = "coupons",
    params(("id" = Uuid, Path, description = "The reward"), PageQuery, CouponQuery),
    responses((status = 200, body = CouponsOut, description = "A page", example = json!({
        "counts": { "left": 1, "free": 1, "assigned": 0, "shown": 0, "withdrawn": 0, "expired": 0 },
        "items": [coupon_example()], "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "reward.not_found", "reward.not_a_coupon", "list.bad_cursor", "auth.forbidden"
    ]))),
)]
#[get("/rewards/{id}/coupons")]
pub(super) async fn list_coupons(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    id: PathId<RewardId>,
    list: ListParams<CouponQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(CouponId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reward = rows::reward(tx, &permit.reach, id.0).await?.ok_or(Code::RewardNotFound)?;
        if reward.kind != RewardKind::Coupon {
            return Err(Code::RewardNotACoupon.into());
        }
        let state = list.filter.state.as_deref().and_then(CouponState::from_code);
        let page = rows::coupons(tx, reward.id, state, before, u64::from(list.page.limit) + 1).await?;
        let counts = rows::coupon_counts(tx, reward.id).await?;
        let left = rows::coupons_left(tx, [reward.id], handed_out_until(permit.today())).await?;
        Ok((page, counts, left.get(&reward.id).copied().unwrap_or_default()))
    };
    let (page, counts, left) = app.database.read(read).await?;
    let (page, next_cursor) = list.page.cut(page, |coupon| coupon.id.0)?;
    let of = |state| counts.get(&state).copied().unwrap_or_default();
    let counts = CouponCountsOut {
        left,
        free: of(CouponState::Free),
        assigned: of(CouponState::Assigned),
        shown: of(CouponState::Shown),
        withdrawn: of(CouponState::Withdrawn),
        expired: of(CouponState::Expired),
    };
    let items = page.iter().map(CouponOut::from).collect();
    Ok(HttpResponse::Ok().json(CouponsOut { counts, items, next_cursor }))
}

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CouponReasonIn {
    /// 1 to 200 characters, without the code.
    #[schema(example = "供应商作废")]
    pub reason: String,
}

impl Check for CouponReasonIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Takes a free code out of the pool.
///
/// For good. One that an order has is replaced or refunded instead.
#[utoipa::path(
    tag = "coupons",
    params(("id" = Uuid, Path, description = "The coupon")),
    request_body = CouponReasonIn,
    responses((status = 200, body = CouponOut, description = "The coupon now", example = json!(coupon_example()))),
    extensions(("x-error-codes" = json!(["coupon.not_found", "coupon.wrong_state", "auth.forbidden"]))),
)]
#[post("/coupons/{id}/withdraw")]
pub(super) async fn withdraw_coupon(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<CouponId>,
    body: JsonBody<CouponReasonIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "coupons.withdraw", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let mut coupon = rows::coupon(tx, &permit.reach, id.0).await?.ok_or(Code::CouponNotFound)?;
        coupon.state = coupon.state.withdraw()?;
        let reason = body.reason.trim();
        let ending = Ending { reason, by: permit.caller.account, at: permit.now };
        if !rows::take_coupon_out(tx, coupon.id, coupon.state, ending).await? {
            return Err(StoreError::Race("a coupon").into());
        }
        coupon.reason = Some(reason.to_owned());
        permit.audit(tx, "coupons.withdraw", ("coupon", coupon.id.0), &coupon.path).await?;
        if let Some(reward) = rows::reward(tx, &permit.reach, coupon.reward).await? {
            warn_if_low(tx, &permit, &reward).await?;
        }
        Ok(Done::ok(CouponOut::from(&coupon)).within(&coupon.path))
    };
    Ok(command.run(work).await?.into())
}
