//! Old messages are forgotten.

use chrono::{DateTime, Months, Utc};
use xianfeng_infra::db::Tx;
use xianfeng_infra::inbox;

use crate::app::App;
use crate::failure::Failure;

/// What was read is kept for two years.
const KEPT: Months = Months::new(24);

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 200;

/// Forgets a few messages that were read long ago; answers how many. What nobody has read stays.
///
/// # Errors
/// The store's fault.
pub async fn sweep(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let before = now - KEPT;
    let gone = app.database.transact("inbox.sweep", async |tx: &Tx| inbox::sweep(tx, before, BATCH).await).await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}
