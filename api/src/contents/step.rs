//! What every step of a content shares.

use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Content, Step};
use xianfeng_domain::ids::{ContentId, PersonId};
use xianfeng_infra::contents as rows;
use xianfeng_infra::db::{StoreError, Tx};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// A content within reach.
///
/// # Errors
/// `content.not_found`.
pub(super) async fn find(tx: &Tx, reach: &Reach, id: ContentId) -> Result<Content, Failure> {
    Ok(rows::find(tx, reach, id).await?.ok_or(Code::ContentNotFound)?)
}

/// A content within reach that the caller has written: the words of a draft are its author's, so that who approves
/// it has not written it.
///
/// # Errors
/// `content.not_found`, `content.not_author`.
pub(super) async fn find_own(tx: &Tx, reach: &Reach, by: PersonId, id: ContentId) -> Result<Content, Failure> {
    let content = find(tx, reach, id).await?;
    if content.author == by { Ok(content) } else { Err(Code::ContentNotAuthor.into()) }
}

/// A content after a step; nothing is written.
///
/// # Errors
/// `content.wrong_state`.
pub(super) fn after(before: &Content, step: Step) -> Result<Content, Failure> {
    Ok(Content { state: before.state.after(step)?, version: before.version + 1, ..before.clone() })
}

/// Writes a content that moved on, with its line in the audit log.
///
/// # Errors
/// A race when somebody else moved it first: the transaction starts again and finds what they did.
pub(super) async fn save(tx: &Tx, act: &Act, before: &Content, after: &Content, action: &str) -> Result<(), Failure> {
    if !rows::update(tx, (before.state, before.version), after).await? {
        return Err(StoreError::Race("a content").into());
    }
    Ok(act.audit(tx, action, ("content", after.id.0), &after.path).await?)
}
