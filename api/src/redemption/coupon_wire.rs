//! Coupons on the wire, without their codes.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::redemption::Coupon;

use crate::http::wire::{WireDay, WireTime};

/// A coupon of the pool: never its code.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CouponOut {
    /// Its id.
    pub id: Uuid,
    /// The last four characters of the code.
    pub last_four: String,
    /// What it is worth, in fen.
    pub face_fen: i64,
    /// The last day on which it is good; good for ever where absent.
    pub valid_until: Option<WireDay>,
    /// `free`, `assigned`, `shown`, `withdrawn` or `expired`.
    pub state: &'static str,
    /// The order that has it, or had it before it was taken out.
    pub order_id: Option<Uuid>,
    /// When it came in.
    pub imported_at: WireTime,
    /// When its owner first looked.
    pub first_shown_at: Option<WireTime>,
    /// Why it was taken out.
    pub reason: Option<String>,
}

impl From<&Coupon> for CouponOut {
    fn from(coupon: &Coupon) -> Self {
        Self {
            id: coupon.id.0,
            last_four: coupon.last_four.clone(),
            face_fen: coupon.face_fen,
            valid_until: coupon.valid_until.map(WireDay),
            state: coupon.state.code(),
            order_id: coupon.order.or(coupon.was_order).map(Into::into),
            imported_at: coupon.imported_at.into(),
            first_shown_at: coupon.first_shown_at.map(Into::into),
            reason: coupon.reason.clone(),
        }
    }
}

/// The coupon of an order in lists.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderCouponOut {
    /// Its id.
    pub id: Uuid,
    /// The last four characters of the code; `POST /me/orders/{id}/coupon` shows the whole to the owner.
    pub last_four: String,
    /// What it is worth, in fen.
    pub face_fen: i64,
    /// The last day on which it is good.
    pub valid_until: Option<WireDay>,
    /// When its owner first looked.
    pub first_shown_at: Option<WireTime>,
}

impl From<&Coupon> for OrderCouponOut {
    fn from(coupon: &Coupon) -> Self {
        Self {
            id: coupon.id.0,
            last_four: coupon.last_four.clone(),
            face_fen: coupon.face_fen,
            valid_until: coupon.valid_until.map(WireDay),
            first_shown_at: coupon.first_shown_at.map(Into::into),
        }
    }
}

/// The example in the document.
pub(super) fn coupon_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000079", "lastFour": "EF56", "faceFen": 5_000,
        "validUntil": "2025-01-31", "state": "free", "orderId": null, "importedAt": "2024-03-01T09:00:00+08:00",
        "firstShownAt": null, "reason": null
    })
}
