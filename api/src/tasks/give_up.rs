//! Giving all unfinished claims back, for a member who leaves.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::tasks::{ClaimAction, ClaimState};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks::{self as rows, ClaimFilter};

use super::review::advance;
use crate::auth::Act;
use crate::failure::Failure;

/// Nobody holds more: a page that takes them all.
const ALL: u64 = 10_000;

/// The use case: withdraws what the member has claimed and not handed in, or got back. What was
/// handed in is still reviewed: the work was done.
///
/// # Errors
/// The store's fault.
pub async fn give_up_all(tx: &Tx, act: &Act, within: &Reach, member: MemberId, reason: &str) -> Result<(), Failure> {
    for state in [ClaimState::Claimed, ClaimState::Returned] {
        let filter = ClaimFilter { state: Some(state), member: Some(member), limit: ALL, ..ClaimFilter::default() };
        for claim in rows::claims(tx, within, None, &filter).await? {
            let mut after = claim.clone();
            after.state = claim.state.after(ClaimAction::Withdraw)?;
            advance(tx, act, &claim, &mut after, ClaimAction::Withdraw, Some(reason)).await?;
        }
    }
    Ok(())
}
