//! The list of a meeting.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{AttendanceId, MeetingId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;

use super::record::visible;
use super::wire::{AttendanceOut, attendance_example, attendances_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::Problem;

/// A page of a meeting's list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttendancesOut {
    /// The records.
    pub items: Vec<AttendanceOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists who was expected at a meeting, and who came.
///
/// A branch finds its own members in the list of the township's meeting. The list is made when the
/// meeting opens; before that it holds who has asked for leave. The audit log says who read it.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting"), PageQuery),
    responses((status = 200, body = AttendancesOut, description = "A page",
        example = json!({ "items": [attendance_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["meeting.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/meetings/{id}/attendance")]
pub(super) async fn list_attendance(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<MeetingId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?.map(AttendanceId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let meeting = visible(tx, &permit, id.0).await?;
        let limit = u64::from(list.page.limit) + 1;
        let found = rows::attendance_page(tx, &permit.reach, meeting.id, after, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |attendance| attendance.id.0)?;
        Ok((AttendancesOut { items: attendances_out(tx, &permit, &found).await?, next_cursor }, meeting.path))
    };
    let (out, path) = app.database.read(read).await?;
    permit.disclosed(&app, "attendances.list", Some(("meeting", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}
