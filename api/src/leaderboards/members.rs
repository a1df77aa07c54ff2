//! The board of an organization's members.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_infra::boards::{BoardQuery, Position, Reader};
use xianfeng_infra::db::Tx;

use super::asked::period_or_running;
use super::changes::PreviousPlaces;
use super::grades::ShownGrades;
use super::visible::visible;
use super::wire::{MemberRowOut, row_example, row_out};
use crate::app::App;
use crate::auth::Bound;
use crate::editions::{EditionRefOut, is_provisional};
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery};
use crate::http::problem::{Check, Faults, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WireTime};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MembersBoardQuery {
    /// A branch, a township or what lies above.
    organization_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// Only members of this category.
    category: Option<String>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for MembersBoardQuery {
    fn check(&self, faults: &mut Faults) {
        if let Some(category) = &self.category {
            faults.text("?category", category, 1..=40);
        }
    }
}

/// A page of a board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MembersBoardOut {
    /// Whose board it is.
    pub organization_id: Uuid,
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
    /// Changes with everything else on this page.
    pub version: i64,
    /// How many the whole board lists.
    pub size: u32,
    /// The rows, best first.
    pub items: Vec<MemberRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Ranks the members of an organization.
///
/// For everybody of the township. Equal totals share a rank; everybody in scope is listed, zero
/// and below included; exempt members are not. Sensitive categories and organizations are listed
/// within the caller's reach only. A closed period shows its latest edition, whatever happened since.
#[utoipa::path(
    tag = "leaderboards",
    params(PageQuery, MembersBoardQuery),
    responses((status = 200, body = MembersBoardOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "period": "2024-Q1", "start": "2024-01-01",
        "end": "2024-03-31", "daysLeft": 26, "provisional": true, "edition": null, "asOf": "2024-03-05T17:00:00+08:00",
        "version": 7, "size": 38, "items": [row_example()], "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "period.not_found", "auth.not_bound"]))),
)]
#[get("/leaderboards/members")]
pub(super) async fn list_members_board(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    list: ListParams<MembersBoardQuery>,
) -> Result<HttpResponse, Problem> {
    let (asked, today) = (&list.filter, bound.today());
    let after = list.page.after::<(i64, i64, Uuid)>()?.map(position);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller, OrganizationId(asked.organization_id)).await?;
        let path = seen.organization.path;
        let period = period_or_running(tx, &path, asked.period, today).await?;
        let category = asked.category.clone();
        let query = BoardQuery { organization: path, period, category, audience: seen.audience };
        let previous = PreviousPlaces::load(tx, &query, today).await?;
        let grades = ShownGrades::load(tx, &query, bound.caller.member_id(), today).await?;
        Ok((query, previous, grades))
    };
    let (query, previous, grades) = app.database.read(read).await?;
    let reader = Reader { account: Some(bound.caller.account), now: bound.now };
    let page = app.boards.page(&query, after, list.page.limit, reader).await?;
    let next_cursor = page.next.map(|next| Cursor::encode(&key(&next))).transpose()?;
    let mut out = MembersBoardOut {
        organization_id: asked.organization_id,
        period: WirePeriod(query.period),
        start: WireDay(query.period.start()),
        end: WireDay(query.period.last_day()),
        days_left: query.period.days_left(today),
        provisional: is_provisional(page.edition.as_ref()),
        edition: page.edition.as_ref().map(Into::into),
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        size: page.size,
        items: page.rows.iter().map(|row| row_out(row, &previous, &grades)).collect(),
        next_cursor,
    };
    out.version = version_of(&out)?;
    out.as_of = page.as_of.into();
    let versioned = Versioned::new(out.version, Caching::Private);
    Ok(versioned.unchanged(&request, asked.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// A position as a cursor holds it.
fn key(position: &Position) -> (i64, i64, Uuid) {
    (position.total.hundredths(), position.roster_order, position.member.0)
}

fn position((total, roster_order, member): (i64, i64, Uuid)) -> Position {
    Position { total: Points::from_hundredths(total), roster_order, member: MemberId(member) }
}
