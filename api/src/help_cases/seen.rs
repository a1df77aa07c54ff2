//! Who sees a case, and as what. Outside of that it is not there (404).

use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::help::HelpCase;
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::problem::Code;

/// As what somebody sees a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Secretary or committee of the branch at the time or of the present one, or the township.
    Committee,
    /// The member: everything about themselves, from the confirmation on.
    Member,
    /// The helper: only what is needed to help, while the case is open.
    Helper,
}

impl View {
    /// As clients see it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::Member => "member",
            Self::Helper => "helper",
        }
    }
}

/// A case that the caller sees. Overseers see none: their roles carry no right to review.
///
/// # Errors
/// [`Code::HelpCaseNotFound`].
pub(super) async fn seen(tx: &Tx, bound: &Bound, id: HelpCaseId) -> Result<(HelpCase, View), Failure> {
    if let Some(case) = rows::find_own(tx, bound.person, id).await? {
        return Ok((case, View::Member));
    }
    let reach = bound.caller.reach(Right::Review);
    if let Some(case) = rows::find(tx, &reach, id).await?.filter(|case| case.proposal.person != bound.person) {
        return Ok((case, View::Committee));
    }
    let case = rows::find_helped(tx, bound.person, id).await?.ok_or(Code::HelpCaseNotFound)?;
    Ok((case, View::Helper))
}

/// A case to decide on: by who reaches the branch that carries it now, never by the member.
///
/// # Errors
/// [`Code::HelpCaseNotFound`], [`Code::HelpCaseOwn`], or [`Code::AuthForbidden`] for the branch that
/// the member has left: it may read on, and decides no more.
pub(super) async fn to_decide(tx: &Tx, reach: &Reach, by: PersonId, id: HelpCaseId) -> Result<HelpCase, Failure> {
    let case = rows::find(tx, reach, id).await?.ok_or(Code::HelpCaseNotFound)?;
    if case.proposal.person == by {
        return Err(Code::HelpCaseOwn.into());
    }
    if reach.covers(&case.carried) { Ok(case) } else { Err(Code::AuthForbidden.into()) }
}

/// May the caller see the hand-over note? The township's administrators only: an inquiry of the
/// discipline commission is not the branch's to know.
pub(super) fn sees_note(act: &Act, case: &HelpCase) -> bool {
    let administered = act.caller.reach(Right::Administer);
    administered.covers(&case.carried) && act.caller.person != Some(case.proposal.person)
}
