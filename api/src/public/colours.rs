//! The blue, yellow and red board as everybody may see it (S4-3).

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::day_of;
use xianfeng_infra::boards::Audience;
use xianfeng_infra::db::Tx;

use super::figures::{names, published};
use super::leaderboard::KEPT;
use super::people::PublicNames;
use crate::app::App;
use crate::editions::{EditionRefOut, is_provisional, public_ref};
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints};
use crate::leaderboards::{ColourBoardRows, ColourOut, colour_board, colour_out};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicColoursQuery {
    /// Of the kind that the rule book makes the board for; the running one where absent.
    #[param(value_type = Option<String>, example = "2024-03")]
    period: Option<WirePeriod>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicColoursQuery {}

/// A page of the public colour board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicColoursOut {
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
    /// Figures that still change, or that are closed and not yet published.
    pub provisional: bool,
    /// The edition (公示版次) that the figures are of; null while they are live or not yet published.
    pub edition: Option<EditionRefOut>,
    /// Changes with everything else on this page.
    pub version: i64,
    /// How names are shown: `full`, or `masked` but for who agreed to their full name.
    pub names: &'static str,
    /// The colours that are public, best first.
    pub colours: Vec<ColourOut>,
    /// The rows, best colour first.
    pub items: Vec<PublicColourRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member's line, without the id of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicColourRowOut {
    /// The line's number: names that are masked can be alike.
    pub number: usize,
    /// The colour's code.
    pub colour: String,
    /// The name as the public may see it.
    pub name: Option<String>,
    /// The branch's name.
    pub branch: String,
    /// The total.
    pub total: WirePoints,
}

/// The public colour board of an organization.
///
/// For anybody, once the organization or its township has approved publication. Only the colours
/// that the adopted book makes public; names as on the public leaderboard.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicColoursQuery),
    responses((status = 200, body = PublicColoursOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部",
        "period": "2024-03", "start": "2024-03-01", "end": "2024-03-31", "provisional": true, "edition": null, "version": 7,
        "names": "masked", "colours": [{ "code": "blue", "name": "蓝榜", "public": true, "size": 12 }],
        "items": [{ "number": 1, "colour": "blue", "name": "蒋*嘉", "branch": "赤石桥村党支部", "total": 82.5 }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.not_found", "leaderboard.no_colours", "period.not_found",
        "public.not_approved"
    ]))),
)]
#[get("/public/organizations/{id}/colours")]
pub(super) async fn show_public_colours(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicColoursQuery>,
) -> Result<HttpResponse, Problem> {
    let today = day_of(app.clock.now());
    // Lines are numbered, and nothing that names a person may stand in a public cursor.
    let after: usize = list.page.after()?.unwrap_or_default();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (organization, local) = published(tx, id.0).await?;
        let level = names(&organization, &local.iter().collect::<Vec<_>>());
        let board = colour_board(tx, &organization.path, list.filter.period, Audience::Everyone, today).await?;
        let board = board.public(None);
        let listed = board.rows.iter().map(|(_, row)| (row.row.member, row.row.person));
        let people = PublicNames::of_members(tx, level, listed, today).await?;
        Ok((organization, (level, people), board))
    };
    let (organization, shown, board) = app.database.read(read).await?;
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let mut out = page(&organization, &shown, &board, after, limit)?;
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

fn page(
    organization: &Organization,
    (level, people): &(DisplayLevel, PublicNames),
    board: &ColourBoardRows,
    after: usize,
    limit: usize,
) -> Result<PublicColoursOut, Problem> {
    let next = after.saturating_add(limit);
    let rows = (1usize..).zip(&board.rows).skip(after).take(limit);
    let items = rows.map(|(number, (colour, row))| PublicColourRowOut {
        number,
        colour: colour.code.clone(),
        name: people.show(row.row.person, &row.row.name),
        branch: row.row.branch_name.clone(),
        total: row.row.total.into(),
    });
    Ok(PublicColoursOut {
        organization_id: organization.id.0,
        organization_name: organization.name.clone(),
        period: WirePeriod(board.period),
        start: WireDay(board.period.start()),
        end: WireDay(board.period.last_day()),
        provisional: is_provisional(board.edition.as_ref()),
        edition: public_ref(board.edition.as_ref()),
        version: 0,
        names: if *level == DisplayLevel::Full { "full" } else { "masked" },
        colours: board.colours.iter().map(|(colour, size)| colour_out(colour, *size)).collect(),
        items: items.collect(),
        next_cursor: (next < board.rows.len()).then(|| Cursor::encode(&next)).transpose()?,
    })
}
