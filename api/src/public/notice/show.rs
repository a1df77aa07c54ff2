//! Notices as JSON.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{EditionId, OrganizationId};
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;

use super::load::{Notice, NoticeRow, Which, load};
use crate::app::App;
use crate::editions::hex;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints};
use crate::objections::{AnswerOut, answer_example};
use crate::public::leaderboard::KEPT;

/// So many answers come with the rows.
const ANSWERS: usize = 50;

/// Which notice.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicNoticeQuery {
    /// The latest that was published where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// The number of an edition of it; the latest where absent.
    edition: Option<u32>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicNoticeQuery {}

/// As [`PublicNoticeQuery`], where the address names the edition.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicEditionQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicEditionQuery {}

/// A page of a notice. Opened years later it says the same, unless a later edition corrects it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeOut {
    /// Whose notice it is.
    pub organization_id: Uuid,
    /// Its name when the period was closed.
    pub organization_name: String,
    /// The period.
    pub period: WirePeriod,
    /// Its first day.
    pub start: WireDay,
    /// Its last day.
    pub end: WireDay,
    /// The edition.
    pub edition: NoticeEditionOut,
    /// The meeting that approved the publication.
    pub approval: String,
    /// The rules that it was closed under.
    pub rule_book: NoticeRulesOut,
    /// How names are shown: `full`, or `masked` but for who agreed to their full name.
    pub names: &'static str,
    /// Changes with everything else on this page.
    pub version: i64,
    /// How many rows the whole notice has.
    pub size: usize,
    /// The answers to objections, the first decided first, at most 50: `/public/editions/{id}/objections`
    /// has them all.
    pub answers: Vec<AnswerOut>,
    /// The rows, best first.
    pub items: Vec<NoticeRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// The edition that a notice is of.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeEditionOut {
    /// Its id.
    pub id: Uuid,
    /// Its number, from 1.
    pub number: u32,
    /// The SHA-256 hash over the township's whole edition, in hexadecimal.
    pub hash: String,
    /// The first eight digits, as they are printed.
    pub short_hash: String,
    /// Why there is a next edition; none for the first.
    pub reason: Option<String>,
    /// The day on which it was posted.
    pub published_on: WireDay,
    /// The last day to object.
    pub objections_until: Option<WireDay>,
    /// The number of the latest edition where that corrects this one.
    pub superseded_by: Option<u32>,
}

/// The rules that an edition was closed under.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeRulesOut {
    /// The version's id.
    pub id: Uuid,
    /// The book's name.
    pub name: String,
    /// The version's number.
    pub version: i64,
}

/// A member's line, without the id of a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeRowOut {
    /// The line's number: what an objection names, since masked names can be alike.
    pub number: u32,
    /// From 1; equal totals share one.
    pub rank: u32,
    /// The name as the public may see it; absent once it was erased.
    pub name: Option<String>,
    /// The branch's name then.
    pub branch: String,
    /// The category's name.
    pub category: String,
    /// The total.
    pub total: WirePoints,
    /// What was gained, base points included.
    pub additions: WirePoints,
    /// What was deducted; zero or below.
    pub deductions: WirePoints,
    /// The grade's name.
    pub grade: Option<String>,
    /// The colour's code, where the rule book makes it public.
    pub colour: Option<String>,
}

impl From<&NoticeRow> for NoticeRowOut {
    fn from(row: &NoticeRow) -> Self {
        Self {
            number: row.number,
            rank: row.rank,
            name: row.name.clone(),
            branch: row.branch.clone(),
            category: row.category.clone(),
            total: row.total.into(),
            additions: row.additions.into(),
            deductions: row.deductions.into(),
            grade: row.grade.clone(),
            colour: row.colour.as_ref().map(|colour| colour.code.clone()),
        }
    }
}

/// The published notice of an organization.
///
/// For anybody: the branch's or township's rows of the edition, with the term to object. Names are masked
/// unless the basis for full ones is recorded; sensitive and exempt members are left out without a mark.
/// Old editions stay readable and say which one corrects them.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicNoticeQuery),
    responses((status = 200, body = NoticeOut, description = "A page", example = json!(notice_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "edition.not_found", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/notice")]
pub(crate) async fn show_public_notice(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicNoticeQuery>,
) -> Result<HttpResponse, Problem> {
    let asked = &list.filter;
    let which = Which::Of(id.0, asked.period.map(|WirePeriod(period)| period), asked.edition);
    answer(&app, &request, which, &list.page, asked.known_version).await
}

/// A published edition.
///
/// For anybody: the whole township's rows, as on its notice.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "The edition"), PageQuery, PublicEditionQuery),
    responses((status = 200, body = NoticeOut, description = "A page", example = json!(notice_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "edition.not_found", "list.bad_cursor"]))),
)]
#[get("/public/editions/{id}")]
pub(crate) async fn show_public_edition(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<EditionId>,
    list: ListParams<PublicEditionQuery>,
) -> Result<HttpResponse, Problem> {
    answer(&app, &request, Which::Edition(id.0), &list.page, list.filter.known_version).await
}

async fn answer(
    app: &App,
    request: &HttpRequest,
    which: Which,
    page: &crate::http::extract::Page,
    known: Option<i64>,
) -> Result<HttpResponse, Problem> {
    // Lines are numbered, and nothing that names a person may stand in a public cursor.
    let after: usize = page.after()?.unwrap_or_default();
    let today = day_of(app.clock.now());
    let notice = app.database.read(async |tx: &Tx| load(tx, which, today).await).await?;
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let mut out = notice_out(&notice, after, limit)?;
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(request, known).unwrap_or_else(|| versioned.answer(&out)))
}

fn notice_out(notice: &Notice, after: usize, limit: usize) -> Result<NoticeOut, Problem> {
    let (stored, edition) = (&notice.stored, &notice.stored.edition);
    let next = after.saturating_add(limit);
    Ok(NoticeOut {
        organization_id: notice.organization.id.0,
        organization_name: notice.name.clone(),
        period: WirePeriod(edition.period),
        start: WireDay(edition.period.start()),
        end: WireDay(edition.period.last_day()),
        edition: NoticeEditionOut {
            id: edition.id.0,
            number: edition.number,
            hash: hex(&stored.hash),
            short_hash: stored.short_hash(),
            reason: edition.reason.clone(),
            published_on: WireDay(notice.publication.day()),
            objections_until: notice.objections_until.map(WireDay),
            superseded_by: notice.superseded_by(),
        },
        approval: notice.publication.approval.clone(),
        rule_book: NoticeRulesOut {
            id: notice.version.id.0,
            name: notice.book.name.clone(),
            version: notice.version.number,
        },
        names: if notice.names == DisplayLevel::Full { "full" } else { "masked" },
        version: 0,
        size: notice.rows.len(),
        answers: notice.answers.iter().take(ANSWERS).map(|one| one.answer.clone()).collect(),
        items: notice.rows.iter().skip(after).take(limit).map(NoticeRowOut::from).collect(),
        next_cursor: (next < notice.rows.len()).then(|| Cursor::encode(&next)).transpose()?,
    })
}

/// The example of the document.
fn notice_example() -> serde_json::Value {
    serde_json::json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部",
        "period": "2024-Q1", "start": "2024-01-01", "end": "2024-03-31",
        "edition": { "id": "018e0f6a-0000-7000-8000-000000000082", "number": 1,
            "hash": "5f2a90c1e0b34f0f8a6f1f0f2b8d7c6e5d4c3b2a190817263544536271809fae", "shortHash": "5f2a90c1",
            "reason": null, "publishedOn": "2024-04-02", "objectionsUntil": "2024-04-09", "supersededBy": null },
        "approval": "乡党委 2024 年第 6 次会议同意公示",
        "ruleBook": { "id": "018e0f6a-0000-7000-8000-000000000003", "name": "赤石桥乡党员积分管理台账", "version": 1 },
        "names": "masked", "version": 7, "size": 38, "answers": [answer_example()],
        "items": [{ "number": 1, "rank": 1, "name": "蒋*嘉", "branch": "赤石桥村党支部", "category": "普通",
            "total": 12.5, "additions": 14.5, "deductions": -2, "grade": "优秀", "colour": null }],
        "nextCursor": null
    })
}
