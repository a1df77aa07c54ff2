//! The shelf: what each step does to a reward's stock in a shop.

use super::Refusal;

/// A reward in a shop. What stands there is what is free and what is reserved together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// To be ordered.
    pub free: u32,
    /// Set aside for orders.
    pub reserved: u32,
}

/// A step that moves stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Movement {
    /// Goods came in.
    Received,
    /// An order set some aside.
    Ordered,
    /// An order was called off or expired.
    Returned,
    /// An order was collected.
    HandedOut,
    /// A stock-take found so many.
    Counted,
}

/// What a step changes, both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Of what is free.
    pub free: i64,
    /// Of what is reserved.
    pub reserved: i64,
}

impl Movement {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Received, Self::Ordered, Self::Returned, Self::HandedOut, Self::Counted];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Ordered => "ordered",
            Self::Returned => "returned",
            Self::HandedOut => "handed_out",
            Self::Counted => "counted",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|movement| movement.code() == code)
    }

    /// What moving so many changes; for a stock-take the difference, either way.
    pub const fn change(self, quantity: i64) -> Change {
        match self {
            Self::Received | Self::Counted => Change { free: quantity, reserved: 0 },
            Self::Ordered => Change { free: -quantity, reserved: quantity },
            Self::Returned => Change { free: quantity, reserved: -quantity },
            Self::HandedOut => Change { free: 0, reserved: -quantity },
        }
    }
}

impl Shelf {
    /// How many stand there.
    pub fn standing(self) -> i64 {
        i64::from(self.free) + i64::from(self.reserved)
    }

    /// The difference that a stock-take found.
    ///
    /// # Errors
    /// [`Refusal::BelowReserved`] when orders could not be served any more: the keeper cancels some
    /// first. [`Refusal::ReasonMissing`] for a difference that nobody explains.
    pub fn count(self, counted: u32, has_reason: bool) -> Result<i64, Refusal> {
        if counted < self.reserved {
            return Err(Refusal::BelowReserved { reserved: self.reserved });
        }
        let difference = i64::from(counted) - self.standing();
        if difference != 0 && !has_reason {
            return Err(Refusal::ReasonMissing);
        }
        Ok(difference)
    }

    /// After a change; `None` where something would fall below zero.
    pub fn after(self, change: Change) -> Option<Self> {
        let free = u32::try_from(i64::from(self.free) + change.free).ok()?;
        let reserved = u32::try_from(i64::from(self.reserved) + change.reserved).ok()?;
        Some(Self { free, reserved })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Random steps, refused where they would fall below zero: the shelf is the sum of its
        /// movements, and goods leave only by being handed out (pitfall 3).
        #[test]
        fn the_shelf_is_the_sum_of_its_movements(steps in prop::collection::vec((0usize..4, 1i64..20), 0..60)) {
            let (mut shelf, mut sum, mut came, mut left) = (Shelf::default(), Change::default(), 0, 0);
            for (index, quantity) in steps {
                let movement = Movement::ALL[index];
                let change = movement.change(quantity);
                let Some(after) = shelf.after(change) else { continue };
                shelf = after;
                sum = Change { free: sum.free + change.free, reserved: sum.reserved + change.reserved };
                came += if movement == Movement::Received { quantity } else { 0 };
                left += if movement == Movement::HandedOut { quantity } else { 0 };
            }
            prop_assert_eq!((i64::from(shelf.free), i64::from(shelf.reserved)), (sum.free, sum.reserved));
            prop_assert_eq!(shelf.standing(), came - left);
        }

        /// After a stock-take there stands what was counted.
        #[test]
        fn a_stock_take_sets_what_was_counted(free in 0u32..50, reserved in 0u32..50, counted in 0u32..120) {
            let shelf = Shelf { free, reserved };
            match shelf.count(counted, true) {
                Ok(difference) => {
                    let after = shelf.after(Movement::Counted.change(difference));
                    prop_assert_eq!(after.map(Shelf::standing), Some(i64::from(counted)));
                }
                Err(refusal) => {
                    prop_assert_eq!(refusal, Refusal::BelowReserved { reserved });
                    prop_assert!(counted < reserved);
                }
            }
        }
    }

    #[test]
    fn a_difference_wants_a_reason() {
        let shelf = Shelf { free: 3, reserved: 2 };
        assert_eq!(shelf.count(5, false), Ok(0));
        assert_eq!(shelf.count(4, false), Err(Refusal::ReasonMissing));
        assert_eq!(shelf.count(4, true), Ok(-1));
    }
}
