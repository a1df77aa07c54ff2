//! Calling a meeting off.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;

use super::open::save;
use super::told::tell_cancelled;
use super::wire::{MeetingOut, meeting_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why it is called off.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelMeetingIn {
    /// Why, 1 to 500 characters; members read it.
    pub reason: String,
}

impl Check for CancelMeetingIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Calls a meeting off.
///
/// Before it is closed; nobody is absent then and nothing is credited.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = CancelMeetingIn,
    responses((status = 200, body = MeetingOut, description = "The meeting now", example = json!(meeting_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[post("/meetings/{id}/cancel")]
pub(super) async fn cancel_meeting(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<CancelMeetingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.cancel", &key, id.0, &body.0)?.shows(
        Subject::Meeting,
        &permit.reach,
        [body.reason.as_str()],
    );
    let work = async |tx: &Tx| {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        let read = meeting.version;
        let meeting = meetings::cancel(meeting, body.reason.trim().to_owned())?;
        save(tx, &permit, &meeting, read, None, "meetings.cancel").await?;
        rows::free_month(tx, meeting.id).await?;
        tell_cancelled(tx, &permit, &meeting).await?;
        Ok(Done::ok(MeetingOut::from(&meeting)).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}
