//! The rows of an edition, as a caller may see them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::{EditionId, MemberId, OrganizationId};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_infra::boards::Audience;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{editions, members, organizations, rulebooks};

use super::get::find;
use crate::app::App;
use crate::auth::{Bound, Caller};
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::WirePoints;
use crate::leaderboards::{RowGradeOut, visible_to_own};

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EditionRowsQuery {
    /// A branch or general branch; the whole township where absent.
    organization_id: Option<Uuid>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for EditionRowsQuery {}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionRowsOut {
    /// The edition.
    pub edition_id: Uuid,
    /// Whose rows.
    pub organization_id: Uuid,
    /// Changes with everything else on this page.
    pub version: i64,
    /// How many rows there are for the caller.
    pub size: usize,
    /// The rows, best first; those without a place last.
    pub items: Vec<EditionRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A row of an edition.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionRowOut {
    /// The row's number on the published list of the organization asked for; absent for what is not on it.
    pub number: Option<u32>,
    /// The rank in the organization asked for; absent for who is exempt.
    pub rank: Option<u32>,
    /// The member.
    pub member_id: Uuid,
    /// The name today; absent once it was erased.
    pub name: Option<String>,
    /// The branch in which the member counts.
    pub branch_id: Uuid,
    /// Its name then.
    pub branch_name: String,
    /// The category's code.
    pub category: String,
    /// The period's total.
    pub total: WirePoints,
    /// What was gained, base points included.
    pub additions: WirePoints,
    /// What was deducted; zero or below.
    pub deductions: WirePoints,
    /// The grade (等次).
    pub grade: Option<RowGradeOut>,
    /// The colour's code, if it is public; to need-to-know and on the own row in any case.
    pub colour: Option<String>,
    /// Exempt: for need-to-know and on the own row, else nobody exempt is listed.
    pub exempt: bool,
    /// Kept out of grades and settlement by a veto: to need-to-know and on the own row.
    pub kept_out: Option<bool>,
}

/// Lists the rows of an edition.
///
/// For everybody of the township: the rows that the notice shows, and the own. Exempt members and
/// sensitive categories and organizations are listed for who needs to know them (within reach).
/// The figures are those that were sealed; the names are today's.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The edition"), PageQuery, EditionRowsQuery),
    responses((status = 200, body = EditionRowsOut, description = "A page", example = json!({
        "editionId": "018e0f6a-0000-7000-8000-000000000082",
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "version": 7, "size": 38,
        "items": [{ "number": 1, "rank": 1, "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋远嘉",
            "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "赤石桥村党支部",
            "category": "ordinary", "total": 12.5, "additions": 14.5, "deductions": -2,
            "grade": { "code": "excellent", "name": "优秀" }, "colour": null, "exempt": false, "keptOut": null }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!([
        "edition.not_found", "organization.not_found", "auth.not_bound", "list.bad_cursor"
    ]))),
)]
#[get("/editions/{id}/rows")]
pub(super) async fn list_edition_rows(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    id: PathId<EditionId>,
    list: ListParams<EditionRowsQuery>,
) -> Result<HttpResponse, Problem> {
    // An edition does not change: a row keeps its place.
    let after: usize = list.page.after()?.unwrap_or_default();
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let asked = list.filter.organization_id.map(OrganizationId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let view = View::load(tx, &bound.caller, id.0, asked).await?;
        let page: Vec<&EditionRow> = view.rows.iter().skip(after).take(limit).collect();
        let names = members::names_of(tx, page.iter().map(|row| row.member)).await?;
        let items: Vec<EditionRowOut> = page.into_iter().map(|row| view.out(row, &names)).collect();
        Ok((view.organization, view.rows.len(), items))
    };
    let (organization, size, items) = app.database.read(read).await?;
    let next = after.saturating_add(limit);
    let mut out = EditionRowsOut {
        edition_id: id.0.0,
        organization_id: organization.0,
        version: 0,
        size,
        items,
        next_cursor: (next < size).then(|| Cursor::encode(&next)).transpose()?,
    };
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Private);
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// What a caller sees of an edition.
struct View {
    organization: OrganizationId,
    /// Is it the whole township?
    whole: bool,
    needs_to_know: bool,
    own: Option<MemberId>,
    book: Arc<RuleBook>,
    /// In the order of the list.
    rows: Vec<EditionRow>,
}

impl View {
    async fn load(tx: &Tx, caller: &Caller, id: EditionId, asked: Option<OrganizationId>) -> Result<Self, Failure> {
        let shown = find(tx, caller, id).await?;
        let edition = &shown.stored.edition;
        let seen = visible_to_own(tx, caller, asked.unwrap_or(edition.township)).await?;
        let below = organizations::under(tx, &seen.organization.path).await?;
        let below: HashSet<OrganizationId> = below.into_iter().map(|one| one.id).collect();
        let book = rulebooks::find(tx, edition.rule_book).await?;
        let mut view = Self {
            organization: seen.organization.id,
            whole: seen.organization.kind == OrganizationKind::Township,
            needs_to_know: seen.audience == Audience::NeedToKnow,
            own: caller.member_id(),
            book: book.ok_or_else(|| StoreError::corrupt("an edition under an unknown rule book"))?,
            rows: Vec::new(),
        };
        let mut rows = editions::rows(tx, edition.id).await?;
        rows.retain(|row| below.contains(&row.branch) && view.lists(row));
        rows.sort_by_key(|row| (row.places.map_or(u32::MAX, |places| places.number), row.roster_order, row.member));
        view.rows = rows;
        Ok(view)
    }

    fn lists(&self, row: &EditionRow) -> bool {
        self.is_clear(row) || row.public.is_some()
    }

    /// Whole, for need-to-know and to oneself.
    fn is_clear(&self, row: &EditionRow) -> bool {
        self.needs_to_know || self.own == Some(row.member)
    }

    fn out(&self, row: &EditionRow, names: &HashMap<MemberId, String>) -> EditionRowOut {
        // Who sees all is ranked among all, as on the boards; others among those they see.
        let ranked = if self.needs_to_know { row.places } else { row.public.or(row.places) };
        let is_public = |code: &&String| {
            let colours = self.book.colours.iter().flat_map(|colours| &colours.colours);
            colours.into_iter().any(|colour| colour.public && colour.code == **code)
        };
        let grade = self.book.grades.iter().find(|grade| Some(&grade.code) == row.grade.as_ref());
        EditionRowOut {
            number: row.public.map(|at| if self.whole { at.number } else { at.branch_number }),
            rank: ranked.map(|at| if self.whole { at.rank } else { at.branch_rank }),
            member_id: row.member.0,
            name: names.get(&row.member).filter(|name| !name.is_empty()).cloned(),
            branch_id: row.branch.0,
            branch_name: row.branch_name.clone(),
            category: row.category.clone(),
            total: row.total.into(),
            additions: row.additions.into(),
            deductions: row.deductions.into(),
            grade: grade.map(RowGradeOut::from),
            colour: row.colour.as_ref().filter(|code| self.is_clear(row) || is_public(code)).cloned(),
            exempt: row.exempt,
            kept_out: self.is_clear(row).then_some(row.kept_out),
        }
    }
}
