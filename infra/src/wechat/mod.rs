//! A thin client of the WeChat interfaces that the service needs: login, phone number,
//! mini-program code, content safety, subscribe messages and links; and the reader of what WeChat
//! pushes ([`push`]).
//!
//! What every call has in common, and where it lives:
//!
//! - `transport`: one shared HTTP client, time-outs, body caps, no redirects, bounded retries of
//!   "busy", and never a retry after a time-out: a code may be spent by then.
//! - `reply`: replies are JSON whatever their `Content-Type` says, errors come with status 200.
//! - `errcode`: the platform's numbers become a typed [`WeChatError`].
//! - `token`: one access token a process, fetched by one call at a time, renewed on refusal.
//! - `flight`: callers who ask for the same thing at the same moment share one upstream call.
//!
//! URLs of this platform carry the app secret, codes and tokens in their query. So no error and
//! no log line holds a URL, a reply or the platform's message; logs name the interface, the
//! errcode and the request id (`rid`), which WeChat's support can look up.

mod code_picture;
mod errcode;
mod error;
mod flight;
mod links;
mod login;
mod media_check;
mod phone;
pub mod push;
mod reply;
mod settings;
mod subscribe;
mod text_check;
mod token;
mod transport;

use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use code_picture::{CodePicture, MediaType, Picture};
pub use error::WeChatError;
pub use links::{LONGEST_LINK_DAYS, PageLink};
pub use login::Session;
pub use media_check::{MediaVerdict, MediaWord};
pub use phone::Phone;
pub use settings::{Environment, OFFICIAL_BASE_URL, SettingsError, WeChatSettings};
pub use subscribe::{Sending, SubscribeMessage};
pub use text_check::Verdict;

use flight::SingleFlight;
use token::TokenStore;
use transport::Transport;

/// The application's clock: the one source of the present time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Which upstream call somebody waits for: a digest, so that no code stays in memory as a key.
type CallKey = [u8; 32];

/// The client; cheap to clone, all clones share connections, token and calls in flight.
#[derive(Clone)]
pub struct WeChat {
    inner: Arc<Inner>,
}

struct Inner {
    settings: WeChatSettings,
    clock: Clock,
    transport: Transport,
    tokens: TokenStore,
    logins: SingleFlight<CallKey, Session>,
    phones: SingleFlight<CallKey, Phone>,
}

impl WeChat {
    /// A client of the mini-program that `settings` names.
    ///
    /// Expects that a process-wide rustls crypto provider is installed. Makes no call: a wrong
    /// secret shows at the first use.
    ///
    /// # Errors
    /// [`SettingsError::Client`] when the TLS roots of the machine cannot be loaded.
    pub fn new(settings: WeChatSettings, clock: Clock) -> Result<Self, SettingsError> {
        let transport = Transport::new(&settings)?;
        Ok(Self {
            inner: Arc::new(Inner {
                settings,
                clock,
                transport,
                tokens: TokenStore::default(),
                logins: SingleFlight::default(),
                phones: SingleFlight::default(),
            }),
        })
    }

    /// The mini-program's app id; public, it is part of every installed copy.
    pub fn app_id(&self) -> &str {
        &self.inner.settings.app_id
    }

    /// Which build of the mini-program links and pictures open: `release`, `trial` or `develop`.
    pub fn environment(&self) -> &'static str {
        self.inner.settings.environment.as_str()
    }

    fn now(&self) -> DateTime<Utc> {
        (self.inner.clock)()
    }
}

/// Whether `code` can be one of WeChat's temporary codes at all; anything else is refused
/// without asking upstream.
fn is_plausible_code(code: &str) -> bool {
    (1..=128).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::is_plausible_code;

    #[test]
    fn codes_with_spaces_controls_or_of_no_or_huge_length_never_go_upstream() {
        assert!(is_plausible_code("0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P"));
        assert!(is_plausible_code("demo-member-1"));
        for code in ["", " ", "a b", "a\nb", "码", &"a".repeat(129)] {
            assert!(!is_plausible_code(code), "{code:?}");
        }
    }
}
