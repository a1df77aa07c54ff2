//! Who leads a grid (网格长, S3-4): recommended by the villagers, confirmed by the branch, for a term.

use crate::ids::{GridId, LeadershipId, PersonId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// A term is at most so many days: ten years, leap days included.
const LONGEST_TERM_DAYS: i64 = 3_653;

/// As what somebody leads (S3-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capacity {
    /// A party member.
    Member,
    /// A villagers' representative (村民代表), who need not be a member.
    VillagersRepresentative,
    /// The first secretary (第一书记) sent to the village.
    FirstSecretary,
    /// Somebody of the village work team (驻村工作队).
    WorkTeam,
}

impl Capacity {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Member, Self::VillagersRepresentative, Self::FirstSecretary, Self::WorkTeam];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::VillagersRepresentative => "villagers_representative",
            Self::FirstSecretary => "first_secretary",
            Self::WorkTeam => "work_team",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capacity| capacity.code() == code)
    }
}

/// Where a leadership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeadershipState {
    /// Recommended by the villagers; the branch has not decided.
    Recommended,
    /// Confirmed by the branch.
    Confirmed,
    /// Ended, or not confirmed.
    Ended,
}

impl LeadershipState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Recommended, Self::Confirmed, Self::Ended];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Confirmed => "confirmed",
            Self::Ended => "ended",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How the villagers recommended somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The meeting or the way, such as 户代表会议.
    pub how: String,
    /// The day.
    pub on: Day,
    /// How many were for it, where counted.
    pub votes_for: Option<u32>,
    /// How many voted, where counted.
    pub votes_cast: Option<u32>,
}

/// What the branch confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The meeting that decided.
    pub meeting: String,
    /// The first day of the term.
    pub from: Day,
    /// The first day after it.
    pub until: Day,
    /// May the leader check posts of the grid off?
    pub checks_posts: bool,
}

/// Somebody's leadership of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leadership {
    /// The id.
    pub id: LeadershipId,
    /// The grid.
    pub grid: GridId,
    /// The path of the grid's organization.
    pub path: OrganizationPath,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub capacity: Capacity,
    /// Where it stands.
    pub state: LeadershipState,
    /// The villagers' recommendation.
    pub recommendation: Recommendation,
    /// What the branch confirmed; none before.
    pub confirmation: Option<Confirmation>,
    /// The first day on which it was over.
    pub ended_on: Option<Day>,
    /// Why.
    pub end_reason: Option<String>,
}

/// Why a leadership cannot do what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeadershipRefusal {
    /// Nobody confirms or ends their own leadership.
    #[error("nobody decides on their own leadership")]
    Own,
    /// The branch has decided already.
    #[error("it waits for no decision any more")]
    NotWaiting,
    /// It has ended.
    #[error("it has ended")]
    Ended,
    /// The term begins in the future, or before the recommendation.
    #[error("the term does not begin between the recommendation and today")]
    Begins,
    /// The term ends before it begins, in the past, or is too long.
    #[error("the term does not end after today and within ten years")]
    Ends,
    /// The day lies in the future, or before the beginning.
    #[error("the day does not lie between the beginning and today")]
    Day,
}

impl Leadership {
    /// Does the person lead the grid on a day? A term that is over has ended by itself, whether or not
    /// anybody has written that down (S3-4).
    pub fn leads_on(&self, day: Day) -> bool {
        let in_term = |term: &Confirmation| term.from <= day && day < term.until;
        self.state == LeadershipState::Confirmed && self.confirmation.as_ref().is_some_and(in_term)
    }

    /// May `by` confirm it for a term?
    ///
    /// # Errors
    /// What stands against it.
    pub fn confirm(&self, by: PersonId, from: Day, until: Day, today: Day) -> Result<(), LeadershipRefusal> {
        if self.state != LeadershipState::Recommended {
            return Err(LeadershipRefusal::NotWaiting);
        }
        if self.person == by {
            return Err(LeadershipRefusal::Own);
        }
        if from > today || from < self.recommendation.on {
            return Err(LeadershipRefusal::Begins);
        }
        if until <= today || (until - from).num_days() > LONGEST_TERM_DAYS {
            return Err(LeadershipRefusal::Ends);
        }
        Ok(())
    }

    /// May `by` end it on a day, or decide against it?
    ///
    /// # Errors
    /// What stands against it.
    pub fn end(&self, by: PersonId, on: Day, today: Day) -> Result<(), LeadershipRefusal> {
        if self.state == LeadershipState::Ended {
            return Err(LeadershipRefusal::Ended);
        }
        if self.person == by {
            return Err(LeadershipRefusal::Own);
        }
        let begins = self.confirmation.as_ref().map_or(self.recommendation.on, |term| term.from);
        if on < begins || on > today { Err(LeadershipRefusal::Day) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::OrganizationId;

    fn leadership(recommended_on: Day) -> Leadership {
        let id = Uuid::from_u128;
        Leadership {
            id: LeadershipId(id(1)),
            grid: GridId(id(2)),
            path: OrganizationPath::root(OrganizationId(id(3))),
            person: PersonId(id(4)),
            capacity: Capacity::VillagersRepresentative,
            state: LeadershipState::Recommended,
            recommendation: Recommendation {
                how: "户代表会议".to_owned(),
                on: recommended_on,
                votes_for: Some(19),
                votes_cast: Some(23),
            },
            confirmation: None,
            ended_on: None,
            end_reason: None,
        }
    }

    #[test]
    fn codes_are_read_back() {
        for capacity in Capacity::ALL {
            assert_eq!(Capacity::from_code(capacity.code()), Some(capacity));
        }
        for state in LeadershipState::ALL {
            assert_eq!(LeadershipState::from_code(state.code()), Some(state));
        }
    }

    /// S3-4: the branch confirms, nobody themselves.
    #[test]
    fn nobody_confirms_or_ends_their_own() {
        let today: Day = "2024-03-01".parse().expect("a day");
        let own = leadership(today);
        let until = today + TimeDelta::days(1);
        assert_eq!(own.confirm(own.person, today, until, today), Err(LeadershipRefusal::Own));
        assert_eq!(own.end(own.person, today, today), Err(LeadershipRefusal::Own));
    }

    proptest! {
        /// S3-4: a dated term. Whatever is confirmed leads today and on no day outside the term.
        #[test]
        fn who_is_confirmed_leads_through_the_term_and_not_a_day_longer(
            recommended in 0i64..200, from in 0i64..200, until in 0i64..5_000, now in 0i64..200, asked in 0i64..6_000,
        ) {
            let day = |days: i64| "2024-01-01".parse::<Day>().expect("a day") + TimeDelta::days(days);
            let mut one = leadership(day(recommended));
            let by = PersonId(Uuid::from_u128(9));
            let confirmed = one.confirm(by, day(from), day(until), day(now));
            prop_assert_eq!(
                confirmed.is_ok(),
                recommended <= from && from <= now && now < until && until - from <= LONGEST_TERM_DAYS
            );
            prop_assert!(!one.leads_on(day(asked)), "a recommendation leads nobody");
            if confirmed.is_ok() {
                one.state = LeadershipState::Confirmed;
                let meeting = "支部大会".to_owned();
                one.confirmation = Some(Confirmation { meeting, from: day(from), until: day(until), checks_posts: false });
                prop_assert!(one.leads_on(day(now)));
                prop_assert_eq!(one.leads_on(day(asked)), (from..until).contains(&asked));
                prop_assert_eq!(one.confirm(by, day(from), day(until), day(now)), Err(LeadershipRefusal::NotWaiting));
                one.state = LeadershipState::Ended;
                prop_assert!(!one.leads_on(day(asked)));
            }
        }
    }
}
