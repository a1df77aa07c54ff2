//! Closing a meeting: attendance is final, and points are written.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MeetingId, MemberId};
use xianfeng_domain::meetings::{self, Attendance, AttendanceState, Meeting, MeetingState, Turnout, Voter};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways, meetings as rows, members};

use super::credit::pay;
use super::open::save;
use super::wire::{MeetingDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell_all};

/// What is kept of the reply: the figures are read when it goes out.
#[derive(Serialize)]
struct ClosedMeeting {
    id: Uuid,
}

/// Closes a meeting.
///
/// Whoever was expected, has not signed in and has no leave is absent; nothing is deducted for
/// that here: the committee decides in the quarterly audit. Points for coming are written now, a few
/// members at a time; closing a closed meeting again writes what a broken connection left. One's
/// own points wait for another person (`/meetings/{id}/confirmations`). Where the meeting asks for a quorum, the
/// answer says whether it was reached.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = MeetingDetailOut, description = "The meeting now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found", "meeting.wrong_state", "meeting.too_early"]))),
)]
#[post("/meetings/{id}/close")]
pub(super) async fn close_meeting(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.close", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let meeting = close(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(ClosedMeeting { id: meeting.id.0 }).within(&meeting.path))
    };
    let reply = command.run(work).await?;
    let step = async |tx: &Tx| -> Result<usize, Failure> {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        pay(tx, &permit, &meeting, permit.person).await
    };
    while app.database.transact("meetings.pay", step).await? > 0 {}
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        Ok(detail(tx, &permit, &meeting).await?)
    };
    let closed = app.database.read(read).await?;
    let json = serde_json::to_string(&closed).map_err(Problem::internal)?;
    Ok(reply.with_json(json).into())
}

/// The use case: the list is final; the points are [paid](pay) after it. A closed meeting stays so.
///
/// # Errors
/// What the meeting refuses.
pub async fn close(tx: &Tx, act: &Act, reach: &Reach, id: MeetingId) -> Result<Meeting, Failure> {
    let open = rows::find(tx, reach, id).await?.ok_or(Code::MeetingNotFound)?;
    if open.state == MeetingState::Closed {
        return Ok(open);
    }
    let read = open.version;
    let meeting = meetings::close(open, act.now)?;
    save(tx, act, &meeting, read, Some((act.caller.account, act.now)), "meetings.close").await?;
    rows::close_attendances(tx, meeting.id, meeting.attendance.is_some()).await?;
    let list = rows::attendances(tx, meeting.id).await?;
    let meeting = match meeting.quorum {
        Some(_) => count_voters(tx, meeting, &list).await?,
        None => meeting,
    };
    let absent = list.iter().filter(|record| record.expected && record.state == AttendanceState::Absent);
    let absent = members::persons_of(tx, absent.map(|record| record.member)).await?;
    let (absent, subject) = (absent.into_values().collect(), Some(("meeting", meeting.id.0)));
    tell_all(tx, &absent, Kind::AbsenceRecorded, subject, &[("title", &meeting.title)], act.now).await?;
    Ok(meeting)
}

/// Counts who had a vote and who of them was present, as the list stands at the closing.
async fn count_voters(tx: &Tx, meeting: Meeting, list: &[Attendance]) -> Result<Meeting, Failure> {
    let ids: Vec<MemberId> = list.iter().map(|record| record.member).collect();
    let members = members::by_ids(tx, ids.iter().copied(), meeting.day()).await?;
    let away = aways::away_since(tx, &ids, meeting.day()).await?;
    let turnout = Turnout::of(list.iter().map(|record| Voter {
        probationary: members.get(&record.member).is_some_and(|member| member.probationary),
        expected: record.expected,
        away: away.contains_key(&record.member),
        here: record.state == AttendanceState::Present,
    }));
    rows::set_turnout(tx, meeting.id, turnout).await?;
    Ok(Meeting { turnout: Some(turnout), ..meeting })
}
