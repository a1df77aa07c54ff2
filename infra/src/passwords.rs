//! Passwords: argon2id with the parameters of OWASP (19 MiB, two passes, one lane), beside the reactor, two at once.

use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use rand::RngCore;
use tokio::sync::Semaphore;

use crate::db::{StoreError, StoreResult};

/// Each needs 19 MiB and a core for some tens of milliseconds: a burst waits in line.
static SLOTS: Semaphore = Semaphore::const_new(2);

const SALT: usize = 16;

/// The hash of a password under a salt of its own, in the form of PHC, which names the parameters.
///
/// # Errors
/// [`StoreError::Other`] when the memory for it is not there.
pub async fn hash(password: String) -> StoreResult<String> {
    beside(move || {
        let mut salt = [0; SALT];
        rand::rng().fill_bytes(&mut salt);
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(fault)
    })
    .await
}

/// Is it the password of this hash? Without a hash it never is, after as much work.
///
/// # Errors
/// [`StoreError::Corrupt`] when the hash is none; [`StoreError::Other`] when the memory for it is not there.
pub async fn check(password: String, hash: Option<String>) -> StoreResult<bool> {
    beside(move || match hash {
        Some(hash) => match Argon2::default().verify_password(password.as_bytes(), hash.as_str()) {
            Ok(()) => Ok(true),
            Err(Error::PasswordInvalid) => Ok(false),
            Err(other) => Err(fault(other)),
        },
        None => {
            let mut nothing = [0; Params::DEFAULT_OUTPUT_LEN];
            let work = Argon2::default().hash_password_into(password.as_bytes(), &[0; SALT], &mut nothing);
            work.map(|()| false).map_err(|error| fault(error.into()))
        }
    })
    .await
}

async fn beside<T: Send + 'static>(work: impl FnOnce() -> StoreResult<T> + Send + 'static) -> StoreResult<T> {
    let crashed = || StoreError::Other("a password could not be worked on".to_owned());
    let slot = SLOTS.acquire().await.map_err(|_| crashed())?;
    let held = move || {
        // Held until the work ends, also when the caller has gone away meanwhile.
        let _slot = slot;
        work()
    };
    tokio::task::spawn_blocking(held).await.map_err(|_| crashed())?
}

fn fault(error: Error) -> StoreError {
    match error {
        Error::OutOfMemory | Error::Internal | Error::Crypto => StoreError::Other(format!("a password: {error}")),
        other => StoreError::corrupt(format!("the hash of a password: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let stored = hash("KQ7M2XD4".to_owned()).await.expect("hashed");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_ne!(stored, hash("KQ7M2XD4".to_owned()).await.expect("hashed"), "a salt of its own");
        let is = async |password: &str, hash: Option<&str>| check(password.to_owned(), hash.map(str::to_owned)).await;
        assert!(is("KQ7M2XD4", Some(&stored)).await.expect("checked"));
        assert!(!is("KQ7M2XD5", Some(&stored)).await.expect("checked"));
        assert!(!is("KQ7M2XD4", None).await.expect("checked"));
        assert!(is("KQ7M2XD4", Some("no hash")).await.is_err());
    }
}
