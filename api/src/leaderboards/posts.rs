//! The pioneer index by post (S3-3): who holds posts of one name, compared with each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::boards::{Ranked, rank};
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{BoardQuery, BoardRow, members_board};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::Shown;
use xianfeng_infra::posts;

use super::asked::period_or_running;
use super::visible::visible;
use crate::app::App;
use crate::auth::Bound;
use crate::editions::{EditionRefOut, is_provisional};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// Which board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PostsBoardQuery {
    /// A branch, a township or what lies above.
    organization_id: Uuid,
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PostsBoardQuery {}

/// A page of the board.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostsBoardOut {
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
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else on this page.
    pub version: i64,
    /// The rows: posts by name, best holders first.
    pub items: Vec<PostRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A holder's row.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostRowOut {
    /// The post's name.
    pub post: String,
    /// How many hold posts of that name on this board.
    pub holders: usize,
    /// From 1, among them; equal totals share one.
    pub rank: u32,
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// The period's total.
    pub total: WirePoints,
}

/// Ranks post holders by the post's name.
///
/// For everybody of the township. Who held a post on some day of the period is compared with who
/// held one of the same name, by the whole period's total; whom the members' board does not list is
/// not listed here.
#[utoipa::path(
    tag = "leaderboards",
    params(PageQuery, PostsBoardQuery),
    responses((status = 200, body = PostsBoardOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "period": "2024-Q1", "start": "2024-01-01",
        "end": "2024-03-31", "provisional": true, "edition": null, "asOf": "2024-03-05T17:00:00+08:00", "version": 7,
        "items": [{ "post": "村庄义务巡逻岗", "holders": 6, "rank": 1,
            "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "徐钱生",
            "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部", "total": 24.5 }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "period.not_found", "list.bad_cursor"]))),
)]
#[get("/leaderboards/posts")]
pub(super) async fn list_posts_board(
    app: Data<App>,
    request: HttpRequest,
    bound: Bound,
    list: ListParams<PostsBoardQuery>,
) -> Result<HttpResponse, Problem> {
    let (asked, today) = (&list.filter, bound.today());
    let after = list.page.after::<Key>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = visible(tx, &bound.caller, OrganizationId(asked.organization_id)).await?;
        let path = seen.organization.path;
        let period = period_or_running(tx, &path, asked.period, today).await?;
        let query = BoardQuery { organization: path, period, category: None, audience: seen.audience };
        let (edition, rows) = rows(tx, &query, today).await?;
        Ok((period, edition, rows))
    };
    let (period, edition, mut rows) = app.database.read(read).await?;
    rows.retain(|(key, _)| after.as_ref().is_none_or(|after| key > after));
    let (rows, next_cursor) = list.page.cut(rows, |(key, _)| key.clone())?;
    let mut out = board(asked.organization_id, period, edition.as_ref(), rows, next_cursor);
    out.version = version_of(&out)?;
    out.as_of = bound.now.into();
    let versioned = Versioned::new(out.version, Caching::Private);
    Ok(versioned.unchanged(&request, asked.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// A row's place: post, total (best first), roster order, member.
type Key = (String, i64, i64, Uuid);

fn board(
    organization: Uuid,
    period: Period,
    edition: Option<&Shown>,
    rows: Vec<(Key, PostRowOut)>,
    next: Option<String>,
) -> PostsBoardOut {
    PostsBoardOut {
        organization_id: organization,
        period: WirePeriod(period),
        start: WireDay(period.start()),
        end: WireDay(period.last_day()),
        provisional: is_provisional(edition),
        edition: edition.map(Into::into),
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        items: rows.into_iter().map(|(_, row)| row).collect(),
        next_cursor: next,
    }
}

/// Every row of the board in order.
async fn rows(tx: &Tx, query: &BoardQuery, today: Day) -> Result<(Option<Shown>, Vec<(Key, PostRowOut)>), Failure> {
    let listed = members_board(tx, query, today).await?;
    let members: HashMap<MemberId, &BoardRow> = listed.rows.iter().map(|row| (row.row.member, &row.row)).collect();
    let mut holders: BTreeMap<String, BTreeSet<MemberId>> = BTreeMap::new();
    for held in posts::held_between(tx, &Reach::township_of(&query.organization), query.period, today).await? {
        if members.contains_key(&held.member) {
            holders.entry(held.name).or_default().insert(held.member);
        }
    }
    let mut rows = Vec::new();
    for (post, ids) in holders {
        let own: Vec<&BoardRow> = ids.iter().filter_map(|id| members.get(id).copied()).collect();
        let count = own.len();
        let ranked = rank(own, listed.ties, |row| row.total, |row| (row.roster_order, row.member));
        rows.extend(ranked.into_iter().map(|ranked| row(&post, count, &ranked)));
    }
    Ok((listed.edition, rows))
}

fn row(post: &str, holders: usize, ranked: &Ranked<&BoardRow>) -> (Key, PostRowOut) {
    let row = ranked.row;
    let key = (post.to_owned(), -ranked.total.hundredths(), row.roster_order, row.member.0);
    let out = PostRowOut {
        post: post.to_owned(),
        holders,
        rank: ranked.rank,
        member_id: row.member.0,
        name: row.name.clone(),
        branch_id: row.branch.0,
        branch_name: row.branch_name.clone(),
        total: ranked.total.into(),
    };
    (key, out)
}
