//! A meeting, and how it opens, closes and is called off.

use chrono::{DateTime, Utc};

use super::{MeetingKind, MeetingState, Refusal, Turnout};
use crate::Points;
use crate::ids::{MeetingId, MemberId, OrganizationId, RuleBookId};
use crate::members::Standing;
use crate::organizations::OrganizationPath;
use crate::rulebook::RuleBook;
use crate::time::{Day, day_of};

/// Who is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// All members under the organization who are not exempt.
    All,
    /// These members, such as a committee.
    Named(Vec<MemberId>),
}

/// An item of the rule book with what it is worth here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The item's code.
    pub item: String,
    /// The points, inside the item's range.
    pub points: Points,
}

/// A meeting (组织生活).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Whose it is.
    pub organization: OrganizationId,
    /// The path of whose it is.
    pub path: OrganizationPath,
    /// Its kind.
    pub kind: MeetingKind,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// Its parts, for a party day: study, life, deliberation, visits, service (S4-5).
    pub parts: Vec<String>,
    /// Who is expected.
    pub audience: Audience,
    /// The rule-book version of the items, where it has any.
    pub rule_book: Option<RuleBookId>,
    /// What coming adds (S1-4).
    pub attendance: Option<Award>,
    /// The item under which the committee may deduct for an absence (S2-4).
    pub absence: Option<String>,
    /// What making up for an absence adds.
    pub make_up: Option<Award>,
    /// Does taking part from away count as coming? Else it is noted only, and excuses.
    pub remote_counts: bool,
    /// Of a thousand with a vote so many must be present before anything is decided; none where nothing is.
    pub quorum: Option<u16>,
    /// Who had a vote and who of them was present, once it is closed and asks for that.
    pub turnout: Option<Turnout>,
    /// Its state.
    pub state: MeetingState,
    /// Why it was cancelled.
    pub end_reason: Option<String>,
    /// Grows with every change.
    pub version: u64,
}

impl Meeting {
    /// The day on which it starts: members stand as on this day, and points are of it.
    pub fn day(&self) -> Day {
        day_of(self.starts_at)
    }

    /// Refuses unless the meeting is in one of some states.
    ///
    /// # Errors
    /// [`Refusal::WrongState`].
    pub fn require(&self, states: &[MeetingState]) -> Result<(), Refusal> {
        if states.contains(&self.state) { Ok(()) } else { Err(Refusal::WrongState { state: self.state }) }
    }
}

/// Opens a meeting to sign-in, on its day or, to register one that was held, later.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::TooEarly`].
pub fn open(meeting: Meeting, now: DateTime<Utc>) -> Result<Meeting, Refusal> {
    meeting.require(&[MeetingState::Planned])?;
    if day_of(now) < meeting.day() {
        return Err(Refusal::TooEarly);
    }
    Ok(Meeting { state: MeetingState::Open, version: meeting.version + 1, ..meeting })
}

/// Makes the attendance final, once the meeting has started.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::TooEarly`].
pub fn close(meeting: Meeting, now: DateTime<Utc>) -> Result<Meeting, Refusal> {
    meeting.require(&[MeetingState::Open])?;
    if now < meeting.starts_at {
        return Err(Refusal::TooEarly);
    }
    Ok(Meeting { state: MeetingState::Closed, version: meeting.version + 1, ..meeting })
}

/// Calls a meeting off before it is closed; nobody is absent then.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn cancel(meeting: Meeting, reason: String) -> Result<Meeting, Refusal> {
    meeting.require(&[MeetingState::Planned, MeetingState::Open])?;
    let version = meeting.version + 1;
    Ok(Meeting { state: MeetingState::Cancelled, end_reason: Some(reason), version, ..meeting })
}

/// Is a member who stands so on the meeting's day expected? Who is exempt, by decision or by
/// category (S2-7), is not, unless the meeting names them.
pub fn expects(meeting: &Meeting, book: Option<&RuleBook>, member: MemberId, standing: &Standing) -> bool {
    match &meeting.audience {
        Audience::Named(members) => members.contains(&member),
        Audience::All => {
            let category = book.and_then(|book| book.category(&standing.category));
            let exempt = standing.exempt || category.is_some_and(|category| category.exempt);
            meeting.path.covers(&standing.branch_path) && !exempt
        }
    }
}

/// May a member who stands so come, expected or not? The exempt may; a meeting of named members
/// is for them alone.
pub fn may_come(meeting: &Meeting, member: MemberId, standing: &Standing) -> bool {
    match &meeting.audience {
        Audience::Named(members) => members.contains(&member),
        Audience::All => meeting.path.covers(&standing.branch_path),
    }
}
