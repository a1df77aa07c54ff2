//! Rate limits: by account where there is one, because a whole village shares one carrier
//! address; else by address; stricter by address for `/auth`, and as strictly, counted apart, for what
//! strangers send and for receipt codes, which somebody might guess at.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use uuid::Uuid;

use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Problem};

/// One limit.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Requests a minute in the long run.
    pub per_minute: NonZeroU32,
    /// Requests at once.
    pub burst: NonZeroU32,
}

/// The limits of the service.
#[derive(Clone, Copy, Debug)]
pub struct RateSettings {
    /// For each account.
    pub account: Rate,
    /// For each address, where no account is known.
    pub address: Rate,
    /// For each address under `/auth`, counted besides; and apart from it what strangers send, and
    /// receipt codes.
    pub auth: Rate,
}

impl Rate {
    fn new(per_minute: u32, burst: u32) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self { per_minute: at_least_one(per_minute), burst: at_least_one(burst) }
    }

    fn quota(self) -> Quota {
        Quota::per_minute(self.per_minute).allow_burst(self.burst)
    }
}

impl Default for RateSettings {
    fn default() -> Self {
        Self { account: Rate::new(120, 60), address: Rate::new(600, 200), auth: Rate::new(60, 30) }
    }
}

/// Tells whose request it is, from the access token alone: no database.
pub type AccountOf = Arc<dyn Fn(&ServiceRequest) -> Option<Uuid> + Send + Sync>;

/// The counters, shared by all workers of the process.
#[derive(Clone)]
pub struct RateLimits(Arc<Counters>);

struct Counters {
    accounts: DefaultKeyedRateLimiter<Uuid>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    auth: DefaultKeyedRateLimiter<IpAddr>,
    strangers: DefaultKeyedRateLimiter<IpAddr>,
    account_of: AccountOf,
    requests: AtomicU32,
}

impl fmt::Debug for RateLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RateLimits")
    }
}

/// After so many requests, the keys that count nothing any more are dropped.
const SWEEP_EVERY: u32 = 4096;

impl RateLimits {
    /// Counters at zero.
    pub fn new(settings: &RateSettings, account_of: AccountOf) -> Self {
        Self(Arc::new(Counters {
            accounts: RateLimiter::keyed(settings.account.quota()),
            addresses: RateLimiter::keyed(settings.address.quota()),
            auth: RateLimiter::keyed(settings.auth.quota()),
            strangers: RateLimiter::keyed(settings.auth.quota()),
            account_of,
            requests: AtomicU32::new(0),
        }))
    }

    /// Counts a request; `rate.limited` with the time to wait where it is one too many.
    pub(crate) fn count(&self, request: &ServiceRequest, meta: &RequestMeta) -> Result<(), Problem> {
        // Signed and cheap to refuse; the platform sends from few addresses, and all at once.
        if request.path() == "/wechat/push" {
            return Ok(());
        }
        let counters = &self.0;
        counters.sweep_at_times();
        let address = network(meta.ip);
        if is_of_log_in(request.path()) {
            check(&counters.auth, &address)?;
        }
        if is_of_strangers(request) {
            check(&counters.strangers, &address)?;
        }
        match (counters.account_of)(request) {
            Some(account) => check(&counters.accounts, &account),
            None => check(&counters.addresses, &address),
        }
    }
}

/// Is it something that is sent or asked for without an account: an objection, a suggestion, a code on paper?
fn is_of_strangers(request: &ServiceRequest) -> bool {
    let Some(public) = request.path().strip_prefix("/api/v1/public/") else { return false };
    let by_code = ["objections/", "suggestions/", "certificates/"];
    request.method() == Method::POST || by_code.iter().any(|codes| public.starts_with(codes))
}

/// Is it a log-in, or what might be guessed at there? Not the question of a desk whether its phone has confirmed:
/// an office's desks share one address and ask every three seconds, with a token that nobody guesses.
fn is_of_log_in(path: &str) -> bool {
    let Some(rest) = path.strip_prefix("/api/v1/auth/") else { return false };
    !(rest.starts_with("desk/requests/") && rest.ends_with("/session"))
}

impl Counters {
    /// Keeps the memory in bounds, whoever calls from however many addresses.
    fn sweep_at_times(&self) {
        if self.requests.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.accounts.retain_recent();
            self.addresses.retain_recent();
            self.auth.retain_recent();
            self.strangers.retain_recent();
        }
    }
}

/// A household has a whole /64 of IPv6 addresses: they count as one.
fn network(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Problem> {
    limiter.check_key(key).map_err(|refused| {
        let wait = refused.wait_time_from(DefaultClock::default().now());
        Problem::new(Code::RateLimited).retry_after(wait.max(Duration::from_secs(1)))
    })
}
