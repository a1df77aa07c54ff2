//! Taking an approval back: the claim's side of a reversal.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::ClaimId;
use xianfeng_domain::tasks::{Claim, ClaimAction};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::review::advance;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// The use case: an approved claim ends and its place is free again; doing the work again is a
/// new claim. The caller reverses the entry in the same transaction.
///
/// # Errors
/// What the claim refuses.
pub async fn revoke(tx: &Tx, act: &Act, reach: &Reach, id: ClaimId, reason: &str) -> Result<Claim, Failure> {
    let claim = rows::claim(tx, reach, None, id).await?.ok_or(Code::ClaimNotFound)?;
    let mut after = claim.clone();
    after.state = claim.state.after(ClaimAction::Revoke)?;
    advance(tx, act, &claim, &mut after, ClaimAction::Revoke, Some(reason)).await?;
    Ok(after)
}
