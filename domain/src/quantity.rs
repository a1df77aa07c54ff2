//! How much of something was done: a number with its unit (S1-10: 200 tonnes of rubbish, 1,600 km of
//! patrol, 200 dyke rounds).

use std::fmt;

use crate::Points;

/// A quantity with at most two decimals, never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    hundredths: i64,
    unit: String,
}

impl Quantity {
    /// The most: a million of a unit.
    pub const MOST_HUNDREDTHS: i64 = 100_000_000;

    /// So many hundredths of a unit; `None` where there is nothing or too much of it.
    pub fn new(hundredths: i64, unit: impl Into<String>) -> Option<Self> {
        (1..=Self::MOST_HUNDREDTHS).contains(&hundredths).then(|| Self { hundredths, unit: unit.into() })
    }

    /// In hundredths of the unit.
    pub const fn hundredths(&self) -> i64 {
        self.hundredths
    }

    /// The unit, such as `吨`.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// What so much is worth at so many points a unit, cut to the hundredth in the member's favour.
    pub fn worth(&self, each: Points) -> Points {
        each.pro_rata(self.hundredths, 100)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Points::from_hundredths(self.hundredths), self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_repairs_at_three_points_are_thirty_three() {
        // S2-2
        let repairs = Quantity::new(1_100, "次").expect("a quantity");
        assert_eq!(repairs.worth(Points::whole(3)), Points::whole(33));
        assert_eq!(repairs.to_string(), "11次");
        assert_eq!(Quantity::new(150, "吨").expect("a quantity").to_string(), "1.5吨");
        assert_eq!(Quantity::new(0, "次"), None);
    }
}
