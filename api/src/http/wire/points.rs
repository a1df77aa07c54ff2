//! Points as a JSON number with at most two decimals, without a float on the way (invariant 4).

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use xianfeng_domain::Points;
use xianfeng_domain::points::PointsError;

use crate::http::problem::FaultCode;

/// Points in JSON: a plain number such as `3`, `0.5` or `-1.25`.
///
/// The number's own text is read, so nothing is rounded: `1e2`, `0.125` and `"3"` are refused.
/// Serde keeps that text for fields of plain structs only: do not put this inside `flatten`,
/// untagged or internally tagged types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WirePoints(pub Points);

impl From<Points> for WirePoints {
    fn from(points: Points) -> Self {
        Self(points)
    }
}

impl<'de> Deserialize<'de> for WirePoints {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        raw.get().parse().map(Self).map_err(|error| {
            de::Error::custom(match error {
                PointsError::NotANumber => FaultCode::NotPoints,
                PointsError::TooPrecise => FaultCode::PointsTooPrecise,
                PointsError::OutOfRange => FaultCode::PointsOutOfRange,
            })
        })
    }
}

impl Serialize for WirePoints {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string()).map_err(ser::Error::custom)?.serialize(serializer)
    }
}

impl PartialSchema for WirePoints {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Number)
            .description(Some("Points: a plain number with at most two decimals."))
            .multiple_of(Some(0.01))
            .minimum(Some(-1_000_000))
            .maximum(Some(1_000_000))
            .examples([serde_json::json!(1.5)])
            .into()
    }
}

impl ToSchema for WirePoints {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Points")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Serialize, Deserialize)]
    struct Entry {
        points: WirePoints,
    }

    #[test]
    fn the_numbers_own_text_is_read() {
        for (json, code) in [
            ("1e2", FaultCode::NotPoints),
            ("\"3\"", FaultCode::NotPoints),
            ("null", FaultCode::NotPoints),
            ("[1]", FaultCode::NotPoints),
            ("0.125", FaultCode::PointsTooPrecise),
            ("0.12000000000000000001", FaultCode::PointsTooPrecise),
            ("1000000.01", FaultCode::PointsOutOfRange),
        ] {
            let error = serde_json::from_str::<Entry>(&format!("{{\"points\": {json}}}")).expect_err(json);
            assert!(error.to_string().starts_with(code.as_str()), "{json}: {error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(hundredths in -100_000_000i64..=100_000_000) {
            let points = Points::from_hundredths(hundredths);
            let json = serde_json::to_string(&Entry { points: points.into() }).expect("JSON");
            prop_assert_eq!(&json, &format!("{{\"points\":{points}}}"));
            let read: Entry = serde_json::from_str(&json).expect("an entry");
            prop_assert_eq!(read.points.0, points);
        }
    }
}
