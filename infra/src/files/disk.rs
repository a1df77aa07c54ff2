//! Blobs on a disk: `<root>/ab/cd/<digest>`, written aside and renamed into place.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};

use super::store::{MAX_BLOB_BYTES, verified};
use super::{BlobStore, ContentDigest, StoreError};

/// Files being written lie here, on the same file system as their place.
const INCOMING: &str = "incoming";

/// A [`BlobStore`] in a directory, which several processes may share.
#[derive(Clone, Debug)]
pub struct DiskStore {
    root: PathBuf,
}

impl DiskStore {
    /// Opens the store in a directory, which is made where it is missing.
    ///
    /// # Errors
    /// [`StoreError::Full`] and [`StoreError::Io`] where the directory cannot be made.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let root = root.into();
        fs::create_dir_all(root.join(INCOMING))?;
        Ok(Self { root })
    }

    /// Removes what writers that were killed left behind, and says how many files that were.
    /// `before` must lie further back than any write takes: a day is plenty.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub async fn remove_leftovers(&self, before: DateTime<Utc>) -> Result<usize, StoreError> {
        let incoming = self.root.join(INCOMING);
        blocking(move || {
            let mut removed = 0;
            for entry in fs::read_dir(incoming)? {
                let entry = entry?;
                // A writer at work may rename its file away at any moment.
                let Ok(modified) = entry.metadata().and_then(|file| file.modified()) else { continue };
                if modified < std::time::SystemTime::from(before) && fs::remove_file(entry.path()).is_ok() {
                    removed += 1;
                }
            }
            Ok(removed)
        })
        .await
    }
}

#[async_trait]
impl BlobStore for DiskStore {
    async fn put(&self, bytes: Bytes) -> Result<ContentDigest, StoreError> {
        let root = self.root.clone();
        blocking(move || {
            let name = ContentDigest::of(&bytes);
            let place = root.join(name.path());
            // A file cut short by a failing disk is replaced rather than trusted.
            let present = fs::metadata(&place).is_ok_and(|file| file.len() == bytes.len() as u64);
            if !present {
                write_whole(&root, &place, |file| file.write_all(&bytes))?;
            }
            Ok(name)
        })
        .await
    }

    async fn get(&self, name: ContentDigest) -> Result<Bytes, StoreError> {
        let place = self.root.join(name.path());
        blocking(move || {
            let mut bytes = Vec::new();
            let file = match File::open(place) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Err(StoreError::NotFound),
                opened => opened?,
            };
            file.take(MAX_BLOB_BYTES).read_to_end(&mut bytes)?;
            verified(name, bytes.into())
        })
        .await
    }

    async fn delete(&self, name: ContentDigest) -> Result<(), StoreError> {
        let place = self.root.join(name.path());
        blocking(move || match fs::remove_file(place) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        })
        .await
    }

    async fn check(&self) -> Result<(), StoreError> {
        let incoming = self.root.join(INCOMING);
        // Only writing tells a read-only or full disk from a good one.
        blocking(move || Ok(tempfile::NamedTempFile::new_in(incoming)?.write_all(&[0; 4096])?)).await
    }
}

/// Writes a file so that its place holds all of it or nothing, whatever happens meanwhile.
fn write_whole(root: &Path, place: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), StoreError> {
    let mut file = tempfile::NamedTempFile::new_in(root.join(INCOMING))?;
    write(file.as_file_mut())?;
    file.as_file().sync_all()?;
    if let Some(directory) = place.parent() {
        fs::create_dir_all(directory)?;
    }
    file.persist(place).map_err(|failed| failed.error)?;
    // The new names survive a power cut once the directories up to the root are synced too.
    for directory in place.ancestors().skip(1).take_while(|directory| directory.starts_with(root)) {
        File::open(directory)?.sync_all()?;
    }
    Ok(())
}

/// Runs file work where it does not hold up the reactor.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|crash| StoreError::Io(io::Error::other(crash)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file of the store, but for those being written.
    fn kept(root: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut left: Vec<_> = vec![root.to_owned()];
        while let Some(directory) = left.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true if path.ends_with(INCOMING) => {}
                    true => left.push(path),
                    false => found.push(path),
                }
            }
        }
        found
    }

    fn leftovers(root: &Path) -> usize {
        fs::read_dir(root.join(INCOMING)).unwrap().count()
    }

    fn store() -> (tempfile::TempDir, DiskStore) {
        let root = tempfile::tempdir().unwrap();
        let store = DiskStore::open(root.path()).unwrap();
        (root, store)
    }

    /// Pitfall 38: an upload that is repeated makes no doubles, also when the repeats overlap.
    #[tokio::test]
    async fn the_same_bytes_are_stored_once() {
        let (root, store) = store();
        let puts = (0..32).map(|_| store.put(Bytes::from_static(b"evidence")));
        let names = futures_util::future::try_join_all(puts).await.unwrap();

        assert!(names.iter().all(|name| *name == ContentDigest::of(b"evidence")));
        assert_eq!(kept(root.path()), [root.path().join(names[0].path())]);
        assert_eq!(leftovers(root.path()), 0);
        assert_eq!(store.get(names[0]).await.unwrap(), "evidence");
    }

    #[tokio::test]
    async fn present_bytes_are_not_written_again() {
        let (root, store) = store();
        let name = store.put(Bytes::from_static(b"evidence")).await.unwrap();
        let place = root.path().join(name.path());
        let first = fs::metadata(&place).unwrap().modified().unwrap();
        // Without its directory for writing, a second write could not succeed.
        fs::remove_dir_all(root.path().join(INCOMING)).unwrap();
        store.put(Bytes::from_static(b"evidence")).await.unwrap();
        assert_eq!(fs::metadata(&place).unwrap().modified().unwrap(), first);
    }

    #[tokio::test]
    async fn deleting_twice_is_no_error_and_the_blob_is_gone() {
        let (_root, store) = store();
        let name = store.put(Bytes::from_static(b"evidence")).await.unwrap();
        store.delete(name).await.unwrap();
        store.delete(name).await.unwrap();
        assert!(matches!(store.get(name).await, Err(StoreError::NotFound)));
    }

    #[test]
    fn a_full_disk_is_its_own_error_and_leaves_nothing_behind() {
        const ENOSPC: i32 = 28;
        let root = tempfile::tempdir().unwrap();
        DiskStore::open(root.path()).unwrap();
        let place = root.path().join(ContentDigest::of(b"evidence").path());
        let outcome = write_whole(root.path(), &place, |file| {
            file.write_all(b"evid")?;
            Err(io::Error::from_raw_os_error(ENOSPC))
        });
        assert!(matches!(outcome, Err(StoreError::Full)), "{outcome:?}");
        assert_eq!((kept(root.path()).len(), leftovers(root.path())), (0, 0));
    }

    #[tokio::test]
    async fn altered_or_shortened_bytes_are_noticed_and_mended_by_the_next_put() {
        let (root, store) = store();
        let name = store.put(Bytes::from_static(b"evidence")).await.unwrap();
        for damaged in ["evidenc", "evidencE"] {
            fs::write(root.path().join(name.path()), damaged).unwrap();
            assert!(matches!(store.get(name).await, Err(StoreError::Corrupt)));
        }
        fs::write(root.path().join(name.path()), "evi").unwrap();
        store.put(Bytes::from_static(b"evidence")).await.unwrap();
        assert_eq!(store.get(name).await.unwrap(), "evidence");
    }

    #[tokio::test]
    async fn leftovers_of_a_killed_writer_go_and_those_of_a_living_one_stay() {
        let (root, store) = store();
        let leftover = root.path().join(INCOMING).join("killed");
        fs::write(&leftover, "half").unwrap();
        let written: DateTime<Utc> = fs::metadata(&leftover).unwrap().modified().unwrap().into();

        assert_eq!(store.remove_leftovers(written).await.unwrap(), 0);
        assert_eq!(store.remove_leftovers(written + chrono::TimeDelta::days(1)).await.unwrap(), 1);
        assert!(!leftover.exists());
    }

    #[tokio::test]
    async fn the_check_tells_a_store_that_cannot_be_written() {
        let (root, store) = store();
        store.check().await.unwrap();
        assert_eq!(leftovers(root.path()), 0);
        fs::remove_dir_all(root.path()).unwrap();
        assert!(matches!(store.check().await, Err(StoreError::Io(_))));
    }
}
