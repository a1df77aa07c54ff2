//! `[files]`: where evidence pictures are kept, and how large they may be.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use super::keys::Keys;
use super::server::base_url;

/// `[files]`.
#[derive(Debug, Clone)]
pub struct FilesConfig {
    /// Where pictures are kept.
    pub kind: FilesKind,
    /// Largest picture to upload, in bytes.
    pub max_picture: usize,
    /// Largest picture once decoded, in pixels.
    pub max_pixels: u64,
    /// After which a picture that no claim took is deleted.
    pub unclaimed_after: Duration,
}

/// Where pictures are kept.
#[derive(Debug, Clone)]
pub enum FilesKind {
    /// In this directory.
    Disk(PathBuf),
    /// In an S3-compatible object store.
    Object(ObjectStoreConfig),
}

/// `[files.object]`.
#[derive(Debug, Clone)]
pub struct ObjectStoreConfig {
    /// Address of the store.
    pub endpoint: Url,
    /// Region that requests are signed for.
    pub region: String,
    /// Bucket, which must exist.
    pub bucket: String,
    /// Access key id.
    pub key_id: String,
    /// Secret access key.
    pub secret: SecretString,
    /// Whether the bucket stands in the path, not in the host name.
    pub path_style: bool,
}

impl FilesConfig {
    pub(super) fn read(keys: &mut Keys) -> Self {
        let object = keys.choice("files.kind", &[("disk", false), ("object", true)]);
        let directory = keys.path("files.directory");
        let kind =
            if object { ObjectStoreConfig::read(keys).map(FilesKind::Object) } else { directory.map(FilesKind::Disk) };
        if kind.is_none() && !object {
            keys.fault("files.directory", "must name a directory");
        }
        Self {
            kind: kind.unwrap_or_else(|| FilesKind::Disk(PathBuf::new())),
            max_picture: keys.integer::<usize>("files.max_picture_mib", 1..=50).saturating_mul(1 << 20),
            max_pixels: keys.integer::<u64>("files.max_picture_megapixels", 1..=100).saturating_mul(1_000_000),
            unclaimed_after: keys.seconds_of("files.unclaimed_hours", 1..=720, 3600),
        }
    }
}

impl ObjectStoreConfig {
    fn read(keys: &mut Keys) -> Option<Self> {
        let endpoint = base_url(keys, "files.object.endpoint");
        let region = keys.text("files.object.region");
        let bucket = keys.text("files.object.bucket");
        let key_id = keys.text("files.object.key_id");
        let secret = keys.secret("files.object.secret", "take it from the console of the object store");
        let path_style = keys.flag("files.object.path_style");
        if endpoint.is_none() {
            keys.fault("files.object.endpoint", "must be the address of the object store");
        }
        Some(Self { endpoint: endpoint?, region, bucket, key_id, secret, path_style })
    }
}
