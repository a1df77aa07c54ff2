//! Putting a text or a picture to be checked.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::ids::FileId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::evidence;
use xianfeng_infra::moderation::{self as rows, NewCheck};

use super::tell;
use crate::app::App;
use crate::auth::{Act, MACHINE};
use crate::failure::Failure;
use crate::work::WorkError;

/// Strangers and the program itself are nobody whom the platform knows: a person looks.
fn first_state(act: &Act) -> CheckState {
    if act.caller.account == MACHINE { CheckState::Held } else { CheckState::Waiting }
}

/// Puts a text to be checked, in the transaction that writes it. A changed text begins anew and is hidden until it has
/// passed again; the same text keeps its verdict. A text of a stranger's, whom the platform does not know, is held for
/// a person at once.
///
/// # Errors
/// The store's fault.
pub async fn submit(
    tx: &Tx,
    act: &Act,
    subject: Subject,
    id: Uuid,
    path: &OrganizationPath,
    text: &str,
) -> Result<(), Failure> {
    let (author, state) = (act.caller.account, first_state(act));
    let begun = once(rows::put(tx, &NewCheck { subject: (subject, id), path, author, text, state }, act.now).await)?;
    if begun && state == CheckState::Held {
        tell::waits(tx, (subject, id), path, author, act.now).await?;
    }
    Ok(())
}

/// Puts an uploaded picture to be checked, in the transaction that shows it to others: its state stands under
/// [`Subject::Picture`] and the id of the upload. A picture that was put before keeps its verdict. Evidence of a deed
/// needs none: only who reviews it sees it.
///
/// # Errors
/// The store's fault.
pub async fn submit_picture(tx: &Tx, act: &Act, file: FileId, path: &OrganizationPath) -> Result<(), Failure> {
    let upload = evidence::find(tx, file).await?.ok_or_else(|| StoreError::corrupt("a picture without its upload"))?;
    let (author, state) = (act.caller.account, first_state(act));
    let begun = once(rows::put_picture(tx, (file, &upload.content), path, author, state, act.now).await)?;
    if begun && state == CheckState::Held {
        tell::waits(tx, (Subject::Picture, file.0), path, author, act.now).await?;
    }
    Ok(())
}

/// How many older texts in one step.
const OLD_AT_ONCE: u64 = 50;

/// Puts texts to be checked that were written before there was content safety; answers how many.
///
/// # Errors
/// The store's fault.
pub(crate) async fn submit_old(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let put = async |tx: &Tx| -> Result<usize, Failure> {
        let old = rows::unchecked(tx, OLD_AT_ONCE).await?;
        for rows::OldText { subject, path, author, text } in &old {
            let state = CheckState::Waiting;
            once(rows::put(tx, &NewCheck { subject: *subject, path, author: *author, text, state }, now).await)?;
        }
        Ok(old.len())
    };
    Ok(app.database.transact("moderation.submit_old", put).await?)
}

/// Two who put the same at once: the second finds the row on its next try.
fn once(put: Result<bool, StoreError>) -> Result<bool, Failure> {
    match put {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a check").into()),
        other => Ok(other?),
    }
}
