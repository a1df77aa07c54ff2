//! The board of organizations, by the average of their members (S0-7).

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::boards::Ranked;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::boards::{BranchRow, branches_board};
use xianfeng_infra::db::Tx;

use super::asked::period_or_running;
use super::changes::PreviousBranches;
use super::visible::visible;
use super::wire::ChangeOut;
use crate::app::App;
use crate::auth::Bound;
use crate::board::PlaceChange;
use crate::editions::{EditionRefOut, is_provisional};
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganizationsBoardQuery {
    /// What the organizations lie under.
    parent_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for OrganizationsBoardQuery {}

/// The board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganizationsBoardOut {
    /// What they lie under.
    pub parent_id: Uuid,
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
    /// The edition (公示版次) that the figures are of; null while they are live.
    pub edition: Option<EditionRefOut>,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else in the answer.
    pub version: i64,
    /// The organizations, best first; those without a member to count come last.
    pub items: Vec<OrganizationRowOut>,
}

/// An organization's row.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganizationRowOut {
    /// From 1; absent where there is nobody to average.
    pub rank: Option<u32>,
    /// The organization.
    pub organization_id: Uuid,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// The average a member, rounded half up; absent where there is nobody to average, which is
    /// not zero.
    pub average: Option<WirePoints>,
    /// The sum of the totals.
    pub sum: WirePoints,
    /// How many members are counted: those in scope who are not exempt.
    pub counted: u32,
    /// Against the period before.
    pub change: ChangeOut,
}

/// Ranks the organizations under another by the average of their members.
///
/// All branches of a township; above the township its children. For everybody of the township;
/// sensitive organizations are listed within the caller's reach only.
#[utoipa::path(
    tag = "leaderboards",
    params(OrganizationsBoardQuery),
    responses((status = 200, body = OrganizationsBoardOut, description = "The board", example = json!({
        "parentId": "018e0f6a-0000-7000-8000-000000000001", "period": "2024-Q1", "start": "2024-01-01",
        "end": "2024-03-31", "daysLeft": 26, "provisional": true, "edition": null, "asOf": "2024-03-05T17:00:00+08:00",
        "version": 7, "items": [{ "rank": 1, "organizationId": "018e0f6a-0000-7000-8000-000000000002",
            "name": "赤石桥村党支部", "kind": "village", "average": 8.25, "sum": 313.5, "counted": 38,
            "change": { "kind": "moved", "places": -1 } }]
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "period.not_found", "auth.not_bound"]))),
)]
#[get("/leaderboards/organizations")]
pub(super) async fn list_organizations_board(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    asked: QueryParams<OrganizationsBoardQuery>,
) -> Result<HttpResponse, Problem> {
    let today = bound.today();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller, OrganizationId(asked.parent_id)).await?;
        let (path, audience) = (seen.organization.path, seen.audience);
        let period = period_or_running(tx, &path, asked.period, today).await?;
        let board = branches_board(tx, &path, period, audience, today).await?;
        let previous = PreviousBranches::load(tx, &path, period, audience, today).await?;
        Ok((period, board, previous))
    };
    let (period, board, previous) = app.database.read(read).await?;
    let mut out = OrganizationsBoardOut {
        parent_id: asked.parent_id,
        period: WirePeriod(period),
        start: WireDay(period.start()),
        end: WireDay(period.last_day()),
        days_left: period.days_left(today),
        provisional: is_provisional(board.edition.as_ref()),
        edition: board.edition.as_ref().map(Into::into),
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        items: board.rows.iter().map(|row| row_out(row, &previous)).collect(),
    };
    out.version = version_of(&out)?;
    out.as_of = bound.now.into();
    let versioned = Versioned::new(out.version, Caching::Private);
    Ok(versioned.unchanged(&request, asked.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

fn row_out(ranked: &Ranked<BranchRow>, previous: &PreviousBranches) -> OrganizationRowOut {
    let standing = &ranked.row.standing;
    let rank = (standing.counted > 0).then_some(ranked.rank);
    OrganizationRowOut {
        rank,
        organization_id: standing.organization.0,
        name: ranked.row.name.clone(),
        kind: ranked.row.kind.code(),
        average: standing.average().map(Into::into),
        sum: standing.sum.into(),
        counted: standing.counted,
        change: rank.map_or(PlaceChange::Unknown, |rank| previous.change(standing.organization, rank)).into(),
    }
}
