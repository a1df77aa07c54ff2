//! What a grid's published card said, change by change (S1-3).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{AccountId, GridId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::grids::{self, PastCard};
use xianfeng_infra::{accounts, members};

use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireDay;
use crate::organizations::find_visible;

/// A page of a card's history.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PastCardsOut {
    /// The cards.
    pub items: Vec<PastCardOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// What a card said from a day on. Party members are counted when it is read, and stand in no past card.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PastCardOut {
    /// The grid's version that it came with.
    pub version: u64,
    /// The grid's name then.
    pub name: String,
    /// The natural villages.
    pub villages: Vec<String>,
    /// The officers.
    pub officers: Vec<String>,
    /// Households.
    pub households: Option<u32>,
    /// People.
    pub people: Option<u32>,
    /// Villager representatives.
    pub villager_representatives: Option<u32>,
    /// Enterprises.
    pub enterprises: Option<u32>,
    /// New residents.
    pub new_residents: Option<u32>,
    /// The day of the change.
    pub updated_on: WireDay,
    /// Who changed it; within the caller's reach, and where it is known.
    pub changed_by: Option<String>,
}

/// Lists what the card of a grid said, the newest first.
///
/// For everybody who sees the grid; who changed it is shown within the caller's reach alone.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid"), PageQuery),
    responses((status = 200, body = PastCardsOut, description = "A page", example = json!({
        "items": [{ "version": 3, "name": "第一网格", "villages": ["汤家圩", "胡家桥头"], "officers": ["沈洪根"],
            "households": 212, "people": 806, "villagerRepresentatives": 8, "enterprises": 3, "newResidents": 120,
            "updatedOn": "2024-03-01", "changedBy": "蒋志嘉" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["grid.not_found", "list.bad_cursor"]))),
)]
#[get("/grids/{id}/card-history")]
pub(super) async fn list_grid_cards(
    app: Data<App>,
    bound: Bound,
    id: PathId<GridId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<u64>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let grid = grids::find_open(tx, id.0).await?.ok_or(Code::GridNotFound)?;
        find_visible(tx, &bound.caller, grid.organization).await?.ok_or(Code::GridNotFound)?;
        let within = bound.caller.reach(Right::Read).covers(&grid.path);
        let mut found = grids::cards(tx, grid.id, before, u64::from(list.page.limit) + 1).await?;
        if found.is_empty() && before.is_none() {
            // Never changed since cards are kept: what it says is all there is.
            let (version, updated_on, by) = (grid.version, grid.updated_on, None);
            found.push(PastCard { version, name: grid.name, card: grid.card, updated_on, by });
        }
        let changed_by = if within { authors(tx, &found).await? } else { HashMap::new() };
        Ok(found.into_iter().map(|past| card_out(past, &changed_by)).collect())
    };
    let found: Vec<PastCardOut> = app.database.read(read).await?;
    let (items, next_cursor) = list.page.cut(found, |past| past.version)?;
    Ok(HttpResponse::Ok().json(PastCardsOut { items, next_cursor }))
}

/// The names behind the accounts that changed cards.
async fn authors(tx: &Tx, cards: &[PastCard]) -> Result<HashMap<AccountId, String>, Failure> {
    let persons: HashMap<AccountId, PersonId> =
        accounts::persons_behind(tx, cards.iter().filter_map(|past| past.by)).await?;
    let names = members::names(tx, persons.values().copied()).await?;
    Ok(persons.into_iter().filter_map(|(account, person)| Some((account, names.get(&person)?.clone()))).collect())
}

fn card_out(past: PastCard, changed_by: &HashMap<AccountId, String>) -> PastCardOut {
    PastCardOut {
        version: past.version,
        name: past.name,
        villages: past.card.villages,
        officers: past.card.officers,
        households: past.card.households,
        people: past.card.people,
        villager_representatives: past.card.villager_representatives,
        enterprises: past.card.enterprises,
        new_residents: past.card.new_residents,
        updated_on: WireDay(past.updated_on),
        changed_by: past.by.and_then(|account| changed_by.get(&account).cloned()),
    }
}
