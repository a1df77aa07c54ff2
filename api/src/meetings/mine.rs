//! The caller's own meetings, coming and past.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::{self as rows, MeetingFilter};

use super::list::{after, position};
use super::wire::{AttendanceOut, MeetingOut, attendance_example, attendances_out, meeting_example};
use crate::app::App;
use crate::auth::AsMember;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;

/// A page of the own meetings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnMeetingsOut {
    /// The meetings.
    pub items: Vec<OwnMeetingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A meeting and the own attendance.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnMeetingOut {
    /// The meeting.
    pub meeting: MeetingOut,
    /// The own attendance, where there is a record of it.
    pub attendance: Option<AttendanceOut>,
}

/// Lists the caller's meetings, the latest first: coming ones, and past ones with the own attendance.
///
/// Coming are those of the organizations on the branch's path, unless they name others.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = OwnMeetingsOut, description = "A page", example = json!({
        "items": [{ "meeting": meeting_example(), "attendance": attendance_example() }], "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/me/meetings")]
pub(super) async fn list_my_meetings(
    app: Data<App>,
    member: AsMember,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let own = &member.member;
    let limit = u64::from(list.page.limit) + 1;
    let filter = MeetingFilter { before: after(&list.page)?, limit, ..MeetingFilter::default() };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let meetings = rows::of_one(tx, &own.standing.branch_path, own.id, &filter).await?;
        let (meetings, next_cursor) = list.page.cut(meetings, position)?;
        let mut records = rows::own(tx, own.id, meetings.iter().map(|meeting| meeting.id)).await?;
        let mut items = Vec::with_capacity(meetings.len());
        for meeting in &meetings {
            let record = records.remove(&meeting.id);
            let attendance = attendances_out(tx, &member, record.as_slice()).await?.pop();
            items.push(OwnMeetingOut { meeting: MeetingOut::from(meeting), attendance });
        }
        Ok(OwnMeetingsOut { items, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
