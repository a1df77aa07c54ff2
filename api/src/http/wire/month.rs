//! Months (`1990-09`): all that is kept of a birthday (invariant 11).

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::json;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use xianfeng_domain::roster::YearMonth;

use crate::http::problem::FaultCode;

/// A month on the wire: `1990-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireMonth(pub YearMonth);

impl<'de> Deserialize<'de> for WireMonth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        read(&text).map(Self).ok_or_else(|| de::Error::custom(FaultCode::Invalid))
    }
}

fn read(text: &str) -> Option<YearMonth> {
    let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(year) || !digits(month) {
        return None;
    }
    YearMonth::new(year.parse().ok()?, month.parse().ok()?)
}

impl Serialize for WireMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl PartialSchema for WireMonth {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^[0-9]{4}-(0[1-9]|1[0-2])$"))
            .description(Some("A calendar month; of a birthday nothing more is kept."))
            .examples([json!("1990-09")])
            .into()
    }
}

impl ToSchema for WireMonth {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Month")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn months_have_one_form() {
        assert_eq!(read("1990-09").map(|month| month.to_string()).as_deref(), Some("1990-09"));
        for text in ["1990-9", "1990-13", "1990-00", "1889-01", "1990-09-08", "+990-09", "１990-09", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,10}") {
            if let Some(month) = read(&text) {
                prop_assert_eq!(month.to_string(), text);
            }
        }
    }
}
