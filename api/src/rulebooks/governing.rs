//! Whose rule books somebody may read: those of what they see of the tree, and of what stands
//! above it.

use xianfeng_domain::access::Right;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::organizations;

use crate::auth::Caller;
use crate::organizations::find_visible;

/// An organization whose rule books the caller may read: a visible one, or one that governs the
/// caller, such as the county above.
///
/// # Errors
/// The store's fault.
pub(super) async fn find_governing(tx: &Tx, caller: &Caller, id: OrganizationId) -> StoreResult<Option<Organization>> {
    if let Some(visible) = find_visible(tx, caller, id).await? {
        return Ok(Some(visible));
    }
    let reach = caller.reach(Right::Read);
    let places = || reach.tops().iter().chain(caller.branch());
    if !places().any(|path| path.ids().any(|above| above == id)) {
        return Ok(None);
    }
    organizations::find_open(tx, id).await
}
