//! `[rate_limits]`: how often one may call.

use super::keys::Keys;

/// `[rate_limits]`.
#[derive(Debug, Clone, Copy)]
pub struct RateLimitsConfig {
    /// For each account.
    pub account: RateLimit,
    /// For each address, where there is no account.
    pub address: RateLimit,
    /// For log-ins and refreshes, by address.
    pub auth: RateLimit,
}

/// A token bucket; both numbers are at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests a minute in the long run.
    pub per_minute: u32,
    /// Requests at once.
    pub burst: u32,
}

impl RateLimitsConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        Self { account: limit(keys, "account"), address: limit(keys, "address"), auth: limit(keys, "auth") }
    }
}

fn limit(keys: &mut Keys, who: &str) -> RateLimit {
    RateLimit {
        per_minute: keys.integer(&format!("rate_limits.{who}_per_minute"), 1..=1_000_000),
        burst: keys.integer(&format!("rate_limits.{who}_burst"), 1..=1_000_000),
    }
}
