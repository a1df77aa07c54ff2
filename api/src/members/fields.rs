//! The fields of a person on the wire.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use xianfeng_domain::names::is_name;
use xianfeng_domain::roster::{Phone, Sex, normalized_name};

use crate::http::problem::{FaultCode, Faults};

/// Sex on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Sex)]
pub enum WireSex {
    /// 女.
    Female,
    /// 男.
    Male,
}

impl From<Sex> for WireSex {
    fn from(sex: Sex) -> Self {
        match sex {
            Sex::Female => Self::Female,
            Sex::Male => Self::Male,
        }
    }
}

impl From<WireSex> for Sex {
    fn from(sex: WireSex) -> Self {
        match sex {
            WireSex::Female => Self::Female,
            WireSex::Male => Self::Male,
        }
    }
}

/// A mobile number that is sent in; the empty text says that there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WirePhone(pub Option<Phone>);

impl<'de> Deserialize<'de> for WirePhone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        if text.trim().is_empty() {
            return Ok(Self(None));
        }
        text.parse().map(|phone| Self(Some(phone))).map_err(|_| de::Error::custom(FaultCode::Invalid))
    }
}

impl Serialize for WirePhone {
    /// For the fingerprint of a command, which is hashed; answers show [`mask_phone`].
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_ref().map_or("", Phone::as_str))
    }
}

impl PartialSchema for WirePhone {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(40))
            .description(Some("A mainland mobile number; the empty text for none."))
            .examples([serde_json::json!("19900000001")])
            .into()
    }
}

impl ToSchema for WirePhone {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Phone")
    }
}

/// A phone with its middle hidden: `199****0001`.
pub fn mask_phone(phone: &Phone) -> String {
    let digits = phone.as_str();
    let (start, end) = (digits.get(..3).unwrap_or_default(), digits.get(7..).unwrap_or_default());
    format!("{start}****{end}")
}

/// Checks what every person has.
pub(super) fn check(faults: &mut Faults, name: &str, schooling: Option<&String>, skills: Option<&String>) {
    faults.text("/name", name, 1..=50);
    if !is_name(&normalized_name(name)) {
        faults.add("/name", FaultCode::Invalid);
    }
    if let Some(schooling) = schooling {
        faults.text("/schooling", schooling, 0..=50);
    }
    if let Some(skills) = skills {
        faults.text("/skills", skills, 0..=200);
    }
}

/// Text that may be absent, empty text being none.
pub(super) fn optional(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_phone_shows_seven_digits() {
        assert_eq!(mask_phone(&"19912340001".parse().expect("a phone")), "199****0001");
    }

    #[test]
    fn an_empty_phone_is_none_and_a_wrong_one_is_refused() {
        let read = |json: &str| serde_json::from_str::<WirePhone>(json).map(|phone| phone.0.is_some());
        assert_eq!(read("\" \"").ok(), Some(false));
        assert_eq!(read("\"199 0000 0001\"").ok(), Some(true));
        assert!(read("\"12345\"").expect_err("too short").to_string().starts_with("invalid"));
    }
}
