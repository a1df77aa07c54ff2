//! Which boards a caller may see: those of the own township and of what lies above, in full
//! where the caller's reach says need-to-know.

use xianfeng_domain::access::Right;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_infra::boards::Audience;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use crate::auth::Caller;
use crate::failure::Failure;
use crate::http::problem::Code;

/// An organization whose board the caller may see.
#[derive(Debug)]
pub(crate) struct Visible {
    /// The organization.
    pub(crate) organization: Organization,
    /// As what the caller sees it.
    pub(crate) audience: Audience,
}

/// The organization, if its board is for the caller: within reach, or in the caller's township
/// (or above it) and not sensitive. Whatever else there is is not found.
///
/// # Errors
/// `organization.not_found`.
pub(crate) async fn visible(tx: &Tx, caller: &Caller, id: OrganizationId) -> Result<Visible, Failure> {
    find(tx, caller, id, false).await
}

/// As [`visible`], and the own branch even where it is sensitive: one's own row is always clear
/// to oneself.
///
/// # Errors
/// `organization.not_found`.
pub(crate) async fn visible_to_own(tx: &Tx, caller: &Caller, id: OrganizationId) -> Result<Visible, Failure> {
    find(tx, caller, id, true).await
}

async fn find(tx: &Tx, caller: &Caller, id: OrganizationId, own: bool) -> Result<Visible, Failure> {
    let organization = organizations::find_open(tx, id).await?.ok_or(Code::OrganizationNotFound)?;
    let path = &organization.path;
    let on_path = organizations::on_path(tx, path).await?;
    let is_own = own && caller.branch().is_some_and(|branch| path.covers(branch));
    let audience = audience_of(caller, path);
    let is_open = || !is_sensitive(&on_path) && is_home(caller, path, &on_path);
    if audience == Audience::Everyone && !is_own && !is_open() {
        return Err(Code::OrganizationNotFound.into());
    }
    Ok(Visible { organization, audience })
}

/// As what a caller sees an organization's board: need-to-know is reach.
pub(crate) fn audience_of(caller: &Caller, path: &OrganizationPath) -> Audience {
    if caller.reach(Right::Read).covers(path) { Audience::NeedToKnow } else { Audience::Everyone }
}

/// Does the caller belong to the township of a path, or to what lies under an organization above?
fn is_home(caller: &Caller, path: &OrganizationPath, on_path: &[Organization]) -> bool {
    let township = on_path.iter().find(|organization| organization.kind == OrganizationKind::Township);
    let home = township.map_or(path, |township| &township.path);
    caller.branch().into_iter().chain(caller.grants.iter().map(|grant| &grant.path)).any(|own| home.covers(own))
}
