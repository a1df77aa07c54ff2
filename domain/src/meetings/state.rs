//! Kinds and states.

/// The kind of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeetingKind {
    /// The monthly party day (主题党日), in up to five parts, S4-5.
    PartyDay,
    /// The meeting of all members of a branch (支部党员大会), S1-4.
    BranchMeeting,
    /// The branch committee's meeting (支委会), S1-4.
    CommitteeMeeting,
    /// A party group's meeting (党小组会).
    GroupMeeting,
    /// A party lesson (党课).
    PartyLesson,
    /// The organization-life meeting (组织生活会).
    OrganizationLife,
    /// Anything else.
    Other,
}

impl MeetingKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::PartyDay,
        Self::BranchMeeting,
        Self::CommitteeMeeting,
        Self::GroupMeeting,
        Self::PartyLesson,
        Self::OrganizationLife,
        Self::Other,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PartyDay => "party_day",
            Self::BranchMeeting => "branch_meeting",
            Self::CommitteeMeeting => "committee_meeting",
            Self::GroupMeeting => "group_meeting",
            Self::PartyLesson => "party_lesson",
            Self::OrganizationLife => "organization_life",
            Self::Other => "other",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The state of a meeting; the module's documentation draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeetingState {
    /// Announced; leave may be asked.
    Planned,
    /// Members sign in.
    Open,
    /// Attendance is final.
    Closed,
    /// Called off with a reason.
    Cancelled,
}

impl MeetingState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Open, Self::Closed, Self::Cancelled];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The state of one member's attendance; the module's documentation draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttendanceState {
    /// Nothing known yet.
    Expected,
    /// Came.
    Present,
    /// Away with leave.
    Excused,
    /// Away without leave.
    Absent,
    /// Was away and made up for it.
    MadeUp,
}

impl AttendanceState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Expected, Self::Present, Self::Excused, Self::Absent, Self::MadeUp];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Present => "present",
            Self::Excused => "excused",
            Self::Absent => "absent",
            Self::MadeUp => "made_up",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What the secretary sees of a member at the roll call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Is here.
    Present,
    /// Is away with leave, for this reason.
    OnLeave(String),
    /// Is away.
    Absent,
}
