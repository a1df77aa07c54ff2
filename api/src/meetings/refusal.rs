//! What a meeting or an attendance record refuses, for the wire.

use xianfeng_domain::meetings::Refusal;

use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

impl From<Refusal> for Failure {
    /// Every refusal has its code here; the compiler sees that none is forgotten.
    fn from(refusal: Refusal) -> Self {
        let problem = match refusal {
            Refusal::WrongState { state } => Problem::new(Code::MeetingWrongState).member("state", state.code()),
            Refusal::TooEarly => Problem::new(Code::MeetingTooEarly),
            Refusal::NotExpected => Problem::new(Code::AttendanceNotExpected),
            Refusal::AlreadyPresent => Problem::new(Code::AttendanceAlreadyPresent),
            Refusal::LeaveAsked => Problem::new(Code::AttendanceLeaveAsked),
            Refusal::WrongAttendance { state } => {
                Problem::new(Code::AttendanceWrongState).member("state", state.code())
            }
            Refusal::NothingAsked => Problem::new(Code::AttendanceNothingAsked),
            Refusal::Settled => Problem::new(Code::AttendanceSettled),
            Refusal::BadDay => Problem::new(Code::AttendanceBadDay),
            Refusal::NotAway => Problem::new(Code::AttendanceNotAway),
            Refusal::NoQuorum => Problem::new(Code::MeetingNoQuorum),
            Refusal::MinutesConfirmed => Problem::new(Code::MinutesConfirmed),
            Refusal::NotChair => Problem::new(Code::MinutesNotChair),
            Refusal::Own => Problem::new(Code::AttendanceOwn),
        };
        Self::Refused(problem)
    }
}
