//! Branches that a first roster names and the township lacks.

use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::roster::{Sheet, branch_names, normalized};

/// The branches to make right under the township, in the order of the sheet; none for a name that
/// does not tell its kind: its rows keep their fault.
pub(super) fn missing(township: &Organization, known: &[Organization], sheet: &Sheet) -> Vec<Organization> {
    let is_known = |name: &str| known.iter().any(|organization| normalized(&organization.name) == name);
    let kinds = branch_names(sheet).into_iter().filter(|name| !is_known(name) && name.chars().count() <= 100);
    let named = kinds.filter_map(|name| OrganizationKind::guess(&name).map(|kind| (name, kind)));
    let first = known.iter().map(|organization| organization.position).max().unwrap_or_default() + 1;
    (first..)
        .zip(named)
        .map(|(position, (name, kind))| {
            let id = OrganizationId(Uuid::now_v7());
            Organization {
                id,
                parent: Some(township.id),
                path: township.path.child(id),
                kind,
                name,
                position,
                sensitive: false,
                full_names_basis: None,
                publication_approved: false,
                version: 1,
            }
        })
        .collect()
}
