//! New attendance records, and finding what a request is about.

use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::{AttendanceId, MeetingId, MemberId};
use xianfeng_domain::meetings::{Attendance, AttendanceState, Credit, Meeting, Refusal, may_come};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{meetings as rows, members};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// A record of a member who stands so on the meeting's day, before anything is known.
pub(super) fn fresh(meeting: &Meeting, member: &Member, expected: bool) -> Attendance {
    Attendance {
        id: AttendanceId(Uuid::now_v7()),
        meeting: meeting.id,
        path: meeting.path.clone(),
        member: member.id,
        branch: member.standing.branch,
        branch_path: member.standing.branch_path.clone(),
        held_on: meeting.day(),
        expected,
        state: AttendanceState::Expected,
        way: None,
        recorded_by: None,
        recorded_at: None,
        leave: None,
        make_up: None,
        credit: Credit::None,
        settled: false,
        version: 1,
    }
}

/// The member as they stand on the meeting's day.
///
/// # Errors
/// `attendance.not_expected` for who is on no roster of the township then.
pub(super) async fn on_the_day(tx: &Tx, meeting: &Meeting, member: MemberId) -> Result<Member, Failure> {
    let township = Reach::township_of(&meeting.path);
    let member = members::by_id(tx, &township, member, meeting.day()).await?;
    let member = member.filter(|member| member.left_on.is_none_or(|left| left > meeting.day()));
    Ok(member.ok_or(Refusal::NotExpected)?)
}

/// The member of a record, as they stood on a day, or last stood: what was recorded since about
/// their coming or leaving keeps nothing from being settled.
///
/// # Errors
/// The store's fault.
pub(super) async fn of_record(tx: &Tx, act: &Act, attendance: &Attendance, day: Day) -> Result<Member, Failure> {
    let township = Reach::township_of(&attendance.path);
    let member = match members::by_id(tx, &township, attendance.member, day).await? {
        Some(member) => Some(member),
        None => members::by_id(tx, &township, attendance.member, act.today()).await?,
    };
    Ok(member.ok_or_else(|| StoreError::corrupt(format!("attendance {} of nobody", attendance.id)))?)
}

/// A record of a guest of an open meeting, not written yet: who is not on the list but may come.
///
/// # Errors
/// [`Refusal::NotExpected`]; a race when the meeting closes meanwhile.
pub(super) async fn guest(tx: &Tx, meeting: &Meeting, member: MemberId) -> Result<Attendance, Failure> {
    let member = on_the_day(tx, meeting, member).await?;
    if !may_come(meeting, member.id, &member.standing) {
        return Err(Refusal::NotExpected.into());
    }
    if !rows::admit(tx, meeting.id).await? {
        return Err(StoreError::Race("a meeting").into());
    }
    Ok(fresh(meeting, &member, false))
}

/// Writes new records; a race where a member got one meanwhile.
///
/// # Errors
/// The store's fault.
pub(super) async fn insert(tx: &Tx, attendances: &[Attendance]) -> Result<(), Failure> {
    match rows::insert_attendances(tx, attendances).await {
        Err(StoreError::Duplicate) => Err(StoreError::Race("an attendance").into()),
        other => Ok(other?),
    }
}

/// A record within reach, or the own, with its meeting: read in this order, so that no closing comes in
/// between unnoticed.
///
/// # Errors
/// `attendance.not_found`.
pub(super) async fn found(
    tx: &Tx,
    reach: &Reach,
    own: Option<MemberId>,
    id: AttendanceId,
) -> Result<(Attendance, Meeting), Failure> {
    let attendance = rows::attendance(tx, reach, own, id).await?.ok_or(Code::AttendanceNotFound)?;
    let meeting = rows::find(tx, &Reach::under(attendance.path.clone()), attendance.meeting).await?;
    Ok((attendance, meeting.ok_or_else(|| StoreError::corrupt("an attendance without its meeting"))?))
}

/// Does the caller see the meeting as who manages it, with what content safety has not passed yet?
pub(crate) fn manages(act: &Act, meeting: &Meeting) -> bool {
    act.caller.reach(Right::Read).covers(&meeting.path)
}

/// A meeting that the caller may see: within reach, or of an organization on the branch's path.
///
/// # Errors
/// `meeting.not_found`.
pub(crate) async fn visible(tx: &Tx, act: &Act, id: MeetingId) -> Result<Meeting, Failure> {
    if let Some(meeting) = rows::find(tx, &act.caller.reach(Right::Read), id).await? {
        return Ok(meeting);
    }
    let member = act.caller.member.as_ref().ok_or(Code::MeetingNotFound)?;
    let meeting = rows::find_for_member(tx, &member.standing.branch_path, member.id, id).await?;
    Ok(meeting.ok_or(Code::MeetingNotFound)?)
}
