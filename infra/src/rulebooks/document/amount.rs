//! What one deed is worth: fixed, or from a least to a most.

use xianfeng_domain::Points;

use super::fault::{Faults, Path};
use super::scalars::Decimal;
use super::shape::{Shape, table};
use super::value::Value;
use super::words;

/// `"3"` or `{ min = "1", max = "5" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Fixed(Decimal<0>),
    Range(RangeTable),
}

table! {
    /// 分值的范围，由审核人在其中确定。The least and the most that a reviewer may give.
    RangeTable {
        /// 最少。The least.
        min: Decimal<0>,
        /// 最多。The most.
        max: Decimal<0>,
    }
}

impl Shape for Amount {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Table(_) => RangeTable::read(value, at, faults).map(Self::Range),
            _ => Decimal::read(value, at, faults).map(Self::Fixed),
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Fixed(points) => points.write(),
            Self::Range(range) => range.write(),
        }
    }

    fn schema() -> Value {
        Value::table([("anyOf", Value::List(vec![Decimal::<0>::schema(), RangeTable::schema()]))])
    }
}

impl Amount {
    /// Least and most.
    pub(super) fn bounds(&self) -> Option<(Points, Points)> {
        match self {
            Self::Fixed(points) => Some((points.0, points.0)),
            Self::Range(range) => Some((range.min?.0, range.max?.0)),
        }
    }

    pub(super) fn of(min: Points, max: Points) -> Self {
        if min == max {
            return Self::Fixed(Decimal(min));
        }
        Self::Range(RangeTable { min: Some(Decimal(min)), max: Some(Decimal(max)) })
    }

    pub(super) fn check(&self, at: &Path<'_>, faults: &mut Faults) {
        match (self, self.bounds()) {
            (Self::Fixed(points), _) if points.0.is_zero() => faults.add(at, words::nothing_worth()),
            (Self::Range(_), Some((min, max))) if max < min || max.is_zero() => {
                faults.add(at, words::least_above_most());
            }
            _ => {}
        }
    }
}
