//! The public board as JSON.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;

use super::figures::{PublicBranch, PublicFigures, PublicRow, figures};
use crate::app::App;
use crate::editions::{EditionRefOut, is_provisional, public_ref};
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};
use crate::leaderboards::ChangeOut;

/// How long anybody may keep the answer.
pub(super) const KEPT: Duration = Duration::from_secs(60);

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicBoardQuery {
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicBoardQuery {}

/// A page of a public board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicBoardOut {
    /// Whose board it is.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The period.
    pub period: WirePeriod,
    /// Its first day.
    pub start: WireDay,
    /// Its last day.
    pub end: WireDay,
    /// The days left after today; 0 once it is over.
    pub days_left: i64,
    /// Figures that still change, or that are closed and not yet published.
    pub provisional: bool,
    /// The edition (公示版次) that the figures are of; null while they are live or not yet published.
    pub edition: Option<EditionRefOut>,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else on this page.
    pub version: i64,
    /// How names are shown: `full`, or `masked` but for who agreed to their full name.
    pub names: &'static str,
    /// How many members the whole board lists.
    pub size: u32,
    /// The sum of their totals.
    pub total: WirePoints,
    /// The average a member; absent where there is nobody to average.
    pub average: Option<WirePoints>,
    /// The branches by average, best first; empty for a branch.
    pub organizations: Vec<PublicOrganizationOut>,
    /// The rows, best first.
    pub items: Vec<PublicRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A branch's line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicOrganizationOut {
    /// The branch, for its own board.
    pub organization_id: Uuid,
    /// Its name.
    pub name: String,
    /// From 1; absent where there is nobody to average.
    pub rank: Option<u32>,
    /// How many members it counts.
    pub counted: u32,
    /// The average a member; absent where there is nobody to average.
    pub average: Option<WirePoints>,
    /// Against the period before.
    pub change: ChangeOut,
}

/// A member's line, without the id of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicRowOut {
    /// The line's number: names that are masked can be alike.
    pub number: u32,
    /// From 1; equal totals share one.
    pub rank: u32,
    /// The name as the public may see it.
    pub name: Option<String>,
    /// The branch's name.
    pub branch: String,
    /// The category's name.
    pub category: String,
    /// The total.
    pub total: WirePoints,
    /// What was gained, base points included.
    pub additions: WirePoints,
    /// What was deducted; zero or below.
    pub deductions: WirePoints,
    /// Against the period before.
    pub change: ChangeOut,
}

impl From<&PublicBranch> for PublicOrganizationOut {
    fn from(branch: &PublicBranch) -> Self {
        Self {
            organization_id: branch.id.0,
            name: branch.name.clone(),
            rank: branch.rank,
            counted: branch.counted,
            average: branch.average.map(Into::into),
            change: branch.change.into(),
        }
    }
}

impl From<&PublicRow> for PublicRowOut {
    fn from(row: &PublicRow) -> Self {
        Self {
            number: row.number,
            rank: row.rank,
            name: row.name.clone(),
            branch: row.branch.clone(),
            category: row.category.clone(),
            total: row.total.into(),
            additions: row.additions.into(),
            deductions: row.deductions.into(),
            change: row.change.into(),
        }
    }
}

/// The public board of an organization.
///
/// For anybody, once the organization or its township has approved publication. Names are masked
/// unless the basis for full ones is recorded or their owner agreed; sensitive organizations and categories and exempt
/// members are left out without a mark.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicBoardQuery),
    responses((status = 200, body = PublicBoardOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部",
        "period": "2024-Q1", "start": "2024-01-01", "end": "2024-03-31", "daysLeft": 26, "provisional": true, "edition": null,
        "asOf": "2024-03-05T17:00:00+08:00", "version": 7, "names": "masked", "size": 38, "total": 313.5,
        "average": 8.25, "organizations": [],
        "items": [{ "number": 1, "rank": 1, "name": "蒋*嘉", "branch": "赤石桥村党支部", "category": "普通",
            "total": 12.5, "additions": 14.5, "deductions": -2, "change": { "kind": "new", "places": null } }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.not_found", "period.not_found", "public.not_approved"
    ]))),
)]
#[get("/public/organizations/{id}/leaderboard")]
pub(super) async fn show_public_leaderboard(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicBoardQuery>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    // Lines are numbered, and nothing that names a person may stand in a public cursor.
    let after: u32 = list.page.after()?.unwrap_or_default();
    let read = async |tx: &Tx| figures(tx, id.0, list.filter.period, day_of(now)).await;
    let found = app.database.read(read).await?;
    let mut out = page(&found, after, list.page.limit, day_of(now))?;
    out.version = version_of(&out)?;
    out.as_of = now.into();
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

fn page(found: &PublicFigures, after: u32, limit: u32, today: Day) -> Result<PublicBoardOut, Problem> {
    let rest = found.rows.iter().filter(|row| row.number > after);
    let items: Vec<PublicRowOut> =
        rest.take(usize::try_from(limit).unwrap_or(usize::MAX)).map(PublicRowOut::from).collect();
    let size = u32::try_from(found.rows.len()).unwrap_or(u32::MAX);
    let last = items.last().map(|row| row.number).filter(|last| *last < size);
    Ok(PublicBoardOut {
        organization_id: found.organization.id.0,
        organization_name: found.organization.name.clone(),
        period: WirePeriod(found.period),
        start: WireDay(found.period.start()),
        end: WireDay(found.period.last_day()),
        days_left: found.period.days_left(today),
        provisional: is_provisional(found.edition.as_ref()),
        edition: public_ref(found.edition.as_ref()),
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        names: if found.names == DisplayLevel::Full { "full" } else { "masked" },
        size,
        total: found.total.into(),
        average: found.average.map(Into::into),
        organizations: found.branches.iter().map(PublicOrganizationOut::from).collect(),
        items,
        next_cursor: last.map(|last| Cursor::encode(&last)).transpose()?,
    })
}
