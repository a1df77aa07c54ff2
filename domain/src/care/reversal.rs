//! Taking back a payment that was put on record by mistake.

use super::{Entry, Refusal};
use crate::access::{Grant, Right};
use crate::ids::PersonId;

/// May somebody take back a payment for an entry? Never for themselves, and not what they paid themselves as
/// long as another could: somebody else looks at a mistake with money. `grants` are those at the path of the
/// fund's township. An entry that has ended is no reason to leave a mistake.
///
/// # Errors
/// [`Refusal::Own`], [`Refusal::OwnPayment`].
pub fn may_reverse(entry: &Entry, payer: Option<PersonId>, by: PersonId, grants: &[Grant]) -> Result<(), Refusal> {
    if entry.person == by {
        return Err(Refusal::Own);
    }
    let another =
        |grant: &Grant| grant.role.allows(Right::Administer) && grant.person != by && grant.person != entry.person;
    if payer == Some(by) && grants.iter().any(another) { Err(Refusal::OwnPayment) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::super::Kind;
    use super::*;
    use crate::access::Role;
    use crate::ids::{AccountId, CareId, MemberId, OrganizationId};
    use crate::organizations::OrganizationPath;
    use crate::time::Day;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn entry() -> Entry {
        let (organization, day) = (OrganizationId(Uuid::nil()), Day::from_ymd_opt(2024, 2, 1).expect("a day"));
        Entry {
            id: CareId(Uuid::nil()),
            kind: Kind::Support,
            member: MemberId(Uuid::nil()),
            person: person(1),
            branch: organization,
            path: OrganizationPath::root(organization),
            helper: None,
            from: day,
            until: None,
            decided_on: day,
            meeting: String::new(),
            due_on: day,
            ended: None,
            recorded_by: AccountId(Uuid::nil()),
            recorded_at: DateTime::<Utc>::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn s4_8_another_takes_back_where_there_is_another() {
        let organization = OrganizationId(Uuid::nil());
        let path = OrganizationPath::root(organization);
        let holds = |number, role| Grant { person: person(number), role, organization, path: path.clone() };
        let (payer, other) = (holds(2, Role::TownshipAdmin), holds(3, Role::TownshipAdmin));
        let may = |by, grants: &[Grant]| may_reverse(&entry(), Some(person(2)), person(by), grants);
        assert_eq!(may(2, &[payer.clone(), other.clone()]), Err(Refusal::OwnPayment));
        assert_eq!(may(3, &[payer.clone(), other]), Ok(()));
        assert_eq!(may(2, std::slice::from_ref(&payer)), Ok(()), "alone");
        assert_eq!(may(2, &[payer.clone(), holds(4, Role::Overseer)]), Ok(()), "who only reads is no other");
        assert_eq!(may(2, &[payer, holds(1, Role::TownshipAdmin)]), Ok(()), "whom it was for is no other");
        assert_eq!(may(1, &[]), Err(Refusal::Own));
    }
}
