//! Taking part from away.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::MeetingId;
use xianfeng_infra::db::Tx;

use super::sign_in::{SignInIn, SignedIn, count_try, sign_in};
use super::wire::{AttendanceOut, attendance_example, attendance_out};
use crate::app::App;
use crate::auth::AsMember;
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::Problem;

/// Signs the caller in from away.
///
/// For members who are away for a time, with the code that is read out at the meeting. It is recorded as `remote`.
/// Where the meeting counts it, the member is present, and points wait until somebody has confirmed them; else it
/// excuses. Until the closing the roll call has the last word.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = SignInIn,
    responses((status = 201, body = AttendanceOut, description = "The attendance",
        example = json!(attendance_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "attendance.wrong_code", "attendance.too_many_tries",
        "attendance.not_expected", "attendance.already_present", "attendance.not_away"
    ]))),
)]
#[post("/meetings/{id}/remote-sign-in")]
pub(super) async fn sign_in_remotely(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<SignInIn>,
) -> Result<HttpResponse, Problem> {
    count_try(&app, &member, id.0).await?;
    let command = Command::new(&app, &member, "meetings.remote_sign_in", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let from = SignedIn::Remotely;
        let attendance = sign_in(tx, &app, &member, &member.member, id.0, (from, &body.code)).await?;
        Ok(Done::created(attendance_out(tx, &member, &attendance).await?))
    };
    Ok(command.run(work).await?.into())
}
