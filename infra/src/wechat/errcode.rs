//! The platform's error numbers, turned into [`WeChatError`].

use std::time::Duration;

use super::{error::WeChatError, transport::Endpoint};

/// "System busy": the one number after which a call is repeated.
pub(super) const BUSY: i64 = -1;

/// How long to leave the platform alone after a minute quota is used up.
const MINUTE_QUOTA: Duration = Duration::from_secs(60);

/// Whether the number says that our access token is malformed, expired or superseded. On the
/// token call itself 40001 means a wrong secret.
pub(super) fn is_token_fault(errcode: i64) -> bool {
    matches!(errcode, 40001 | 40014 | 42001)
}

/// What a refusal by `endpoint` means to the caller.
///
/// A number that is not listed is a refusal for good: repeating an unknown fault is how quotas
/// are burnt.
pub(super) fn classify(endpoint: Endpoint, errcode: i64) -> WeChatError {
    match (endpoint, errcode) {
        (_, BUSY) => WeChatError::Busy,
        // A second use is reported as either of the two.
        (Endpoint::Login | Endpoint::PhoneNumber, 40029 | 40163) => WeChatError::CodeRejected,
        // Code and openid of the phone call do not belong together.
        (Endpoint::PhoneNumber, 40003) => WeChatError::CodeRejected,
        (Endpoint::PhoneNumber, 40013) => WeChatError::CodeOfOtherApp,
        (Endpoint::Login, 40226) => WeChatError::UserBlocked,
        (_, 45009 | 45011 | 44991) | (Endpoint::MediaCheck, 87020) => WeChatError::TooFrequent { retry_after: MINUTE_QUOTA },
        // Token.
        (_, 40001 | 40014 | 42001 | 41001)
        // App id, secret, IP whitelist.
        | (_, 40013 | 40125 | 40164 | 89503 | 89506 | 89507)
        // Secret, token interface or account frozen; interface not granted.
        | (_, 40243 | 50004 | 50007 | 48001 | 48004)
        // Our own request is malformed.
        | (_, 40002 | 41002 | 41004 | 41008 | 43002 | 43003 | 44002 | 47001) => WeChatError::Misconfigured { errcode },
        _ => WeChatError::Refused { errcode },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_means_different_things_to_different_interfaces() {
        assert_eq!(classify(Endpoint::Login, 40013), WeChatError::Misconfigured { errcode: 40013 });
        assert_eq!(classify(Endpoint::PhoneNumber, 40013), WeChatError::CodeOfOtherApp);
        assert_eq!(classify(Endpoint::Login, 40029), WeChatError::CodeRejected);
        assert_eq!(classify(Endpoint::CodePicture, 40029), WeChatError::Refused { errcode: 40029 });
    }

    #[test]
    fn unknown_numbers_are_refusals_for_good() {
        assert_eq!(classify(Endpoint::Login, 99_999), WeChatError::Refused { errcode: 99_999 });
        assert!(!classify(Endpoint::Login, 99_999).is_alarm());
    }
}
