//! Asking for leave (请假).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{self, Attendance, Meeting, MeetingState, Refusal};
use xianfeng_domain::members::Member;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{meetings as rows, rulebooks};

use super::record::{fresh, insert, on_the_day};
use super::wire::{AttendanceOut, attendance_example, attendance_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why leave is asked.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MeetingLeaveIn)]
pub struct LeaveIn {
    /// Why, 1 to 200 characters; the secretary reads it.
    #[schema(example = "外出务工")]
    pub reason: String,
}

impl Check for LeaveIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Asks for leave from a meeting.
///
/// Until the meeting closes, once; the secretary grants or refuses it, also afterwards. Without an
/// answer who does not come is absent.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = LeaveIn,
    responses((status = 201, body = AttendanceOut, description = "The attendance",
        example = json!(attendance_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "attendance.not_expected", "attendance.leave_asked",
        "attendance.wrong_state"
    ]))),
)]
#[post("/meetings/{id}/leave")]
pub(super) async fn ask_for_leave(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<LeaveIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "meetings.ask_leave", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let own = &member.member;
        // Before the meeting, as at every sign-in: no closing comes in between unnoticed.
        let record = rows::of_member(tx, id.0, own.id).await?;
        let meeting = rows::find_for_member(tx, &own.standing.branch_path, own.id, id.0).await?;
        let meeting = meeting.ok_or(Code::MeetingNotFound)?;
        let attendance = ask(tx, &member, &meeting, own, record, body.reason.trim()).await?;
        Ok(Done::created(attendance_out(tx, &member, &attendance).await?))
    };
    Ok(command.run(work).await?.into())
}

async fn ask(
    tx: &Tx,
    act: &Act,
    meeting: &Meeting,
    member: &Member,
    record: Option<Attendance>,
    reason: &str,
) -> Result<Attendance, Failure> {
    let after = match record {
        Some(before) => {
            let after = meetings::ask_leave(meeting, before.clone(), reason.to_owned())?;
            rows::advance_attendance(tx, &before, &after).await?;
            after
        }
        None => {
            // The list is fixed once the meeting is open: who is not on it needs no leave.
            meeting.require(&[MeetingState::Planned, MeetingState::Open])?;
            let standing = on_the_day(tx, meeting, member.id).await?;
            let book = rulebooks::effective(tx, &meeting.path, meeting.day()).await?;
            let book = book.as_ref().map(|book| book.book.as_ref());
            let expected = meetings::expects(meeting, book, member.id, &standing.standing);
            if meeting.state != MeetingState::Planned || !expected {
                return Err(Refusal::NotExpected.into());
            }
            let after = meetings::ask_leave(meeting, fresh(meeting, &standing, true), reason.to_owned())?;
            insert(tx, std::slice::from_ref(&after)).await?;
            after
        }
    };
    act.audit(tx, "attendances.ask_leave", ("attendance", after.id.0), &after.path).await?;
    Ok(after)
}
