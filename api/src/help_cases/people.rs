//! Who decides on a case, who helps, and who is told.

use std::collections::BTreeSet;

use xianfeng_domain::access::{Reach, Right, Role, review_organization};
use xianfeng_domain::help::{HelpCase, Refusal};
use xianfeng_domain::ids::{MemberId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, members, organizations};

use super::helper::HelperIn;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::inbox::{Kind, tell};

/// Who decides: the other reviewers of the branch, else of what lies above (nobody decides on their
/// own case).
///
/// # Errors
/// The store's fault.
pub(super) async fn deciders(tx: &Tx, path: &OrganizationPath, about: PersonId) -> StoreResult<BTreeSet<PersonId>> {
    let grants = accounts::grants_on_path(tx, path).await?;
    let at = review_organization(path, about, &grants);
    let deciding = grants
        .into_iter()
        .filter(|grant| Some(grant.organization) == at && grant.role.allows(Right::Review) && grant.person != about);
    Ok(deciding.map(|grant| grant.person).collect())
}

/// The secretaries of the branch that carries a case; where there is none but the member, who decides.
///
/// # Errors
/// The store's fault.
pub(super) async fn secretaries(tx: &Tx, case: &HelpCase) -> StoreResult<BTreeSet<PersonId>> {
    secretaries_of(tx, &case.carried, case.proposal.person).await
}

/// The secretaries of a branch; where there is none but whom it is about, who decides.
///
/// # Errors
/// The store's fault.
pub(crate) async fn secretaries_of(
    tx: &Tx,
    path: &OrganizationPath,
    about: PersonId,
) -> StoreResult<BTreeSet<PersonId>> {
    let grants = accounts::grants_on_path(tx, path).await?;
    let own =
        grants.iter().filter(|grant| grant.role == Role::BranchAdmin && grant.path == *path && grant.person != about);
    let own: BTreeSet<PersonId> = own.map(|grant| grant.person).collect();
    if own.is_empty() { deciders(tx, path, about).await } else { Ok(own) }
}

/// The person who is to help: a member of the township or another person on its records.
///
/// # Errors
/// Somebody else, or the member themselves.
pub(super) async fn helper(tx: &Tx, act: &Act, case: &HelpCase, named: &HelperIn) -> Result<PersonId, Failure> {
    let township = organizations::township(tx, &case.carried).await?.ok_or(Code::OrganizationNotFound)?;
    let person = match (named.member_id, named.person_id) {
        (Some(member), _) => {
            let within = Reach::under(township.path);
            let member = members::by_id(tx, &within, MemberId(member), act.today()).await?;
            let member = member.filter(|member| member.left_on.is_none_or(|left| left > act.today()));
            member.ok_or(Code::MemberNotFound)?.person
        }
        (None, Some(person)) => {
            let of = members::township_of(tx, PersonId(person)).await?;
            of.filter(|of| *of == township.id).map(|_| PersonId(person)).ok_or(Code::PersonNotFound)?
        }
        (None, None) => return Err(Code::PersonNotFound.into()),
    };
    if person == case.proposal.person {
        return Err(Refusal::OwnHelper.into());
    }
    Ok(person)
}

/// The name of a person, for the letter.
///
/// # Errors
/// The store's fault.
pub(super) async fn name_of(tx: &Tx, person: PersonId) -> StoreResult<String> {
    Ok(members::names(tx, [person]).await?.remove(&person).unwrap_or_default())
}

/// Tells the member.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_own(
    tx: &Tx,
    act: &Act,
    case: &HelpCase,
    kind: Kind,
    params: &[(&str, &str)],
) -> Result<(), Failure> {
    tell(tx, case.proposal.person, kind, Some(("help_case", case.proposal.id.0)), params, act.now).await
}

/// Tells the helper and the member of each other; the case says who it is, messages name nobody.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_of_helper(tx: &Tx, act: &Act, case: &HelpCase, helper: PersonId) -> Result<(), Failure> {
    let subject = Some(("help_case", case.proposal.id.0));
    tell(tx, helper, Kind::HelpCaseHelp, subject, &[], act.now).await?;
    tell_own(tx, act, case, Kind::HelpCaseHelperNamed, &[]).await
}

/// Tells who helped that it is over.
///
/// # Errors
/// The store's fault.
pub(super) async fn release(tx: &Tx, act: &Act, helper: Option<PersonId>) -> Result<(), Failure> {
    let Some(helper) = helper else { return Ok(()) };
    tell(tx, helper, Kind::HelpCaseHelpEnded, None, &[], act.now).await
}
