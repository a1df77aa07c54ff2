//! The calendar of a month.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::time::{Day, PeriodKind, start_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::{self as rows, MeetingFilter};

use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WirePeriod, WireTime};
use crate::organizations::find_visible;

/// So many meetings of a month stand in one answer: under 64 KiB.
const MOST: u64 = 150;

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// Of this organization and what lies below.
    organization_id: Uuid,
    /// The month.
    #[param(value_type = String, example = "2024-03")]
    month: WirePeriod,
}

impl Check for CalendarQuery {
    fn check(&self, faults: &mut Faults) {
        if self.month.0.kind() != PeriodKind::Month {
            faults.add("?month", FaultCode::NotPeriod);
        }
    }
}

/// A month of meetings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarOut {
    /// The month.
    pub month: WirePeriod,
    /// The days that have meetings, in order.
    pub days: Vec<CalendarDayOut>,
    /// Is this all? Else ask for an organization below, or for the list.
    pub complete: bool,
}

/// A day of the calendar.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDayOut {
    /// The day.
    pub day: WireDay,
    /// Its meetings, in order.
    pub meetings: Vec<CalendarMeetingOut>,
}

/// A meeting in the calendar.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarMeetingOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization_id: Uuid,
    /// Its kind.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// From when.
    pub starts_at: WireTime,
    /// Until when.
    pub ends_at: WireTime,
    /// `planned`, `open`, `closed` or `cancelled`.
    pub state: &'static str,
}

/// The calendar of a month.
///
/// Members see the meetings of the organizations on their branch's path; who reads for an organization
/// everything within reach.
#[utoipa::path(
    tag = "meetings",
    params(CalendarQuery),
    responses((status = 200, body = CalendarOut, description = "The month", example = json!({
        "month": "2024-03", "days": [{ "day": "2024-03-05", "meetings": [{
            "id": "018e0f6a-0000-7000-8000-000000000041", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
            "kind": "party_day", "title": "3月主题党日", "place": "村党群服务中心",
            "startsAt": "2024-03-05T09:00:00+08:00", "endsAt": "2024-03-05T11:00:00+08:00", "state": "planned" }] }],
        "complete": true
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found"]))),
)]
#[get("/meetings/calendar")]
pub(super) async fn show_calendar(
    app: Data<App>,
    bound: Bound,
    asked: QueryParams<CalendarQuery>,
) -> Result<HttpResponse, Problem> {
    let month = asked.month.0;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = find_visible(tx, &bound.caller, OrganizationId(asked.organization_id)).await?;
        let filter = MeetingFilter {
            organization: Some(organization.ok_or(Code::OrganizationNotFound)?.path),
            from: Some(start_of(month.start())),
            to: Some(start_of(month.end())),
            limit: MOST + 1,
            ..MeetingFilter::default()
        };
        Ok(rows::page(tx, &bound.caller.reach(Right::Read), bound.caller.branch(), &filter).await?)
    };
    let mut found = app.database.read(read).await?;
    // The latest come first.
    found.reverse();
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let complete = found.len() <= most;
    let mut days: BTreeMap<Day, Vec<CalendarMeetingOut>> = BTreeMap::new();
    for meeting in found.into_iter().take(most) {
        days.entry(meeting.day()).or_default().push(CalendarMeetingOut {
            id: meeting.id.0,
            organization_id: meeting.organization.0,
            kind: meeting.kind.code(),
            title: meeting.title,
            place: meeting.place,
            starts_at: meeting.starts_at.into(),
            ends_at: meeting.ends_at.into(),
            state: meeting.state.code(),
        });
    }
    let days = days.into_iter().map(|(day, meetings)| CalendarDayOut { day: WireDay(day), meetings }).collect();
    Ok(HttpResponse::Ok().json(CalendarOut { month: asked.month, days, complete }))
}
