//! `phonenumber.getPhoneNumber`: the phone number that a user has just proved.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{
    WeChat,
    error::WeChatError,
    is_plausible_code,
    reply::{self, LooseNumber},
    transport::Endpoint,
};

/// How far the time at which the number was proved may lie from our clock.
const WATERMARK_TOLERANCE: TimeDelta = TimeDelta::minutes(10);

/// A phone number in E.164 form (`+8613912345678`). Not printed by `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// The number, `+` and at most 15 digits.
    pub fn as_e164(&self) -> &str {
        &self.0
    }

    fn from_parts(country_code: i64, number: &str) -> Option<Self> {
        let phone = format!("+{country_code}{number}");
        let valid = (1..=999).contains(&country_code)
            && number.len() >= 4
            && phone.len() <= 16
            && number.bytes().all(|byte| byte.is_ascii_digit());
        valid.then_some(Self(phone))
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Phone").finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Reply {
    phone_info: PhoneInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PhoneInfo {
    pure_phone_number: String,
    country_code: LooseNumber,
    watermark: Watermark,
}

#[derive(Deserialize)]
struct Watermark {
    appid: String,
    /// Seconds since 1970.
    timestamp: i64,
}

impl WeChat {
    /// The number behind a code of the phone button, which must be of the user `open_id`: pass
    /// the one of the account that posted the code, never one from a request.
    ///
    /// # Errors
    /// [`WeChatError::CodeRejected`] and [`WeChatError::StaleWatermark`] (tap the button again),
    /// [`WeChatError::CodeOfOtherApp`], [`WeChatError::TooFrequent`], and those of every call.
    pub async fn phone_number(&self, code: &str, open_id: &str) -> Result<Phone, WeChatError> {
        if !is_plausible_code(code) {
            return Err(WeChatError::CodeRejected);
        }
        // The user is part of the key: nobody joins the call of another user's code.
        let key = Sha256::new().chain_update(code).chain_update([0]).chain_update(open_id).finalize().into();
        let (client, code, open_id) = (self.clone(), code.to_owned(), open_id.to_owned());
        self.inner.phones.run(key, async move { client.fetch_phone_number(&code, &open_id).await }).await
    }

    async fn fetch_phone_number(&self, code: &str, open_id: &str) -> Result<Phone, WeChatError> {
        let body = json!({ "code": code, "openid": open_id });
        let reply: Reply = self.post_with_token(Endpoint::PhoneNumber, &body, reply::parse).await?;
        self.accept(reply.phone_info).inspect_err(
            |error| tracing::warn!(%error, alarm = error.is_alarm(), "WeChat's phone number is not accepted"),
        )
    }

    fn accept(&self, info: PhoneInfo) -> Result<Phone, WeChatError> {
        check_watermark(&info.watermark, self.app_id(), self.now())?;
        let country_code = info.country_code.value().ok_or(WeChatError::BadReply)?;
        Phone::from_parts(country_code, &info.pure_phone_number).ok_or(WeChatError::BadReply)
    }
}

fn check_watermark(watermark: &Watermark, app_id: &str, now: DateTime<Utc>) -> Result<(), WeChatError> {
    if watermark.appid != app_id {
        return Err(WeChatError::CodeOfOtherApp);
    }
    let proved_at = DateTime::from_timestamp(watermark.timestamp, 0).ok_or(WeChatError::BadReply)?;
    if (now - proved_at).abs() > WATERMARK_TOLERANCE {
        return Err(WeChatError::StaleWatermark);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<PhoneInfo, reply::Unread> {
        reply::parse::<Reply>(body.as_bytes()).map(|reply| reply.phone_info)
    }

    #[test]
    fn the_country_code_comes_as_text_or_as_a_number() {
        for code in [r#""86""#, "86", r#""+86""#] {
            let info = read(&format!(
                r#"{{"errcode":0,"phone_info":{{"phoneNumber":"13912345678","purePhoneNumber":"13912345678",
                "countryCode":{code},"watermark":{{"timestamp":1637744274,"appid":"wx1"}}}}}}"#
            ))
            .unwrap();
            let phone = Phone::from_parts(info.country_code.value().unwrap(), &info.pure_phone_number);
            assert_eq!(phone.unwrap().as_e164(), "+8613912345678");
        }
    }

    #[test]
    fn foreign_numbers_keep_their_country() {
        assert_eq!(Phone::from_parts(852, "61234567").unwrap().as_e164(), "+85261234567");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (country_code, number) in [
            (0, "13912345678"),
            (-86, "13912345678"),
            (1000, "12345"),
            (86, ""),
            (86, "139 1234 5678"),
            (86, "12345678901234"),
        ] {
            assert!(Phone::from_parts(country_code, number).is_none(), "{country_code} {number}");
        }
    }

    #[test]
    fn the_watermark_must_be_ours_and_of_now() {
        let now = DateTime::from_timestamp(1_637_744_274, 0).unwrap();
        let check = |appid: &str, seconds: i64| {
            check_watermark(&Watermark { appid: appid.into(), timestamp: 1_637_744_274 + seconds }, "wx1", now)
        };
        assert_eq!(check("wx1", 0), Ok(()));
        assert_eq!(check("wx1", -600), Ok(()));
        assert_eq!(check("wx1", 600), Ok(()));
        assert_eq!(check("wx1", -601), Err(WeChatError::StaleWatermark));
        assert_eq!(check("wx1", 601), Err(WeChatError::StaleWatermark));
        assert_eq!(check("wx2", 0), Err(WeChatError::CodeOfOtherApp));
        assert_eq!(check("wx1", i64::MAX - 1_637_744_274), Err(WeChatError::BadReply));
    }

    #[test]
    fn a_phone_is_not_printed() {
        assert!(!format!("{:?}", Phone::from_parts(86, "13912345678").unwrap()).contains("139"));
    }
}
