//! What has moved a shop's stock.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{RewardId, ShopId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, MovementRow};

use super::seen::looked_after;
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::wire::WireTime;

/// Which movements.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovementQuery {
    /// Of this reward.
    reward_id: Option<Uuid>,
}

impl Check for MovementQuery {}

/// A page of movements.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MovementsOut {
    /// The movements.
    pub items: Vec<MovementOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A movement.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MovementOut {
    /// Its id.
    pub id: Uuid,
    /// Of which reward.
    pub reward_id: Uuid,
    /// `received`, `ordered`, `returned`, `handed_out` or `counted`.
    pub kind: &'static str,
    /// What it changed of what is free.
    pub free_change: i64,
    /// What it changed of what is reserved.
    pub reserved_change: i64,
    /// What a stock-take counted.
    pub counted: Option<u32>,
    /// Why, or a note.
    pub reason: Option<String>,
    /// When.
    pub at: WireTime,
}

impl From<&MovementRow> for MovementOut {
    fn from(row: &MovementRow) -> Self {
        Self {
            id: row.id,
            reward_id: row.reward.0,
            kind: row.kind.code(),
            free_change: row.change.free,
            reserved_change: row.change.reserved,
            counted: row.counted,
            reason: row.reason.clone(),
            at: row.at.into(),
        }
    }
}

/// Lists what has moved a shop's stock, the newest first.
///
/// Never changed: the stock is the sum of it.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop"), PageQuery, MovementQuery),
    responses((status = 200, body = MovementsOut, description = "A page", example = json!({ "items": [{
        "id": "018e0f6a-0000-7000-8000-000000000074", "rewardId": "018e0f6a-0000-7000-8000-000000000072",
        "kind": "counted", "freeChange": -2, "reservedChange": 0, "counted": 8, "reason": "受潮报损2袋",
        "at": "2024-03-01T09:00:00+08:00"
    }], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["shop.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/shops/{id}/stock/movements")]
pub(super) async fn list_stock_movements(
    app: Data<App>,
    bound: Bound,
    id: PathId<ShopId>,
    list: ListParams<MovementQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let shop = looked_after(tx, &bound.caller, id.0).await?;
        let reward = list.filter.reward_id.map(RewardId);
        Ok(rows::stock_movements(tx, shop.id, reward, before, u64::from(list.page.limit) + 1).await?)
    };
    let (rows, next_cursor) = list.page.cut(app.database.read(read).await?, |row| row.id)?;
    Ok(HttpResponse::Ok().json(MovementsOut { items: rows.iter().map(MovementOut::from).collect(), next_cursor }))
}
