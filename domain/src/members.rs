//! Members (党员): a dated membership of a person in a township (invariants 8 and 10).

mod exemption;
mod hints;
mod transfer;

pub use exemption::{Exemption, ExemptionGround, ExemptionRefusal, end_exemption, exempt};
pub use hints::{Evidence, hints};
pub use transfer::{NewStanding, Transfer, TransferRefusal, leave, transfer};

use crate::ids::{MemberId, OrganizationId, PersonId};
use crate::organizations::OrganizationPath;
use crate::roster::{Phone, Sex, YearMonth};
use crate::time::Day;

/// A person, member or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The township whose roster or staff the person belongs to.
    pub township: OrganizationId,
    /// The name.
    pub name: String,
    /// Sex, where known.
    pub sex: Option<Sex>,
    /// Birth year and month, where known: never the day (invariant 11).
    pub birth: Option<YearMonth>,
    /// The mobile number, where there is one.
    pub phone: Option<Phone>,
    /// Schooling.
    pub schooling: Option<String>,
    /// Skills.
    pub skills: Option<String>,
    /// Grows with every edit.
    pub version: u64,
}

/// A member as they stand on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The id.
    pub id: MemberId,
    /// Who it is.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The township.
    pub township: OrganizationId,
    /// The date of joining the party.
    pub joined_on: Day,
    /// Probationary (预备党员)?
    pub probationary: bool,
    /// The order of the roster: inside a rank, and on paper.
    pub roster_order: i64,
    /// The first day on which the person is no member here any more.
    pub left_on: Option<Day>,
    /// Grows with every edit.
    pub version: u64,
    /// Where the member stands on that day.
    pub standing: Standing,
}

/// Branch and category on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The branch.
    pub branch: OrganizationId,
    /// Its path.
    pub branch_path: OrganizationPath,
    /// Its name.
    pub branch_name: String,
    /// The category's code in the rule book.
    pub category: String,
    /// Exempt by the committee's decision or the category (S2-7).
    pub exempt: bool,
    /// Since when.
    pub from: Day,
}

/// How somebody left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Moved to an organization outside.
    TransferredOut,
    /// Died.
    Deceased,
    /// Expelled or struck off.
    Removed,
    /// Left by their own wish.
    Resigned,
}

impl Leaving {
    /// All ways.
    pub const ALL: [Self; 4] = [Self::TransferredOut, Self::Deceased, Self::Removed, Self::Resigned];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TransferredOut => "transferred_out",
            Self::Deceased => "deceased",
            Self::Removed => "removed",
            Self::Resigned => "resigned",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
