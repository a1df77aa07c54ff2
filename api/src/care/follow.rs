//! What happens to entries and pairings when a member moves, leaves, dies or goes away: in the transaction of that
//! step, so that nothing is left behind.

use xianfeng_domain::care::{Kind as List, Outcome, StepKind};
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::{Leaving, Member};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;

use super::people::{release, tell_secretaries, thank};
use super::step::{step, write};
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::Kind;

/// What is for a member who leaves or died ends, with how they left; whom they looked after wants another helper.
///
/// # Errors
/// The store's fault.
pub(crate) async fn left(tx: &Tx, act: &Act, member: &Member, how: Leaving, on: Day) -> Result<(), Failure> {
    for mut entry in rows::active_of_member(tx, member.id).await? {
        let helper = entry.helper;
        entry.ended = Some((on.max(entry.from), Outcome::from(how)));
        let step = step(act, &entry, StepKind::Ended);
        write(tx, act, &mut entry, "care.end", &step, None).await?;
        thank(tx, act, helper).await?;
    }
    give_up(tx, act, member.id).await
}

/// Entries go along with a member to another branch, which keeps them from then on. A pairing is of one branch: it
/// wants another helper there, and so does whom the member looked after at home.
///
/// # Errors
/// The store's fault.
pub(crate) async fn moved(
    tx: &Tx,
    act: &Act,
    member: MemberId,
    to: OrganizationId,
    path: &OrganizationPath,
) -> Result<(), Failure> {
    for mut entry in rows::active_of_member(tx, member).await? {
        if entry.path == *path {
            continue;
        }
        (entry.branch, entry.path) = (to, path.clone());
        let step = step(act, &entry, StepKind::Moved);
        write(tx, act, &mut entry, "care.move", &step, None).await?;
        tell_secretaries(tx, act, &entry, Kind::CareMoved).await?;
        if entry.kind == List::Pairing {
            release(tx, act, &mut entry).await?;
        }
    }
    for mut entry in rows::helped_by(tx, member).await? {
        if entry.kind == List::Pairing && entry.path != *path {
            release(tx, act, &mut entry).await?;
        }
    }
    Ok(())
}

/// Who goes away looks after nobody.
///
/// # Errors
/// The store's fault.
pub(crate) async fn helper_away(tx: &Tx, act: &Act, member: MemberId) -> Result<(), Failure> {
    give_up(tx, act, member).await
}

async fn give_up(tx: &Tx, act: &Act, member: MemberId) -> Result<(), Failure> {
    for mut entry in rows::helped_by(tx, member).await? {
        release(tx, act, &mut entry).await?;
    }
    Ok(())
}
