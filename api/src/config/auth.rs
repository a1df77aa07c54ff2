//! `[auth]`: access and refresh tokens.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::keys::Keys;

/// RFC 7518, 3.2: the key of HS256 is no shorter than its hash.
const MIN_SIGNING_KEY_BYTES: usize = 32;

/// `[auth]`.
#[derive(Debug, Clone)]
pub struct AuthConfig {
    /// Signs access tokens (HS256); at least 32 bytes.
    pub signing_key: SecretString,
    /// `iss` of the tokens.
    pub issuer: String,
    /// `aud` of the tokens.
    pub audience: String,
    /// Life of an access token.
    pub access_lifetime: Duration,
    /// Life of an unused refresh token.
    pub refresh_lifetime: Duration,
}

impl AuthConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let signing_key = keys.secret("auth.signing_key", "make one with `openssl rand -base64 48`");
        let length = signing_key.expose_secret().len();
        if (1..MIN_SIGNING_KEY_BYTES).contains(&length) {
            keys.fault("auth.signing_key", "must have at least 32 bytes: make one with `openssl rand -base64 48`");
        }
        Self {
            signing_key,
            issuer: keys.text("auth.issuer"),
            audience: keys.text("auth.audience"),
            access_lifetime: keys.seconds_of("auth.access_minutes", 1..=120, 60),
            refresh_lifetime: keys.seconds_of("auth.refresh_days", 1..=365, 86_400),
        }
    }
}
