//! What belongs to a meeting: pictures, and contents by their ids.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{ContentId, FileId, MeetingId};
use xianfeng_domain::meetings::{Meeting, MeetingState, Refusal};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::meetings::{self as rows, Link};
use xianfeng_infra::moderation::states;

use super::open::save;
use super::record::{manages, visible};
use crate::app::App;
use crate::auth::{Act, Bound, Permit, rights};
use crate::command::{Command, Done};
use crate::contents;
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::moderation;

/// A content that belongs to a meeting.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContentLink {
    /// Its id.
    pub content_id: Uuid,
    /// What it is called here, at most 100 characters.
    pub title: Option<String>,
}

/// The materials of a meeting.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MaterialsIn {
    /// Uploaded pictures in order, at most 9: of the caller, or the meeting's already.
    #[serde(default)]
    pub picture_ids: Vec<Uuid>,
    /// Contents in order, at most 10.
    #[serde(default)]
    pub contents: Vec<ContentLink>,
}

impl Check for ContentLink {
    fn check(&self, faults: &mut Faults) {
        if let Some(title) = &self.title {
            faults.text("/title", title, 0..=100);
        }
    }
}

impl Check for MaterialsIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/pictureIds", self.picture_ids.len(), 0..=9);
        faults.count("/contents", self.contents.len(), 0..=10);
        for (index, content) in self.contents.iter().enumerate() {
            faults.nested(&format!("/contents/{index}"), content);
        }
        for (index, picture) in self.picture_ids.iter().enumerate() {
            if self.picture_ids.iter().take(index).any(|other| other == picture) {
                faults.add(format!("/pictureIds/{index}"), FaultCode::Duplicate);
            }
        }
    }
}

/// The materials of a meeting, as they stand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MaterialsOut {
    /// Pictures in order: `GET /files/{id}`; for who does not manage the meeting those that content safety has passed.
    pub picture_ids: Vec<Uuid>,
    /// Contents in order.
    pub contents: Vec<ContentLink>,
    /// The meeting's version: send it back as `If-Match` with an edit.
    pub version: u64,
}

fn example() -> serde_json::Value {
    serde_json::json!({
        "pictureIds": ["018e0f6a-0000-7000-8000-000000000005"],
        "contents": [{ "contentId": "018e0f6a-0000-7000-8000-000000000061", "title": "学习材料" }], "version": 4
    })
}

/// The materials as the caller sees them: others than who manages the meeting see what content safety has passed.
async fn out(tx: &Tx, act: &Act, meeting: &Meeting) -> StoreResult<MaterialsOut> {
    let pictures = evidence::of(tx, Holder::Meeting(meeting.id)).await?;
    let mut picture_ids: Vec<Uuid> = pictures.iter().map(|picture| picture.id.0).collect();
    if !manages(act, meeting) {
        let states = states(tx, Subject::Picture, &picture_ids).await?;
        picture_ids.retain(|id| states.get(id).copied().is_some_and(CheckState::is_shown));
    }
    let contents = rows::links(tx, meeting.id).await?.into_iter();
    Ok(MaterialsOut {
        picture_ids,
        contents: contents.map(|Link { content, title }| ContentLink { content_id: content.0, title }).collect(),
        version: meeting.version,
    })
}

/// The materials of a meeting.
///
/// For who sees the meeting. A picture is seen by others than who manages it once content safety has passed it.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = MaterialsOut, description = "The materials", example = json!(example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found"]))),
)]
#[get("/meetings/{id}/materials")]
pub(super) async fn get_materials(
    app: Data<App>,
    bound: Bound,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> { Ok(out(tx, &bound, &visible(tx, &bound, id.0).await?).await?) };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// Writes the materials of a meeting.
///
/// All of them, in order, until its minutes are confirmed: contents that the caller can read; pictures of the meeting can
/// still be added after it.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = MaterialsIn,
    responses((status = 200, body = MaterialsOut, description = "The materials now", example = json!(example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "minutes.confirmed", "file.not_found", "content.not_found",
        "version.stale",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[put("/meetings/{id}/materials")]
pub(super) async fn set_materials(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    read: IfMatch,
    body: JsonBody<MaterialsIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.materials", &key, id.0, &body.0)?.shows(
        Subject::Meeting,
        &permit.reach,
        body.contents.iter().filter_map(|link| link.title.as_deref()),
    );
    let work = async |tx: &Tx| {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        read.check(meeting.version)?;
        meeting.require(&[MeetingState::Planned, MeetingState::Open, MeetingState::Closed])?;
        if rows::minutes(tx, meeting.id).await?.is_some_and(|minutes| minutes.confirmed_at.is_some()) {
            return Err(Refusal::MinutesConfirmed.into());
        }
        let version = meeting.version;
        let meeting = Meeting { version: version + 1, ..meeting };
        save(tx, &permit, &meeting, version, None, "meetings.materials").await?;
        let pictures: Vec<FileId> = body.picture_ids.iter().copied().map(FileId).collect();
        if !evidence::take(tx, Holder::Meeting(meeting.id), permit.caller.account, &pictures).await? {
            return Err(Code::FileNotFound.into());
        }
        let link = |link: &ContentLink| Link {
            content: ContentId(link.content_id),
            title: link.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned),
        };
        let before = rows::links(tx, meeting.id).await?;
        for new in body.contents.iter().map(link).filter(|link| !before.iter().any(|old| old.content == link.content)) {
            contents::visible(tx, &permit, new.content).await?.ok_or(Code::ContentNotFound)?;
        }
        rows::set_links(tx, meeting.id, &body.contents.iter().map(link).collect::<Vec<_>>()).await?;
        for picture in &pictures {
            moderation::submit_picture(tx, &permit, *picture, &meeting.path).await?;
        }
        Ok(Done::ok(out(tx, &permit, &meeting).await?).within(&meeting.path))
    };
    let reply = command.run(work).await?;
    for picture in &body.picture_ids {
        moderation::look(&app, Subject::Picture, *picture).await;
    }
    Ok(reply.into())
}
