//! Coupons (phone credit, fuel): what becomes of a code of the pool, and who mends an order (S0-9).
//!
//! ```text
//!  free ── order ──▶ assigned ── reveal ──▶ shown
//!   │ └─ its day passes ─▶ expired  │            │
//!   └─ withdraw ──▶ withdrawn ◀─────┴─ replaced or refunded
//! ```

use chrono::Days;

use super::{Order, OrderState, Refusal, RewardKind};
use crate::ids::PersonId;
use crate::time::Day;

/// A code is handed out with at least so many days left after today.
pub const MIN_DAYS_LEFT: u64 = 3;

/// The state of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CouponState {
    /// To be had.
    Free,
    /// An order's; its owner has not looked yet.
    Assigned,
    /// An order's; its owner has looked.
    Shown,
    /// Taken out by a person.
    Withdrawn,
    /// Taken out when its day had passed.
    Expired,
}

impl CouponState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Free, Self::Assigned, Self::Shown, Self::Withdrawn, Self::Expired];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Assigned => "assigned",
            Self::Shown => "shown",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Does it belong to an order?
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Assigned | Self::Shown)
    }

    /// Takes it out of the pool.
    ///
    /// # Errors
    /// [`Refusal::CouponWrongState`] for a code that is an order's (replace or refund that one) or gone.
    pub const fn withdraw(self) -> Result<Self, Refusal> {
        match self {
            Self::Free => Ok(Self::Withdrawn),
            _ => Err(Refusal::CouponWrongState { state: self }),
        }
    }
}

/// The earliest last day of a code that may still be handed out today.
pub fn handed_out_until(today: Day) -> Day {
    today.checked_add_days(Days::new(MIN_DAYS_LEFT)).unwrap_or(today)
}

/// May an administrator replace an order's code, or refund it? `owner` is the person who ordered.
///
/// # Errors
/// [`Refusal::NotACoupon`] for goods, [`Refusal::WrongState`] for an order that was refunded,
/// [`Refusal::OwnOrder`] for the own one: somebody else decides on it.
pub fn may_mend(order: &Order, owner: PersonId, by: PersonId) -> Result<(), Refusal> {
    if order.kind != RewardKind::Coupon {
        return Err(Refusal::NotACoupon);
    }
    if order.state != OrderState::Fulfilled {
        return Err(Refusal::WrongState { state: order.state });
    }
    if owner == by { Err(Refusal::OwnOrder) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_free_code_is_withdrawn() {
        for state in CouponState::ALL {
            assert_eq!(state.withdraw().is_ok(), state == CouponState::Free, "{state:?}");
            assert_eq!(CouponState::from_code(state.code()), Some(state));
            assert!(!(state.withdraw().is_ok() && state.is_taken()), "{state:?}");
        }
    }

    #[test]
    fn three_days_must_be_left() {
        let day = |text: &str| -> Day { text.parse().expect("a day") };
        assert_eq!(handed_out_until(day("2024-02-27")), day("2024-03-01"));
    }
}
