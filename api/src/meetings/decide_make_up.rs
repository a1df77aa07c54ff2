//! Confirming or refusing make-up study.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::AttendanceId;
use xianfeng_domain::ledger::{Source, SourceKind};
use xianfeng_domain::meetings::{self, Attendance, Meeting};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{meetings as rows, members};

use super::credit::{MADE_UP, earns};
use super::record::{found, of_record};
use super::wire::{AttendanceOut, attendance_example, attendance_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};
use crate::inbox::{Kind, tell_member};
use crate::ledger::{Deed, record};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MakeUpDecisionIn {
    /// Confirmed?
    pub confirmed: bool,
    /// What the member is told, at most 200 characters.
    pub answer: Option<String>,
}

impl Check for MakeUpDecisionIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(answer) = &self.answer {
            faults.text("/answer", answer, 0..=200);
        }
    }
}

/// Decides on make-up study.
///
/// Confirmed, the absence is none any more, no audit lists it, and the item's points, if the
/// meeting names one for it, are written. Nobody decides on their own.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The attendance record")),
    request_body = MakeUpDecisionIn,
    responses((status = 200, body = AttendanceOut, description = "The attendance now",
        example = json!(attendance_example()))),
    extensions(("x-error-codes" = json!([
        "attendance.not_found", "attendance.nothing_asked", "attendance.own", "attendance.settled"
    ]))),
)]
#[post("/attendances/{id}/make-up-decision")]
pub(super) async fn decide_make_up_study(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AttendanceId>,
    body: JsonBody<MakeUpDecisionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "attendances.decide_make_up", &key, id.0, &body.0)?;
    let answer = body.answer.as_deref().map(str::trim).filter(|answer| !answer.is_empty()).map(str::to_owned);
    let work = async |tx: &Tx| {
        let (before, meeting) = found(tx, &permit.reach, None, id.0).await?;
        let own = members::is_person(tx, before.member, permit.person).await?;
        let (confirmed, by) = (body.confirmed, permit.caller.account);
        let after = meetings::decide_make_up(before.clone(), confirmed, answer.clone(), own, by)?;
        rows::advance_attendance(tx, &before, &after).await?;
        if confirmed {
            credit(tx, &permit, &meeting, &after).await?;
        }
        let action = if confirmed { "attendances.confirm_make_up" } else { "attendances.refuse_make_up" };
        permit.audit(tx, action, ("attendance", after.id.0), &after.path).await?;
        let kind = if confirmed { Kind::MakeUpConfirmed } else { Kind::MakeUpRefused };
        let (subject, params) = (Some(("attendance", after.id.0)), [("title", meeting.title.as_str())]);
        tell_member(tx, after.member, kind, subject, &params, permit.now).await?;
        Ok(Done::ok(attendance_out(tx, &permit, &after).await?).within(&after.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The points of confirmed make-up study, on its day; none where the meeting names no item or it
/// is not for the member's category.
async fn credit(tx: &Tx, act: &Act, meeting: &Meeting, attendance: &Attendance) -> Result<(), Failure> {
    let make_up = attendance.make_up.as_ref();
    let (Some(award), Some(rule_book), Some(make_up)) = (&meeting.make_up, meeting.rule_book, make_up) else {
        return Ok(());
    };
    let member = of_record(tx, act, attendance, make_up.on).await?;
    if !earns(tx, meeting, award, &member).await? {
        return Ok(());
    }
    let what = format!("补课：{}", make_up.what);
    let deed = Deed {
        member: &member,
        source: Source { kind: SourceKind::Attendance, id: attendance.id.0, line: MADE_UP },
        item: &award.item,
        rule_book,
        asked: award.points,
        deed_on: make_up.on,
        recorded_by: Some(make_up.asked_by),
        what: &what,
        reason: None,
        quantity: None,
        evidence: Vec::new(),
    };
    record(tx, act, deed).await?;
    Ok(())
}
