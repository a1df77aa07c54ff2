//! Putting a text to be checked.

use uuid::Uuid;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation::{self as rows, NewCheck};

use crate::auth::{Act, MACHINE};
use crate::failure::Failure;

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
    let author = act.caller.account;
    let state = if author == MACHINE { CheckState::Held } else { CheckState::Waiting };
    Ok(rows::put(tx, &NewCheck { subject: (subject, id), path, author, text, state }, act.now).await?)
}
