//! Ways to misbehave, set by a hook for the next calls or asked for by a special code.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// An interface of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Endpoint {
    /// `GET /sns/jscode2session`
    Login,
    /// `GET /cgi-bin/token`
    Token,
    /// `POST /cgi-bin/stable_token`
    StableToken,
    /// `POST /wxa/business/getuserphonenumber`
    PhoneNumber,
    /// `POST /wxa/getwxacodeunlimit`
    CodePicture,
    /// `POST /cgi-bin/message/subscribe/send`
    SubscribeSend,
    /// `POST /wxa/generate_urllink`
    UrlLink,
    /// `POST /wxa/generatescheme`
    UrlScheme,
    /// `POST /wxa/msg_sec_check`
    TextCheck,
    /// `POST /wxa/media_check_async`
    MediaCheck,
}

impl Endpoint {
    pub(super) fn at(path: &str) -> Option<Self> {
        match path {
            "/sns/jscode2session" => Some(Self::Login),
            "/cgi-bin/token" => Some(Self::Token),
            "/cgi-bin/stable_token" => Some(Self::StableToken),
            "/wxa/business/getuserphonenumber" => Some(Self::PhoneNumber),
            "/wxa/getwxacodeunlimit" => Some(Self::CodePicture),
            "/cgi-bin/message/subscribe/send" => Some(Self::SubscribeSend),
            "/wxa/generate_urllink" => Some(Self::UrlLink),
            "/wxa/generatescheme" => Some(Self::UrlScheme),
            "/wxa/msg_sec_check" => Some(Self::TextCheck),
            "/wxa/media_check_async" => Some(Self::MediaCheck),
            _ => None,
        }
    }

    pub(super) fn is_post(self) -> bool {
        !matches!(self, Self::Login | Self::Token)
    }
}

/// A way to misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    /// Refuses with this errcode.
    Errcode(i64),
    /// Refuses with this errcode, written as text.
    TextErrcode(i64),
    /// Answers only after [`StandIn::recover`](super::StandIn::recover), or after 30 s.
    Hang,
    /// 502 and a page of HTML.
    Html,
    /// 503 and nothing.
    Down,
    /// Redirects to another path of the stand-in.
    Redirect,
    /// A reply of 5 MiB.
    Oversized,
    /// The reply breaks off.
    Truncated,
}

impl Fault {
    /// The fault that a special code asks for, so that people with curl need no hook.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        match code {
            "busy" => Some(Self::Errcode(-1)),
            "freq" => Some(Self::Errcode(45011)),
            "risk" => Some(Self::Errcode(40226)),
            "slow" => Some(Self::Hang),
            "garbage" => Some(Self::Html),
            "strerr" => Some(Self::TextErrcode(40029)),
            _ => None,
        }
    }
}

/// The faults that are set, with the number of calls left to them.
#[derive(Default)]
pub(super) struct Faults(HashMap<Endpoint, (Fault, u32)>);

impl Faults {
    pub(super) fn set(&mut self, endpoint: Endpoint, fault: Fault, times: u32) {
        self.0.insert(endpoint, (fault, times));
    }

    /// The fault for the next call of `endpoint`.
    pub(super) fn next(&mut self, endpoint: Endpoint) -> Option<Fault> {
        let (fault, left) = self.0.get_mut(&endpoint)?;
        *left = left.checked_sub(1)?;
        Some(*fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_lasts_for_its_calls_and_touches_no_other_endpoint() {
        let mut faults = Faults::default();
        faults.set(Endpoint::Login, Fault::Html, 2);
        let seen: Vec<_> = (0..3).map(|_| faults.next(Endpoint::Login)).collect();
        assert_eq!(seen, [Some(Fault::Html), Some(Fault::Html), None]);
        assert_eq!(faults.next(Endpoint::Token), None);
    }
}
