//! What stands in a shop.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::ShopId;
use xianfeng_domain::redemption::Shop;
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, Stock};

use super::seen::looked_after;
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// A shop's stock.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockOut {
    /// Reward by reward, in the order in which they entered the catalogue.
    pub items: Vec<StockItemOut>,
}

/// A reward's stock.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StockItemOut {
    /// The reward.
    pub reward_id: Uuid,
    /// Its name.
    pub reward_name: String,
    /// What one of it is.
    pub unit: String,
    /// How many can be ordered.
    pub free: u32,
    /// How many are set aside for open orders.
    pub reserved: u32,
    /// How many must stand there: both together.
    pub standing: u32,
    /// The free stock at which it is low.
    pub low_mark: Option<u32>,
    /// Is it low?
    pub low: bool,
}

/// What stands in a shop.
///
/// For its keepers and for who reads there. `low` says that it is time to buy.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    responses((status = 200, body = StockOut, description = "The stock", example = json!({ "items": [stock_example()] }))),
    extensions(("x-error-codes" = json!(["shop.not_found", "auth.not_bound"]))),
)]
#[get("/shops/{id}/stock")]
pub(super) async fn show_stock(app: Data<App>, bound: Bound, id: PathId<ShopId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let shop = looked_after(tx, &bound.caller, id.0).await?;
        items(tx, &shop).await
    };
    Ok(HttpResponse::Ok().json(StockOut { items: app.database.read(read).await? }))
}

/// The stock with the rewards' names.
pub(super) async fn items(tx: &Tx, shop: &Shop) -> Result<Vec<StockItemOut>, Failure> {
    let mut items = Vec::new();
    for Stock { reward, shelf, low_mark } in rows::stock(tx, shop.id).await? {
        let Some(found) = rows::reward_for_shop(tx, shop, reward).await? else { continue };
        items.push(StockItemOut {
            reward_id: reward.0,
            reward_name: found.name,
            unit: found.unit,
            free: shelf.free,
            reserved: shelf.reserved,
            standing: shelf.free.saturating_add(shelf.reserved),
            low_mark,
            low: low_mark.is_some_and(|mark| shelf.free <= mark),
        });
    }
    Ok(items)
}

/// The example in the document.
pub(super) fn stock_example() -> serde_json::Value {
    serde_json::json!({
        "rewardId": "018e0f6a-0000-7000-8000-000000000072", "rewardName": "大米", "unit": "袋", "free": 8, "reserved": 2,
        "standing": 10, "lowMark": 5, "low": false
    })
}
