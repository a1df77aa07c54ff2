//! Stored pictures: each is there and is what was put.

use xianfeng_infra::evidence::Picture;
use xianfeng_infra::files::{BlobStore, ContentDigest, StoreError};

use super::difference::Difference;

/// Reads both drawings of a picture.
///
/// # Errors
/// The store's fault, where it is not the picture's: it cannot be reached or read at all.
pub(super) async fn picture(blobs: &dyn BlobStore, picture: &Picture) -> Result<Vec<Difference>, StoreError> {
    let mut differences = Vec::new();
    for name in [picture.full, picture.thumbnail].map(ContentDigest::from) {
        match blobs.get(name).await {
            Ok(_) => {}
            Err(error @ (StoreError::NotFound | StoreError::Corrupt)) => {
                differences.push(Difference::Picture { name, what: error.to_string() });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(differences)
}
