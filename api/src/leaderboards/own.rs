//! The caller's own place (pitfall 44).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_infra::boards::{Audience, BoardQuery, Leaderboards, OwnPlace, Reader};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{editions, organizations};

use super::asked::period_or_running;
use super::changes::PreviousPlaces;
use super::grades::ShownGrades;
use super::visible::visible_to_own;
use super::wire::{MemberRowOut, row_example, row_out};
use crate::app::App;
use crate::auth::AsMember;
use crate::editions::{EditionRefOut, is_provisional};
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// How many neighbours are shown on either side.
const AROUND: u32 = 2;

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OwnPlaceQuery {
    /// The own branch where absent.
    organization_id: Option<Uuid>,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// Only members of this category.
    category: Option<String>,
}

impl Check for OwnPlaceQuery {
    fn check(&self, faults: &mut Faults) {
        if let Some(category) = &self.category {
            faults.text("?category", category, 1..=40);
        }
    }
}

/// The own place.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnPlaceOut {
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
    /// How many the board lists.
    pub size: u32,
    /// The own row.
    pub row: MemberRowOut,
    /// The own row and those around it, best first.
    pub neighbours: Vec<MemberRowOut>,
    /// What is missing to share the next better rank; absent at the top.
    pub gap_to_next: Option<WirePoints>,
}

/// The caller's own place on a board.
///
/// With the rows around it, the gap to the next better rank and the change of place. A member who
/// is not listed for others (a sensitive category or branch) still reads the own row.
#[utoipa::path(
    tag = "leaderboards",
    params(OwnPlaceQuery),
    responses((status = 200, body = OwnPlaceOut, description = "The place", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "period": "2024-Q1", "start": "2024-01-01",
        "end": "2024-03-31", "daysLeft": 26, "provisional": true, "edition": null, "asOf": "2024-03-05T17:00:00+08:00",
        "size": 38, "row": row_example(), "neighbours": [row_example()], "gapToNext": 0.5
    }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "period.not_found", "leaderboard.not_listed", "auth.not_bound", "auth.forbidden"
    ]))),
)]
#[get("/leaderboards/members/me")]
pub(super) async fn my_place(
    app: Data<App>,
    member: AsMember,
    asked: QueryParams<OwnPlaceQuery>,
) -> Result<HttpResponse, Problem> {
    let (own, today) = (&member.member, member.today());
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let id = match asked.organization_id {
            Some(id) => OrganizationId(id),
            None => own_branch(tx, own, asked.period).await?,
        };
        let seen = visible_to_own(tx, &member.caller, id).await?;
        let path = seen.organization.path;
        let period = period_or_running(tx, &path, asked.period, today).await?;
        let category = asked.category.clone();
        let query = BoardQuery { organization: path, period, category, audience: seen.audience };
        let previous = PreviousPlaces::load(tx, &query, today).await?;
        let grades = ShownGrades::load(tx, &query, Some(own.id), today).await?;
        Ok((id, query, previous, grades))
    };
    let (id, query, previous, grades) = app.database.read(read).await?;
    let reader = Reader { account: Some(member.caller.account), now: member.now };
    let answer = placed(app.boards.as_ref(), &query, own.id, AROUND, reader).await?;
    let place = answer.place.ok_or(Code::LeaderboardNotListed)?;
    Ok(HttpResponse::Ok().json(OwnPlaceOut {
        organization_id: id.0,
        period: WirePeriod(query.period),
        start: WireDay(query.period.start()),
        end: WireDay(query.period.last_day()),
        days_left: query.period.days_left(today),
        provisional: is_provisional(answer.edition.as_ref()),
        edition: answer.edition.as_ref().map(Into::into),
        as_of: answer.as_of.into(),
        size: answer.size,
        row: row_out(&place.row, &previous, &grades),
        neighbours: place.neighbours.iter().map(|row| row_out(row, &previous, &grades)).collect(),
        gap_to_next: place.gap_to_next.map(Into::into),
    }))
}

/// The own branch: of a closed period that in which the edition counts the member, else today's.
async fn own_branch(tx: &Tx, own: &Member, asked: Option<WirePeriod>) -> StoreResult<OrganizationId> {
    let today = own.standing.branch;
    let Some(WirePeriod(period)) = asked else { return Ok(today) };
    let Some(township) = organizations::township(tx, &own.standing.branch_path).await? else { return Ok(today) };
    let Some(edition) = editions::latest(tx, township.id, period).await? else { return Ok(today) };
    let row = editions::of_member(tx, edition.edition.id, own.id).await?;
    Ok(row.map_or(today, |row| row.branch))
}

/// The place as the member may read it: on the board that the audience sees, else, for who is
/// kept from it, the own row alone on the whole board, without what is around it.
///
/// # Errors
/// The store's fault.
pub(crate) async fn placed(
    boards: &dyn Leaderboards,
    query: &BoardQuery,
    member: MemberId,
    around: u32,
    reader: Reader,
) -> StoreResult<OwnPlace> {
    let seen = boards.own_place(query, member, around, reader).await?;
    if seen.place.is_some() || query.audience == Audience::NeedToKnow {
        return Ok(seen);
    }
    let whole = BoardQuery { audience: Audience::NeedToKnow, ..query.clone() };
    let mut own = boards.own_place(&whole, member, 0, reader).await?;
    if let Some(place) = &mut own.place {
        place.gap_to_next = None;
    }
    Ok(own)
}
