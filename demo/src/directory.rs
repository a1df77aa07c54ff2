//! The directory that a demonstration lives in: database, pictures, keys.
//!
//! A township is loaded into a database of another name, which gets its own name when it is
//! whole: killed at any moment before, the next start begins anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use xianfeng_infra::db::{Database, DatabaseSettings, StoreError, Tx};
use xianfeng_infra::installation::{self, InstallationKind};

const DATABASE: &str = "xianfeng.db";
const LOADING: &str = "loading.db";
const KEYS: &str = "keys.toml";
const FILES: &str = "files";

/// Why a directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Its database is not a demonstration's.
    #[error("{0} holds a database that is no demonstration's: name another directory with --data")]
    NotOurs(PathBuf),
    /// It cannot be read or written.
    #[error("{path}: {cause}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

/// A demonstration's directory.
#[derive(Clone, Debug)]
pub struct Directory(PathBuf);

impl Directory {
    /// Opens a directory, made where missing.
    ///
    /// # Errors
    /// [`DirectoryError::NotOurs`] when its database belongs to anything but a demonstration; it
    /// is left as it is.
    pub async fn open(path: &Path) -> Result<Self, DirectoryError> {
        let directory = Self(path.to_owned());
        fs::create_dir_all(path).map_err(|cause| directory.failed(cause))?;
        if directory.is_loaded() && !directory.is_ours().await {
            return Err(DirectoryError::NotOurs(path.to_owned()));
        }
        Ok(directory)
    }

    /// Whether a whole township stands in it.
    pub fn is_loaded(&self) -> bool {
        self.database().exists()
    }

    /// Deletes what a demonstration writes, and nothing else.
    ///
    /// # Errors
    /// [`DirectoryError::Io`].
    pub fn clear(&self) -> Result<(), DirectoryError> {
        self.discard(LOADING)?;
        // Last: as long as it stands, a half-cleared directory is known as a demonstration's.
        let files = fs::remove_dir_all(self.files());
        let keys = fs::remove_file(self.keys());
        [files, keys].into_iter().try_for_each(|gone| self.unless_missing(gone))?;
        self.discard(DATABASE)
    }

    /// Makes room for a load: an interrupted one leaves half a township.
    pub(crate) fn begin_loading(&self) -> Result<PathBuf, DirectoryError> {
        self.discard(LOADING)?;
        Ok(self.0.join(LOADING))
    }

    /// Gives the loaded database its name. It must be closed.
    pub(crate) fn finish_loading(&self) -> Result<(), DirectoryError> {
        fs::rename(self.0.join(LOADING), self.database()).map_err(|cause| self.failed(cause))
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.0.join(FILES)
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.0.join(KEYS)
    }

    pub(crate) fn failed(&self, cause: io::Error) -> DirectoryError {
        DirectoryError::Io { path: self.0.clone(), cause }
    }

    /// A database that does not open or has no such table is nobody's demonstration either.
    async fn is_ours(&self) -> bool {
        let settings = DatabaseSettings::new(format!("sqlite://{}", self.database().display()));
        let Ok(database) = Database::open(&settings).await else { return false };
        let read = async |tx: &Tx| -> Result<_, StoreError> { installation::kind(tx).await };
        let kind = database.read(read).await;
        let closed = database.close().await;
        matches!(kind, Ok(Some(InstallationKind::Demo))) && closed.is_ok()
    }

    fn discard(&self, name: &str) -> Result<(), DirectoryError> {
        let parts = ["", "-wal", "-shm"].map(|suffix| self.0.join(format!("{name}{suffix}")));
        parts.iter().rev().try_for_each(|part| self.unless_missing(fs::remove_file(part)))
    }

    fn unless_missing(&self, gone: io::Result<()>) -> Result<(), DirectoryError> {
        match gone {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(error)),
            _ => Ok(()),
        }
    }
}
