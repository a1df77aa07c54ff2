//! Why a meeting or an attendance record refuses.

use super::{AttendanceState, MeetingState};

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The meeting's state does not permit it.
    #[error("not possible while the meeting is {}", state.code())]
    WrongState {
        /// The state.
        state: MeetingState,
    },
    /// Opening before the meeting's day, or closing before it starts.
    #[error("too early")]
    TooEarly,
    /// The member is not one whom the meeting is for.
    #[error("the meeting is not for this member")]
    NotExpected,
    /// Signed in already.
    #[error("signed in already")]
    AlreadyPresent,
    /// Leave was asked already.
    #[error("leave was asked already")]
    LeaveAsked,
    /// The record's state does not permit it.
    #[error("not possible while {}", state.code())]
    WrongAttendance {
        /// The state.
        state: AttendanceState,
    },
    /// Nobody has asked for what is decided on, or it is decided.
    #[error("nothing waits for a decision")]
    NothingAsked,
    /// A signed audit has settled the absence.
    #[error("the absence is settled")]
    Settled,
    /// The make-up study lies before the meeting or in the future.
    #[error("the day of the make-up study is wrong")]
    BadDay,
    /// Only who is away for a time takes part from away.
    #[error("not away")]
    NotAway,
    /// Too few with a vote were present, or the meeting decides nothing.
    #[error("no quorum")]
    NoQuorum,
    /// The minutes are confirmed: only an addendum corrects them.
    #[error("the minutes are confirmed")]
    MinutesConfirmed,
    /// The chair confirms the minutes, and did not write them.
    #[error("not the chair")]
    NotChair,
    /// Nobody decides on their own attendance.
    #[error("nobody decides on their own attendance")]
    Own,
}
