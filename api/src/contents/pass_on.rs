//! What is being written passes with an office (issue 5, item 12).

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::contents as rows;
use xianfeng_infra::db::{StoreError, Tx};

use crate::auth::Act;
use crate::failure::Failure;

/// Makes who takes an office over the author of what who hands it over has in draft or got back within reach: only
/// the author may write on, and who hands over loses the right to. What is handed in stays under its author, so that
/// who takes over can decide on it. Answers how many passed.
///
/// # Errors
/// The store's fault; a lost race starts the transaction again.
pub(crate) async fn pass_on(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    outgoing: PersonId,
    incoming: PersonId,
) -> Result<u64, Failure> {
    let mut passed = 0;
    for content in rows::unsent_of(tx, reach, outgoing).await? {
        if !rows::pass_on(tx, &content, incoming).await? {
            return Err(StoreError::Race("a content").into());
        }
        act.audit(tx, "contents.pass_on", ("content", content.id.0), &content.path).await?;
        passed += 1;
    }
    Ok(passed)
}
