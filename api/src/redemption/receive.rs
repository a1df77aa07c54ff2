//! Goods come in.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{RewardId, ShopId};
use xianfeng_domain::redemption::{RewardKind, Shop, ShopState};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption::{self as rows, Moved};

use super::stock::{StockItemOut, items, stock_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// What came in.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceiptIn {
    /// A reward of the kind `goods` that the shop hands out.
    pub reward_id: Uuid,
    /// How many, 1 to 100,000.
    pub quantity: u32,
    /// From whom, with which paper; at most 200 characters.
    pub note: Option<String>,
    /// From now on it is low at so many free ones, at most 100,000; as before where absent.
    pub low_mark: Option<u32>,
}

impl Check for ReceiptIn {
    fn check(&self, faults: &mut Faults) {
        faults.range("/quantity", self.quantity, 1..=100_000);
        faults.range("/lowMark", self.low_mark.unwrap_or_default(), 0..=100_000);
        faults.text("/note", self.note.as_deref().unwrap_or_default(), 0..=200);
    }
}

/// Records goods that came in.
///
/// They can be ordered at once if the reward is offered.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = ReceiptIn,
    responses((status = 201, body = StockItemOut, description = "The stock now", example = json!(stock_example()))),
    extensions(("x-error-codes" = json!(["shop.not_found", "shop.closed", "reward.not_found", "auth.forbidden"]))),
)]
#[post("/shops/{id}/receipts")]
pub(super) async fn receive_stock(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    body: JsonBody<ReceiptIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "stock.receive", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let shop = receive(tx, &permit, &permit.reach, id.0, &body.0).await?;
        let item = items(tx, &shop).await?.into_iter().find(|item| item.reward_id == body.reward_id);
        let item = item.ok_or_else(|| StoreError::corrupt("a shelf went missing"))?;
        Ok(Done::created(item).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `shop.not_found` outside reach, `shop.closed`, `reward.not_found`.
pub async fn receive(tx: &Tx, act: &Act, reach: &Reach, id: ShopId, new: &ReceiptIn) -> Result<Shop, Failure> {
    let shop = rows::shop(tx, reach, id).await?.ok_or(Code::ShopNotFound)?;
    if shop.state != ShopState::Open {
        return Err(Code::ShopClosed.into());
    }
    let reward = rows::reward_for_shop(tx, &shop, RewardId(new.reward_id)).await?;
    let reward = reward.filter(|reward| reward.kind == RewardKind::Goods).ok_or(Code::RewardNotFound)?;
    let moved = Moved {
        shop: shop.id,
        reward: reward.id,
        quantity: new.quantity.into(),
        reference: Uuid::now_v7(),
        by: act.caller.account,
        at: act.now,
        reason: new.note.as_deref().map(str::trim).filter(|note| !note.is_empty()),
    };
    rows::receive_stock(tx, moved, new.low_mark).await?;
    act.audit(tx, "stock.receive", ("shop", shop.id.0), &shop.path).await?;
    Ok(shop)
}
