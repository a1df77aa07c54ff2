//! Who objected without an account is forgotten when it is all long over.

use chrono::{DateTime, Days, Utc};
use xianfeng_infra::db::Tx;
use xianfeng_infra::objections as rows;

use crate::app::App;
use crate::failure::Failure;

/// How long after the closing became final the names and numbers are kept: for a question about the
/// decision.
const KEPT: Days = Days::new(180);

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 200;

/// Forgets the names and numbers that a few strangers left; answers how many. Objections, answers and
/// receipt codes stay.
///
/// # Errors
/// The store's fault.
pub async fn forget_strangers(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let before = now - KEPT;
    let forget = async |tx: &Tx| rows::forget_contacts(tx, before, BATCH).await;
    let gone = app.database.transact("objections.forget", forget).await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}
