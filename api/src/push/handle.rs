//! Working on what was pushed. An event ends in the transaction in which it has its effect: replicas that take
//! the same one wait for its row, and all but one find it ended.

use std::time::Duration;

use chrono::{DateTime, Utc};
use xianfeng_infra::db::Tx;
use xianfeng_infra::pushes::{self as rows, End, Push};

use super::dispatch::{Handled, apply};
use crate::app::App;
use crate::failure::Failure;
use crate::work::WorkError;

/// How many in one step.
const BATCH: u64 = 50;

/// The first wait of an event that came too early or failed; doubles each time, up to the longest.
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// An event is given up after so many tries: about two hours.
const TRIES: u32 = 18;

/// How long events are known, to be recognized when they are sent again.
const KEPT: Duration = Duration::from_secs(30 * 86_400);

/// How many are forgotten in one step.
const FORGOTTEN_AT_ONCE: u64 = 200;

/// Works on the events that are due; answers how many.
///
/// # Errors
/// The store's fault. An event that fails does not keep the others waiting.
pub(crate) async fn handle_pushes(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let due = app.database.read(async |tx: &Tx| rows::due(tx, now, BATCH).await).await?;
    for push in &due {
        handle(app, push, now).await?;
    }
    Ok(due.len())
}

async fn handle(app: &App, push: &Push, now: DateTime<Utc>) -> Result<(), WorkError> {
    let work = async |tx: &Tx| -> Result<Handled, Failure> {
        // First, so that who comes second waits here and has no effect.
        if !rows::end(tx, push.id, End::Done).await? {
            return Ok(Handled::Done);
        }
        let event = push.open(&app.vault)?;
        match apply(tx, &push.name, &event, now).await? {
            Handled::Done => Ok(Handled::Done),
            // The end is taken back with the transaction.
            other => Err(Failure::from(Undone(other))),
        }
    };
    let outcome = app.database.transact("pushes.handle", work).await;
    Ok(())
}
