//! Who may look after somebody (S4-9): a member who is not older, is at home, and has the time for it.

use super::{Kind, Refusal};
use crate::members::Member;
use crate::roster::YearMonth;

/// So many people one person looks after at most.
pub const MOST_HELPED: u8 = 3;

/// Who is to look after whom.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The helper, as they stand today.
    pub helper: &'a Member,
    /// When the helper was born, where known.
    pub born: Option<YearMonth>,
    /// Whether the helper is away.
    pub away: bool,
    /// Whom they look after, as they stand today.
    pub cared: &'a Member,
    /// When that member was born, where known.
    pub cared_born: Option<YearMonth>,
    /// The helper's places that are taken by others.
    pub taken: &'a [u8],
}

/// Which place of the helper's it takes. A pairing wants a member of the same branch who is not older; in the
/// register any member of the township may help. Where a birth month is not known, age refuses nobody.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn place(kind: Kind, candidate: &Candidate<'_>) -> Result<u8, Refusal> {
    let Candidate { helper, cared, .. } = candidate;
    if helper.person == cared.person {
        return Err(Refusal::HelperOneself);
    }
    if kind == Kind::Pairing {
        if helper.standing.branch != cared.standing.branch {
            return Err(Refusal::HelperElsewhere);
        }
        if candidate.born.zip(candidate.cared_born).is_some_and(|(born, cared)| born < cared) {
            return Err(Refusal::HelperOlder);
        }
    }
    if candidate.away {
        return Err(Refusal::HelperAway);
    }
    (0..MOST_HELPED).find(|place| !candidate.taken.contains(place)).ok_or(Refusal::HelperFull)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::{MemberId, OrganizationId, PersonId};
    use crate::members::Standing;
    use crate::organizations::OrganizationPath;

    fn member(number: u128, branch: u128) -> Member {
        let [township, branch] = [99, branch].map(|n| OrganizationId(Uuid::from_u128(n)));
        let day = "2020-01-01".parse().expect("a day");
        Member {
            id: MemberId(Uuid::from_u128(number)),
            person: PersonId(Uuid::from_u128(number)),
            name: "张三".to_owned(),
            township,
            joined_on: day,
            probationary: false,
            roster_order: 1,
            left_on: None,
            version: 1,
            standing: Standing {
                branch,
                branch_path: OrganizationPath::root(township).child(branch),
                branch_name: "甲村党支部".to_owned(),
                category: "ordinary".to_owned(),
                exempt: false,
                from: day,
            },
        }
    }

    proptest! {
        /// S4-9: whoever is let through is another one of the branch, not older, not away, and has a place free.
        #[test]
        fn a_helper_is_younger_at_home_and_has_time(
            helper in 1u128..3, branch in 1u128..3, born in 1930i32..2000, cared_born in 1930i32..2000,
            away: bool, taken in proptest::collection::vec(0u8..MOST_HELPED, 0..4), pairing: bool,
        ) {
            let (cared, helper) = (member(1, 1), member(helper, branch));
            let (born, cared_born) = (YearMonth::new(born, 5), YearMonth::new(cared_born, 5));
            let candidate =
                Candidate { helper: &helper, born, away, cared: &cared, cared_born, taken: &taken };
            let kind = if pairing { Kind::Pairing } else { Kind::Support };
            let full = (0..MOST_HELPED).all(|place| taken.contains(&place));
            let near = !pairing || (branch == 1 && born >= cared_born);
            let fits = helper.person != cared.person && near && !away && !full;
            match place(kind, &candidate) {
                Ok(place) => prop_assert!(fits && place < MOST_HELPED && !taken.contains(&place)),
                Err(_) => prop_assert!(!fits),
            }
        }
    }
}
