//! Noting how a pledge is kept (践诺).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PledgeId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::pledges::{Pledge, Progress};
use xianfeng_infra::db::Tx;
use xianfeng_infra::pledges as rows;

use super::wire::{PledgeOut, pledge_example, pledge_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::moderation;

/// A note.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgressIn {
    /// The day of what was done: in the pledge's year, not in the future.
    pub on: WireDay,
    /// What was done, 1 to 500 characters.
    #[schema(example = "已修通一公里")]
    pub text: String,
}

impl Check for ProgressIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=500);
    }
}

/// Notes how a pledge is kept.
///
/// By who pledged, or who registers for the branch. A note stays; a later one corrects it. The public reads it once
/// content safety has passed it.
#[utoipa::path(
    tag = "pledges",
    params(("id" = Uuid, Path, description = "The pledge")),
    request_body = ProgressIn,
    responses((status = 201, body = PledgeOut, description = "The pledge with its notes",
        example = json!(pledge_example()))),
    extensions(("x-error-codes" = json!(["pledge.not_found", "auth.forbidden", "auth.not_bound"]))),
)]
#[post("/pledges/{id}/progress")]
pub(super) async fn note_progress(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<PledgeId>,
    body: JsonBody<ProgressIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "pledges.progress", &key, id.0, &body.0)?;
    let noted = Uuid::now_v7();
    let work = async |tx: &Tx| {
        let pledge = note(tx, &bound, id.0, noted, &body.0).await?;
        Ok(Done::created(pledge_out(tx, &pledge).await?).within(&pledge.path))
    };
    let reply = command.run(work).await?;
    moderation::look(&app, Subject::PledgeProgress, noted).await;
    Ok(reply.into())
}

/// The use case; `note` is the id of the note.
///
/// # Errors
/// `auth.forbidden` for who neither pledges nor registers, `pledge.not_found`, a day outside the
/// year.
pub async fn note(tx: &Tx, act: &Act, id: PledgeId, note: Uuid, new: &ProgressIn) -> Result<Pledge, Failure> {
    let (reach, own) = (act.caller.reach(Right::Register), act.caller.member_id());
    if reach.is_empty() && own.is_none() {
        return Err(Code::AuthForbidden.into());
    }
    let pledge = rows::find(tx, &reach, own, id).await?.ok_or(Code::PledgeNotFound)?;
    let on = new.on.0;
    if on > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    if !pledge.year.contains(on) {
        return Err(Failure::field("/on", FaultCode::OutOfRange));
    }
    let progress = Progress { id: note, on, text: new.text.trim().to_owned(), by: act.caller.account };
    rows::note(tx, id, &progress, act.now).await?;
    moderation::submit(tx, act, Subject::PledgeProgress, note, &pledge.path, &progress.text).await?;
    act.audit(tx, "pledges.progress", ("pledge", id.0), &pledge.path).await?;
    Ok(pledge)
}
