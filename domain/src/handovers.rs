//! Hand-over of an office (交接): the outgoing and the incoming secretary sign one protocol of the open work; with
//! the second signature role, rights and duties pass.

mod work;

use chrono::{DateTime, Utc};

use crate::access::Role;
use crate::ids::{HandoverId, OrganizationId, PersonId};
use crate::organizations::OrganizationPath;

pub use work::{Bound, Counts, Work};

/// Where a hand-over stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverState {
    /// Signatures are missing.
    Open,
    /// Both have signed, and everything has passed.
    Done,
    /// Called off.
    Withdrawn,
}

impl HandoverState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Withdrawn];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Which of the two signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who hands over, or the township for who is gone.
    Outgoing,
    /// Who takes over.
    Incoming,
}

/// The outgoing side's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why somebody else signed for who hands over.
    pub absent: Option<String>,
}

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// Of which organization.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The office.
    pub role: Role,
    /// Who hands over.
    pub outgoing: PersonId,
    /// Who takes over.
    pub incoming: PersonId,
    /// Where it stands.
    pub state: HandoverState,
    /// Whether the township opened it.
    pub by_township: bool,
    /// What else is to be said.
    pub note: Option<String>,
    /// Who opened it.
    pub opened_by: PersonId,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// The outgoing side's signature.
    pub outgoing_signed: Option<Signature>,
    /// When the incoming side signed.
    pub incoming_signed_at: Option<DateTime<Utc>>,
    /// When it was done or called off.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Why a hand-over does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is done or called off.
    #[error("it is not open")]
    NotOpen,
    /// This side has signed.
    #[error("this side has signed")]
    Signed,
    /// Neither of the two, and not the township.
    #[error("not for this person to sign")]
    NotToSign,
    /// Who signs for somebody absent must say why.
    #[error("the reason of the absence is missing")]
    AbsenceUnsaid,
    /// Only an office that one person leads is handed over.
    #[error("no office that is handed over")]
    NoOffice,
    /// Who takes over is who hands over.
    #[error("both are one person")]
    SamePerson,
}

/// The office of an organization that is handed over.
///
/// # Errors
/// [`Refusal::NoOffice`] for roles that are given and taken singly; [`Refusal::SamePerson`].
pub fn open(role: Role, outgoing: PersonId, incoming: PersonId) -> Result<(), Refusal> {
    if !matches!(role, Role::BranchAdmin | Role::TownshipAdmin) {
        return Err(Refusal::NoOffice);
    }
    if outgoing == incoming { Err(Refusal::SamePerson) } else { Ok(()) }
}

/// Which side `by` signs. The incoming side signs in person only: nobody is given an office unasked. `township`
/// says whether the signer administers the place; they sign for an outgoing secretary who is gone, and say why.
///
/// # Errors
/// See [`Refusal`].
pub fn sign(handover: &Handover, by: PersonId, township: bool, absent: Option<&str>) -> Result<Side, Refusal> {
    if handover.state != HandoverState::Open {
        return Err(Refusal::NotOpen);
    }
    let side = if by == handover.incoming {
        Side::Incoming
    } else if by == handover.outgoing || township {
        Side::Outgoing
    } else {
        return Err(Refusal::NotToSign);
    };
    let signed = match side {
        Side::Outgoing => handover.outgoing_signed.is_some(),
        Side::Incoming => handover.incoming_signed_at.is_some(),
    };
    if signed {
        return Err(Refusal::Signed);
    }
    if side == Side::Outgoing && by != handover.outgoing && absent.is_none() {
        return Err(Refusal::AbsenceUnsaid);
    }
    Ok(side)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn handover() -> Handover {
        let organization = OrganizationId(Uuid::from_u128(9));
        Handover {
            id: HandoverId(Uuid::from_u128(1)),
            organization,
            path: OrganizationPath::root(organization),
            role: Role::BranchAdmin,
            outgoing: person(11),
            incoming: person(12),
            state: HandoverState::Open,
            by_township: false,
            note: None,
            opened_by: person(11),
            opened_at: DateTime::UNIX_EPOCH,
            outgoing_signed: None,
            incoming_signed_at: None,
            ended_at: None,
        }
    }

    #[test]
    fn each_side_signs_once_and_nobody_signs_for_who_takes_over() {
        let open = handover();
        assert_eq!(sign(&open, person(11), false, None), Ok(Side::Outgoing));
        assert_eq!(sign(&open, person(12), false, None), Ok(Side::Incoming));
        assert_eq!(sign(&open, person(13), false, None), Err(Refusal::NotToSign));
        assert_eq!(sign(&open, person(13), true, None), Err(Refusal::AbsenceUnsaid));
        assert_eq!(sign(&open, person(13), true, Some("调离")), Ok(Side::Outgoing));
        // An administrator who takes over signs for themselves, never for the other side.
        assert_eq!(sign(&open, person(12), true, Some("调离")), Ok(Side::Incoming));
        let signed = Handover { incoming_signed_at: Some(DateTime::UNIX_EPOCH), ..open.clone() };
        assert_eq!(sign(&signed, person(12), true, Some("调离")), Err(Refusal::Signed));
        let done = Handover { state: HandoverState::Done, ..open };
        assert_eq!(sign(&done, person(11), false, None), Err(Refusal::NotOpen));
    }

    #[test]
    fn only_an_office_is_handed_over() {
        for role in Role::ALL {
            let office = matches!(role, Role::BranchAdmin | Role::TownshipAdmin);
            assert_eq!(open(role, person(1), person(2)).is_ok(), office);
            assert!(open(role, person(1), person(1)).is_err());
        }
    }
}
