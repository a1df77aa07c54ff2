//! Evidence files: made harmless, stored once, on disk or in an object store.
//!
//! An upload goes `Preparer::prepare` → `BlobStore::put` (full picture, thumbnail) → row. The
//! bytes that somebody sent are never kept: only what was drawn anew from their pixels is, so
//! nothing else that a file can carry (position, device, script, archive) reaches a reader.
//!
//! A blob's name is the digest of its bytes, so different rows may share one blob: delete a
//! blob only when no row names it. A row for the blob, marked before the deletion and removed
//! after it, keeps an upload of the same picture from leaning on a blob that is about to go.

mod digest;
mod disk;
mod object;
mod picture;
mod store;

pub use digest::ContentDigest;
pub use disk::DiskStore;
pub use object::{ObjectStore, ObjectStoreConfig, ObjectStoreConfigError};
pub use picture::{Limits, PictureError, PrepareError, Prepared, Preparer, Rendition, prepare};
pub use store::{BlobStore, StoreError};
