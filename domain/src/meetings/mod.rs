//! Meetings of organisation life (组织生活) and attendance (签到): S1-4, S2-4, S4-5.
//!
//! A meeting is planned, then open, then closed; or cancelled before that:
//!
//! ```text
//!   planned ── open ──▶ open ── close ──▶ closed      (attendance final, points written)
//!      │                  │
//!      └───── cancel ─────┴────────────▶ cancelled
//! ```
//!
//! Who is expected is fixed at opening, by where members stand on the meeting's day: a transfer
//! in between loses nothing. The attendance of one member:
//!
//! ```text
//!   expected ──┬── sign in, roll call ──▶ present   (from away: present, or excused where it does not count)
//!              ├── leave granted ───────▶ excused ──┐
//!              └── roll call, closing ──▶ absent ───┴── make-up study confirmed ──▶ made up
//! ```
//!
//! Until the meeting closes the roll call may put each of them right. After that only leave that
//! was asked in time, and make-up study (补课), change it. An absence deducts nothing by itself: the
//! committee decides on it in the quarterly audit (S2-4). Nobody credits themselves: the points of
//! who closes the meeting wait for another person.

mod attendance;
mod meeting;
mod minutes;
mod plan;
mod quorum;
mod rate;
mod refusal;
mod series;
mod sign_in;
mod state;

pub use attendance::{
    Attendance, Credit, Leave, LeaveState, MakeUp, MakeUpState, SignInWay, ask_leave, ask_make_up, decide_leave,
    decide_make_up, roll_call, sign_in, sign_in_remotely,
};
pub use meeting::{Audience, Award, Meeting, cancel, close, expects, may_come, open};
pub use minutes::{Decision, Minutes, TooManyVotes, decided, quorate};
pub use plan::{MeetingFault, MeetingFaultKind, NewMeeting, edit, plan};
pub use quorum::{HALF, Turnout, Voter, Votes, usual_quorum};
pub use rate::permille;
pub use refusal::Refusal;
pub use series::{Monthly, month_of};
pub use sign_in::{CODE_LENGTH, CODE_SECONDS, accepted_steps, code_of, normalized_code, step_ends_at};
pub use state::{AttendanceState, MeetingKind, MeetingState, Seen};

#[cfg(test)]
mod tests;
