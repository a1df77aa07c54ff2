//! Uploads that nothing holds are deleted: rows first, then files, then the mark that kept new
//! uploads away meanwhile. A sweep that is killed between any two steps is finished by the next.

use chrono::{DateTime, Utc};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::files::StoreError as FileError;
use xianfeng_infra::{evidence, posts};

use crate::app::App;

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 20;

/// Forgets a few uploads that nothing took in time, and the photos of cards that nobody may see any more; answers
/// how many.
///
/// # Errors
/// The store's fault.
pub async fn sweep_unclaimed(app: &App, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let before = now - app.settings.unclaimed_after;
    let sweep = async |tx: &Tx| {
        posts::let_go_photos(tx, day_of(now), BATCH).await?;
        evidence::sweep(tx, before, BATCH, now).await
    };
    app.database.transact("files.sweep", sweep).await
}

/// Why the files of a picture could not be deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteError {
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file store's fault; the mark stays, and the next sweep tries again.
    #[error("the file store failed: {0}")]
    Files(#[from] FileError),
}

/// Deletes the files of a few pictures that nobody needs any more; answers how many pictures.
///
/// # Errors
/// See [`DeleteError`].
pub async fn delete_unneeded(app: &App) -> Result<usize, DeleteError> {
    let leaving = app.database.read(async |tx: &Tx| evidence::leaving(tx, BATCH).await).await?;
    for picture in &leaving {
        for name in &picture.stored {
            app.blobs.delete((*name).into()).await?;
        }
        let forget = async |tx: &Tx| evidence::forget(tx, &picture.content).await;
        app.database.transact("files.forget", forget).await?;
    }
    Ok(leaving.len())
}
