//! Instants as RFC 3339 times in the offset of Asia/Shanghai.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::json;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use xianfeng_domain::time::{in_shanghai, to_micros};

use crate::http::problem::FaultCode;

/// An instant on the wire: written with `+08:00`, read in any offset, cut to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WireTime(pub DateTime<Utc>);

impl From<DateTime<Utc>> for WireTime {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant)
    }
}

impl<'de> Deserialize<'de> for WireTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        DateTime::parse_from_rfc3339(&text)
            .map(|instant| Self(to_micros(instant.with_timezone(&Utc))))
            .map_err(|_| de::Error::custom(FaultCode::NotTime))
    }
}

impl Serialize for WireTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&in_shanghai(self.0).to_rfc3339_opts(SecondsFormat::AutoSi, false))
    }
}

impl PartialSchema for WireTime {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("An instant, RFC 3339; answers use the offset +08:00."))
            .examples([json!("2024-03-01T08:00:00+08:00")])
            .into()
    }
}

impl ToSchema for WireTime {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Time")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_in_shanghai_and_read_from_anywhere() {
        let time: WireTime = serde_json::from_str("\"2024-02-29T16:00:00.1234567Z\"").expect("a time");
        assert_eq!(serde_json::to_string(&time).expect("JSON"), "\"2024-03-01T00:00:00.123456+08:00\"");
        let whole: WireTime = serde_json::from_str("\"2024-03-01T08:00:00+08:00\"").expect("a time");
        assert_eq!(serde_json::to_string(&whole).expect("JSON"), "\"2024-03-01T08:00:00+08:00\"");
        for json in ["\"2024-03-01 08:00\"", "\"2024-03-01T08:00:00\"", "\"\"", "\"2024-02-30T00:00:00Z\""] {
            let error = serde_json::from_str::<WireTime>(json).expect_err(json);
            assert!(error.to_string().starts_with("not_time"), "{json}");
        }
    }
}
