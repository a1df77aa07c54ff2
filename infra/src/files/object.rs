//! Blobs in an S3-compatible object store (MinIO, Ceph, a cloud's own).
//!
//! Requests are signed by `rusty-s3`, which does no I/O, and sent by the HTTP client that the
//! house has anyway. A signature travels in the address, so no address is ever shown.

use std::num::NonZeroU64;
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use reqwest::header::CONTENT_LENGTH;
use reqwest::{Client, Response, StatusCode};
use rusty_s3::{Bucket, Credentials, Method, S3Action, UrlStyle};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

use super::store::{MAX_BLOB_BYTES, verified};
use super::{BlobStore, ContentDigest, StoreError};

/// How long a signature holds: room for clocks that disagree, no more.
const SIGNATURE_LIFETIME: Duration = Duration::from_secs(300);

/// Where the object store is and who we are there.
///
/// The key needs `s3:GetObject`, `s3:PutObject`, `s3:DeleteObject` on the bucket's objects and
/// `s3:ListBucket` on the bucket: without the last, a missing object answers 403 instead of 404.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectStoreConfig {
    /// Address of the service, such as `https://s3.cn-north-1.amazonaws.com.cn`.
    pub endpoint: String,
    /// Region that requests are signed for; MinIO's is `us-east-1` unless set otherwise.
    pub region: String,
    /// Bucket, which must exist and should not be public.
    pub bucket: String,
    /// Identity of the access key.
    pub access_key_id: String,
    /// Secret of the access key.
    pub secret_access_key: SecretString,
    /// `true`: `endpoint/bucket/key`, as most self-hosted services want it;
    /// `false`: `bucket.endpoint/key`.
    pub path_style: bool,
    /// How long one request may take in all, in seconds.
    pub timeout_seconds: NonZeroU64,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ObjectStoreConfigError {
    /// Not an `http` or `https` address of a host, or one with a user, password, query or fragment.
    #[error("the endpoint must be an http or https address without user, password, query and fragment")]
    Endpoint,
    /// The bucket's name cannot be part of the address.
    #[error("the bucket's name does not fit the endpoint")]
    Bucket,
    /// A required value is empty.
    #[error("{0} must not be empty")]
    Empty(&'static str),
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Client(#[source] reqwest::Error),
}

/// A [`BlobStore`] in a bucket. It has no `Debug`: the credentials are inside.
#[derive(Clone)]
pub struct ObjectStore {
    bucket: Bucket,
    credentials: Credentials,
    http: Client,
}

impl ObjectStore {
    /// Checks the configuration; no request is made yet. The process-wide TLS provider of
    /// rustls must be installed before.
    ///
    /// # Errors
    /// [`ObjectStoreConfigError`]; none names the secret.
    pub fn new(config: &ObjectStoreConfig) -> Result<Self, ObjectStoreConfigError> {
        let secret = config.secret_access_key.expose_secret();
        let required = [
            ("region", config.region.as_str()),
            ("bucket", &config.bucket),
            ("access_key_id", &config.access_key_id),
            ("secret_access_key", secret),
        ];
        if let Some((name, _)) = required.into_iter().find(|(_, value)| value.is_empty()) {
            return Err(ObjectStoreConfigError::Empty(name));
        }
        let style = if config.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = Bucket::new(endpoint(&config.endpoint)?, style, config.bucket.clone(), config.region.clone())
            .map_err(|_| ObjectStoreConfigError::Bucket)?;
        let http = Client::builder()
            .timeout(Duration::from_secs(config.timeout_seconds.get()))
            // A redirect would carry the signed address to somebody else.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(ObjectStoreConfigError::Client)?;
        Ok(Self { bucket, credentials: Credentials::new(&config.access_key_id, secret), http })
    }

    async fn send<'a, A: S3Action<'a>>(&self, action: A, body: Bytes) -> Result<Response, StoreError> {
        // The other side compares with its own clock: here the real time is meant, not the
        // application's.
        let url = action.sign(SIGNATURE_LIFETIME);
        let request = match A::METHOD {
            Method::Head => self.http.head(url),
            Method::Get => self.http.get(url),
            Method::Put => self.http.put(url).body(body),
            Method::Post => self.http.post(url).body(body),
            Method::Delete => self.http.delete(url),
        };
        request.send().await.map_err(|error| interrupted(&error))
    }
}

#[async_trait]
impl BlobStore for ObjectStore {
    async fn put(&self, bytes: Bytes) -> Result<ContentDigest, StoreError> {
        let name = ContentDigest::of(&bytes);
        let key = name.path();
        let held = self.send(self.bucket.head_object(Some(&self.credentials), &key), Bytes::new()).await?;
        // A shorter object was cut off by a server that answers before it has everything.
        if held.status() == StatusCode::OK && announced_length(&held) == Some(bytes.len()) {
            return Ok(name);
        }
        let answer = self.send(self.bucket.put_object(Some(&self.credentials), &key), bytes).await?;
        accepted(answer.status())?;
        Ok(name)
    }

    async fn get(&self, name: ContentDigest) -> Result<Bytes, StoreError> {
        let key = name.path();
        let mut answer = self.send(self.bucket.get_object(Some(&self.credentials), &key), Bytes::new()).await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Err(StoreError::NotFound);
        }
        accepted(answer.status())?;
        let mut bytes = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| interrupted(&error))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() as u64 > MAX_BLOB_BYTES {
                return Err(StoreError::Corrupt);
            }
        }
        verified(name, bytes.freeze())
    }

    async fn delete(&self, name: ContentDigest) -> Result<(), StoreError> {
        let key = name.path();
        let answer = self.send(self.bucket.delete_object(Some(&self.credentials), &key), Bytes::new()).await?;
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(()),
            status => accepted(status),
        }
    }

    async fn check(&self) -> Result<(), StoreError> {
        accepted(self.send(self.bucket.head_bucket(Some(&self.credentials)), Bytes::new()).await?.status())
    }
}

/// The endpoint, which must not carry anything that a log or a signature would trip over.
fn endpoint(text: &str) -> Result<Url, ObjectStoreConfigError> {
    let url: Url = text.parse().map_err(|_| ObjectStoreConfigError::Endpoint)?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if plain { Ok(url) } else { Err(ObjectStoreConfigError::Endpoint) }
}

/// What the header says: the body of an answer to HEAD is always empty.
fn announced_length(answer: &Response) -> Option<usize> {
    answer.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn accepted(status: StatusCode) -> Result<(), StoreError> {
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::INSUFFICIENT_STORAGE => Err(StoreError::Full),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => Err(StoreError::Unavailable("it is busy")),
        status if status.is_server_error() => Err(StoreError::Unavailable("it reports an error of its own")),
        status => Err(StoreError::Refused { status: status.as_u16() }),
    }
}

/// Says what broke without the error's own text, which holds the signed address.
fn interrupted(error: &reqwest::Error) -> StoreError {
    StoreError::Unavailable(match error {
        error if error.is_timeout() => "it did not answer in time",
        error if error.is_connect() => "it cannot be reached",
        _ => "the connection broke",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(endpoint: &str) -> ObjectStoreConfig {
        ObjectStoreConfig {
            endpoint: endpoint.into(),
            region: "us-east-1".into(),
            bucket: "evidence".into(),
            access_key_id: "key".into(),
            secret_access_key: "s3cr3t".into(),
            path_style: true,
            timeout_seconds: NonZeroU64::MIN,
        }
    }

    #[test]
    fn an_endpoint_that_cannot_be_meant_is_refused_without_repeating_it() {
        for text in
            ["", "s3.example", "ftp://s3.example", "https://u:hidden@s3.example", "https://s3.example/?hidden=1"]
        {
            let error = ObjectStore::new(&config(text)).err().unwrap();
            assert!(matches!(error, ObjectStoreConfigError::Endpoint), "{text}: {error:?}");
            assert!(!format!("{error} {error:?}").contains("hidden"));
        }
        let nameless = ObjectStoreConfig { bucket: String::new(), ..config("https://s3.example") };
        assert!(matches!(ObjectStore::new(&nameless), Err(ObjectStoreConfigError::Empty("bucket"))));
    }

    #[test]
    fn the_secret_shows_in_no_debug_text() {
        assert!(!format!("{:?}", config("https://s3.example")).contains("s3cr3t"));
    }
}
