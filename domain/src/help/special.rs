//! The special branch (S4-11): at least half a year, then back if passed, otherwise handed on.

use chrono::Months;

use super::{CheckResult, HelpCase, Refusal};
use crate::ids::OrganizationId;
use crate::time::Day;

/// The least stay.
const LEAST: Months = Months::new(6);

/// A stay in the special branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Where the member comes from and goes back to.
    pub home: OrganizationId,
    /// From this day on.
    pub since: Day,
}

/// The first day on which a member may be back home.
pub fn back_from(stay: &Stay) -> Day {
    stay.since.checked_add_months(LEAST).unwrap_or(Day::MAX)
}

/// May the member go back home from this day on? After half a year and a passed check; at any time if
/// the transfer was an error.
///
/// # Errors
/// See [`Refusal`].
pub fn may_return(case: &HelpCase, from: Day, was_error: bool) -> Result<Stay, Refusal> {
    let stay = case.stay.ok_or(Refusal::NotAway)?;
    let earliest = back_from(&stay);
    if was_error {
        return Ok(stay);
    }
    if from < earliest {
        return Err(Refusal::TooEarly(earliest));
    }
    if case.last_check == Some(CheckResult::Passed) { Ok(stay) } else { Err(Refusal::NotPassed) }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::{Ground, Outcome, Proposal, State, Verb, check_open, decide};
    use super::*;
    use crate::ids::{HelpCaseId, MemberId, PersonId, RuleBookId, ZeroingId};
    use crate::organizations::OrganizationPath;

    fn case(state: State, stay: Option<Stay>, last_check: Option<CheckResult>) -> HelpCase {
        let branch = OrganizationId(Uuid::from_u128(1));
        let path = OrganizationPath::root(branch);
        let day: Day = "2024-01-01".parse().expect("a day");
        HelpCase {
            proposal: Proposal {
                id: HelpCaseId(Uuid::from_u128(2)),
                member: MemberId(Uuid::from_u128(3)),
                person: PersonId(Uuid::from_u128(4)),
                branch,
                path: path.clone(),
                consequence: "three_red_months".to_owned(),
                name: "连续三个月红榜".to_owned(),
                rule_book: RuleBookId(Uuid::from_u128(5)),
                ground: Ground::Veto { zeroing: ZeroingId(Uuid::from_u128(6)), day },
                measures: vec!["取消评优资格".to_owned()],
                deadline_days: Some(180),
            },
            carried: path,
            state,
            proposed_at: DateTime::UNIX_EPOCH,
            confirmed: None,
            keeps_out: false,
            helper: None,
            stay,
            last_check,
            remind_on: None,
            note: None,
            ended: None,
            version: 1,
        }
    }

    #[test]
    fn nobody_decides_on_their_own_case() {
        let own = PersonId(Uuid::from_u128(4));
        for state in State::ALL {
            for verb in [Verb::Confirm, Verb::Dismiss, Verb::Close(Outcome::TurnedRound)] {
                assert_eq!(decide(&case(state, None, None), verb, own), Err(Refusal::Own));
            }
            assert_eq!(check_open(&case(state, None, None), Some(own)), Err(Refusal::Own));
        }
    }

    #[test]
    fn what_is_decided_is_decided() {
        let by = PersonId(Uuid::from_u128(9));
        for (state, verb, after) in [
            (State::Proposed, Verb::Confirm, Ok(State::Open)),
            (State::Proposed, Verb::Dismiss, Ok(State::Dismissed)),
            (State::Proposed, Verb::Close(Outcome::TurnedRound), Err(Refusal::WrongState(State::Proposed))),
            (State::Open, Verb::Close(Outcome::HandedOn), Ok(State::Closed)),
            (State::Open, Verb::Confirm, Err(Refusal::WrongState(State::Open))),
            (State::Dismissed, Verb::Confirm, Err(Refusal::WrongState(State::Dismissed))),
            (State::Closed, Verb::Close(Outcome::TurnedRound), Err(Refusal::WrongState(State::Closed))),
        ] {
            assert_eq!(decide(&case(state, None, None), verb, by), after);
        }
        let away = case(State::Open, Some(Stay { home: OrganizationId(Uuid::from_u128(1)), since: Day::MIN }), None);
        assert_eq!(decide(&away, Verb::Close(Outcome::TurnedRound), by), Err(Refusal::StillAway));
        assert_eq!(decide(&away, Verb::Close(Outcome::HandedOn), by), Ok(State::Closed));
        let full = HelpCase { version: super::super::MOST_CHANGES, ..case(State::Open, None, None) };
        assert_eq!(check_open(&full, Some(by)), Err(Refusal::Full));
    }

    proptest! {
        /// S4-11: never before half a year, unless the transfer was an error, and never without a
        /// passed check.
        #[test]
        fn at_least_half_a_year(since in 0u64..2000, stayed in 0u64..400, passed: bool, error: bool) {
            let first: Day = "2024-01-01".parse().unwrap();
            let since = first + Days::new(since);
            let from = since + Days::new(stayed);
            let stay = Stay { home: OrganizationId(Uuid::from_u128(1)), since };
            let check = if passed { CheckResult::Passed } else { CheckResult::NotYet };
            let answer = may_return(&case(State::Open, Some(stay), Some(check)), from, error);
            if error {
                prop_assert_eq!(answer, Ok(stay));
            } else if stayed < 181 {
                prop_assert_eq!(answer, Err(Refusal::TooEarly(back_from(&stay))));
            } else if stayed >= 184 {
                prop_assert_eq!(answer, if passed { Ok(stay) } else { Err(Refusal::NotPassed) });
            }
        }
    }
}
