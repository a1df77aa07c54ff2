//! Nobody decides on their own points, nor on their own objection (pitfall 41).

use super::Refusal;
use crate::access::{Grant, review_organization};
use crate::ids::{OrganizationId, PersonId};
use crate::organizations::OrganizationPath;

/// Where an objection about somebody's row is decided: at the lowest organization, from the branch of
/// the row upwards, where somebody may who is neither concerned nor objects; at the top if there is
/// nobody. `grants` are those of the organizations on the path.
pub fn deciding_organization(
    path: &OrganizationPath,
    concerned: PersonId,
    objector: Option<PersonId>,
    grants: &[Grant],
) -> Option<OrganizationId> {
    let others: Vec<Grant> = grants.iter().filter(|grant| Some(grant.person) != objector).cloned().collect();
    review_organization(path, concerned, &others)
}

/// May this person look at it and decide?
///
/// # Errors
/// [`Refusal::Own`].
pub fn may_decide(concerned: PersonId, objector: Option<PersonId>, by: PersonId) -> Result<(), Refusal> {
    if by == concerned || Some(by) == objector { Err(Refusal::Own) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::access::{Right, Role};

    proptest! {
        /// Wherever it goes below the top, somebody there may decide who is neither concerned nor objects.
        #[test]
        fn somebody_else_is_there(
            held in prop::collection::vec((0u128..4, 0usize..2, prop::sample::select(&Role::ALL[..])), 0..6),
            concerned in 0u128..4, objector in prop::option::of(0u128..4),
        ) {
            let person = |n: u128| PersonId(Uuid::from_u128(100 + n));
            let places = [1, 2].map(|n| OrganizationId(Uuid::from_u128(n)));
            let path = OrganizationPath::root(places[0]).child(places[1]);
            let grant = |(who, at, role): &(u128, usize, Role)| Grant {
                person: person(*who), role: *role, organization: places[*at], path: path.clone(),
            };
            let grants: Vec<Grant> = held.iter().map(grant).collect();
            let (concerned, objector) = (person(concerned), objector.map(person));
            let found = deciding_organization(&path, concerned, objector, &grants);
            let may = |place: OrganizationId| grants.iter().any(|grant| {
                grant.organization == place && grant.role.allows(Right::Review)
                    && may_decide(concerned, objector, grant.person).is_ok()
            });
            prop_assert_eq!(found, Some(if may(places[1]) { places[1] } else { places[0] }));
        }
    }
}
