//! Redemption points and the money behind them.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

use crate::Points;

/// Redemption points together with the fen that stand behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The redemption points.
    pub points: Points,
    /// What they are worth, in fen.
    pub fen: i64,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self { points: Points::ZERO, fen: 0 };

    /// Points at a value of so many fen for each 0.01 point; exact by construction.
    pub const fn at(points: Points, unit_fen: i64) -> Self {
        Self { points, fen: points.hundredths() * unit_fen }
    }

    /// Neither points nor fen?
    pub const fn is_zero(self) -> bool {
        self.points.is_zero() && self.fen == 0
    }

    /// How many fen each 0.01 point is worth; `None` where that is no positive whole number, since such
    /// an amount cannot be divided exactly (`design.md`, Fund).
    pub const fn unit_fen(self) -> Option<i64> {
        let hundredths = self.points.hundredths();
        if hundredths <= 0 || self.fen <= 0 || self.fen % hundredths != 0 { None } else { Some(self.fen / hundredths) }
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { points: self.points + other.points, fen: self.fen + other.fen }
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { points: self.points - other.points, fen: self.fen - other.fen }
    }
}

impl SubAssign for Amount {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}
