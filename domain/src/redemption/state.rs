//! The state of an order; the module's documentation draws the machine.

use super::Refusal;

/// The state of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderState {
    /// Goods and points are set aside.
    Reserved,
    /// Handed out.
    Fulfilled,
    /// Called off by the member or the keeper.
    Cancelled,
    /// Not collected in time.
    Expired,
    /// A coupon that did not work: the points went back.
    Refunded,
}

/// What may happen to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderAction {
    /// The keeper hands out.
    Fulfil,
    /// The member or the keeper calls it off.
    Cancel,
    /// Its time is over.
    Expire,
    /// A coupon did not work.
    Refund,
}

impl OrderState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Reserved, Self::Fulfilled, Self::Cancelled, Self::Expired, Self::Refunded];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Fulfilled => "fulfilled",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Refunded => "refunded",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after an action.
    ///
    /// # Errors
    /// [`Refusal::FulfilledAlready`] for a second handing out, [`Refusal::Expired`] for a handing out
    /// too late, else [`Refusal::WrongState`].
    pub const fn after(self, action: OrderAction) -> Result<Self, Refusal> {
        match (self, action) {
            (Self::Reserved, OrderAction::Fulfil) => Ok(Self::Fulfilled),
            (Self::Reserved, OrderAction::Cancel) => Ok(Self::Cancelled),
            (Self::Reserved, OrderAction::Expire) => Ok(Self::Expired),
            // Of coupons only: what a shop handed out does not come back.
            (Self::Fulfilled, OrderAction::Refund) => Ok(Self::Refunded),
            (Self::Fulfilled, OrderAction::Fulfil) => Err(Refusal::FulfilledAlready),
            (Self::Expired, OrderAction::Fulfil) => Err(Refusal::Expired),
            _ => Err(Refusal::WrongState { state: self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ACTIONS: [OrderAction; 3] = [OrderAction::Fulfil, OrderAction::Cancel, OrderAction::Expire];

    proptest! {
        /// Whatever is tried in whatever order: an order ends once, so that it is paid or refunded
        /// once and never both (pitfall 39).
        #[test]
        fn an_order_ends_once(tries in prop::collection::vec(0usize..3, 1..20)) {
            let (mut state, mut ends) = (OrderState::Reserved, 0);
            for index in tries {
                if let Ok(next) = state.after(ACTIONS[index]) {
                    ends += 1;
                    state = next;
                }
            }
            prop_assert_eq!(ends, 1);
        }
    }

    #[test]
    fn a_refund_happens_once_and_only_after_the_handing_out() {
        for state in OrderState::ALL {
            let after = state.after(OrderAction::Refund);
            assert_eq!(after.ok(), (state == OrderState::Fulfilled).then_some(OrderState::Refunded), "{state:?}");
        }
        for action in ACTIONS {
            assert!(OrderState::Refunded.after(action).is_err(), "{action:?}");
        }
    }

    #[test]
    fn a_keeper_is_told_why_not() {
        assert_eq!(OrderState::Fulfilled.after(OrderAction::Fulfil), Err(Refusal::FulfilledAlready));
        assert_eq!(OrderState::Expired.after(OrderAction::Fulfil), Err(Refusal::Expired));
        let cancelled = OrderState::Cancelled;
        assert_eq!(cancelled.after(OrderAction::Fulfil), Err(Refusal::WrongState { state: cancelled }));
    }
}
