//! Who would read a report in the branch that it concerns.

use std::collections::HashMap;

use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, members, organizations};

/// Those who would read a report about an organization's members: who reviews or registers on its
/// path below the township, with their names.
///
/// # Errors
/// The store's fault.
pub(super) async fn officers(
    tx: &Tx,
    path: &OrganizationPath,
    township: &OrganizationPath,
) -> StoreResult<HashMap<PersonId, String>> {
    let grants = accounts::grants_on_path(tx, path).await?;
    let below = grants.iter().filter(|grant| {
        let reads = grant.role.allows(Right::Review) || grant.role.allows(Right::Register);
        reads && !grant.path.covers(township)
    });
    members::names(tx, below.map(|grant| grant.person)).await
}

/// The path of the township around an organization: who weighs what the branch must not see.
///
/// # Errors
/// The store's fault.
pub(super) async fn township_path(tx: &Tx, path: &OrganizationPath) -> StoreResult<OrganizationPath> {
    let township = organizations::township(tx, path).await?;
    let root = || path.ids().next().map_or_else(|| path.clone(), OrganizationPath::root);
    Ok(township.map_or_else(root, |township| township.path))
}
