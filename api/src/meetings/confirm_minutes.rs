//! Confirming minutes, and adding to confirmed ones.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{Meeting, Minutes};
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::meetings::{self as rows, Addendum};
use xianfeng_infra::members;

use super::minutes_view::{MinutesOut, minutes_example, minutes_out, readable};
use crate::app::App;
use crate::auth::{Act, AsMember, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// What is added.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddendumIn {
    /// What it says, 1 to 1000 characters.
    #[schema(example = "更正：第二项议程的主持人为秦月。")]
    pub text: String,
}

/// Which minutes are confirmed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmMinutesIn {
    /// The version that the chair has read.
    #[schema(example = 1)]
    pub version: i64,
}

impl Check for ConfirmMinutesIn {}

impl Check for AddendumIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
    }
}

/// Confirms the minutes of a meeting.
///
/// By its chair, who did not write them; of the version that the chair has read. From then on they do not change:
/// `/meetings/{id}/minutes/addenda` corrects them.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = ConfirmMinutesIn,
    responses((status = 200, body = MinutesOut, description = "The minutes now", example = json!(minutes_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "minutes.not_found", "minutes.confirmed", "minutes.not_chair", "version.stale",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/meetings/{id}/minutes/confirmation")]
pub(super) async fn confirm_minutes(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<ConfirmMinutesIn>,
) -> Result<HttpResponse, Problem> {
    let draft = async |tx: &Tx| readable(tx, &member, id.0).await;
    let (meeting, draft) = app.database.read(draft).await?;
    let texts = iter::once(draft.text.as_str()).chain(draft.decisions.iter().map(|decision| decision.text.as_str()));
    let command = Command::new(&app, &member, "minutes.confirm", &key, id.0, &body.0)?;
    let command = command.shows(Subject::Minutes, &Reach::under(meeting.path), texts);
    let work = async |tx: &Tx| {
        // The draft that content safety has seen; `confirm` refuses another version than the chair's.
        IfMatch(body.version).check(draft.version)?;
        let (meeting, minutes) = confirm(tx, &member, id.0, IfMatch(body.version)).await?;
        Ok(Done::ok(minutes_out(tx, &meeting, &minutes).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the chair confirms.
///
/// # Errors
/// `minutes.not_found`, `minutes.confirmed`, `minutes.not_chair`, `version.stale`.
pub async fn confirm(tx: &Tx, act: &Act, id: MeetingId, read: IfMatch) -> Result<(Meeting, Minutes), Failure> {
    let by = act.caller.person.ok_or(Code::AuthNotBound)?;
    let (meeting, minutes) = readable(tx, act, id).await?;
    read.check(minutes.version)?;
    let chair = members::person_of(tx, minutes.chair).await?;
    let chair = chair.ok_or_else(|| StoreError::corrupt("minutes with a chair who is nobody"))?;
    let read = minutes.version;
    let minutes = minutes.confirmed(chair, by, act.now)?;
    rows::confirm_minutes(tx, meeting.id, read, act.now).await?;
    act.audit(tx, "minutes.confirm", ("meeting", meeting.id.0), &meeting.path).await?;
    Ok((meeting, minutes))
}

/// Adds to confirmed minutes.
///
/// What was written stays; the addendum stands under it with its writer and day.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = AddendumIn,
    responses((status = 201, body = MinutesOut, description = "The minutes now", example = json!(minutes_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "minutes.not_found", "minutes.draft", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[post("/meetings/{id}/minutes/addenda")]
pub(super) async fn add_to_minutes(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<AddendumIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "minutes.add", &key, id.0, &body.0)?.shows(
        Subject::Minutes,
        &permit.reach,
        [body.text.as_str()],
    );
    let work = async |tx: &Tx| {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        let minutes = rows::minutes(tx, meeting.id).await?.ok_or(Code::MinutesNotFound)?;
        if minutes.confirmed_at.is_none() {
            return Err(Code::MinutesDraft.into());
        }
        let addendum = Addendum {
            id: Uuid::now_v7(),
            text: body.text.trim().to_owned(),
            writer: permit.person,
            written_at: permit.now,
        };
        rows::add_addendum(tx, meeting.id, &addendum, permit.caller.account).await?;
        permit.audit(tx, "minutes.add", ("meeting", meeting.id.0), &meeting.path).await?;
        Ok(Done::created(minutes_out(tx, &meeting, &minutes).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}
