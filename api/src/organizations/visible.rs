//! What a known person sees of the tree: the names of the own township, and what they reach.

use xianfeng_domain::access::Right;
use xianfeng_domain::hidden::is_below_sensitive;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{members, organizations};

use crate::auth::Caller;

/// The organizations that somebody sees, parents before children, siblings by position. What is
/// sensitive, and what lies below it, is seen within reach and by its own members only
/// (invariant 11).
///
/// # Errors
/// The store's fault.
pub async fn visible(tx: &Tx, caller: &Caller) -> StoreResult<Vec<Organization>> {
    let reach = caller.reach(Right::Read);
    let mut seen = if reach.is_empty() { Vec::new() } else { organizations::list(tx, &reach).await? };
    let township = match caller.person {
        Some(person) => members::township_of(tx, person).await?,
        None => None,
    };
    let Some(township) = township else { return Ok(seen) };
    let Some(township) = organizations::find_open(tx, township).await? else { return Ok(seen) };
    let all = organizations::under(tx, &township.path).await?;
    let shown = |one: &Organization| {
        let own = caller.branch().is_some_and(|branch| one.path.covers(branch));
        !reach.covers(&one.path) && (own || !is_below_sensitive(&one.path, &all))
    };
    seen.extend(all.iter().filter(|one| shown(one)).cloned());
    seen.sort_by_key(place);
    Ok(seen)
}

/// One of them.
///
/// # Errors
/// The store's fault.
pub async fn find_visible(tx: &Tx, caller: &Caller, id: OrganizationId) -> StoreResult<Option<Organization>> {
    Ok(visible(tx, caller).await?.into_iter().find(|organization| organization.id == id))
}

/// Where an organization stands in a list of the tree.
pub(super) fn place(organization: &Organization) -> (usize, i64, uuid::Uuid) {
    (organization.path.depth(), organization.position, organization.id.0)
}
