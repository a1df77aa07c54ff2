//! Corrections on request (article 46): the person says what is wrong, somebody else decides.

use chrono::{DateTime, Utc};

use crate::ids::{AccountId, CorrectionId, PersonId};
use crate::organizations::OrganizationPath;

/// What a person may ask to be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name.
    Name,
    /// Sex.
    Sex,
    /// Birth year and month.
    Birth,
    /// The mobile number.
    Phone,
    /// Schooling.
    Schooling,
    /// Skills.
    Skills,
    /// The date of joining the party.
    JoinedOn,
    /// Something else, which whoever decides mends where it stands.
    Other,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Sex, Self::Birth, Self::Phone, Self::Schooling, Self::Skills, Self::JoinedOn, Self::Other];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Sex => "sex",
            Self::Birth => "birth",
            Self::Phone => "phone",
            Self::Schooling => "schooling",
            Self::Skills => "skills",
            Self::JoinedOn => "joined_on",
            Self::Other => "other",
        }
    }

    /// In plain Chinese, for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "姓名",
            Self::Sex => "性别",
            Self::Birth => "出生年月",
            Self::Phone => "手机号",
            Self::Schooling => "学历",
            Self::Skills => "特长",
            Self::JoinedOn => "入党时间",
            Self::Other => "其他信息",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionState {
    /// It waits for a decision.
    Waiting,
    /// It was corrected.
    Accepted,
    /// It was not, with a reason.
    Refused,
}

impl CorrectionState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::Refused];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// Whose data.
    pub person: PersonId,
    /// Where it is decided: the member's branch, else the township.
    pub path: OrganizationPath,
    /// What is wrong.
    pub field: Field,
    /// What it should be.
    pub wished: String,
    /// Why, or how it can be seen.
    pub why: String,
    /// Where it stands.
    pub state: CorrectionState,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What the person was told.
    pub answer: Option<String>,
}

/// Why a request cannot be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionRefusal {
    /// Nobody decides on their own request.
    Own,
    /// Somebody decided already.
    Decided,
    /// A refusal says why.
    ReasonMissing,
}

/// May `by` decide, and with an answer or without one?
///
/// # Errors
/// See [`CorrectionRefusal`].
pub fn decide(request: &Correction, by: PersonId, accept: bool, answer: Option<&str>) -> Result<(), CorrectionRefusal> {
    if request.person == by {
        return Err(CorrectionRefusal::Own);
    }
    if request.state != CorrectionState::Waiting {
        return Err(CorrectionRefusal::Decided);
    }
    if !accept && answer.is_none_or(|answer| answer.trim().is_empty()) {
        return Err(CorrectionRefusal::ReasonMissing);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::OrganizationId;

    fn request(person: u128, state: CorrectionState) -> Correction {
        Correction {
            id: CorrectionId(Uuid::from_u128(1)),
            person: PersonId(Uuid::from_u128(person)),
            path: OrganizationPath::root(OrganizationId(Uuid::from_u128(2))),
            field: Field::Name,
            wished: "张三".to_owned(),
            why: "写错了".to_owned(),
            state,
            asked_at: DateTime::UNIX_EPOCH,
            decided_by: None,
            decided_at: None,
            answer: None,
        }
    }

    proptest! {
        /// Nobody decides their own, nothing is decided twice, and no refusal is without a reason.
        #[test]
        fn who_decides_what(person in 1..4u128, by in 1..4u128, state in 0..3usize, accept: bool, answered: bool) {
            let request = request(person, CorrectionState::ALL[state]);
            let answer = answered.then_some("按档案更正");
            let may = decide(&request, PersonId(Uuid::from_u128(by)), accept, answer).is_ok();
            prop_assert_eq!(may, person != by && state == 0 && (accept || answered));
        }
    }

    #[test]
    fn codes_are_stable() {
        for field in Field::ALL {
            assert_eq!(Field::from_code(field.code()), Some(field));
        }
        for state in CorrectionState::ALL {
            assert_eq!(CorrectionState::from_code(state.code()), Some(state));
        }
    }
}
