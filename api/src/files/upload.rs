//! Uploading an evidence picture.

use std::time::Duration;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::FileId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence::{self, Picture, Upload};
use xianfeng_infra::files::Prepared;

use super::upload_body::receive;
use super::{unstored, unusable};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::IdempotencyKey;
use crate::http::problem::{Code, Problem};

/// How many uploads of an account may wait for a claim: three claims' worth of photos, and then
/// some for second thoughts.
const MOST_UNCLAIMED: u64 = 30;

/// The form.
#[derive(Debug, ToSchema)]
pub struct UploadIn {
    /// The picture: JPEG, PNG or WebP, at most 10 MiB and 50 megapixels.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
}

/// A stored picture.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadOut {
    /// Its id, for `photoIds` of a submission.
    pub id: Uuid,
    /// Width of the kept picture, in pixels.
    pub width: u32,
    /// Height of the kept picture, in pixels.
    pub height: u32,
    /// Size of the kept picture, in bytes.
    pub bytes: u64,
}

/// Uploads an evidence picture.
///
/// For members, who hand in claims, and for who writes contents. The picture is drawn anew, upright and at most
/// 2048 pixels long, so that position, device and everything else in the file is gone. Hand in a claim, content or
/// contact card with its id within a day, or it is deleted. Only the sender sees it until then.
#[utoipa::path(
    tag = "files",
    request_body(content = UploadIn, content_type = "multipart/form-data"),
    responses((status = 201, body = UploadOut, description = "Stored", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000005", "width": 2048, "height": 1536, "bytes": 412_345
    }))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "auth.forbidden", "file.missing", "file.unsupported", "file.too_large", "file.broken",
        "file.too_many_pixels", "file.too_many_unclaimed", "server.storage_full"
    ]))),
)]
#[post("/files")]
pub(super) async fn upload_file(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    if bound.caller.member.is_none() && bound.caller.reach(Right::ManageTasks).is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let received = receive(&request, payload, app.settings.max_picture).await?;
    let command = Command::new(&app, &bound, "files.upload", &key, "", &received.content)?;
    if let Some(first) = command.first_reply().await? {
        return Ok(first.into());
    }
    // Before anything is stored: what has no row is never swept.
    let room = async |tx: &Tx| -> Result<(), Failure> { has_room(tx, &bound).await };
    app.database.read(room).await?;
    let prepared = app.pictures.prepare(received.file).await.map_err(unusable)?;
    let picture = store(&app, &prepared).await?;
    let reply = command.run(async |tx: &Tx| Ok(Done::created(upload(tx, &bound, &picture).await?))).await?;
    // A sweep of the same picture may have ended between storing it and writing its row.
    store(&app, &prepared).await?;
    Ok(reply.into())
}

/// Stores both drawings, unless they are there.
async fn store(app: &App, prepared: &Prepared) -> Result<Picture, Problem> {
    let full = app.blobs.put(prepared.full.jpeg.clone()).await.map_err(unstored)?;
    let thumbnail = app.blobs.put(prepared.thumbnail.jpeg.clone()).await.map_err(unstored)?;
    Ok(Picture {
        content: *prepared.original.as_bytes(),
        width: prepared.full.width,
        height: prepared.full.height,
        bytes: prepared.full.jpeg.len() as u64,
        full: *full.as_bytes(),
        thumbnail: *thumbnail.as_bytes(),
    })
}

async fn has_room(tx: &Tx, act: &Act) -> Result<(), Failure> {
    let unclaimed = evidence::free_of_account(tx, act.caller.account).await?;
    if unclaimed >= MOST_UNCLAIMED { Err(Code::FileTooManyUnclaimed.into()) } else { Ok(()) }
}

/// The use case: the rows of a stored picture.
async fn upload(tx: &Tx, act: &Act, picture: &Picture) -> Result<UploadOut, Failure> {
    has_room(tx, act).await?;
    if !evidence::keep_picture(tx, picture, act.now).await? {
        return Err(Problem::new(Code::ServerUnavailable).retry_after(Duration::from_secs(1)).into());
    }
    let upload =
        Upload { id: FileId(Uuid::now_v7()), account: act.caller.account, content: picture.content, holder: None };
    evidence::insert(tx, &upload, act.now).await?;
    let record = xianfeng_infra::audit::Record {
        subject_kind: Some("file"),
        subject: Some(upload.id.0),
        organization: act.caller.branch().cloned(),
        ..act.record("files.upload")
    };
    xianfeng_infra::audit::write(tx, record, act.now).await?;
    Ok(UploadOut { id: upload.id.0, width: picture.width, height: picture.height, bytes: picture.bytes })
}
