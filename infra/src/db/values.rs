//! Column values with one meaning on both databases.

use chrono::{DateTime, Utc};
use sea_orm::DeriveValueType;
use xianfeng_domain::Points;

use super::{StoreError, StoreResult};

/// An instant as microseconds since 1970 in UTC. Finer digits are cut, so that what is read
/// equals what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveValueType)]
pub(crate) struct Moment(pub(crate) i64);

impl From<DateTime<Utc>> for Moment {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant.timestamp_micros())
    }
}

impl From<Moment> for DateTime<Utc> {
    fn from(moment: Moment) -> Self {
        DateTime::from_timestamp_micros(moment.0).unwrap_or_default()
    }
}

/// Points in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveValueType)]
pub(crate) struct Hundredths(pub(crate) i64);

impl From<Points> for Hundredths {
    fn from(points: Points) -> Self {
        Self(points.hundredths())
    }
}

impl From<Hundredths> for Points {
    fn from(hundredths: Hundredths) -> Self {
        Self::from_hundredths(hundredths.0)
    }
}

/// A stored hash.
pub(crate) fn array32(bytes: &[u8]) -> StoreResult<[u8; 32]> {
    bytes.try_into().map_err(|_| StoreError::corrupt("a hash is not 32 bytes long"))
}
