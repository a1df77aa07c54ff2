//! Asking the platform: once after the commit, and by the worker until there is a verdict or a person has to look.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, FileId};
use xianfeng_domain::moderation::{CheckState, Ground, Next, PICTURE_PATIENCE, Subject, Trouble, after, pieces};
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::moderation::{self as rows, TextCheck};
use xianfeng_infra::wechat::{Verdict, WeChatError};

use super::{media, tell};
use crate::app::App;
use crate::command::Reply;
use crate::failure::Failure;
use crate::work::WorkError;

/// Nobody else asks meanwhile: longer than the pieces of the longest text take with all repetitions.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// How many in one step.
const BATCH: u64 = 20;

/// Asks the platform about a text or picture that was just written. Whatever goes wrong leaves it waiting, which hides
/// it; the request that wrote it succeeds all the same.
pub async fn look(app: &App, subject: Subject, id: Uuid) {
    look_at(app, subject, id, app.clock.now()).await;
}

/// As [`look`], at an instant: for whoever carries out what happened earlier.
pub async fn look_at(app: &App, subject: Subject, id: Uuid, now: DateTime<Utc>) {
    let find = async |tx: &Tx| rows::of_subject(tx, (subject, id)).await;
    let looked = match app.database.read(find).await {
        Ok(Some(check)) if check.due_at.is_some_and(|due| due <= now) => ask(app, &check, now).await,
        Ok(_) => Ok(()),
        Err(error) => Err(error.into()),
    };
    if let Err(error) = looked {
        tracing::warn!(subject = subject.code(), ?error, "a check could not be written; the worker goes on with it");
    }
}

/// As [`look`], at the text whose id stands in a command's reply: also when the command is repeated.
pub async fn look_at_reply(app: &App, subject: Subject, reply: &Reply) {
    match serde_json::from_str::<Named>(reply.json()) {
        Ok(named) => look(app, subject, named.id).await,
        // The worker asks about it.
        Err(error) => tracing::warn!(subject = subject.code(), %error, "a reply names no text"),
    }
}

#[derive(Deserialize)]
struct Named {
    id: Uuid,
}

/// Asks about what is due; answers how many.
///
/// # Errors
/// The store's fault.
pub(crate) async fn look_due(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let due = app.database.read(async |tx: &Tx| rows::due(tx, now, BATCH).await).await?;
    for check in &due {
        ask(app, check, now).await?;
    }
    Ok(due.len())
}

/// Has what an account wrote looked at again, now that the platform has seen its user.
///
/// # Errors
/// The store's fault.
pub(crate) async fn author_is_back(tx: &Tx, author: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    rows::author_is_back(tx, author, now).await
}

/// What asking brought.
enum Outcome {
    Judged(Verdict),
    HandedIn(String),
    Held(Ground),
    Trouble(Trouble),
}

/// Takes the check, asks without a transaction, writes what came of it if the text is still the same.
async fn ask(app: &App, check: &TextCheck, now: DateTime<Utc>) -> Result<(), Failure> {
    if check.state != CheckState::Waiting {
        return Ok(());
    }
    let begin = async |tx: &Tx| -> Result<_, Failure> { Ok(rows::lease(tx, check, now + LEASE).await?) };
    if !app.database.transact("moderation.lease", begin).await? {
        return Ok(());
    }
    ask_now(app, check, now).await
}

/// Asks whoever else may be asking: for a request that waits for the answer. The first word that is written counts.
pub(super) async fn ask_now(app: &App, check: &TextCheck, now: DateTime<Utc>) -> Result<(), Failure> {
    let author = async |tx: &Tx| accounts::open_id_of(tx, app.wechat.app_id(), check.author).await;
    let outcome = match app.database.read(author).await? {
        _ if check.trace_id.is_some() => Outcome::Held(Ground::NoAnswer),
        None => Outcome::Held(Ground::AuthorUnknown),
        Some(author) => {
            verdict(app, &author, check, now).await.unwrap_or_else(|error| Outcome::Trouble(trouble(&error)))
        }
    };
    let outcome = match outcome {
        // Its author stands before the screen and waits: colleagues may look at once.
        Outcome::Trouble(Trouble::AuthorAway) if check.subject.0.is_checked_first() => {
            Outcome::Held(Ground::AuthorAway)
        }
        Outcome::Trouble(trouble) => match after(trouble, check.asked, check.created_at, now) {
            Next::Hold(ground) => Outcome::Held(ground),
            Next::AskAt(at) => {
                let write = async |tx: &Tx| rows::postpone(tx, check, at).await;
                return Ok(app.database.transact("moderation.postpone", write).await?);
            }
        },
        outcome => outcome,
    };
    let write = async |tx: &Tx| -> Result<(), Failure> {
        match &outcome {
            Outcome::Judged(verdict) => judge(tx, check, *verdict, now).await?,
            Outcome::HandedIn(trace) => rows::handed_in(tx, check, trace, now + PICTURE_PATIENCE).await?,
            Outcome::Held(ground) => hold(tx, check, *ground, now).await?,
            Outcome::Trouble(_) => {}
        }
        Ok(())
    };
    app.database.transact("moderation.judge", write).await
}

/// Writes the platform's verdict. It may pass a text; it refuses none, that is for people.
pub(super) async fn judge(tx: &Tx, check: &TextCheck, verdict: Verdict, now: DateTime<Utc>) -> Result<(), Failure> {
    let (state, label) = match verdict {
        Verdict::Pass => (CheckState::Passed, None),
        Verdict::Review(label) | Verdict::Risky(label) => (CheckState::Held, Some(label.to_string())),
    };
    let judged = rows::judge(tx, check, state, label.as_deref(), now).await?;
    if judged && state == CheckState::Held {
        tell::waits(tx, check.subject, &check.path, check.author, now).await?;
    }
    Ok(())
}

/// Leaves a check to people.
pub(super) async fn hold(tx: &Tx, check: &TextCheck, ground: Ground, now: DateTime<Utc>) -> Result<(), Failure> {
    if rows::judge(tx, check, CheckState::Held, Some(ground.code()), now).await? {
        tell::waits(tx, check.subject, &check.path, check.author, now).await?;
    }
    Ok(())
}

/// The worst word on the pieces of a text; a picture is handed in.
async fn verdict(app: &App, author: &str, check: &TextCheck, now: DateTime<Utc>) -> Result<Outcome, WeChatError> {
    if check.subject.0 == Subject::Picture {
        let url = media::address(app, FileId(check.subject.1), now);
        return app.wechat.check_picture(author, &url).await.map(Outcome::HandedIn);
    }
    let mut worst = Verdict::Pass;
    for piece in pieces(&check.text) {
        match app.wechat.check_text(author, &piece).await? {
            Verdict::Pass => {}
            Verdict::Review(label) => worst = Verdict::Review(label),
            risky @ Verdict::Risky(_) => return Ok(Outcome::Judged(risky)),
        }
    }
    Ok(Outcome::Judged(worst))
}

/// What an error means here; the client has logged and counted it.
fn trouble(error: &WeChatError) -> Trouble {
    match error {
        error if error.is_author_away() => Trouble::AuthorAway,
        WeChatError::TooFrequent { retry_after } => {
            Trouble::TooFrequent(TimeDelta::from_std(*retry_after).unwrap_or(TimeDelta::hours(1)))
        }
        WeChatError::Refused { .. } | WeChatError::InvalidArgument { .. } => Trouble::Unwilling,
        _ => Trouble::Unavailable,
    }
}
