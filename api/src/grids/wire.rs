//! Grids on the wire.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Card, Grid};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::names::is_name;
use xianfeng_domain::roster::normalized_name;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;

use super::belonging::party_members;
use crate::failure::Failure;
use crate::hidden::Hidden;
use crate::http::problem::{Check, FaultCode, Faults};
use crate::http::wire::WireDay;

/// What the published card says (S1-3); party members are counted by the system.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CardIn {
    /// The natural villages in it, at most 40 of 1 to 50 characters.
    #[schema(example = json!(["汤家圩", "胡家桥头"]))]
    pub villages: Vec<String>,
    /// The names of its officers (网格员), at most 20; the public sees them masked.
    pub officers: Vec<String>,
    /// Households, at most 10,000,000.
    pub households: Option<u32>,
    /// People, at most 10,000,000.
    pub people: Option<u32>,
    /// Villager representatives, at most 10,000,000.
    pub villager_representatives: Option<u32>,
    /// Enterprises, at most 10,000,000.
    pub enterprises: Option<u32>,
    /// New residents, at most 10,000,000.
    pub new_residents: Option<u32>,
}

impl CardIn {
    /// What others will read of it, but for its officers: names of people are not what the platform is asked about.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        self.villages.iter().map(String::as_str)
    }
}

impl Check for CardIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/villages", self.villages.len(), 0..=40);
        for (index, village) in self.villages.iter().enumerate() {
            let pointer = format!("/villages/{index}");
            faults.text(&pointer, village, 1..=50);
            if village.chars().any(char::is_control) {
                faults.add(pointer, FaultCode::ControlCharacters);
            }
        }
        faults.count("/officers", self.officers.len(), 0..=20);
        for (index, officer) in self.officers.iter().enumerate() {
            let pointer = format!("/officers/{index}");
            faults.text(&pointer, officer, 1..=50);
            if !is_name(&normalized_name(officer)) {
                faults.add(pointer, FaultCode::Invalid);
            }
        }
        for (pointer, count) in [
            ("/households", self.households),
            ("/people", self.people),
            ("/villagerRepresentatives", self.villager_representatives),
            ("/enterprises", self.enterprises),
            ("/newResidents", self.new_residents),
        ] {
            faults.range(pointer, count.unwrap_or_default(), 0..=10_000_000);
        }
    }
}

impl From<&CardIn> for Card {
    fn from(card: &CardIn) -> Self {
        Self {
            villages: card.villages.iter().map(|village| village.trim().to_owned()).collect(),
            officers: card.officers.iter().map(|officer| normalized_name(officer)).collect(),
            households: card.households,
            people: card.people,
            villager_representatives: card.villager_representatives,
            enterprises: card.enterprises,
            new_residents: card.new_residents,
        }
    }
}

/// A grid or micro-grid with its card.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GridOut {
    /// Its id.
    pub id: Uuid,
    /// Where it lies.
    pub organization_id: Uuid,
    /// The grid that a micro-grid is a part of.
    pub parent_id: Option<Uuid>,
    /// `grid` or `micro_grid`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its place among its siblings.
    pub position: i64,
    /// Who leads it; absent beyond the caller's reach where it is a member who is kept from everybody.
    pub leader: Option<LeaderOut>,
    /// Who recommended and who confirmed the leader.
    pub leader_basis: Option<String>,
    /// What its card says.
    pub card: CardOut,
    /// The day of the last change.
    pub updated_on: WireDay,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

/// Who leads a grid.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LeaderOut {
    /// The person: a member, or a villagers' representative who is none.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
}

/// What a card says.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GridCardOut)]
pub struct CardOut {
    /// The natural villages.
    pub villages: Vec<String>,
    /// The officers.
    pub officers: Vec<String>,
    /// Households.
    pub households: Option<u32>,
    /// People.
    pub people: Option<u32>,
    /// Party members who belong to it today, micro-grids included; sensitive ones only within the
    /// caller's reach.
    pub party_members: usize,
    /// Villager representatives.
    pub villager_representatives: Option<u32>,
    /// Enterprises.
    pub enterprises: Option<u32>,
    /// New residents.
    pub new_residents: Option<u32>,
}

impl CardOut {
    pub(super) fn of(card: &Card, party_members: usize) -> Self {
        Self {
            villages: card.villages.clone(),
            officers: card.officers.clone(),
            households: card.households,
            people: card.people,
            party_members,
            villager_representatives: card.villager_representatives,
            enterprises: card.enterprises,
            new_residents: card.new_residents,
        }
    }
}

/// The names of the leaders of grids.
pub(crate) async fn leader_names(tx: &Tx, grids: &[Grid]) -> Result<HashMap<PersonId, String>, Failure> {
    Ok(members::names(tx, grids.iter().filter_map(|grid| grid.leader)).await?)
}

/// Grids for the wire, in order, with a few queries for all of them.
pub(super) async fn grids_out(tx: &Tx, grids: &[Grid], reach: &Reach, today: Day) -> Result<Vec<GridOut>, Failure> {
    let names = leader_names(tx, grids).await?;
    let members = party_members(tx, grids, reach, today).await?;
    let leaders = members::of_persons(tx, grids.iter().filter_map(|grid| grid.leader), today).await?;
    let hidden = Hidden::load(tx, leaders.values(), today).await?;
    let is_kept = |person: &PersonId| leaders.get(person).is_some_and(|member| hidden.hides(member));
    let named = |grid: &Grid| grid.leader.filter(|person| reach.covers(&grid.path) || !is_kept(person));
    let out = |grid: &Grid| GridOut {
        id: grid.id.0,
        organization_id: grid.organization.0,
        parent_id: grid.parent.map(Into::into),
        kind: grid.kind.code(),
        name: grid.name.clone(),
        position: grid.position,
        leader: named(grid)
            .and_then(|person| Some(LeaderOut { person_id: person.0, name: names.get(&person)?.clone() })),
        leader_basis: grid.leader_basis.clone(),
        card: CardOut::of(&grid.card, members.get(&grid.id).map_or(0, Vec::len)),
        updated_on: WireDay(grid.updated_on),
        version: grid.version,
    };
    Ok(grids.iter().map(out).collect())
}

/// As [`grids_out`], of one.
pub(super) async fn grid_out(tx: &Tx, grid: &Grid, reach: &Reach, today: Day) -> Result<GridOut, Failure> {
    let mut out = grids_out(tx, std::slice::from_ref(grid), reach, today).await?;
    Ok(out.pop().ok_or_else(|| StoreError::corrupt("a grid went missing"))?)
}

/// The example in the document.
pub(super) fn grid_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000031", "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "parentId": null, "kind": "grid", "name": "第一网格", "position": 1,
        "leader": { "personId": "018e0f6a-0000-7000-8000-000000000021", "name": "蒋志嘉" },
        "leaderBasis": "2024年2月户代表推荐，支部大会确认",
        "card": { "villages": ["汤家圩", "胡家桥头"], "officers": ["沈洪根"], "households": 212, "people": 806,
            "partyMembers": 19, "villagerRepresentatives": 8, "enterprises": 3, "newResidents": 120 },
        "updatedOn": "2024-03-01", "version": 3
    })
}
