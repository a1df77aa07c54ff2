//! Working on what was pushed. An event ends in the transaction in which it has its effect: replicas that take
//! the same one wait for its row, and all but one find it taken.

use chrono::{DateTime, TimeDelta, Utc};
use xianfeng_infra::db::Tx;
use xianfeng_infra::pushes::{self as rows, End, Push};

use super::dispatch::{Handled, apply};
use crate::app::App;
use crate::failure::Failure;
use crate::work::WorkError;

/// How many in one step.
const BATCH: u64 = 50;

/// The first wait of an event that came too early or failed; doubles each time, up to the longest.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(5);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(10);

/// An event is given up after so many tries: after about two hours.
const TRIES: u32 = 18;

/// How long events are known, to be recognized when they are sent again.
const KEPT: TimeDelta = TimeDelta::days(30);

/// How many are forgotten in one step.
const FORGOTTEN_AT_ONCE: u64 = 200;

/// Works on the events that are due; answers how many. An event that fails does not keep the others waiting.
///
/// # Errors
/// The store's fault.
pub(crate) async fn handle_pushes(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let due = app.database.read(async |tx: &Tx| rows::due(tx, now, BATCH).await).await?;
    for push in &due {
        handle(app, push, now).await?;
    }
    Ok(due.len())
}

async fn handle(app: &App, push: &Push, now: DateTime<Utc>) -> Result<(), Failure> {
    let work = async |tx: &Tx| -> Result<Option<Handled>, Failure> {
        if !rows::take(tx, push).await? {
            return Ok(None);
        }
        let handled = apply(tx, &push.name, &push.open(&app.vault)?, now).await?;
        match handled {
            Handled::Done => rows::end(tx, push.id, End::Done).await?,
            Handled::Ignored => rows::end(tx, push.id, End::Ignored).await?,
            Handled::Later => try_later(tx, push, now).await?,
        }
        Ok(Some(handled))
    };
    let outcome = match app.database.transact("pushes.handle", work).await {
        Ok(None) => return Ok(()),
        Ok(Some(Handled::Done)) => "done",
        Ok(Some(Handled::Ignored)) => "ignored",
        Ok(Some(Handled::Later)) => "later",
        Err(error) => {
            tracing::warn!(event = push.name, ?error, "a pushed event could not be worked on");
            let failed = async |tx: &Tx| -> Result<_, Failure> {
                if rows::take(tx, push).await? {
                    try_later(tx, push, now).await?;
                }
                Ok(())
            };
            app.database.transact("pushes.failed", failed).await?;
            "failed"
        }
    };
    metrics::counter!("xianfeng_pushes_handled_total", "outcome" => outcome).increment(1);
    Ok(())
}

/// Leaves a taken event for another try, or gives it up.
async fn try_later(tx: &Tx, push: &Push, now: DateTime<Utc>) -> Result<(), Failure> {
    if push.attempts + 1 >= TRIES {
        tracing::warn!(event = push.name, "a pushed event was given up");
        return Ok(rows::end(tx, push.id, End::Failed).await?);
    }
    let wait = (0..push.attempts).fold(FIRST_WAIT, |wait, _| (wait + wait).min(LONGEST_WAIT));
    Ok(rows::postpone(tx, push.id, now + wait).await?)
}

/// Forgets old events, a few at a time; answers how many.
///
/// # Errors
/// The store's fault.
pub(crate) async fn sweep_pushes(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let old = async |tx: &Tx| rows::sweep(tx, now - KEPT, FORGOTTEN_AT_ONCE).await;
    let gone = app.database.transact("pushes.sweep", old).await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}
