//! The public cards of grids: S1-3.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::Grid;
use xianfeng_domain::hidden::{is_sensitive, open_of};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{grids, organizations};

use super::figures::names;
use super::people::PublicNames;
use crate::app::App;
use crate::failure::Failure;
use crate::grids::{leader_names, party_members};
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WireDay, WireTime};

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(60);

/// More grids than a township has.
const MOST: u64 = 5_000;

/// What the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicGridsQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicGridsQuery {}

/// A page of cards.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicGridsOut {
    /// Whose grids they are.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// How names are shown: `full`, or `masked` but for who agreed to their full name.
    pub names: &'static str,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else on this page.
    pub version: i64,
    /// The cards.
    pub items: Vec<PublicGridOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A card, without the id of a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicGridOut {
    /// The card's number: names that are masked can be alike.
    pub number: usize,
    /// The grid's name.
    pub name: String,
    /// `grid` or `micro_grid`.
    pub kind: &'static str,
    /// The name of the grid that a micro-grid is a part of.
    pub part_of: Option<String>,
    /// The organization where it lies.
    pub organization: String,
    /// The leader's name as the public may see it; none for a leader who is a member whom no public list
    /// names.
    pub leader: Option<String>,
    /// There is a leader, named or not.
    pub has_leader: bool,
    /// The officers' names as the public may see them. They are words on the card that belong to no
    /// person of the roster: no own consent applies to them.
    pub officers: Vec<String>,
    /// The natural villages.
    pub villages: Vec<String>,
    /// Households.
    pub households: Option<u32>,
    /// People.
    pub people: Option<u32>,
    /// Party members who belong to it.
    pub party_members: usize,
    /// Villager representatives.
    pub villager_representatives: Option<u32>,
    /// Enterprises.
    pub enterprises: Option<u32>,
    /// New residents.
    pub new_residents: Option<u32>,
    /// The day of the last change.
    pub updated_on: WireDay,
}

/// The public cards of an organization's grids.
///
/// For anybody, once the organization or its township has approved publication. Names are masked
/// unless the basis for full ones is recorded or, for a leader, their owner agreed; what is sensitive is
/// left out without a mark, in the count of party members too. A leader who is a sensitive or exempt
/// member is not named: `hasLeader` says that there is one.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicGridsQuery),
    responses((status = 200, body = PublicGridsOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "organizationName": "黎里镇党委",
        "names": "masked", "asOf": "2024-03-05T17:00:00+08:00", "version": 7,
        "items": [{ "number": 1, "name": "第一网格", "kind": "grid", "partOf": null, "organization": "黎里镇党委",
            "leader": "陆*忠", "hasLeader": true, "officers": ["沈*根"], "villages": ["汤家圩", "胡家桥头"], "households": 212,
            "people": 806, "partyMembers": 19, "villagerRepresentatives": 8, "enterprises": 3,
            "newResidents": 120, "updatedOn": "2024-03-01" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "public.not_approved", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/grids")]
pub(super) async fn show_public_grids(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicGridsQuery>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let after: usize = list.page.after()?.unwrap_or_default();
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let read = async |tx: &Tx| cards(tx, id.0, (after, limit), day_of(now)).await;
    let (organization, level, items, more) = app.database.read(read).await?;
    let next_cursor = items.last().filter(|_| more).map(|last| Cursor::encode(&last.number)).transpose()?;
    let mut out = PublicGridsOut {
        organization_id: organization.id.0,
        organization_name: organization.name,
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

type Cards = (Organization, DisplayLevel, Vec<PublicGridOut>, bool);

/// The cards that the public sees, from behind a number on; and whether there are more.
async fn cards(tx: &Tx, id: OrganizationId, (after, limit): (usize, usize), today: Day) -> Result<Cards, Failure> {
    let organization = organizations::find_open(tx, id).await?.ok_or(Code::OrganizationNotFound)?;
    let on_path = organizations::on_path(tx, &organization.path).await?;
    if is_sensitive(&on_path) || organization.kind == OrganizationKind::Upper {
        return Err(Code::OrganizationNotFound.into());
    }
    let local: Vec<&Organization> = on_path.iter().filter(|one| one.kind != OrganizationKind::Upper).collect();
    if !local.iter().any(|one| one.publication_approved) {
        return Err(Code::PublicNotApproved.into());
    }
    let level = names(&organization, &local);
    let tree = organizations::under(tx, &organization.path).await?;
    let open = open_of(tree);
    let ids: Vec<OrganizationId> = open.iter().map(|one| one.id).collect();
    let all = grids::page(tx, &ids, None, MOST).await?;
    let page: Vec<Grid> = all.iter().skip(after).take(limit).cloned().collect();
    let leaders = leader_names(tx, &page).await?;
    let people = PublicNames::of_persons(tx, level, &leaders.keys().copied().collect(), today).await?;
    let members = party_members(tx, &page, &Reach::none(), today).await?;
    let card = |(number, grid): (usize, &Grid)| PublicGridOut {
        number,
        name: grid.name.clone(),
        kind: grid.kind.code(),
        part_of: all.iter().find(|parent| Some(parent.id) == grid.parent).map(|parent| parent.name.clone()),
        organization: open
            .iter()
            .find(|one| one.id == grid.organization)
            .map(|one| one.name.clone())
            .unwrap_or_default(),
        leader: grid.leader.and_then(|person| people.show(person, leaders.get(&person)?)),
        has_leader: grid.leader.is_some(),
        officers: grid.card.officers.iter().filter_map(|officer| level.show(officer)).collect(),
        villages: grid.card.villages.clone(),
        households: grid.card.households,
        people: grid.card.people,
        party_members: members.get(&grid.id).map_or(0, Vec::len),
        villager_representatives: grid.card.villager_representatives,
        enterprises: grid.card.enterprises,
        new_residents: grid.card.new_residents,
        updated_on: WireDay(grid.updated_on),
    };
    let items = (after.saturating_add(1)..).zip(&page).map(card).collect();
    Ok((organization, level, items, all.len() > after.saturating_add(limit)))
}
