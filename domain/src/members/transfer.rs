//! Another branch, category or exemption from a day on; leaving. Membership is dated
//! (invariant 8): the past stays as it was.

use super::{Member, Standing};
use crate::ids::OrganizationId;
use crate::time::Day;

/// What is to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transfer {
    /// The new branch.
    pub branch: Option<OrganizationId>,
    /// The new category's code.
    pub category: Option<String>,
    /// Exempt or not any more (S2-7).
    pub exempt: Option<bool>,
}

/// Branch and category from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStanding {
    /// The branch.
    pub branch: OrganizationId,
    /// The category's code.
    pub category: String,
    /// Exempt?
    pub exempt: bool,
}

/// Why a change of membership is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferRefusal {
    /// The member has left.
    HasLeft,
    /// Nothing would change.
    NothingChanges,
    /// The day lies before the present membership began.
    BeforePresent,
    /// The day lies in the future.
    InFuture,
    /// The day lies in a closed unit, whose boards are frozen.
    UnitClosed,
}

/// Where the member stands from `from` on.
///
/// # Errors
/// See [`TransferRefusal`].
pub fn transfer(
    member: &Member,
    wanted: &Transfer,
    from: Day,
    closed_through: Option<Day>,
    today: Day,
) -> Result<NewStanding, TransferRefusal> {
    let Standing { branch, category, exempt, .. } = &member.standing;
    let next = NewStanding {
        branch: wanted.branch.unwrap_or(*branch),
        category: wanted.category.clone().unwrap_or_else(|| category.clone()),
        exempt: wanted.exempt.unwrap_or(*exempt),
    };
    check_day(member, from, closed_through, today)?;
    if from < member.standing.from {
        return Err(TransferRefusal::BeforePresent);
    }
    if (&next.branch, &next.category, &next.exempt) == (branch, category, exempt) {
        return Err(TransferRefusal::NothingChanges);
    }
    Ok(next)
}

/// May the member's membership end with `left_on` as the first day without it? The present
/// membership keeps one day at least, so that the member stands somewhere on the last one.
///
/// # Errors
/// See [`TransferRefusal`].
pub fn leave(member: &Member, left_on: Day, closed_through: Option<Day>, today: Day) -> Result<(), TransferRefusal> {
    check_day(member, left_on, closed_through, today)?;
    if left_on <= member.standing.from { Err(TransferRefusal::BeforePresent) } else { Ok(()) }
}

fn check_day(member: &Member, day: Day, closed_through: Option<Day>, today: Day) -> Result<(), TransferRefusal> {
    if member.left_on.is_some() {
        return Err(TransferRefusal::HasLeft);
    }
    if day > today {
        return Err(TransferRefusal::InFuture);
    }
    if closed_through.is_some_and(|closed| day <= closed) {
        return Err(TransferRefusal::UnitClosed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{MemberId, PersonId};
    use crate::organizations::OrganizationPath;

    fn day(text: &str) -> Day {
        text.parse().expect("a valid day")
    }

    fn branch(number: u128) -> OrganizationId {
        OrganizationId(Uuid::from_u128(number))
    }

    fn member() -> Member {
        Member {
            id: MemberId(Uuid::from_u128(1)),
            person: PersonId(Uuid::from_u128(2)),
            name: "张诚".into(),
            township: branch(1),
            joined_on: day("2000-07-01"),
            probationary: false,
            roster_order: 1,
            left_on: None,
            version: 1,
            standing: Standing {
                branch: branch(2),
                branch_path: OrganizationPath::root(branch(1)).child(branch(2)),
                branch_name: "甲村党支部".into(),
                category: "ordinary".into(),
                exempt: false,
                from: day("2024-02-01"),
            },
        }
    }

    #[test]
    fn a_transfer_lies_between_the_present_membership_and_today() {
        let (today, wanted) = (day("2024-03-10"), Transfer { branch: Some(branch(3)), ..Transfer::default() });
        let on = |from: &str, closed| transfer(&member(), &wanted, day(from), closed, today);
        let moved = on("2024-03-01", None).expect("a transfer");
        assert_eq!((moved.branch, moved.category.as_str(), moved.exempt), (branch(3), "ordinary", false));
        assert!(on("2024-02-01", None).is_ok(), "the same day's decision is replaced");
        assert_eq!(on("2024-01-31", None), Err(TransferRefusal::BeforePresent));
        assert_eq!(on("2024-03-11", None), Err(TransferRefusal::InFuture));
        assert_eq!(on("2024-03-01", Some(day("2024-03-01"))), Err(TransferRefusal::UnitClosed));
        let same = Transfer { category: Some("ordinary".into()), ..Transfer::default() };
        assert_eq!(transfer(&member(), &same, today, None, today), Err(TransferRefusal::NothingChanges));
        let gone = Member { left_on: Some(today), ..member() };
        assert_eq!(transfer(&gone, &wanted, today, None, today), Err(TransferRefusal::HasLeft));
    }

    #[test]
    fn who_leaves_belonged_for_a_day_at_least() {
        let today = day("2024-03-10");
        assert_eq!(leave(&member(), day("2024-02-02"), None, today), Ok(()));
        assert_eq!(leave(&member(), day("2024-02-01"), None, today), Err(TransferRefusal::BeforePresent));
        assert_eq!(leave(&member(), day("2024-03-11"), None, today), Err(TransferRefusal::InFuture));
    }
}
