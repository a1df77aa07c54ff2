//! One member's attendance of one meeting: sign-in, roll call, leave, make-up study.

use chrono::{DateTime, Utc};

use super::{AttendanceState, Meeting, MeetingState, Refusal, Seen};
use crate::ids::{AccountId, AttendanceId, MeetingId, MemberId, OrganizationId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// How a presence came on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignInWay {
    /// The member typed or scanned the code.
    Code,
    /// The secretary called the roll.
    RollCall,
    /// The member took part from away, with the code that was read out.
    Remote,
}

/// What became of asked leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeaveState {
    /// Waits for the secretary.
    Asked,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
}

/// Leave (请假).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Why.
    pub reason: String,
    /// What became of it.
    pub state: LeaveState,
    /// What the secretary said.
    pub answer: Option<String>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
}

/// What became of make-up study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MakeUpState {
    /// Waits for the secretary.
    Asked,
    /// Confirmed.
    Confirmed,
    /// Refused.
    Refused,
}

/// Make-up study (补课).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeUp {
    /// What was studied or done.
    pub what: String,
    /// On which day.
    pub on: Day,
    /// Who brought it forward.
    pub asked_by: AccountId,
    /// What became of it.
    pub state: MakeUpState,
    /// What the secretary said.
    pub answer: Option<String>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
}

/// What became of the points for coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credit {
    /// There are none.
    None,
    /// The closed meeting owes them; closing again pays what is left.
    Due,
    /// They are those of who closed the meeting, and wait for another person.
    Waiting,
    /// In the ledger.
    Credited,
}

macro_rules! codes {
    ($($name:ident { $($variant:ident = $code:literal,)* })*) => {$(
        impl $name {
            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// From the code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

codes! {
    SignInWay { Code = "code", RollCall = "roll_call", Remote = "remote", }
    LeaveState { Asked = "asked", Granted = "granted", Refused = "refused", }
    MakeUpState { Asked = "asked", Confirmed = "confirmed", Refused = "refused", }
    Credit { None = "none", Due = "due", Waiting = "waiting", Credited = "credited", }
}

/// The attendance (签到) of one member at one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Its id: the source of the points.
    pub id: AttendanceId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The path of the meeting's organization.
    pub path: OrganizationPath,
    /// The member.
    pub member: MemberId,
    /// The member's branch on the meeting's day.
    pub branch: OrganizationId,
    /// Its path.
    pub branch_path: OrganizationPath,
    /// The meeting's day.
    pub held_on: Day,
    /// Was the member expected? The exempt may come without being so.
    pub expected: bool,
    /// The state.
    pub state: AttendanceState,
    /// How the presence came on record.
    pub way: Option<SignInWay>,
    /// Who put the state on record.
    pub recorded_by: Option<AccountId>,
    /// When.
    pub recorded_at: Option<DateTime<Utc>>,
    /// Leave, where it was asked or noted.
    pub leave: Option<Leave>,
    /// Make-up study, where it was brought forward.
    pub make_up: Option<MakeUp>,
    /// What became of the points for coming.
    pub credit: Credit,
    /// Has a signed audit settled the absence (S2-4)?
    pub settled: bool,
    /// Grows with every change.
    pub version: u64,
}

impl Attendance {
    fn put(self, state: AttendanceState, way: Option<SignInWay>, by: AccountId, now: DateTime<Utc>) -> Self {
        Self { state, way, recorded_by: Some(by), recorded_at: Some(now), ..self }
    }

    /// Nobody is at two places: who took part from away does not sign in on the spot, and the other way round.
    fn not_signed_in(&self) -> Result<(), Refusal> {
        let signed_in = self.state == AttendanceState::Present || self.way == Some(SignInWay::Remote);
        if signed_in { Err(Refusal::AlreadyPresent) } else { Ok(()) }
    }

    fn away(&self) -> Result<(), Refusal> {
        if self.settled {
            return Err(Refusal::Settled);
        }
        match self.state {
            AttendanceState::Absent | AttendanceState::Excused => Ok(()),
            state => Err(Refusal::WrongAttendance { state }),
        }
    }
}

/// The member signs in with the code. Who had leave, or came late, comes all the same.
///
/// # Errors
/// [`Refusal::WrongState`] unless the meeting is open, [`Refusal::AlreadyPresent`].
pub fn sign_in(
    meeting: &Meeting,
    attendance: Attendance,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Attendance, Refusal> {
    meeting.require(&[MeetingState::Open])?;
    attendance.not_signed_in()?;
    Ok(attendance.put(AttendanceState::Present, Some(SignInWay::Code), by, now))
}

/// The member takes part from away. Where that does not count as coming it excuses, and is noted.
///
/// # Errors
/// [`Refusal::WrongState`] unless the meeting is open, [`Refusal::NotAway`], [`Refusal::AlreadyPresent`].
pub fn sign_in_remotely(
    meeting: &Meeting,
    attendance: Attendance,
    away: bool,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Attendance, Refusal> {
    meeting.require(&[MeetingState::Open])?;
    if !away {
        return Err(Refusal::NotAway);
    }
    attendance.not_signed_in()?;
    let state = if meeting.remote_counts { AttendanceState::Present } else { AttendanceState::Excused };
    Ok(attendance.put(state, Some(SignInWay::Remote), by, now))
}

/// The secretary calls the roll. `own` says that the record is the secretary's own.
///
/// # Errors
/// [`Refusal::WrongState`] unless the meeting is open; [`Refusal::Own`] for one's own leave.
pub fn roll_call(
    meeting: &Meeting,
    attendance: Attendance,
    seen: Seen,
    own: bool,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Attendance, Refusal> {
    meeting.require(&[MeetingState::Open])?;
    Ok(match seen {
        // Whoever signed in did so themselves: that stays on record.
        Seen::Present if attendance.state == AttendanceState::Present => attendance,
        Seen::Present => attendance.put(AttendanceState::Present, Some(SignInWay::RollCall), by, now),
        Seen::OnLeave(_) if own => return Err(Refusal::Own),
        Seen::OnLeave(reason) => {
            let leave = Leave { reason, state: LeaveState::Granted, answer: None, decided_by: Some(by) };
            Attendance { leave: Some(leave), ..attendance.put(AttendanceState::Excused, None, by, now) }
        }
        Seen::Absent => {
            let refused = |leave| Leave { state: LeaveState::Refused, decided_by: Some(by), ..leave };
            let leave = attendance.leave.clone().map(refused);
            Attendance { leave, ..attendance.put(AttendanceState::Absent, None, by, now) }
        }
    })
}

/// The member asks for leave before the meeting closes; once.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::LeaveAsked`], [`Refusal::WrongAttendance`] for who is here.
pub fn ask_leave(meeting: &Meeting, attendance: Attendance, reason: String) -> Result<Attendance, Refusal> {
    meeting.require(&[MeetingState::Planned, MeetingState::Open])?;
    if attendance.leave.is_some() {
        return Err(Refusal::LeaveAsked);
    }
    match attendance.state {
        AttendanceState::Expected | AttendanceState::Absent => {
            let leave = Leave { reason, state: LeaveState::Asked, answer: None, decided_by: None };
            Ok(Attendance { leave: Some(leave), ..attendance })
        }
        state => Err(Refusal::WrongAttendance { state }),
    }
}

/// The secretary grants or refuses leave; after the closing too, since it was asked in time.
///
/// # Errors
/// [`Refusal::Own`], [`Refusal::NothingAsked`], [`Refusal::Settled`], [`Refusal::WrongState`].
pub fn decide_leave(
    meeting: &Meeting,
    attendance: Attendance,
    granted: bool,
    answer: Option<String>,
    own: bool,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Attendance, Refusal> {
    meeting.require(&[MeetingState::Planned, MeetingState::Open, MeetingState::Closed])?;
    if own {
        return Err(Refusal::Own);
    }
    let asked = attendance.leave.clone().filter(|leave| leave.state == LeaveState::Asked);
    let leave = asked.ok_or(Refusal::NothingAsked)?;
    if attendance.settled {
        return Err(Refusal::Settled);
    }
    let state = if granted { LeaveState::Granted } else { LeaveState::Refused };
    let decided = Attendance { leave: Some(Leave { state, answer, decided_by: Some(by), ..leave }), ..attendance };
    Ok(match decided.state {
        AttendanceState::Expected | AttendanceState::Absent if granted => {
            decided.put(AttendanceState::Excused, None, by, now)
        }
        _ => decided,
    })
}

/// Make-up study is brought forward for a meeting that is over. What waits may be written anew.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::Settled`], [`Refusal::WrongAttendance`] for who was not
/// away, [`Refusal::BadDay`].
pub fn ask_make_up(
    meeting: &Meeting,
    attendance: Attendance,
    what: String,
    on: Day,
    by: AccountId,
    today: Day,
) -> Result<Attendance, Refusal> {
    meeting.require(&[MeetingState::Closed])?;
    attendance.away()?;
    if on < attendance.held_on || on > today {
        return Err(Refusal::BadDay);
    }
    let make_up = MakeUp { what, on, asked_by: by, state: MakeUpState::Asked, answer: None, decided_by: None };
    Ok(Attendance { make_up: Some(make_up), ..attendance })
}

/// The secretary confirms or refuses make-up study. Confirmed, the absence is none any more.
///
/// # Errors
/// [`Refusal::Own`], [`Refusal::NothingAsked`], [`Refusal::Settled`].
pub fn decide_make_up(
    attendance: Attendance,
    confirmed: bool,
    answer: Option<String>,
    own: bool,
    by: AccountId,
) -> Result<Attendance, Refusal> {
    if own {
        return Err(Refusal::Own);
    }
    let asked = attendance.make_up.clone().filter(|make_up| make_up.state == MakeUpState::Asked);
    let make_up = asked.ok_or(Refusal::NothingAsked)?;
    attendance.away()?;
    let (state, to) = match confirmed {
        true => (AttendanceState::MadeUp, MakeUpState::Confirmed),
        false => (attendance.state, MakeUpState::Refused),
    };
    let make_up = MakeUp { state: to, answer, decided_by: Some(by), ..make_up };
    Ok(Attendance { state, make_up: Some(make_up), ..attendance })
}
