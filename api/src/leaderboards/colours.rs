//! The blue, yellow and red board (蓝黄红榜), S4-3.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::boards::Ranked;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::Colour;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{Audience, BoardQuery, BoardRow, members_board};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::Shown;
use xianfeng_infra::{organizations, rulebooks};

use super::grades::TownshipGrades;
use super::visible::visible;
use crate::app::App;
use crate::auth::Bound;
use crate::editions::{EditionRefOut, is_provisional};
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ColourBoardQuery {
    /// A branch or a township.
    organization_id: Uuid,
    /// Of the kind that the rule book makes the board for; the running one where absent.
    #[param(value_type = Option<String>, example = "2024-03")]
    period: Option<WirePeriod>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for ColourBoardQuery {}

/// A page of the board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ColourBoardOut {
    /// Whose board it is.
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
    /// Changes with everything else on this page.
    pub version: i64,
    /// The colours that the caller may see whole, best first.
    pub colours: Vec<ColourOut>,
    /// The rows, best colour first.
    pub items: Vec<ColourRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A colour.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ColourOut {
    /// `blue`, `yellow` or `red`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Shown to everybody.
    pub public: bool,
    /// How many members have it here.
    pub size: u32,
}

/// A member's row.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ColourRowOut {
    /// The colour's code.
    pub colour: String,
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch's name.
    pub branch_name: String,
    /// The category's code.
    pub category: String,
    /// The period's total.
    pub total: WirePoints,
}

/// A colour board, before it is told.
#[derive(Debug)]
pub(crate) struct ColourBoardRows {
    /// The period.
    pub(crate) period: Period,
    /// The edition that the rows are of; none for live ones.
    pub(crate) edition: Option<Shown>,
    /// The colours of the book, best first, with how many of those listed have them.
    pub(crate) colours: Vec<(Colour, u32)>,
    /// The rows with their colours, best first.
    pub(crate) rows: Vec<(Colour, Ranked<BoardRow>)>,
}

impl ColourBoardRows {
    /// Leaves what everybody may see: the public colours, and the own row.
    pub(crate) fn public(mut self, own: Option<MemberId>) -> Self {
        self.colours.retain(|(colour, _)| colour.public);
        self.rows.retain(|(colour, row)| colour.public || own == Some(row.row.member));
        self
    }
}

/// Shows members by colour.
///
/// By the colours that the township's rule book gives for the period's total. What the book keeps
/// private, the red board unless it says otherwise, is for need-to-know; one's own row is always
/// clear to oneself.
#[utoipa::path(
    tag = "leaderboards",
    params(PageQuery, ColourBoardQuery),
    responses((status = 200, body = ColourBoardOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "period": "2024-03", "start": "2024-03-01",
        "end": "2024-03-31", "provisional": true, "edition": null, "version": 7,
        "colours": [{ "code": "blue", "name": "蓝榜", "public": true, "size": 12 }],
        "items": [{ "colour": "blue", "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋远嘉",
            "branchName": "赤石桥村党支部", "category": "ordinary", "total": 82.5 }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.no_colours", "period.not_found", "auth.not_bound"
    ]))),
)]
#[get("/leaderboards/colours")]
pub(super) async fn show_colour_board(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    list: ListParams<ColourBoardQuery>,
) -> Result<HttpResponse, Problem> {
    let (asked, today) = (&list.filter, bound.today());
    let after: usize = list.page.after()?.unwrap_or_default();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller, OrganizationId(asked.organization_id)).await?;
        let board = colour_board(tx, &seen.organization.path, asked.period, seen.audience, today).await?;
        Ok(match seen.audience {
            Audience::NeedToKnow => board,
            Audience::Everyone => board.public(bound.caller.member_id()),
        })
    };
    let board = app.database.read(read).await?;
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let next = after.saturating_add(limit);
    let mut out = ColourBoardOut {
        organization_id: asked.organization_id,
        period: WirePeriod(board.period),
        start: WireDay(board.period.start()),
        end: WireDay(board.period.last_day()),
        provisional: is_provisional(board.edition.as_ref()),
        edition: board.edition.as_ref().map(Into::into),
        version: 0,
        colours: board.colours.iter().map(|(colour, size)| colour_out(colour, *size)).collect(),
        items: board.rows.iter().skip(after).take(limit).map(row_out).collect(),
        next_cursor: (next < board.rows.len()).then(|| Cursor::encode(&next)).transpose()?,
    };
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Private);
    Ok(versioned.unchanged(&request, asked.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// The colour board of an organization as an audience sees it, private colours included.
///
/// # Errors
/// `leaderboard.no_colours` where the township's rule book has none, `period.not_found` for a
/// period of another kind or one that has not begun.
pub(crate) async fn colour_board(
    tx: &Tx,
    organization: &OrganizationPath,
    asked: Option<WirePeriod>,
    audience: Audience,
    today: Day,
) -> Result<ColourBoardRows, Failure> {
    let period = match asked {
        Some(WirePeriod(period)) if period.start() > today => return Err(Code::PeriodNotFound.into()),
        Some(WirePeriod(period)) => period,
        None => running(tx, organization, today).await?,
    };
    let grades = TownshipGrades::load(tx, organization, period, today).await?.ok_or(Code::LeaderboardNoColours)?;
    let colours = grades.book.colours.as_ref().ok_or(Code::LeaderboardNoColours)?;
    if colours.per != period.kind() {
        return Err(Code::PeriodNotFound.into());
    }
    let query = BoardQuery { organization: organization.clone(), period, category: None, audience };
    let board = members_board(tx, &query, today).await?;
    let edition = board.edition.clone();
    let coloured = |row: Ranked<BoardRow>| Some((grades.colour(row.row.member)?.clone(), row));
    let rows: Vec<_> = board.rows.into_iter().filter_map(coloured).collect();
    let size = |code: &str| rows.iter().filter(|(colour, _)| colour.code == code).count();
    let counted = |colour: &Colour| (colour.clone(), u32::try_from(size(&colour.code)).unwrap_or(u32::MAX));
    let colours = colours.colours.iter().map(counted).collect();
    Ok(ColourBoardRows { period, edition, colours, rows })
}

/// The running period of the kind that the board is made for today.
async fn running(tx: &Tx, organization: &OrganizationPath, today: Day) -> Result<Period, Failure> {
    let township = organizations::township(tx, organization).await?.ok_or(Code::LeaderboardNoColours)?;
    let book = rulebooks::effective(tx, &township.path, today).await?.ok_or(Code::LeaderboardNoColours)?;
    let colours = book.book.colours.as_ref().ok_or(Code::LeaderboardNoColours)?;
    Ok(Period::containing(colours.per, today))
}

/// A colour for the wire.
pub(crate) fn colour_out(colour: &Colour, size: u32) -> ColourOut {
    ColourOut { code: colour.code.clone(), name: colour.name.clone(), public: colour.public, size }
}

fn row_out((colour, ranked): &(Colour, Ranked<BoardRow>)) -> ColourRowOut {
    let row = &ranked.row;
    ColourRowOut {
        colour: colour.code.clone(),
        member_id: row.member.0,
        name: row.name.clone(),
        branch_name: row.branch_name.clone(),
        category: row.category.clone(),
        total: row.total.into(),
    }
}
