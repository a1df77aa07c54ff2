//! Overdue claims release their place.

use chrono::{DateTime, Utc};
use xianfeng_domain::tasks::ClaimAction;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::tasks as rows;

use super::review::advance;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 20;

/// Ends a few claims whose deadline passed; answers how many. Run by one worker after another
/// until nothing is left: a conditional update lets each end once, whoever tries.
///
/// # Errors
/// The store's fault.
pub async fn expire_overdue(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    // The place is the machine's to release.
    let act = Act::of_machine(now);
    let expire = async |tx: &Tx| -> Result<usize, Failure> {
        let overdue = rows::overdue(tx, now, BATCH).await?;
        for claim in &overdue {
            let mut after = claim.clone();
            after.state = claim.state.after(ClaimAction::Expire)?;
            advance(tx, &act, claim, &mut after, ClaimAction::Expire, None).await?;
        }
        Ok(overdue.len())
    };
    match app.database.transact("claims.expire", expire).await {
        // Somebody handed in at the same moment, again and again: the next round sees.
        Err(Failure::Store(StoreError::Race(_))) => Ok(0),
        other => other,
    }
}
