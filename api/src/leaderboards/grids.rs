//! The board of grids, by the average of the members who belong to them (S1-1, S3-4).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Right;
use xianfeng_domain::boards::{Ranked, rank};
use xianfeng_domain::grids::{Grid, GridKind};
use xianfeng_domain::hidden::is_below_sensitive;
use xianfeng_domain::ids::{GridId, MemberId, OrganizationId};
use xianfeng_domain::organizations::{Organization, OrganizationPath};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{BoardQuery, members_board};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::Shown;
use xianfeng_infra::{grids, organizations};

use super::asked::{period_or_running, reference_day};
use super::visible::visible;
use crate::app::App;
use crate::auth::{Bound, Caller};
use crate::editions::{EditionRefOut, is_provisional};
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GridsBoardQuery {
    /// The grids of this organization and of what lies below it.
    organization_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// `grid` (with their micro-grids) or `micro_grid`; grids where absent.
    kind: Option<String>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for GridsBoardQuery {
    fn check(&self, faults: &mut Faults) {
        if self.kind.as_deref().is_some_and(|kind| GridKind::from_code(kind).is_none()) {
            faults.add_limit("?kind", FaultCode::NotOneOf, "grid, micro_grid");
        }
    }
}

/// The board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GridsBoardOut {
    /// Whose grids they are.
    pub organization_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// Its first day.
    pub start: WireDay,
    /// Its last day.
    pub end: WireDay,
    /// Figures that still change, or that are closed and not yet published.
    pub provisional: bool,
    /// The edition (公示版次) that the figures are of; null while they are live.
    pub edition: Option<EditionRefOut>,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else in the answer.
    pub version: i64,
    /// The grids, best first; those without a member to count come last.
    pub items: Vec<GridRowOut>,
}

/// A grid's row.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GridRowOut {
    /// From 1; absent where there is nobody to average.
    pub rank: Option<u32>,
    /// The grid.
    pub grid_id: Uuid,
    /// Its name.
    pub name: String,
    /// `grid` or `micro_grid`.
    pub kind: &'static str,
    /// The grid that a micro-grid is a part of.
    pub parent_id: Option<Uuid>,
    /// Where it lies.
    pub organization_id: Uuid,
    /// The average a member, rounded half up; absent where there is nobody to average, which is
    /// not zero.
    pub average: Option<WirePoints>,
    /// The sum of the totals.
    pub sum: WirePoints,
    /// How many members are counted: those on the members' board who belong to the grid.
    pub counted: u32,
}

/// Ranks grids by the average of the members who belong to them.
///
/// For everybody of the township. A member stands in the grid of the period's last day, today's while it
/// runs; a micro-grid's members count in its grid, too. Whom the members' board does not list, the exempt
/// and the sensitive, counts nowhere here. A closed period shows the figures of its latest edition, and
/// the grids as they were known when that was sealed.
#[utoipa::path(
    tag = "leaderboards",
    params(GridsBoardQuery),
    responses((status = 200, body = GridsBoardOut, description = "The board", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "period": "2024-Q1", "start": "2024-01-01",
        "end": "2024-03-31", "provisional": true, "edition": null, "asOf": "2024-03-05T17:00:00+08:00", "version": 7,
        "items": [{ "rank": 1, "gridId": "018e0f6a-0000-7000-8000-000000000031", "name": "第一网格", "kind": "grid",
            "parentId": null, "organizationId": "018e0f6a-0000-7000-8000-000000000001", "average": 8.25,
            "sum": 156.75, "counted": 19 }]
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "period.not_found", "auth.not_bound"]))),
)]
#[get("/leaderboards/grids")]
pub(super) async fn list_grids_board(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    asked: QueryParams<GridsBoardQuery>,
) -> Result<HttpResponse, Problem> {
    let today = bound.today();
    let kind = asked.kind.as_deref().and_then(GridKind::from_code).unwrap_or(GridKind::Grid);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller, OrganizationId(asked.organization_id)).await?;
        let path = seen.organization.path;
        let period = period_or_running(tx, &path, asked.period, today).await?;
        let below = organizations::under(tx, &path).await?;
        let grids = open_grids(tx, &bound.caller, &path, &below).await?;
        let query = BoardQuery { organization: path, period, category: None, audience: seen.audience };
        Ok((period, board_rows(tx, &query, &grids, &below, kind, today).await?))
    };
    let (period, (edition, items)) = app.database.read(read).await?;
    let mut out = GridsBoardOut {
        organization_id: asked.organization_id,
        period: WirePeriod(period),
        start: WireDay(period.start()),
        end: WireDay(period.last_day()),
        provisional: is_provisional(edition.as_ref()),
        edition: edition.as_ref().map(Into::into),
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        items,
    };
    out.version = version_of(&out)?;
    out.as_of = bound.now.into();
    let versioned = Versioned::new(out.version, Caching::Private);
    Ok(versioned.unchanged(&request, asked.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// The grids at and under a path, siblings by position: what is sensitive only within the caller's reach.
async fn open_grids(
    tx: &Tx,
    caller: &Caller,
    path: &OrganizationPath,
    below: &[Organization],
) -> Result<Vec<Grid>, Failure> {
    let reach = caller.reach(Right::Read);
    let mut found = grids::of_path(tx, path).await?;
    found.retain(|grid| reach.covers(&grid.path) || !is_below_sensitive(&grid.path, below));
    Ok(found)
}

/// A grid with what its members have together.
struct Row<'a> {
    grid: &'a Grid,
    sum: Points,
    counted: u32,
}

impl Row<'_> {
    fn average(&self) -> Option<Points> {
        Points::average(self.sum, self.counted)
    }
}

/// The rows, best first.
async fn board_rows(
    tx: &Tx,
    query: &BoardQuery,
    all: &[Grid],
    below: &[Organization],
    kind: GridKind,
    today: Day,
) -> Result<(Option<Shown>, Vec<GridRowOut>), Failure> {
    let listed = members_board(tx, query, today).await?;
    let placed = belonging(tx, all, query.period, listed.edition.as_ref(), today).await?;
    let grids: HashMap<GridId, &Grid> = all.iter().map(|grid| (grid.id, grid)).collect();
    let branches: HashMap<OrganizationId, &OrganizationPath> = below.iter().map(|one| (one.id, &one.path)).collect();
    let mut sums: HashMap<GridId, (Points, u32)> = HashMap::new();
    for ranked in &listed.rows {
        let Some(grid) = placed.get(&ranked.row.member).and_then(|id| grids.get(id)) else { continue };
        // Who has moved to a branch elsewhere belongs to the grid no more.
        if !branches.get(&ranked.row.branch).is_some_and(|branch| grid.path.covers(branch)) {
            continue;
        }
        for id in std::iter::once(grid.id).chain(grid.parent) {
            let (sum, counted) = sums.entry(id).or_default();
            *sum += ranked.row.total;
            *counted += 1;
        }
    }
    let of_kind = all.iter().filter(|grid| grid.kind == kind).map(|grid| {
        let (sum, counted) = sums.get(&grid.id).copied().unwrap_or_default();
        Row { grid, sum, counted }
    });
    // Behind everybody who has an average, whatever it is.
    let nobody = Points::from_hundredths(i64::MIN / 2);
    let order = |row: &Row<'_>| (row.grid.position, row.grid.id);
    let rows = rank(of_kind, listed.ties, |row| row.average().unwrap_or(nobody), order);
    Ok((listed.edition, rows.iter().map(row_out).collect()))
}

/// The grid of each member on the day that decides for the period; for a closed one as it was known then.
async fn belonging(
    tx: &Tx,
    all: &[Grid],
    period: Period,
    edition: Option<&Shown>,
    today: Day,
) -> Result<HashMap<MemberId, GridId>, Failure> {
    let ids: Vec<GridId> = all.iter().map(|grid| grid.id).collect();
    let day = reference_day(period, today);
    let placed = match edition {
        Some(shown) => grids::belonging_as_known(tx, &ids, day, shown.stored.sealed_at).await?,
        None => grids::belonging(tx, &ids, day).await?,
    };
    Ok(placed.into_iter().map(|(grid, member)| (member, grid)).collect())
}

fn row_out(ranked: &Ranked<Row<'_>>) -> GridRowOut {
    let Row { grid, sum, counted } = &ranked.row;
    GridRowOut {
        rank: (*counted > 0).then_some(ranked.rank),
        grid_id: grid.id.0,
        name: grid.name.clone(),
        kind: grid.kind.code(),
        parent_id: grid.parent.map(Into::into),
        organization_id: grid.organization.0,
        average: ranked.row.average().map(Into::into),
        sum: (*sum).into(),
        counted: *counted,
    }
}
