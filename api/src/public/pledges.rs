//! The pledges that are shown to everybody (亮诺): S4-10.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrganizationId, PledgeId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::pledges::{Pledge, Progress};
use xianfeng_domain::time::{Day, Period, PeriodKind, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation;
use xianfeng_infra::pledges::{self as rows, PledgeFilter};

use super::figures::{names, published};
use super::people::{PublicNames, seen_by_the_public};
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WirePeriod, WireTime};

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(60);

/// More pledges than a township makes in a year.
const MOST: u64 = 10_000;

/// Which year, and what the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicYearQuery {
    /// The running year where absent.
    #[param(value_type = Option<String>, example = "2024")]
    pub(super) year: Option<WirePeriod>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    pub(super) known_version: Option<i64>,
}

impl Check for PublicYearQuery {
    fn check(&self, faults: &mut Faults) {
        if self.year.is_some_and(|WirePeriod(year)| year.kind() != PeriodKind::Year) {
            faults.add("?year", FaultCode::Invalid);
        }
    }
}

impl PublicYearQuery {
    pub(super) fn year(&self, today: Day) -> Period {
        self.year.map_or(Period::containing(PeriodKind::Year, today), |WirePeriod(year)| year)
    }
}

/// A page of pledges for everybody.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicPledgesOut {
    /// Whose members pledge.
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
    /// The pledges, the earliest first.
    pub items: Vec<PublicPledgeOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A pledge without the id of a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicPledgeOut {
    /// The pledge's number: names that are masked can be alike.
    pub number: usize,
    /// The name as the public may see it.
    pub name: Option<String>,
    /// The branch's name.
    pub branch: String,
    /// What is promised.
    pub text: String,
    /// The day from which it was shown.
    pub shown_on: WireDay,
    /// How it is being kept.
    pub progress: Vec<PublicProgressOut>,
}

/// A note on how a pledge is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicProgressOut {
    /// The day of what was done.
    pub on: WireDay,
    /// What was done.
    pub text: String,
}

/// The pledges of an organization's members.
///
/// Those that the secretary has shown and content safety has passed, for anybody, once the organization or its township has
/// approved publication. Names are masked unless the basis for full ones is recorded or their owner
/// agreed; who is sensitive or exempt is left out without a mark.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicYearQuery),
    responses((status = 200, body = PublicPledgesOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "北沟村党支部", "year": "2024",
        "names": "masked", "asOf": "2024-03-05T17:00:00+08:00", "version": 7,
        "items": [{ "number": 1, "name": "王*英", "branch": "北沟村党支部", "text": "修通北沟到公路的三公里田间路",
            "shownOn": "2024-01-10", "progress": [{ "on": "2024-03-01", "text": "已修通一公里" }] }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "public.not_approved", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/pledges")]
pub(super) async fn show_public_pledges(
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
    let read = async |tx: &Tx| pledges(tx, id.0, year, (after, limit), today).await;
    let (organization, level, items, more) = app.database.read(read).await?;
    let next_cursor = items.last().filter(|_| more).map(|last| Cursor::encode(&last.number)).transpose()?;
    let mut out = PublicPledgesOut {
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

type Page = (Organization, DisplayLevel, Vec<PublicPledgeOut>, bool);

/// The pledges that the public sees, from behind a number on; and whether there are more.
async fn pledges(
    tx: &Tx,
    id: OrganizationId,
    year: Period,
    (after, limit): (usize, usize),
    today: Day,
) -> Result<Page, Failure> {
    let (organization, on_path) = published(tx, id).await?;
    let level = names(&organization, &on_path.iter().collect::<Vec<_>>());
    let filter = PledgeFilter { year: Some(year), shown: true, limit: MOST, ..PledgeFilter::default() };
    let mut all = rows::page(tx, &Reach::under(organization.path.clone()), None, &filter).await?;
    let seen = seen_by_the_public(tx, all.iter().map(|pledge| pledge.member), today).await?;
    let ids: Vec<Uuid> = all.iter().map(|pledge| pledge.id.0).collect();
    let checks = moderation::states(tx, Subject::Pledge, &ids).await?;
    let passed = |pledge: &Pledge| checks.get(&pledge.id.0).is_some_and(|state| state.is_shown());
    all.retain(|pledge| seen.contains_key(&pledge.member) && passed(pledge));
    all.reverse();
    let page: Vec<_> = all.iter().skip(after).take(limit).collect();
    let ids: Vec<PledgeId> = page.iter().map(|pledge| pledge.id).collect();
    let notes = rows::progress(tx, &ids).await?;
    let noted: Vec<Uuid> = notes.values().flatten().map(|note| note.id).collect();
    let noted = moderation::states(tx, Subject::PledgeProgress, &noted).await?;
    let people = PublicNames::of_seen(tx, level, &seen).await?;
    let mut items = Vec::with_capacity(page.len());
    for (number, pledge) in (after.saturating_add(1)..).zip(&page) {
        let (Some(member), Some((_, shown_at))) = (seen.get(&pledge.member), pledge.shown) else { continue };
        let passed = |note: &&Progress| noted.get(&note.id).is_some_and(|state| state.is_shown());
        let progress = notes.get(&pledge.id).into_iter().flatten().filter(passed);
        items.push(PublicPledgeOut {
            number,
            name: people.show(member.person, &member.name),
            branch: member.standing.branch_name.clone(),
            text: pledge.text.clone(),
            shown_on: WireDay(day_of(shown_at)),
            progress: progress
                .map(|note| PublicProgressOut { on: WireDay(note.on), text: note.text.clone() })
                .collect(),
        });
    }
    Ok((organization, level, items, all.len() > after.saturating_add(limit)))
}
