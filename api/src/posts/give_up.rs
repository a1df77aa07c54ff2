//! Giving posts up, for a member who leaves or moves to another branch.

use xianfeng_domain::ids::MemberId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::posts as rows;

use super::end::tell_ended;
use crate::auth::Act;
use crate::failure::Failure;

/// The use case: ends the member's claims and tenures of posts that are not for their branch from
/// `on` on; all of them where there is no branch any more. The places are free again.
///
/// # Errors
/// The store's fault.
pub async fn give_up_posts(
    tx: &Tx,
    act: &Act,
    member: MemberId,
    branch: Option<&OrganizationPath>,
    on: Day,
    reason: &str,
) -> Result<(), Failure> {
    for holding in rows::live_of_member(tx, member).await? {
        if branch.is_some_and(|branch| holding.path.covers(branch)) {
            continue;
        }
        // Not before it began: then it was never held.
        let on = holding.from.map_or(on, |from| on.max(from));
        rows::end(tx, &holding, on, reason, act.caller.account).await?;
        rows::release_place(tx, holding.post).await?;
        act.audit(tx, "posts.end", ("holding", holding.id.0), &holding.path).await?;
        tell_ended(tx, act, &holding).await?;
    }
    Ok(())
}
