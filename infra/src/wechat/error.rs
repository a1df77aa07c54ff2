//! What can go wrong with WeChat, told apart by what the caller does next.

use std::time::Duration;

/// Why a call to WeChat gave no answer. Holds no code, token, phone, openid or URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeChatError {
    /// The code is unknown, spent, expired or of another kind: get a new one (`wx.login`, or tap
    /// the phone button again). The same code never becomes good.
    #[error("WeChat does not accept the code; a new one is needed")]
    CodeRejected,
    /// A quota of the platform is used up.
    #[error("WeChat takes no more calls now; try again after {} s", .retry_after.as_secs())]
    TooFrequent {
        /// How long to leave the platform alone.
        retry_after: Duration,
    },
    /// WeChat holds this user for high-risk and blocks the login: make no account.
    #[error("WeChat blocks this user's login")]
    UserBlocked,
    /// WeChat was too busy, on the repetitions too.
    #[error("WeChat is busy")]
    Busy,
    /// No answer in time or the connection broke: the code may be spent, so it is not sent again.
    #[error("WeChat did not answer; whether the call took effect is unknown")]
    UnknownOutcome,
    /// No connection: nothing was sent.
    #[error("WeChat cannot be reached")]
    Unreachable,
    /// What came back is not an answer of this interface (HTML, a 5xx, too large, a field missing).
    #[error("WeChat sent something that cannot be understood")]
    BadReply,
    /// App id, secret, IP whitelist, permission or our own request is wrong: a person must act.
    #[error("WeChat refuses this installation (errcode {errcode}); check app id, secret, IP whitelist and permissions")]
    Misconfigured {
        /// The platform's number.
        errcode: i64,
    },
    /// The phone code belongs to another mini-program.
    #[error("the code belongs to another mini-program")]
    CodeOfOtherApp,
    /// The phone number was proved too long ago, or our clock is wrong.
    #[error("the phone number was not proved just now; a new code is needed")]
    StaleWatermark,
    /// Any other refusal; asking again gives the same.
    #[error("WeChat refuses the request (errcode {errcode})")]
    Refused {
        /// The platform's number.
        errcode: i64,
    },
    /// The caller's own argument breaks the platform's rule; nothing was sent.
    #[error("the argument `{name}` breaks WeChat's rule")]
    InvalidArgument {
        /// Name of the argument.
        name: &'static str,
    },
}

/// The author of what is to be checked was not in the mini-program for two hours.
const AUTHOR_AWAY: i64 = 61010;

impl WeChatError {
    /// Whether content safety will look once the author has logged in again.
    pub fn is_author_away(&self) -> bool {
        *self == Self::Refused { errcode: AUTHOR_AWAY }
    }

    /// A stable word for logs and metrics.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CodeRejected => "code_rejected",
            Self::TooFrequent { .. } => "too_frequent",
            Self::UserBlocked => "user_blocked",
            Self::Busy => "busy",
            Self::UnknownOutcome => "unknown_outcome",
            Self::Unreachable => "unreachable",
            Self::BadReply => "bad_reply",
            Self::Misconfigured { .. } => "misconfigured",
            Self::CodeOfOtherApp => "code_of_other_app",
            Self::StaleWatermark => "stale_watermark",
            Self::Refused { .. } => "refused",
            Self::InvalidArgument { .. } => "invalid_argument",
        }
    }

    /// Whether the operator must act: nobody can log in until somebody does.
    pub fn is_alarm(&self) -> bool {
        matches!(self, Self::Misconfigured { .. } | Self::CodeOfOtherApp)
    }
}
