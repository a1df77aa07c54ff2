//! Granting or refusing leave.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::AttendanceId;
use xianfeng_domain::meetings;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{meetings as rows, members};

use super::record::found;
use super::wire::{AttendanceOut, attendance_example, attendance_out};
use crate::app::App;
use crate::assistance;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};
use crate::inbox::{Kind, tell_member};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveDecisionIn {
    /// Granted?
    pub granted: bool,
    /// What the member is told, at most 200 characters.
    pub answer: Option<String>,
}

impl Check for LeaveDecisionIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(answer) = &self.answer {
            faults.text("/answer", answer, 0..=200);
        }
    }
}

/// Decides on leave that a member has asked for.
///
/// Also after the meeting has closed, since it was asked in time; not once a signed audit has
/// settled the absence. Nobody decides on their own.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The attendance record")),
    request_body = LeaveDecisionIn,
    responses((status = 200, body = AttendanceOut, description = "The attendance now",
        example = json!(attendance_example()))),
    extensions(("x-error-codes" = json!([
        "attendance.not_found", "attendance.nothing_asked", "attendance.own", "attendance.settled",
        "meeting.wrong_state"
    ]))),
)]
#[post("/attendances/{id}/leave-decision")]
pub(super) async fn decide_leave_request(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AttendanceId>,
    body: JsonBody<LeaveDecisionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "attendances.decide_leave", &key, id.0, &body.0)?;
    let answer = body.answer.as_deref().map(str::trim).filter(|answer| !answer.is_empty()).map(str::to_owned);
    let work = async |tx: &Tx| {
        let (before, meeting) = found(tx, &permit.reach, None, id.0).await?;
        let own = members::is_person(tx, before.member, permit.person).await?
            || assistance::had_a_hand(tx, permit.person, before.id.0).await?;
        let (granted, by) = (body.granted, permit.caller.account);
        let after = meetings::decide_leave(&meeting, before.clone(), granted, answer.clone(), own, by, permit.now)?;
        rows::advance_attendance(tx, &before, &after).await?;
        let action = if granted { "attendances.grant_leave" } else { "attendances.refuse_leave" };
        permit.audit(tx, action, ("attendance", after.id.0), &after.path).await?;
        let kind = if granted { Kind::LeaveGranted } else { Kind::LeaveRefused };
        let (subject, params) = (Some(("attendance", after.id.0)), [("title", meeting.title.as_str())]);
        tell_member(tx, after.member, kind, subject, &params, permit.now).await?;
        Ok(Done::ok(attendance_out(tx, &permit, &after).await?).within(&after.branch_path))
    };
    Ok(command.run(work).await?.into())
}
