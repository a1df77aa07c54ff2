//! Bringing make-up study (补课) forward.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::AttendanceId;
use xianfeng_domain::meetings;
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;

use super::record::found;
use super::wire::{AttendanceOut, attendance_example, attendance_out};
use crate::app::App;
use crate::auth::Bound;
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;

/// What was done to make up for an absence.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MakeUpIn {
    /// What was studied or done, 1 to 200 characters.
    #[schema(example = "自学会议材料并交心得")]
    pub what: String,
    /// On which day, from the meeting's to today.
    pub on: WireDay,
}

impl Check for MakeUpIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/what", &self.what, 1..=200);
    }
}

/// Brings make-up study forward, for the caller's own absence or for a member of the branch.
///
/// The secretary confirms it; then the absence is none any more. What waits may be written anew.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The attendance record")),
    request_body = MakeUpIn,
    responses((status = 201, body = AttendanceOut, description = "The attendance now",
        example = json!(attendance_example()))),
    extensions(("x-error-codes" = json!([
        "attendance.not_found", "attendance.wrong_state", "attendance.bad_day", "attendance.settled",
        "meeting.wrong_state", "auth.forbidden"
    ]))),
)]
#[post("/attendances/{id}/make-up")]
pub(super) async fn report_make_up(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<AttendanceId>,
    body: JsonBody<MakeUpIn>,
) -> Result<HttpResponse, Problem> {
    let (own, reach) = (bound.caller.member_id(), bound.caller.reach(Right::Register));
    if own.is_none() && reach.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let command = Command::new(&app, &bound, "attendances.make_up", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (before, meeting) = found(tx, &reach, own, id.0).await?;
        let what = body.what.trim().to_owned();
        let (by, today) = (bound.caller.account, bound.today());
        let after = meetings::ask_make_up(&meeting, before.clone(), what, body.on.0, by, today)?;
        rows::advance_attendance(tx, &before, &after).await?;
        bound.audit(tx, "attendances.make_up", ("attendance", after.id.0), &after.path).await?;
        Ok(Done::created(attendance_out(tx, &bound, &after).await?))
    };
    Ok(command.run(work).await?.into())
}
