//! A meeting as a picture to scan, for the wall or a printed notice.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::MeetingId;
use xianfeng_infra::db::Tx;

use super::record::visible;
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;
use crate::messages::picture_for;

/// A meeting as a picture to scan.
///
/// Opens the mini-program's page of the meeting; who scans it sees what they may see, and signing in needs the code
/// that changes. Drawn once and kept, so that it may be printed.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, description = "A JPEG or PNG picture", content_type = "image/jpeg", body = Vec<u8>)),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "meeting.not_found", "wechat.busy", "wechat.unavailable", "rate.limited"
    ]))),
)]
#[get("/meetings/{id}/picture")]
pub(super) async fn get_meeting_picture(
    app: Data<App>,
    bound: Bound,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> { visible(tx, &bound, id.0).await.map(drop) };
    app.database.read(read).await?;
    // 32 characters, the most that a scene may have. The id opens nothing by itself.
    let scene = id.0.0.simple().to_string();
    let (media_type, bytes) = picture_for(&app, &app.settings.meeting_page, &scene).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type.as_str()))
        .insert_header((CACHE_CONTROL, "private, max-age=86400"))
        .body(bytes))
}
