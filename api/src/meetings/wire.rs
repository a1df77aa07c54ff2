//! Meetings and attendance as clients see them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::meetings::{Attendance, Audience, LeaveState, MakeUpState, Meeting, SignInWay, quorate};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::meetings::{self as rows, Counts};
use xianfeng_infra::members;

use crate::auth::Act;
use crate::http::wire::{WireDay, WirePoints, WireTime};

/// A meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization_id: Uuid,
    /// `party_day`, `branch_meeting`, `committee_meeting`, `group_meeting`, `party_lesson`,
    /// `organization_life` or `other`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// From when.
    pub starts_at: WireTime,
    /// Until when.
    pub ends_at: WireTime,
    /// Its parts.
    pub parts: Vec<String>,
    /// The members whom it names; empty: all under its organization who are not exempt.
    pub member_ids: Vec<Uuid>,
    /// The item that coming earns.
    pub attendance_item: Option<String>,
    /// Its points.
    pub attendance_points: Option<WirePoints>,
    /// The item under which the committee may deduct for an absence.
    pub absence_item: Option<String>,
    /// The item that making up for an absence earns.
    pub make_up_item: Option<String>,
    /// Its points.
    pub make_up_points: Option<WirePoints>,
    /// Does taking part from away count as coming?
    pub remote_counts: bool,
    /// How many with a vote must be present before anything is decided; absent where nothing is.
    pub quorum: Option<QuorumOut>,
    /// `planned`, `open`, `closed` or `cancelled`.
    pub state: &'static str,
    /// Why it was cancelled.
    pub end_reason: Option<String>,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

impl From<&Meeting> for MeetingOut {
    fn from(meeting: &Meeting) -> Self {
        let (attendance, make_up) = (meeting.attendance.as_ref(), meeting.make_up.as_ref());
        let named = match &meeting.audience {
            Audience::All => &[][..],
            Audience::Named(members) => members,
        };
        Self {
            id: meeting.id.0,
            organization_id: meeting.organization.0,
            kind: meeting.kind.code(),
            title: meeting.title.clone(),
            place: meeting.place.clone(),
            starts_at: meeting.starts_at.into(),
            ends_at: meeting.ends_at.into(),
            parts: meeting.parts.clone(),
            member_ids: named.iter().map(|member| member.0).collect(),
            attendance_item: attendance.map(|award| award.item.clone()),
            attendance_points: attendance.map(|award| award.points.into()),
            absence_item: meeting.absence.clone(),
            make_up_item: make_up.map(|award| award.item.clone()),
            make_up_points: make_up.map(|award| award.points.into()),
            remote_counts: meeting.remote_counts,
            quorum: quorum_out(meeting),
            state: meeting.state.code(),
            end_reason: meeting.end_reason.clone(),
            version: meeting.version,
        }
    }
}

/// The quorum of a meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuorumOut {
    /// So many of a thousand with a vote must be present.
    pub permille: u16,
    /// How many had a vote: full members who were expected and not away, and those who came; from the closing on.
    pub voters: Option<u32>,
    /// How many of them were present; from the closing on.
    pub present: Option<u32>,
    /// Was it reached? Never before the closing.
    pub reached: bool,
}

/// A meeting's quorum.
pub(super) fn quorum_out(meeting: &Meeting) -> Option<QuorumOut> {
    Some(QuorumOut {
        permille: meeting.quorum?,
        voters: meeting.turnout.map(|turnout| turnout.voters),
        present: meeting.turnout.map(|turnout| turnout.present),
        reached: quorate(meeting).is_some(),
    })
}

/// A meeting with the figures of its list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingDetailOut {
    /// The meeting.
    pub meeting: MeetingOut,
    /// How many of its list are what; the list is made when it opens.
    pub counts: CountsOut,
    /// The caller's own attendance, where there is a record of it.
    pub own: Option<AttendanceOut>,
}

/// How many of a meeting's list are what.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountsOut {
    /// Expected in all.
    pub expected: i64,
    /// Of them, not on record yet.
    pub open: i64,
    /// Present, guests included.
    pub present: i64,
    /// Of them, who came without being expected.
    pub guests: i64,
    /// Of all, who took part from away.
    pub remote: i64,
    /// Away with leave.
    pub excused: i64,
    /// Absent.
    pub absent: i64,
    /// Made up for an absence.
    pub made_up: i64,
    /// Leave that waits for a decision.
    pub leave_asked: i64,
    /// Make-up study that waits for a decision.
    pub make_up_asked: i64,
    /// Whose points closing again would write: not zero only after a closing that was cut short.
    pub points_due: i64,
    /// Whose points wait for another person than who closed the meeting.
    pub points_waiting: i64,
}

impl From<Counts> for CountsOut {
    fn from(counts: Counts) -> Self {
        Self {
            expected: counts.expected,
            open: counts.open,
            present: counts.present,
            guests: counts.guests,
            remote: counts.remote,
            excused: counts.excused,
            absent: counts.absent,
            made_up: counts.made_up,
            leave_asked: counts.leave_asked,
            make_up_asked: counts.make_up_asked,
            points_due: counts.due,
            points_waiting: counts.waiting,
        }
    }
}

/// The attendance of one member at one meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceOut {
    /// Its id.
    pub id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The member's branch on the meeting's day.
    pub branch_id: Uuid,
    /// Was the member expected?
    pub expected: bool,
    /// `expected`, `present`, `excused`, `absent` or `made_up`.
    pub state: &'static str,
    /// `code`, `roll_call` or `remote`, for who is present or took part from away.
    pub way: Option<&'static str>,
    /// When the state came on record.
    pub recorded_at: Option<WireTime>,
    /// `asked`, `granted` or `refused`.
    pub leave_state: Option<&'static str>,
    /// Why leave was asked: for the member and who registers for the branch only.
    pub leave_reason: Option<String>,
    /// What the secretary answered; for the same.
    pub leave_answer: Option<String>,
    /// `asked`, `confirmed` or `refused`.
    pub make_up_state: Option<&'static str>,
    /// What was studied or done.
    pub make_up_what: Option<String>,
    /// On which day.
    pub make_up_on: Option<WireDay>,
    /// What the secretary answered.
    pub make_up_answer: Option<String>,
    /// `none`, `due`, `waiting` (for another person to confirm) or `credited`.
    pub points_state: &'static str,
    /// Has a signed audit settled the absence?
    pub settled: bool,
}

/// Records for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn attendances_out(tx: &Tx, act: &Act, attendances: &[Attendance]) -> StoreResult<Vec<AttendanceOut>> {
    let names = members::names_of(tx, attendances.iter().map(|attendance| attendance.member)).await?;
    let registers = act.caller.reach(Right::Register);
    let out = attendances.iter().map(|attendance| {
        let reached = registers.covers(&attendance.path) || registers.covers(&attendance.branch_path);
        // A reason for leave is often an illness: for those concerned only.
        let concerned = reached || act.caller.member_id() == Some(attendance.member);
        let leave = attendance.leave.as_ref();
        let told = leave.filter(|_| concerned);
        let make_up = attendance.make_up.as_ref();
        AttendanceOut {
            id: attendance.id.0,
            meeting_id: attendance.meeting.0,
            member_id: attendance.member.0,
            member_name: names.get(&attendance.member).cloned().unwrap_or_default(),
            branch_id: attendance.branch.0,
            expected: attendance.expected,
            state: attendance.state.code(),
            way: attendance.way.map(SignInWay::code),
            recorded_at: attendance.recorded_at.map(Into::into),
            leave_state: leave.map(|leave| LeaveState::code(leave.state)),
            leave_reason: told.map(|leave| leave.reason.clone()),
            leave_answer: told.and_then(|leave| leave.answer.clone()),
            make_up_state: make_up.map(|make_up| MakeUpState::code(make_up.state)),
            make_up_what: make_up.map(|make_up| make_up.what.clone()),
            make_up_on: make_up.map(|make_up| WireDay(make_up.on)),
            make_up_answer: make_up.and_then(|make_up| make_up.answer.clone()),
            points_state: attendance.credit.code(),
            settled: attendance.settled,
        }
    });
    Ok(out.collect())
}

/// One record for the wire, as it stands now.
///
/// # Errors
/// The store's fault.
pub(super) async fn attendance_out(tx: &Tx, act: &Act, attendance: &Attendance) -> StoreResult<AttendanceOut> {
    let now = rows::of_member(tx, attendance.meeting, attendance.member).await?;
    let now = now.unwrap_or_else(|| attendance.clone());
    let mut out = attendances_out(tx, act, &[now]).await?;
    out.pop().ok_or_else(|| xianfeng_infra::db::StoreError::corrupt("an attendance vanished"))
}

/// A meeting with its figures.
///
/// # Errors
/// The store's fault.
pub(super) async fn detail(tx: &Tx, act: &Act, meeting: &Meeting) -> StoreResult<MeetingDetailOut> {
    let counts = rows::counts(tx, meeting.id).await?.into();
    let own = match act.caller.member_id() {
        Some(member) => rows::of_member(tx, meeting.id, member).await?,
        None => None,
    };
    let own = attendances_out(tx, act, own.as_slice()).await?.pop();
    Ok(MeetingDetailOut { meeting: MeetingOut::from(meeting), counts, own })
}

/// The example of a meeting in the document.
pub(super) fn meeting_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "kind": "party_day", "title": "3月主题党日", "place": "村党群服务中心", "startsAt": "2024-03-05T09:00:00+08:00",
        "endsAt": "2024-03-05T11:00:00+08:00", "parts": ["学习日", "生活日", "议事日", "走访日", "服务日"],
        "memberIds": [], "attendanceItem": "branch_meeting", "attendancePoints": 2, "absenceItem": "absence",
        "makeUpItem": null, "makeUpPoints": null, "remoteCounts": true, "quorum": null, "state": "open", "endReason": null, "version": 2
    })
}

/// The example of a record in the document.
pub(super) fn attendance_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000042", "meetingId": "018e0f6a-0000-7000-8000-000000000041",
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
        "branchId": "018e0f6a-0000-7000-8000-000000000002", "expected": true, "state": "present", "way": "code",
        "recordedAt": "2024-03-05T08:58:12+08:00", "leaveState": null, "leaveReason": null, "leaveAnswer": null,
        "makeUpState": null, "makeUpWhat": null, "makeUpOn": null, "makeUpAnswer": null, "pointsState": "none",
        "settled": false
    })
}

/// The example of a meeting with its figures.
pub(super) fn detail_example() -> serde_json::Value {
    serde_json::json!({
        "meeting": meeting_example(),
        "counts": {
            "expected": 24, "open": 3, "present": 20, "guests": 1, "remote": 0, "excused": 2, "absent": 0, "madeUp": 0,
            "leaveAsked": 1, "makeUpAsked": 0, "pointsDue": 0, "pointsWaiting": 0
        },
        "own": attendance_example()
    })
}
