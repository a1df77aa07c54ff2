//! Changing a meeting's plan.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;

use super::create::{MeetingIn, planned};
use super::open::save;
use super::told::tell_changed;
use super::wire::{MeetingOut, meeting_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Code, FaultCode, Faults, Problem};

/// Changes a meeting's plan.
///
/// Everything but whose it is, until it opens; leave that was asked stays asked.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = MeetingIn,
    responses((status = 200, body = MeetingOut, description = "The meeting now", example = json!(meeting_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "member.not_found", "version.stale", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[put("/meetings/{id}")]
pub(super) async fn edit_meeting(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    read: IfMatch,
    body: JsonBody<MeetingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.edit", &key, id.0, &body.0)?.shows(
        Subject::Meeting,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        read.check(meeting.version)?;
        if body.organization_id != meeting.organization.0 {
            let mut faults = Faults::default();
            faults.add("/organizationId", FaultCode::Invalid);
            return Err(Problem::invalid(Code::RequestInvalid, faults).into());
        }
        let wanted = planned(tx, &permit.reach, meeting.id, &body.0).await?;
        let edited = meetings::edit(&meeting, wanted)?;
        save(tx, &permit, &edited, meeting.version, None, "meetings.edit").await?;
        tell_changed(tx, &permit, &meeting, &edited).await?;
        Ok(Done::ok(MeetingOut::from(&edited)).within(&edited.path))
    };
    Ok(command.run(work).await?.into())
}
