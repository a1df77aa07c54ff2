//! The grades of signed appraisals that are published: S4-10.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::State;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::{Day, Period, day_of};
use xianfeng_infra::appraisal::{self as rows, AppraisalFilter};
use xianfeng_infra::db::Tx;

use super::figures::{names, published};
use super::people::{PublicNames, seen_by_the_public};
use super::pledges::PublicYearQuery;
use crate::app::App;
use crate::appraisal::{grade_name, kind_name};
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::Problem;
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WirePeriod, WireTime};

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(60);

/// More rounds than a township holds in a year.
const MOST: u64 = 5_000;

/// A page of grades for everybody.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicAppraisalsOut {
    /// Whose members were judged.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The year.
    #[schema(value_type = WirePeriod)]
    pub year: WirePeriod,
    /// How names are shown: `full`, or `masked` but for who agreed to their full name.
    pub names: &'static str,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else on this page.
    pub version: i64,
    /// The grades, by appraisal, then in the order of the roster.
    pub items: Vec<PublicGradeOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A grade without the id of a person, a score or a place.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicGradeOut {
    /// The line's number: names that are masked can be alike.
    pub number: usize,
    /// The name as the public may see it.
    pub name: Option<String>,
    /// The branch's name.
    pub branch: String,
    /// `pledge` or `democratic`.
    pub kind: &'static str,
    /// The kind in Chinese.
    pub kind_name: &'static str,
    /// `good`, `fair`, `ordinary` or `poor`.
    pub grade: &'static str,
    /// The grade in Chinese.
    pub grade_name: &'static str,
}

/// The grades of an organization's published appraisals.
///
/// Of signed appraisals that are to be published, for anybody, once the organization or its township
/// has approved publication. Grades alone: no score, no place. Who has no grade, and what is
/// sensitive, is left out without a mark.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicYearQuery),
    responses((status = 200, body = PublicAppraisalsOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "北沟村党支部", "year": "2024",
        "names": "masked", "asOf": "2024-12-25T17:00:00+08:00", "version": 7,
        "items": [{ "number": 1, "name": "王*英", "branch": "北沟村党支部", "kind": "pledge", "kindName": "评诺",
            "grade": "good", "gradeName": "好" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "public.not_approved", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/appraisals")]
pub(super) async fn show_public_appraisals(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicYearQuery>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let today = day_of(now);
    let after: usize = list.page.after()?.unwrap_or_default();
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let year = list.filter.year(today);
    let read = async |tx: &Tx| grades(tx, id.0, year, today).await;
    let (organization, level, all) = app.database.read(read).await?;
    let more = all.len() > after.saturating_add(limit);
    let items: Vec<PublicGradeOut> = all.into_iter().skip(after).take(limit).collect();
    let next_cursor = items.last().filter(|_| more).map(|last| Cursor::encode(&last.number)).transpose()?;
    let mut out = PublicAppraisalsOut {
        organization_id: organization.id.0,
        organization_name: organization.name,
        year: WirePeriod(year),
        names: if level == DisplayLevel::Full { "full" } else { "masked" },
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        items,
        next_cursor,
    };
    out.version = version_of(&out)?;
    out.as_of = now.into();
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// Everything that the public sees.
async fn grades(
    tx: &Tx,
    id: OrganizationId,
    year: Period,
    today: Day,
) -> Result<(Organization, DisplayLevel, Vec<PublicGradeOut>), Failure> {
    let (organization, on_path) = published(tx, id).await?;
    let level = names(&organization, &on_path.iter().collect::<Vec<_>>());
    let filter = AppraisalFilter { year: Some(year), limit: MOST, ..AppraisalFilter::default() };
    let mut rounds = rows::page(tx, &Reach::under(organization.path.clone()), &filter).await?;
    rounds.retain(|round| round.public && round.state == State::Signed);
    rounds.reverse();
    let mut items: Vec<PublicGradeOut> = Vec::new();
    for round in &rounds {
        let participants = rows::participants(tx, round.id).await?;
        let seen = seen_by_the_public(tx, participants.iter().map(|one| one.member), today).await?;
        let people = PublicNames::of_seen(tx, level, &seen).await?;
        for one in &participants {
            let grade = one.result.as_ref().and_then(|result| result.grade);
            let (Some(member), Some(grade)) = (seen.get(&one.member), grade) else { continue };
            items.push(PublicGradeOut {
                number: items.len().saturating_add(1),
                name: people.show(member.person, &member.name),
                branch: member.standing.branch_name.clone(),
                kind: round.kind.code(),
                kind_name: kind_name(round.kind),
                grade: grade.code(),
                grade_name: grade_name(grade),
            });
        }
    }
    Ok((organization, level, items))
}
