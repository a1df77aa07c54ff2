//! Access tokens: short JWTs (HS256), signed with ring.

use std::time::Duration;

use chrono::{DateTime, Utc};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use signature::{Signer, Verifier};
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;

/// Makes and reads access tokens.
#[derive(Clone)]
pub struct Tokens {
    sign: EncodingKey,
    verify: DecodingKey,
    issuer: String,
    audience: String,
    /// How long an access token lives.
    pub access_lifetime: Duration,
    /// How long an unused refresh token lives.
    pub refresh_lifetime: Duration,
}

/// Whose an access token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The account.
    pub account: AccountId,
    /// Whether it belongs to a session at a desk.
    pub at_desk: bool,
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// Forged, of another algorithm, issuer or audience, or no token at all.
    Invalid,
    /// Was valid once.
    Expired,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    iat: i64,
    exp: i64,
    /// Of a session at a desk; phones' tokens leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    desk: Option<bool>,
}

impl Tokens {
    /// With a key of at least 32 bytes, which the configuration has checked.
    pub fn new(
        key: &SecretString,
        issuer: &str,
        audience: &str,
        access_lifetime: Duration,
        refresh_lifetime: Duration,
    ) -> Self {
        // A second installation finds the same provider: nothing to do about it.
        let _ = RING.install_default();
        let key = key.expose_secret().as_bytes();
        Self {
            sign: EncodingKey::from_secret(key),
            verify: DecodingKey::from_secret(key),
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
            access_lifetime,
            refresh_lifetime,
        }
    }

    /// A new access token of a phone.
    ///
    /// # Errors
    /// When signing fails, which it does for no account.
    pub fn issue(&self, account: AccountId, now: DateTime<Utc>) -> Result<String, Error> {
        self.issue_to(Token { account, at_desk: false }, now)
    }

    /// A new access token.
    ///
    /// # Errors
    /// As [`issue`](Self::issue).
    pub fn issue_to(&self, token: Token, now: DateTime<Utc>) -> Result<String, Error> {
        let issued_at = now.timestamp();
        let lifetime = i64::try_from(self.access_lifetime.as_secs()).unwrap_or(i64::MAX);
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: token.account.0,
            iat: issued_at,
            exp: issued_at.saturating_add(lifetime),
            desk: token.at_desk.then_some(true),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.sign)
    }

    /// Whose a token is. `alg: none`, other algorithms, issuers and audiences are not accepted.
    ///
    /// # Errors
    /// See [`TokenError`].
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Result<Token, TokenError> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
        // The application's clock decides, not the library's.
        validation.validate_exp = false;
        let claims =
            jsonwebtoken::decode::<Claims>(token, &self.verify, &validation).map_err(|_| TokenError::Invalid)?.claims;
        if claims.exp <= now.timestamp() {
            return Err(TokenError::Expired);
        }
        Ok(Token { account: AccountId(claims.sub), at_desk: claims.desk == Some(true) })
    }
}

/// The library has no cryptography of its own that passes an audit: HMAC by ring.
static RING: CryptoProvider =
    CryptoProvider { signer_factory: signer, verifier_factory: verifier, key_utils: KeyUtils::new_unimplemented() };

struct Hs256(hmac::Key);

fn signer(algorithm: &Algorithm, key: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    require_hs256(*algorithm)?;
    Ok(Box::new(Hs256(hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()))))
}

fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    require_hs256(*algorithm)?;
    Ok(Box::new(Hs256(hmac::Key::new(hmac::HMAC_SHA256, key.try_get_as_bytes()?))))
}

fn require_hs256(algorithm: Algorithm) -> Result<(), Error> {
    if algorithm == Algorithm::HS256 { Ok(()) } else { Err(ErrorKind::InvalidAlgorithm.into()) }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(hmac::sign(&self.0, message).as_ref().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], tag: &Vec<u8>) -> Result<(), signature::Error> {
        hmac::verify(&self.0, message, tag).map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;

    use super::*;

    fn tokens(key: &str, audience: &str) -> Tokens {
        let lifetime = Duration::from_secs(900);
        Tokens::new(&SecretString::from(key), "xianfeng", audience, lifetime, lifetime)
    }

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn forged_foreign_and_expired_tokens_are_refused() {
        let now: DateTime<Utc> = "2024-03-01T00:00:00Z".parse().expect("an instant");
        let account = AccountId(Uuid::from_u128(7));
        let own = tokens(KEY, "mini-program");
        let token = own.issue(account, now).expect("a token");
        assert_eq!(own.read(&token, now), Ok(Token { account, at_desk: false }));
        let at_desk = Token { account, at_desk: true };
        assert_eq!(own.read(&own.issue_to(at_desk, now).expect("a token"), now), Ok(at_desk));
        assert_eq!(own.read(&token, now + Duration::from_secs(900)), Err(TokenError::Expired));
        assert_eq!(tokens(KEY, "other").read(&token, now), Err(TokenError::Invalid));
        assert_eq!(
            tokens("another-key-another-key-another-", "mini-program").read(&token, now),
            Err(TokenError::Invalid)
        );
        let payload = token.split('.').nth(1).expect("three parts");
        for header in [r#"{"alg":"none","typ":"JWT"}"#, r#"{"alg":"HS384","typ":"JWT"}"#] {
            let header = URL_SAFE_NO_PAD.encode(header);
            assert_eq!(own.read(&format!("{header}.{payload}."), now), Err(TokenError::Invalid));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,120}") {
            let now: DateTime<Utc> = "2024-03-01T00:00:00Z".parse().expect("an instant");
            prop_assert!(tokens(KEY, "mini-program").read(&text, now).is_err());
        }
    }
}
