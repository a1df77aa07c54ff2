//! Who would read a report in the branch that it concerns.

use std::collections::HashMap;

use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::organizations::{Organization, OrganizationPath};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, members, organizations};

/// Those who review or register at an organization itself, with their names.
///
/// # Errors
/// The store's fault.
pub(super) async fn officers(tx: &Tx, organization: &Organization) -> StoreResult<HashMap<PersonId, String>> {
    let grants = accounts::grants_on_path(tx, &organization.path).await?;
    let here = grants.iter().filter(|grant| {
        let reads = grant.role.allows(Right::Review) || grant.role.allows(Right::Register);
        grant.organization == organization.id && reads
    });
    members::names(tx, here.map(|grant| grant.person)).await
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
