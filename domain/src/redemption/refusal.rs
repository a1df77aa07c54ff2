//! Why a step of redemption is not possible.

use crate::points::Points;

use super::{CouponState, OrderState, RewardState};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The reward is not offered now.
    #[error("the reward is not offered")]
    NotOffered,
    /// The reward cannot change to that state.
    #[error("a reward that is {state:?} cannot change so")]
    RewardWrongState {
        /// Its state.
        state: RewardState,
    },
    /// The shop is closed.
    #[error("the shop is closed")]
    ShopClosed,
    /// The shop does not hand out this reward.
    #[error("the shop does not hand out this reward")]
    NotHere,
    /// The shop is another village's.
    #[error("the shop serves another village")]
    OtherVillage,
    /// The member has too few points of the year (S4-4).
    #[error("{needed} points of the year are needed")]
    BelowThreshold {
        /// So many are needed.
        needed: Points,
    },
    /// The member's last grade does not suffice (S4-4).
    #[error("the grade does not suffice")]
    GradeTooLow,
    /// No more for this member in this quarter or year.
    #[error("the limit of {most} is reached")]
    LimitReached {
        /// So many are allowed.
        most: u32,
    },
    /// The shelf is empty.
    #[error("out of stock")]
    OutOfStock,
    /// The order was handed out before.
    #[error("handed out already")]
    FulfilledAlready,
    /// The order has ended otherwise, or cannot change so.
    #[error("an order that is {state:?} cannot change so")]
    WrongState {
        /// Its state.
        state: OrderState,
    },
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// The keeper is the member who ordered.
    #[error("nobody hands out to themselves")]
    OwnPickup,
    /// A relative needs the PIN that the member set.
    #[error("the PIN is missing or wrong")]
    WrongPin,
    /// Too many wrong PINs.
    #[error("the PIN is locked")]
    PinLocked,
    /// Who collects for the member is not said.
    #[error("the relation is missing")]
    RelationMissing,
    /// The day lies ahead, or before the order.
    #[error("not a day on which this can have been handed out")]
    DayInvalid,
    /// Fewer were counted than are reserved.
    #[error("fewer than the {reserved} that are reserved")]
    BelowReserved {
        /// So many are reserved.
        reserved: u32,
    },
    /// The reward or the order is of goods.
    #[error("not a coupon")]
    NotACoupon,
    /// The code cannot change so.
    #[error("a code that is {state:?} cannot change so")]
    CouponWrongState {
        /// Its state.
        state: CouponState,
    },
    /// Nobody mends their own order.
    #[error("one's own order is somebody else's to mend")]
    OwnOrder,
    /// A difference wants a reason.
    #[error("a difference wants a reason")]
    ReasonMissing,
}
