//! Who sees a time away in full, and as what. Outside of that it is not there (404).

use xianfeng_domain::access::Right;
use xianfeng_domain::aways::Away;
use xianfeng_domain::ids::{AwayId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways as rows, members};

use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::problem::Code;

/// As what somebody sees a time away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// The committee of the member's branch, or the township.
    Home,
    /// The member.
    Member,
    /// The liaison, while the member is away.
    Liaison,
    /// The committee of a branch that hosts, while the member is away: its own notes only.
    Host(OrganizationId),
}

impl View {
    /// As clients see it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Member => "member",
            Self::Liaison => "liaison",
            Self::Host(_) => "host",
        }
    }
}

/// A time away that the caller sees, with the member. Overseers see the list of them, not what was said.
///
/// # Errors
/// [`Code::AwayNotFound`].
pub(super) async fn seen(tx: &Tx, bound: &Bound, id: AwayId) -> Result<(Away, Member, View), Failure> {
    let away = rows::find(tx, id).await?.ok_or(Code::AwayNotFound)?;
    let known = members::by_ids(tx, [away.member], bound.today()).await?.remove(&away.member);
    let member = known.ok_or(Code::AwayNotFound)?;
    let reach = bound.caller.reach(Right::Review);
    let stays_in_touch = away.liaison.is_some() && bound.caller.member_id() == away.liaison && away.back_on.is_none();
    let view = if member.person == bound.person {
        View::Member
    } else if reach.covers(&member.standing.branch_path) {
        View::Home
    } else if stays_in_touch {
        View::Liaison
    } else {
        let hosted = rows::find_hosted(tx, &reach, id).await?.map(|(_, host)| host);
        match hosted {
            Some(xianfeng_domain::aways::Host::Branch { organization, .. }) => View::Host(organization),
            _ => return Err(Code::AwayNotFound.into()),
        }
    };
    Ok((away, member, view))
}
