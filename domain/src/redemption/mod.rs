//! Redemption (兑换): rewards of a catalogue, handed out by shops (先锋超市) for redemption points
//! (S0-9, S4-4, S1-6).
//!
//! ```text
//!             ┌─ fulfil ──▶ fulfilled    the goods have gone, the points are spent
//!  reserved ──┼─ cancel ──▶ cancelled    goods and points go back
//!             └─ expire ──▶ expired      goods and points go back
//!             └ (a coupon) ─▶ fulfilled at once, and ─ refund ─▶ refunded    the points are back
//! ```
//!
//! - `reward`: what there is, at what price, how often and for whom
//! - `shop`: where it is handed out
//! - `order`: may this member order, and what does it cost
//! - `state`: the machine above
//! - `stock`: what each step does to the shelf
//! - `coupon`: codes of a pool, from import to the member; `coupon_rows`: as they come in
//! - `code`: pickup codes and PINs as people type them

mod code;
mod coupon;
mod coupon_rows;
mod order;
mod refusal;
mod reward;
mod shop;
mod state;
mod stock;

pub use code::{CODE_LENGTH, CODE_PREFIX, SIGNS, is_pin, last_signs, plain_code};
pub use coupon::{CouponState, MIN_DAYS_LEFT, handed_out_until, may_mend};
pub use coupon_rows::{
    CouponFault, CouponFaultKind, CouponRow, NewCoupon, coupon_rows, coupons_of_sheet, plain_coupon,
};
pub use order::{
    Buyer, CollectedBy, LIFETIME_DAYS, MOST_AT_ONCE, Order, WARNING_DAYS, Wanted, expires_at, hand_out, order,
};
pub use refusal::Refusal;
pub use reward::{Limit, LimitPeriod, Reward, RewardKind, RewardState, Threshold};
pub use shop::{Shop, ShopState};
pub use state::{OrderAction, OrderState};
pub use stock::{Change, Movement, Shelf};
