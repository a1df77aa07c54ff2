//! Days (`2024-03-01`) and periods (`2024`, `2024-Q1`, `2024-03`) as texts.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::json;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use xianfeng_domain::time::{Day, Period};

use crate::http::problem::FaultCode;

/// The first year of a day: MySQL's `DATE` begins there.
const EARLIEST_YEAR: i32 = 1000;

/// A day of Asia/Shanghai on the wire: `2024-03-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WireDay(pub Day);

/// A period on the wire: `2024`, `2024-Q1` or `2024-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WirePeriod(pub Period);

impl<'de> Deserialize<'de> for WireDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        // chrono alone would take `2024-3-1` and `+2024-03-01`.
        let well_formed = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .ok()
            // `-001-01-01` is a year before Christ, and MySQL keeps none before 1000.
            .filter(|day| well_formed && day.year() >= EARLIEST_YEAR)
            .map(Self)
            .ok_or_else(|| de::Error::custom(FaultCode::NotDay))
    }
}

impl Serialize for WireDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for WirePeriod {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|_| de::Error::custom(FaultCode::NotPeriod))
    }
}

impl Serialize for WirePeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl PartialSchema for WireDay {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .description(Some("A day of Asia/Shanghai."))
            .examples([json!("2024-03-01")])
            .into()
    }
}

impl ToSchema for WireDay {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Day")
    }
}

impl PartialSchema for WirePeriod {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$"))
            .description(Some("A calendar year, quarter or month of Asia/Shanghai."))
            .examples([json!("2024"), json!("2024-Q1"), json!("2024-03")])
            .into()
    }
}

impl ToSchema for WirePeriod {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Period")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(json: &str) -> Result<WireDay, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn days_have_one_form() {
        assert_eq!(serde_json::to_string(&day("\"2024-02-29\"").expect("a day")).expect("JSON"), "\"2024-02-29\"");
        for text in ["2024-3-1", "2023-02-29", "+202-03-01", "-001-01-01", "0999-12-31", "2024-03-01T00:00", ""] {
            assert!(day(&format!("\"{text}\"")).expect_err(text).starts_with("not_day"), "{text}");
        }
        assert!(day("20240301").is_err());
    }

    #[test]
    fn periods_have_three_forms() {
        for text in ["2024", "2024-Q1", "2024-03"] {
            let json = format!("\"{text}\"");
            let period: WirePeriod = serde_json::from_str(&json).expect(text);
            assert_eq!(serde_json::to_string(&period).expect("JSON"), json);
        }
        let error = serde_json::from_str::<WirePeriod>("\"2024-Q5\"").expect_err("no fifth quarter");
        assert!(error.to_string().starts_with("not_period"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,16}") {
            let json = serde_json::to_string(&text).expect("JSON");
            if let Ok(WireDay(read)) = day(&json) {
                prop_assert_eq!(read.to_string(), text);
            }
        }
    }
}
