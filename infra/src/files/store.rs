//! Where blobs are kept: a trait, because a disk and an object store both do it.

use async_trait::async_trait;
use bytes::Bytes;

use super::ContentDigest;

/// The largest blob that a store reads back, in bytes. What [`prepare`](super::prepare) makes is
/// far smaller; a store that answers with more is not telling the truth.
pub(super) const MAX_BLOB_BYTES: u64 = 16 * 1024 * 1024;

/// A store of blobs named by their content. Every method may be repeated and may run at the same
/// time on many replicas: a name only ever stands for one content.
#[async_trait]
pub trait BlobStore: Send + Sync {
    /// Keeps the bytes and answers with their name. Once this returns they survive a crash.
    /// Bytes that are there already are not written again.
    ///
    /// # Errors
    /// [`StoreError::Full`], [`StoreError::Unavailable`], [`StoreError::Refused`],
    /// [`StoreError::Io`]. After an error no part of the blob can be read.
    async fn put(&self, bytes: Bytes) -> Result<ContentDigest, StoreError>;

    /// The bytes of a name, checked against it: what comes back is what was put.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Corrupt`] and those of [`put`](Self::put) but
    /// for [`StoreError::Full`].
    async fn get(&self, name: ContentDigest) -> Result<Bytes, StoreError>;

    /// Forgets the name. A name that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Refused`], [`StoreError::Io`].
    async fn delete(&self, name: ContentDigest) -> Result<(), StoreError>;

    /// Can the store be used now? For `/readyz`.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    async fn check(&self) -> Result<(), StoreError>;
}

/// Why a store did not do as told. No text of it names a secret, an address or a path.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No blob has this name.
    #[error("no such blob")]
    NotFound,
    /// No room left: the operator must make some.
    #[error("the file store is full")]
    Full,
    /// The object store cannot be reached or is in trouble: trying again later may help.
    #[error("the object store is unavailable: {0}")]
    Unavailable(&'static str),
    /// The object store said no (bucket, key or permission): the operator must mend the settings.
    #[error("the object store refused with HTTP status {status}")]
    Refused {
        /// The HTTP status of the answer.
        status: u16,
    },
    /// The stored bytes are not those that were put: restore them from a backup.
    #[error("the stored bytes do not match their name")]
    Corrupt,
    /// The disk failed.
    #[error("the file store failed")]
    Io(#[source] std::io::Error),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

/// The bytes, if they are those that the name stands for.
pub(super) fn verified(name: ContentDigest, bytes: Bytes) -> Result<Bytes, StoreError> {
    if ContentDigest::of(&bytes) == name { Ok(bytes) } else { Err(StoreError::Corrupt) }
}
