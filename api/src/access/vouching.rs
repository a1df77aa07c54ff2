//! Who may let somebody in as a person: asked when an invite is made, and again when it is used.

use xianfeng_domain::access::{Grant, Right, may_invite_again, may_vouch};
use xianfeng_domain::ids::{AccountId, PersonId};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, members};

use crate::auth::{Act, Caller};
use crate::failure::Failure;
use crate::http::problem::Code;

/// Refuses who would let somebody in as a person that may do more than they themselves, or whose
/// membership they do not manage.
///
/// # Errors
/// `auth.forbidden`.
pub async fn check_vouching(tx: &Tx, act: &Act, person: PersonId) -> Result<(), Failure> {
    let theirs = accounts::held_by(tx, person).await?;
    let may = vouches(tx, &act.caller.grants, &theirs, person, act.today()).await?;
    if may { Ok(()) } else { Err(Code::AuthForbidden.into()) }
}

/// As [`check_vouching`], for an invite: inviting again who reviews claims is the administrator's.
///
/// # Errors
/// `auth.forbidden`.
pub async fn check_inviting(tx: &Tx, act: &Act, person: PersonId) -> Result<(), Failure> {
    let may = may_invite(tx, &act.caller.grants, person, act.today()).await?;
    if may { Ok(()) } else { Err(Code::AuthForbidden.into()) }
}

/// May the holder of `own` invite the person, who perhaps has an account already?
async fn may_invite(tx: &Tx, own: &[Grant], person: PersonId, today: Day) -> StoreResult<bool> {
    let theirs = accounts::held_by(tx, person).await?;
    let bound = accounts::of_person(tx, person).await?.is_some();
    Ok(vouches(tx, own, &theirs, person, today).await? && (!bound || may_invite_again(own, &theirs)))
}

/// Does an invite that an account made still stand? Its maker may have lost roles since, and the
/// person may have got some or left: both count as they are now.
///
/// # Errors
/// The store's fault.
pub async fn invite_stands(tx: &Tx, by: AccountId, person: PersonId, today: Day) -> StoreResult<bool> {
    let Some(maker) = Caller::load(tx, by, today).await? else { return Ok(false) };
    let reach = maker.reach(Right::ManageMembers);
    let belongs_within = match members::of_person(tx, person, today).await? {
        Some(member) => reach.covers(&member.standing.branch_path),
        None => accounts::held_by(tx, person).await?.iter().any(|grant| reach.covers(&grant.path)),
    };
    Ok(belongs_within && may_invite(tx, &maker.grants, person, today).await?)
}

async fn vouches(tx: &Tx, own: &[Grant], theirs: &[Grant], person: PersonId, today: Day) -> StoreResult<bool> {
    let branch = members::of_person(tx, person, today).await?.map(|member| member.standing.branch_path);
    Ok(may_vouch(own, theirs, branch.as_ref()))
}
