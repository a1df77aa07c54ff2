//! Planning a meeting, and changing the plan.

use chrono::{DateTime, Duration, Utc};

use super::{Audience, Award, Meeting, MeetingKind, MeetingState, Refusal, usual_quorum};
use crate::Points;
use crate::ids::{MeetingId, MemberId, OrganizationId, RuleBookId};
use crate::organizations::OrganizationPath;
use crate::rulebook::{ItemKind, RuleBook, Way};

/// The most members that a meeting names.
const MOST_NAMED: usize = 200;

/// The longest meeting, in days: a training camp.
const LONGEST_DAYS: i64 = 3;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeeting {
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
    /// Its parts.
    pub parts: Vec<String>,
    /// The members expected, each already known to stand under the organization; all where empty.
    pub members: Vec<MemberId>,
    /// The code of the item that coming earns.
    pub attendance_item: Option<String>,
    /// Its points; the item's least where absent.
    pub attendance_points: Option<Points>,
    /// The code of the item for an absence.
    pub absence_item: Option<String>,
    /// The code of the item that making up earns.
    pub make_up_item: Option<String>,
    /// Its points; the item's least where absent.
    pub make_up_points: Option<Points>,
    /// Does taking part from away count as coming?
    pub remote_counts: bool,
    /// The quorum, of a thousand; what is usual for the kind where absent, none where zero.
    pub quorum: Option<u16>,
}

/// A fault of a plan: which field, and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingFault {
    /// The field's name on the wire.
    pub field: &'static str,
    /// What is wrong.
    pub kind: MeetingFaultKind,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingFaultKind {
    /// No such item in the rule book, not of the right kind, or not to be entered by attendance.
    UnknownItem,
    /// The points lie outside the item's range, or there is no item.
    OutOfRange,
    /// The end lies before the beginning, or too long after it.
    BadEnd,
    /// Somebody is named twice, or too many are.
    BadMembers,
}

/// Plans a meeting. `book` is the rule book in force at the organization on the meeting's day.
///
/// # Errors
/// Every fault of what is asked, at once.
pub fn plan(
    id: MeetingId,
    organization: OrganizationId,
    path: OrganizationPath,
    book: Option<(RuleBookId, &RuleBook)>,
    new: NewMeeting,
) -> Result<Meeting, Vec<MeetingFault>> {
    let mut faults = Vec::new();
    if new.ends_at <= new.starts_at || new.ends_at - new.starts_at > Duration::days(LONGEST_DAYS) {
        faults.push(MeetingFault { field: "endsAt", kind: MeetingFaultKind::BadEnd });
    }
    let mut named = new.members.clone();
    named.sort_unstable();
    named.dedup();
    if named.len() != new.members.len() || named.len() > MOST_NAMED {
        faults.push(MeetingFault { field: "memberIds", kind: MeetingFaultKind::BadMembers });
    }
    let rules = book.map(|(_, book)| book);
    let attendance = award(
        rules,
        ("attendanceItem", new.attendance_item.as_deref()),
        ("attendancePoints", new.attendance_points),
        &mut faults,
    );
    let make_up =
        award(rules, ("makeUpItem", new.make_up_item.as_deref()), ("makeUpPoints", new.make_up_points), &mut faults);
    let absence = new.absence_item.filter(|code| {
        let item = rules.and_then(|book| book.item(code));
        let fits = item.is_some_and(|item| item.kind == ItemKind::Deduction && item.may_enter(Way::Attendance));
        if !fits {
            faults.push(MeetingFault { field: "absenceItem", kind: MeetingFaultKind::UnknownItem });
        }
        fits
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    let scored = attendance.is_some() || absence.is_some() || make_up.is_some();
    Ok(Meeting {
        id,
        organization,
        path,
        kind: new.kind,
        title: new.title,
        place: new.place,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        parts: new.parts,
        audience: if named.is_empty() { Audience::All } else { Audience::Named(named) },
        rule_book: book.map(|(id, _)| id).filter(|_| scored),
        attendance,
        absence,
        make_up,
        remote_counts: new.remote_counts,
        quorum: new.quorum.or_else(|| usual_quorum(new.kind)).filter(|quorum| *quorum > 0),
        turnout: None,
        state: MeetingState::Planned,
        end_reason: None,
        version: 1,
    })
}

fn award(
    book: Option<&RuleBook>,
    (item_field, code): (&'static str, Option<&str>),
    (points_field, points): (&'static str, Option<Points>),
    faults: &mut Vec<MeetingFault>,
) -> Option<Award> {
    let Some(code) = code else {
        if points.is_some() {
            faults.push(MeetingFault { field: points_field, kind: MeetingFaultKind::OutOfRange });
        }
        return None;
    };
    let item = book.and_then(|book| book.item(code));
    let Some(item) = item.filter(|item| item.kind == ItemKind::Addition && item.may_enter(Way::Attendance)) else {
        faults.push(MeetingFault { field: item_field, kind: MeetingFaultKind::UnknownItem });
        return None;
    };
    let points = points.unwrap_or(item.min);
    if !item.allows(points) {
        faults.push(MeetingFault { field: points_field, kind: MeetingFaultKind::OutOfRange });
    }
    Some(Award { item: item.code.clone(), points })
}

/// Changes a plan: everything but whose meeting it is.
///
/// # Errors
/// [`Refusal::WrongState`] once it is open.
pub fn edit(meeting: &Meeting, planned: Meeting) -> Result<Meeting, Refusal> {
    meeting.require(&[MeetingState::Planned])?;
    Ok(Meeting { version: meeting.version + 1, ..planned })
}
