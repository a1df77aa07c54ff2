//! Closing an account, and erasing who belongs to no branch any more (article 47).

use chrono::{DateTime, Days, Utc};

use crate::ids::{ClosureId, PersonId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// How many days a request can be taken back.
pub const COOLING_DAYS: u64 = 7;

/// After so many days evidence goes even where a period was never made final.
pub const PATIENCE_DAYS: u64 = 400;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureKind {
    /// The account goes; roster and ledger stay while the membership lasts.
    Account,
    /// The identity goes, too; the ledger stays without it.
    Erasure,
}

impl ClosureKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Erasure => "erasure",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Account, Self::Erasure].into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a closure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureState {
    /// Asked; it can be taken back until it is due.
    Asked,
    /// Under way.
    Working,
    /// The identity is gone; what proves points waits until the last period is final.
    Waiting,
    /// Done.
    Done,
    /// Taken back in time.
    TakenBack,
}

impl ClosureState {
    const ALL: [Self; 5] = [Self::Asked, Self::Working, Self::Waiting, Self::Done, Self::TakenBack];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Working => "working",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::TakenBack => "taken_back",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A closure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// Whose.
    pub person: PersonId,
    /// The township.
    pub path: OrganizationPath,
    /// What.
    pub kind: ClosureKind,
    /// Where it stands.
    pub state: ClosureState,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// From when on it is carried out.
    pub due_at: DateTime<Utc>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
}

impl Closure {
    /// Does it begin now after the week that a person has to think again? What the township asks for or WeChat tells
    /// comes at once.
    pub fn waited_its_week(&self) -> bool {
        self.state == ClosureState::Asked
            && self.asked_at.checked_add_days(Days::new(COOLING_DAYS)) == Some(self.due_at)
    }
}

/// Why an account cannot be closed or a person erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureRefusal {
    /// Who holds a role hands it over first, so that no branch is left without.
    HoldsRoles,
    /// Who belongs to a branch is on its roster: only the account can be closed.
    StillMember,
}

/// What a person may ask: with a membership the account is closed, without one the identity goes, too.
///
/// # Errors
/// See [`ClosureRefusal`].
pub const fn ask(
    is_member: bool,
    holds_roles: bool,
    wanted: Option<ClosureKind>,
) -> Result<ClosureKind, ClosureRefusal> {
    if holds_roles {
        return Err(ClosureRefusal::HoldsRoles);
    }
    match (wanted, is_member) {
        (Some(ClosureKind::Erasure), true) => Err(ClosureRefusal::StillMember),
        (Some(ClosureKind::Account), _) | (None, true) => Ok(ClosureKind::Account),
        (Some(ClosureKind::Erasure) | None, false) => Ok(ClosureKind::Erasure),
    }
}

/// Must what proves points wait? Until every day that counts is final, or nobody can expect it to be any
/// more. `last` is the last day that something counts on.
pub fn erasure_waits(
    last: Option<Day>,
    final_through: Option<Day>,
    asked_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    let Some(last) = last else { return false };
    let is_final = final_through.is_some_and(|through| through >= last);
    let patience = asked_at.checked_add_days(Days::new(PATIENCE_DAYS));
    !is_final && patience.is_none_or(|end| now < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_closes_the_account_only_and_a_role_is_handed_over_first() {
        use ClosureKind::{Account, Erasure};
        assert_eq!(ask(true, false, None), Ok(Account));
        assert_eq!(ask(true, false, Some(Erasure)), Err(ClosureRefusal::StillMember));
        assert_eq!(ask(false, false, None), Ok(Erasure));
        assert_eq!(ask(false, false, Some(Account)), Ok(Account));
        for member in [true, false] {
            for wanted in [None, Some(Account), Some(Erasure)] {
                assert_eq!(ask(member, true, wanted), Err(ClosureRefusal::HoldsRoles));
            }
        }
    }

    #[test]
    fn evidence_waits_for_its_period_but_not_for_ever() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let asked = DateTime::UNIX_EPOCH;
        let soon = asked + Days::new(10);
        assert!(!erasure_waits(None, None, asked, soon));
        assert!(erasure_waits(Some(day("2024-03-31")), None, asked, soon));
        assert!(erasure_waits(Some(day("2024-03-31")), Some(day("2023-12-31")), asked, soon));
        assert!(!erasure_waits(Some(day("2024-03-31")), Some(day("2024-03-31")), asked, soon));
        assert!(!erasure_waits(Some(day("2024-03-31")), None, asked, asked + Days::new(PATIENCE_DAYS)));
    }

    #[test]
    fn codes_are_stable() {
        for state in ClosureState::ALL {
            assert_eq!(ClosureState::from_code(state.code()), Some(state));
        }
        for kind in [ClosureKind::Account, ClosureKind::Erasure] {
            assert_eq!(ClosureKind::from_code(kind.code()), Some(kind));
        }
    }
}
