//! Finding a helper, and telling people. Messages name nobody: where they send the reader, the names stand.

use std::collections::BTreeSet;

use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Candidate, Entry, Helper, Kind as List, StepKind, place};
use xianfeng_domain::ids::{CareId, MemberId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways, ledger, members};

use super::step::{step, write};
use crate::auth::Act;
use crate::failure::Failure;
use crate::help_cases::secretaries_of;
use crate::http::problem::{Code, FaultCode};
use crate::inbox::{Kind, tell, tell_all};

/// The member who is to help, with a place of theirs. `entry` is the one that the place is for, where it is on record
/// already.
///
/// # Errors
/// Who is no member of the township, and what the domain refuses.
pub(super) async fn helper(
    tx: &Tx,
    act: &Act,
    list: List,
    cared: &Member,
    id: MemberId,
    entry: Option<CareId>,
) -> Result<Helper, Failure> {
    let within = Reach::township_of(&cared.standing.branch_path);
    let invalid = || Failure::field("/helperId", FaultCode::Invalid);
    members::by_id(tx, &within, id, act.today()).await?.ok_or_else(invalid)?;
    // The helper's turn: who leaves or goes away at this moment helps nobody.
    ledger::lock(tx, id).await?;
    let found = members::by_id(tx, &within, id, act.today()).await?;
    let found = found.filter(|member| member.left_on.is_none()).ok_or_else(invalid)?;
    let births = members::birth_months(tx, [found.person, cared.person]).await?;
    let away = aways::of_members(tx, &[id]).await?.iter().any(|away| away.back_on.is_none());
    let taken = rows::places_taken(tx, found.person, entry).await?;
    let candidate = Candidate {
        helper: &found,
        born: births.get(&found.person).copied(),
        away,
        cared,
        cared_born: births.get(&cared.person).copied(),
        taken: &taken,
    };
    Ok(Helper { member: id, person: found.person, place: place(list, &candidate)? })
}

/// The member that an entry is for, as they stand today.
///
/// # Errors
/// The store's fault.
pub(super) async fn cared(tx: &Tx, act: &Act, entry: &Entry) -> Result<Member, Failure> {
    let found = members::by_ids(tx, [entry.member], act.today()).await?.remove(&entry.member);
    Ok(found.ok_or(Code::CareNotFound)?)
}

/// Tells whom an entry is for.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_own(tx: &Tx, act: &Act, entry: &Entry, kind: Kind) -> Result<(), Failure> {
    tell(tx, entry.person, kind, Some(("care", entry.id.0)), &[], act.now).await
}

/// Tells the helper, and of a pairing the member, of each other.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_of_helper(tx: &Tx, act: &Act, entry: &Entry) -> Result<(), Failure> {
    let Some(helper) = entry.helper else { return Ok(()) };
    tell(tx, helper.person, Kind::CareHelp, Some(("care", entry.id.0)), &[], act.now).await?;
    if entry.kind == List::Pairing { tell_own(tx, act, entry, Kind::CareHelper).await } else { Ok(()) }
}

/// Tells who helped that it is over.
///
/// # Errors
/// The store's fault.
pub(super) async fn thank(tx: &Tx, act: &Act, helper: Option<Helper>) -> Result<(), Failure> {
    let Some(helper) = helper else { return Ok(()) };
    tell(tx, helper.person, Kind::CareHelpEnded, None, &[], act.now).await
}

/// Tells the secretaries of the branch that keeps an entry, but for who acts.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_secretaries(tx: &Tx, act: &Act, entry: &Entry, kind: Kind) -> Result<(), Failure> {
    let mut told: BTreeSet<PersonId> = secretaries_of(tx, &entry.path, entry.person).await?;
    told.retain(|person| act.caller.person != Some(*person));
    tell_all(tx, &told, kind, Some(("care", entry.id.0)), &[], act.now).await
}

/// Takes the helper off an entry that goes on, and asks the branch for another where one is wanted.
///
/// # Errors
/// The store's fault.
pub(super) async fn release(tx: &Tx, act: &Act, entry: &mut Entry) -> Result<(), Failure> {
    let Some(helper) = entry.helper.take() else { return Ok(()) };
    let mut step = step(act, entry, StepKind::Released);
    step.helper = Some(helper.member);
    write(tx, act, entry, "care.release", &step, None).await?;
    thank(tx, act, Some(helper)).await?;
    tell_secretaries(tx, act, entry, Kind::CareHelperWanted).await
}
