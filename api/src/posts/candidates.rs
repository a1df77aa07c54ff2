//! Who may stand for excellent member (S1-5): a list to decide on, never a decision (invariant 12).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::posts::{Ground, ground};
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::Effective;
use xianfeng_infra::{ledger, members, organizations, posts as rows, rulebooks};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WirePeriod, WirePoints};
use crate::leaderboards::reference_day;

/// Where and when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CandidateQuery {
    /// Of this organization and what lies below.
    organization_id: Uuid,
    /// The running year where absent.
    #[param(value_type = Option<String>, example = "2024")]
    year: Option<WirePeriod>,
}

impl Check for CandidateQuery {
    fn check(&self, faults: &mut Faults) {
        if self.year.is_some_and(|WirePeriod(year)| year.kind() != PeriodKind::Year) {
            faults.add("?year", FaultCode::Invalid);
        }
    }
}

/// A page of candidates.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidatesOut {
    /// The year.
    pub year: WirePeriod,
    /// Who may stand, in the order of the roster.
    pub items: Vec<CandidateOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Who may stand, and why.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidateOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// `post` (held one on some day of the year) or `points` (enough of them without one).
    pub ground: &'static str,
    /// The names of the posts held in the year.
    pub posts: Vec<String>,
    /// The year's total so far.
    pub total: WirePoints,
    /// From how many points up the rule book lets those without a post stand.
    pub from_points: Option<WirePoints>,
}

/// Lists who may stand for excellent member of a year, with the ground for each.
///
/// Who held a post on some day of the year may; others from the points up that the rule book in
/// force sets. A book that sets none lets post holders stand alone. Who has left is not listed.
#[utoipa::path(
    tag = "posts",
    params(PageQuery, CandidateQuery),
    responses((status = 200, body = CandidatesOut, description = "A page", example = json!({
        "year": "2024",
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋志嘉",
            "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部", "ground": "post",
            "posts": ["环境卫生责任区"], "total": 84.5, "fromPoints": null }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "period.not_found", "list.bad_cursor"]))),
)]
#[get("/posts/candidates")]
pub(super) async fn list_candidates(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<CandidateQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?;
    let today = permit.today();
    let year = list.filter.year.map_or(Period::containing(PeriodKind::Year, today), |WirePeriod(year)| year);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = OrganizationId(list.filter.organization_id);
        let found = organizations::find(tx, &permit.reach, organization).await?.ok_or(Code::OrganizationNotFound)?;
        if year.start() > today {
            return Err(Code::PeriodNotFound.into());
        }
        let mut found = (candidates(tx, &found, year, today).await?, found.path);
        found.0.retain(|one| after.is_none_or(|after| position(&one.member) > after));
        Ok(found)
    };
    let (found, path) = app.database.read(read).await?;
    let subject = Some(("organization", list.filter.organization_id));
    permit.disclosed(&app, "posts.candidates", subject, Some(path)).await?;
    let (found, next_cursor) = list.page.cut(found, |one| position(&one.member))?;
    let items = found.into_iter().map(CandidateOut::from).collect();
    Ok(HttpResponse::Ok().json(CandidatesOut { year: WirePeriod(year), items, next_cursor }))
}

/// Somebody who may stand.
pub(crate) struct Candidate {
    pub(crate) member: Member,
    pub(crate) ground: Ground,
    /// The posts held in the year.
    pub(crate) posts: Vec<String>,
    pub(crate) total: Points,
    pub(crate) from_points: Option<Points>,
}

impl From<Candidate> for CandidateOut {
    fn from(one: Candidate) -> Self {
        Self {
            member_id: one.member.id.0,
            name: one.member.name,
            branch_id: one.member.standing.branch.0,
            branch_name: one.member.standing.branch_name,
            ground: one.ground.code(),
            posts: one.posts,
            total: one.total.into(),
            from_points: one.from_points.map(Into::into),
        }
    }
}

fn position(member: &Member) -> (i64, Uuid) {
    (member.roster_order, member.id.0)
}

/// Everybody with a ground, in roster order.
///
/// # Errors
/// The store's fault.
pub(crate) async fn candidates(
    tx: &Tx,
    top: &Organization,
    year: Period,
    today: Day,
) -> Result<Vec<Candidate>, Failure> {
    let day = reference_day(year, today);
    let mut posts: HashMap<MemberId, Vec<String>> = HashMap::new();
    for held in rows::held_between(tx, &Reach::township_of(&top.path), year, today).await? {
        let names = posts.entry(held.member).or_default();
        if !names.contains(&held.name) {
            names.push(held.name);
        }
    }
    let standing = members::standing_for_period(tx, &Reach::under(top.path.clone()), year, today).await?;
    let standing: Vec<Member> =
        standing.into_iter().filter(|member| member.left_on.is_none_or(|left_on| left_on > today)).collect();
    let mut books: HashMap<OrganizationId, Option<Effective>> = HashMap::new();
    for member in &standing {
        if let Entry::Vacant(unread) = books.entry(member.standing.branch) {
            unread.insert(rulebooks::effective(tx, &member.standing.branch_path, day).await?);
        }
    }
    let mut owners: Vec<OrganizationId> = books.values().flatten().map(|book| book.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let totals = ledger::totals_of_period(tx, &owners, year).await?;
    let candidate = |member: Member| {
        let book = books.get(&member.standing.branch)?.as_ref()?;
        let total = totals.get(&(member.id, book.owner)).map(|total| total.total).unwrap_or_default();
        let posts = posts.get(&member.id).cloned().unwrap_or_default();
        let rule = book.book.candidacy;
        let ground = ground(rule.as_ref(), !posts.is_empty(), total)?;
        Some(Candidate { member, ground, posts, total, from_points: rule.map(|rule| rule.from_points) })
    };
    Ok(standing.into_iter().filter_map(candidate).collect())
}
