//! Acting for somebody (代办): a member who has no phone lets a helper claim, hand in and declare in their
//! name. The consent is recorded by who has seen the member, ends on a day, and may be ended at any moment
//! by the member, the helper or the branch.

use crate::consents::How;
use crate::ids::{AssistanceId, ConsentId, MemberId, PersonId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// For so many members at most one helper acts at a time: more would be an office, not help.
pub const MOST_PER_HELPER: u32 = 5;

/// A consent is good for so many days at most; then the member is seen again.
pub const LONGEST_DAYS: i64 = 366;

/// Why somebody acts no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The member took the consent back.
    Member,
    /// The helper does not want to any more.
    Helper,
    /// The branch ended it.
    Branch,
    /// Its last day is over.
    Expired,
    /// The member is no member here any more.
    Left,
}

impl Ending {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Member, Self::Helper, Self::Branch, Self::Expired, Self::Left];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Helper => "helper",
            Self::Branch => "branch",
            Self::Expired => "expired",
            Self::Left => "left",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.code() == code)
    }
}

/// A right to act for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assistance {
    /// Its id.
    pub id: AssistanceId,
    /// For which member.
    pub member: MemberId,
    /// Who that is.
    pub person: PersonId,
    /// Who acts.
    pub helper: PersonId,
    /// The member's branch.
    pub path: OrganizationPath,
    /// The consent on record.
    pub consent: ConsentId,
    /// How it was seen.
    pub how: How,
    /// The last day on which it is good.
    pub until: Day,
    /// Which of the helper's places it takes, 1 to [`MOST_PER_HELPER`].
    pub place: u32,
    /// Why it ended, if it did.
    pub ended: Option<Ending>,
}

impl Assistance {
    /// Is it good on a day? The consent itself is asked beside it.
    pub fn is_good_on(&self, day: Day) -> bool {
        self.ended.is_none() && self.until >= day
    }
}

/// Why a consent is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody acts for themselves.
    #[error("helper and member are one person")]
    SamePerson,
    /// Nobody records a consent that lets themselves act.
    #[error("who records it is the helper")]
    OwnHelp,
    /// The last day lies in the past or too far ahead.
    #[error("the last day is not within the allowed days")]
    DayUnfit,
    /// The helper acts for as many as one may.
    #[error("the helper has no place left")]
    HelperFull,
}

/// A consent that is to be recorded today by `recorder`, for a helper some of whose places are taken: answers
/// the place that it takes.
///
/// # Errors
/// See [`Refusal`].
pub fn record(
    member: PersonId,
    helper: PersonId,
    recorder: PersonId,
    until: Day,
    today: Day,
    taken: &[u32],
) -> Result<u32, Refusal> {
    if member == helper {
        return Err(Refusal::SamePerson);
    }
    if recorder == helper {
        return Err(Refusal::OwnHelp);
    }
    if until < today || (until - today).num_days() > LONGEST_DAYS {
        return Err(Refusal::DayUnfit);
    }
    (1..=MOST_PER_HELPER).find(|place| !taken.contains(place)).ok_or(Refusal::HelperFull)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn nobody_lets_themselves_act() {
        let (today, until) = (day("2024-03-01"), day("2024-06-30"));
        let ask = |member, helper, by| record(person(member), person(helper), person(by), until, today, &[]);
        assert_eq!(ask(1, 2, 3), Ok(1));
        assert_eq!(ask(1, 1, 3), Err(Refusal::SamePerson));
        assert_eq!(ask(1, 2, 2), Err(Refusal::OwnHelp));
    }

    #[test]
    fn a_consent_has_an_end() {
        let today = day("2024-03-01");
        let ask = |until| record(person(1), person(2), person(3), day(until), today, &[]);
        assert_eq!(ask("2024-02-29"), Err(Refusal::DayUnfit));
        assert_eq!(ask("2024-03-01"), Ok(1));
        assert_eq!(ask("2025-03-02"), Ok(1));
        assert_eq!(ask("2025-03-03"), Err(Refusal::DayUnfit));
    }

    proptest! {
        #[test]
        fn a_helper_never_holds_more_places_than_there_are(taken in proptest::collection::vec(0u32..8, 0..12)) {
            let today = day("2024-03-01");
            match record(person(1), person(2), person(3), today, today, &taken) {
                Ok(place) => {
                    prop_assert!((1..=MOST_PER_HELPER).contains(&place));
                    prop_assert!(!taken.contains(&place));
                }
                Err(refusal) => {
                    prop_assert_eq!(refusal, Refusal::HelperFull);
                    prop_assert!((1..=MOST_PER_HELPER).all(|place| taken.contains(&place)));
                }
            }
        }
    }
}
