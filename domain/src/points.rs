//! Points as fixed-point numbers with two decimals. No float anywhere (invariant 4).

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

/// An amount of points, counted in hundredths: `Points::from_hundredths(50)` is 0.5 point.
///
/// The amount is bounded by [`Points::LIMIT`] either way, so sums over a township's whole
/// history stay far inside `i64` and plain addition cannot overflow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

/// Why a text is no amount of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Not a plain decimal number such as `3`, `-1.5` or `0.25`.
    #[error("not a decimal number")]
    NotANumber,
    /// More than two decimals: refused, never rounded.
    #[error("more than two decimals")]
    TooPrecise,
    /// Beyond [`Points::LIMIT`] either way.
    #[error("out of range")]
    OutOfRange,
}

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);
    /// The largest amount, either way, that one entry or setting may hold: 1,000,000 points.
    pub const LIMIT: Self = Self(100_000_000);

    /// From hundredths of a point.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// From whole points.
    pub const fn whole(points: i32) -> Self {
        Self(points as i64 * 100)
    }

    /// In hundredths of a point.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Below zero?
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Exactly zero?
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// `self × part / whole`, cut to the hundredth towards positive infinity: in the member's
    /// favour. Used for base points pro rata (days belonging over days in the period).
    /// A `whole` of zero gives zero.
    pub fn pro_rata(self, part: i64, whole: i64) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        let numerator = i128::from(self.0) * i128::from(part);
        let whole = i128::from(whole);
        let floor = numerator.div_euclid(whole);
        let up = i128::from(numerator.rem_euclid(whole) != 0);
        Self(i64::try_from(floor + up).unwrap_or(i64::MAX))
    }

    /// `sum / count` rounded half up to the hundredth; `None` where there is nobody to average.
    pub fn average(sum: Self, count: u32) -> Option<Self> {
        if count == 0 {
            return None;
        }
        let count = i64::from(count);
        Some(Self((2 * sum.0 + count).div_euclid(2 * count)))
    }
}

impl FromStr for Points {
    type Err = PointsError;

    /// Reads the plain decimal form. Trailing zeros beyond two decimals are fine (`1.500`),
    /// other digits there are refused.
    fn from_str(text: &str) -> Result<Self, PointsError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let well_formed = !whole.is_empty()
            && whole.bytes().all(|b| b.is_ascii_digit())
            && fraction.bytes().all(|b| b.is_ascii_digit())
            && digits.contains('.') != fraction.is_empty();
        if !well_formed {
            return Err(PointsError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 2 {
            return Err(PointsError::TooPrecise);
        }
        let whole: i64 = whole.parse().map_err(|_| PointsError::OutOfRange)?;
        let cents: i64 = format!("{fraction:0<2}").parse().map_err(|_| PointsError::NotANumber)?;
        let amount = whole
            .checked_mul(100)
            .and_then(|hundredths| hundredths.checked_add(cents))
            .filter(|hundredths| *hundredths <= Self::LIMIT.0)
            .ok_or(PointsError::OutOfRange)?;
        Ok(Self(if negative { -amount } else { amount }))
    }
}

impl fmt::Display for Points {
    /// The shortest plain decimal form: `3`, `0.5`, `-1.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (cents, cents % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", cents / 10),
            _ => write!(f, "{sign}{whole}.{cents:02}"),
        }
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_what_is_no_amount() {
        for text in ["", "-", ".5", "1.", "1e2", "+1", " 1", "1,5", "0x1", "NaN", "--1", "1.2.3", "１"] {
            assert_eq!(text.parse::<Points>(), Err(PointsError::NotANumber), "{text:?}");
        }
        assert_eq!("0.125".parse::<Points>(), Err(PointsError::TooPrecise));
        assert_eq!("1000000.01".parse::<Points>(), Err(PointsError::OutOfRange));
        assert_eq!("99999999999999999999".parse::<Points>(), Err(PointsError::OutOfRange));
    }

    #[test]
    fn reads_and_writes_the_accounts_values() {
        for (text, hundredths) in [("0.5", 50), ("1", 100), ("60", 6000), ("-1.25", -125), ("1.500", 150)] {
            assert_eq!(text.parse(), Ok(Points::from_hundredths(hundredths)));
        }
        assert_eq!(Points::from_hundredths(-5).to_string(), "-0.05");
        assert_eq!(Points::from_hundredths(150).to_string(), "1.5");
    }

    #[test]
    fn pro_rata_is_cut_in_the_members_favour() {
        assert_eq!(Points::whole(60).pro_rata(31, 366), Points::from_hundredths(509));
        assert_eq!(Points::whole(60).pro_rata(366, 366), Points::whole(60));
        assert_eq!(Points::whole(-60).pro_rata(31, 366), Points::from_hundredths(-508));
    }

    #[test]
    fn averages_round_half_up() {
        assert_eq!(Points::average(Points::from_hundredths(5), 2), Some(Points::from_hundredths(3)));
        assert_eq!(Points::average(Points::from_hundredths(-5), 2), Some(Points::from_hundredths(-2)));
        assert_eq!(Points::average(Points::ZERO, 0), None);
    }

    proptest! {
        #[test]
        fn text_form_round_trips(hundredths in -100_000_000i64..=100_000_000) {
            let points = Points::from_hundredths(hundredths);
            prop_assert_eq!(points.to_string().parse::<Points>(), Ok(points));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,24}") {
            let _ = text.parse::<Points>();
        }
    }
}
