//! Meetings, the latest first.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{MeetingId, OrganizationId};
use xianfeng_domain::meetings::{Meeting, MeetingState};
use xianfeng_domain::time::start_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::{self as rows, MeetingFilter};

use super::wire::{MeetingOut, meeting_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, Page, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::organizations::find_visible;

/// Which meetings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MeetingQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// Starting on this day or later.
    #[param(value_type = Option<String>, example = "2024-03-01")]
    from: Option<WireDay>,
    /// Starting on this day or earlier.
    #[param(value_type = Option<String>, example = "2024-03-31")]
    to: Option<WireDay>,
    /// `planned`, `open`, `closed` or `cancelled`.
    state: Option<String>,
}

impl Check for MeetingQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| MeetingState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, MeetingState::ALL.map(MeetingState::code).join(", "));
        }
    }
}

/// A page of meetings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingsOut {
    /// The meetings.
    pub items: Vec<MeetingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists meetings, the latest first.
///
/// Members see those of the organizations on their branch's path; who reads for an organization
/// everything within reach.
#[utoipa::path(
    tag = "meetings",
    params(PageQuery, MeetingQuery),
    responses((status = 200, body = MeetingsOut, description = "A page",
        example = json!({ "items": [meeting_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/meetings")]
pub(super) async fn list_meetings(
    app: Data<App>,
    bound: Bound,
    list: ListParams<MeetingQuery>,
) -> Result<HttpResponse, Problem> {
    let before = after(&list.page)?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &bound.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = MeetingFilter {
            state: list.filter.state.as_deref().and_then(MeetingState::from_code),
            organization,
            from: list.filter.from.map(|day| start_of(day.0)),
            to: list.filter.to.and_then(|day| day.0.succ_opt()).map(start_of),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        Ok(rows::page(tx, &bound.caller.reach(Right::Read), bound.caller.branch(), &filter).await?)
    };
    let meetings = app.database.read(read).await?;
    let (meetings, next_cursor) = list.page.cut(meetings, position)?;
    let items = meetings.iter().map(MeetingOut::from).collect();
    Ok(HttpResponse::Ok().json(MeetingsOut { items, next_cursor }))
}

/// A meeting's place in a list.
pub(super) fn position(meeting: &Meeting) -> (i64, Uuid) {
    (meeting.starts_at.timestamp_micros(), meeting.id.0)
}

/// Where a page goes on.
pub(super) fn after(page: &Page) -> Result<Option<(DateTime<chrono::Utc>, MeetingId)>, Problem> {
    let after = page.after::<(i64, Uuid)>()?;
    Ok(after.map(|(micros, id)| (DateTime::from_timestamp_micros(micros).unwrap_or_default(), MeetingId(id))))
}
