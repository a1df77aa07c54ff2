//! `phonenumber.getPhoneNumber`.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    answer::{Refusal, Reply},
    codes::Kind,
    platform::Call,
    settings::StandInSettings,
    state::World,
    users::open_id,
};

/// A phone number in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber {
    /// Country calling code, 86 for the mainland.
    pub country_code: u16,
    /// Digits after the country code.
    pub number: String,
}

impl PhoneNumber {
    /// A number of the mainland, 11 digits.
    pub fn mainland(number: &str) -> Self {
        Self { country_code: 86, number: number.to_owned() }
    }

    /// The country code is in this field for foreign numbers only.
    fn as_sent(&self) -> String {
        match self.country_code {
            86 => self.number.clone(),
            country_code => format!("+{country_code}{}", self.number),
        }
    }
}

pub(super) fn serve(
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    let code = body.get("code").and_then(Value::as_str).ok_or(Refusal::INVALID_CODE)?;
    let asked_for = body.get("openid").and_then(Value::as_str);
    let phone = proved(settings, world, code, asked_for, now)?;
    Ok(Reply::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "phone_info": {
            "phoneNumber": phone.as_sent(),
            "purePhoneNumber": phone.number,
            "countryCode": phone.country_code.to_string(),
            "watermark": { "timestamp": now.timestamp(), "appid": settings.app_id },
        },
    })))
}

fn proved(
    settings: &StandInSettings,
    world: &mut World,
    code: &str,
    asked_for: Option<&str>,
    now: DateTime<Utc>,
) -> Result<PhoneNumber, Refusal> {
    if let Some(number) = code.strip_prefix("demo-phone-") {
        let mainland = number.len() == 11 && number.bytes().all(|byte| byte.is_ascii_digit());
        return if mainland { Ok(PhoneNumber::mainland(number)) } else { Err(Refusal::INVALID_CODE) };
    }
    let proof = world.codes.spend(code, now, |proof| match proof.kind {
        Kind::PhoneOfOtherApp => Err(Refusal(40013)),
        Kind::Login => Err(Refusal::INVALID_CODE),
        Kind::Phone(_) if asked_for.is_some_and(|id| id != open_id(&settings.app_id, &proof.user)) => {
            Err(Refusal::INVALID_CODE)
        }
        Kind::Phone(_) => Ok(()),
    });
    match proof.map(|proof| proof.kind) {
        Ok(Kind::Phone(phone)) => Ok(phone),
        // The phone interface knows no "code been used".
        Ok(_) | Err(Refusal::SPENT_CODE) => Err(Refusal::INVALID_CODE),
        Err(refusal) => Err(refusal),
    }
}
