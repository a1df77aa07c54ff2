//! The call list (电话名单): who is called because a message did not reach them.

use chrono::Duration;

/// How long a message may lie unread before somebody calls: three days, but one for a deadline, which is told three
/// days ahead and would be over.
pub const AFTER_WAY: Duration = Duration::days(3);

/// After so long a call that nobody made is no news any more.
pub const LONGEST_ON_LIST: Duration = Duration::days(30);

/// Who may be shown what a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Who manages the members, and for who is away the liaison.
    Liaison,
    /// Only who manages the members: help cases and whatever else is for few eyes.
    Secretary,
}

impl Caller {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Liaison => "liaison",
            Self::Secretary => "secretary",
        }
    }
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// The person was told: the call is done.
    Reached,
    /// Nobody answered: it stays on the list.
    NotReached,
    /// Not that person's number: it stays on the list until the number is mended.
    WrongNumber,
}

impl CallOutcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::Reached, Self::NotReached, Self::WrongNumber];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not_reached",
            Self::WrongNumber => "wrong_number",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// Where the entry stands afterwards.
    pub const fn then(self) -> CallState {
        match self {
            Self::Reached => CallState::Told,
            Self::NotReached | Self::WrongNumber => CallState::Open,
        }
    }
}

/// Where an entry of the list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    /// Somebody should call.
    Open,
    /// The person was told by phone.
    Told,
    /// The person has read the message after all.
    Read,
    /// Nobody called while it was news.
    Lapsed,
}

impl CallState {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Told => "told",
            Self::Read => "read",
            Self::Lapsed => "lapsed",
        }
    }
}
