//! Confirming the attendance of who closed the meeting.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{Credit, Refusal};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;

use super::credit::{BATCH, credit};
use super::record::of_record;
use super::wire::{MeetingDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Confirms the attendance whose points wait.
///
/// Those are the points of who closed the meeting, which another reviewer of the branch or the township confirms, and
/// of who took part from away. The points are written.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = MeetingDetailOut, description = "The meeting now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found", "attendance.nothing_asked", "attendance.own"]))),
)]
#[post("/meetings/{id}/confirmations")]
pub(super) async fn confirm_attendance(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.confirm", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        let waiting = rows::owed(tx, meeting.id, Credit::Waiting, BATCH).await?;
        if waiting.is_empty() {
            return Err(Refusal::NothingAsked.into());
        }
        let mut confirmed = 0;
        for attendance in &waiting {
            let member = of_record(tx, &permit, attendance, meeting.day()).await?;
            if member.person != permit.person {
                credit(tx, &permit, &meeting, attendance, &member, Credit::Waiting).await?;
                confirmed += 1;
            }
        }
        if confirmed == 0 {
            return Err(Refusal::Own.into());
        }
        Ok(Done::ok(detail(tx, &permit, &meeting).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}
