//! A person, member or not, within reach.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::members::Person;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, members, organizations};

use crate::failure::Failure;
use crate::http::problem::Code;

/// The person, and where they belong: a member's branch; else the township or, for who reaches
/// only that, the place of a role.
///
/// # Errors
/// `person.not_found` outside reach.
pub async fn reachable(
    tx: &Tx,
    vault: &Vault,
    reach: &Reach,
    id: PersonId,
    today: Day,
) -> Result<(Person, OrganizationPath), Failure> {
    let person = members::person(tx, vault, id).await?.ok_or(Code::PersonNotFound)?;
    let mut places = Vec::new();
    match members::of_person(tx, id, today).await? {
        // A role elsewhere makes nobody a member there.
        Some(member) => places.push(member.standing.branch_path),
        None => {
            places.extend(organizations::find_open(tx, person.township).await?.map(|township| township.path));
            places.extend(accounts::held_by(tx, id).await?.into_iter().map(|grant| grant.path));
        }
    }
    let place = places.into_iter().find(|place| reach.covers(place));
    Ok((person, place.ok_or(Code::PersonNotFound)?))
}
