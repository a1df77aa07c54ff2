//! The branch where a member is while away: home and host manage the member together (S4-12).

use crate::ids::OrganizationId;
use crate::organizations::OrganizationPath;

/// Who looks after a member where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A branch of this installation.
    Branch {
        /// Which.
        organization: OrganizationId,
        /// Its path.
        path: OrganizationPath,
    },
    /// A branch elsewhere.
    Outside {
        /// Its name.
        name: String,
        /// Whom to call there.
        contact: String,
    },
}

/// What a host branch notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// The member took part in something there.
    Attendance,
    /// Anything else.
    Note,
}

impl NoteKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Attendance, Self::Note];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attendance => "attendance",
            Self::Note => "note",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
