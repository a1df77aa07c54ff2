//! What becomes of times away when people leave, in the transaction of the leaving.

use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways as rows, members};

use super::host::tell_host_ended;
use super::liaison::replace;
use crate::auth::Act;
use crate::failure::Failure;
use crate::help_cases::secretaries_of;
use crate::inbox::{Kind, tell_all};

/// Who leaves is nobody's liaison any more: the branches name another. Whoever stayed in touch with them, or hosted
/// them, need not any more.
///
/// # Errors
/// The store's fault.
pub(crate) async fn left(tx: &Tx, act: &Act, member: &Member) -> Result<(), Failure> {
    for away in rows::open_of_liaison(tx, member.id).await? {
        replace(tx, act, &away, None).await?;
        let Some(other) = members::by_ids(tx, [away.member], act.today()).await?.remove(&away.member) else { continue };
        let path = &other.standing.branch_path;
        let told = secretaries_of(tx, path, other.person).await?;
        tell_all(tx, &told, Kind::AwayLiaisonGone, Some(("away", away.id.0)), &[], act.now).await?;
        act.audit(tx, "aways.liaison", ("away", away.id.0), path).await?;
    }
    let own = rows::of_members(tx, &[member.id]).await?;
    for away in own.into_iter().filter(|away| away.back_on.is_none()) {
        if away.liaison.is_some() {
            replace(tx, act, &away, None).await?;
        }
        tell_host_ended(tx, act, away.id, member.person).await?;
        rows::end_host(tx, away.id).await?;
    }
    Ok(())
}

/// Who moves to the branch that hosts them is hosted no more: it is their own.
///
/// # Errors
/// The store's fault.
pub(crate) async fn moved(tx: &Tx, member: MemberId, to: OrganizationId) -> Result<(), Failure> {
    let own = rows::of_members(tx, &[member]).await?;
    for away in own.into_iter().filter(|away| away.back_on.is_none()) {
        if rows::hosts(tx, [away.id]).await?.get(&away.id) == Some(&Some(to)) {
            rows::end_host(tx, away.id).await?;
        }
    }
    Ok(())
}
