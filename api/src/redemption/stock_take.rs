//! Stock-taking (盘点).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{RewardId, ShopId};
use xianfeng_domain::redemption::Shop;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption::{self as rows, Moved};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// What was counted.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StockTakeIn {
    /// 1 to 100 rewards, each once.
    pub lines: Vec<StockTakeLineIn>,
}

/// What was counted of one reward.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StockTakeLineIn {
    /// The reward.
    pub reward_id: Uuid,
    /// How many stand there, what is set aside included; at most 1,000,000.
    pub counted: u32,
    /// Why it differs from the record, at most 200 characters; required where it does.
    #[schema(example = "受潮报损2袋")]
    pub reason: Option<String>,
}

impl Check for StockTakeIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/lines", self.lines.len(), 1..=100);
        let mut ids: Vec<Uuid> = self.lines.iter().map(|line| line.reward_id).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != self.lines.len() {
            faults.add("/lines", FaultCode::Duplicate);
        }
        for (index, line) in self.lines.iter().enumerate() {
            faults.range(format!("/lines/{index}/counted").as_str(), line.counted, 0..=1_000_000);
            faults.text(&format!("/lines/{index}/reason"), line.reason.as_deref().unwrap_or_default(), 0..=200);
        }
    }
}

/// What a stock-take found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StockTakeOut {
    /// Its id.
    pub id: Uuid,
    /// Reward by reward.
    pub lines: Vec<StockTakeLineOut>,
}

/// What was found of one reward.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StockTakeLineOut {
    /// The reward.
    pub reward_id: Uuid,
    /// How many the record had.
    pub expected: i64,
    /// How many were counted.
    pub counted: u32,
    /// Counted less expected.
    pub difference: i64,
}

/// Records a stock-take.
///
/// Each difference wants a reason. Fewer than are set aside for orders cannot be counted: cancel those
/// orders first, so that their members are told.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = StockTakeIn,
    responses((status = 201, body = StockTakeOut, description = "What was found", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000073",
        "lines": [{ "rewardId": "018e0f6a-0000-7000-8000-000000000072", "expected": 10, "counted": 8, "difference": -2 }]
    }))),
    extensions(("x-error-codes" = json!([
        "shop.not_found", "stock.not_found", "stock.below_reserved", "stock.reason_missing", "auth.forbidden"
    ]))),
)]
#[post("/shops/{id}/stock-takes")]
pub(super) async fn take_stock(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    body: JsonBody<StockTakeIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "stock.take", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (shop, found) = take(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::created(found).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
async fn take(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: ShopId,
    taken: &StockTakeIn,
) -> Result<(Shop, StockTakeOut), Failure> {
    let shop = rows::shop(tx, reach, id).await?.ok_or(Code::ShopNotFound)?;
    let stock = rows::stock(tx, shop.id).await?;
    let shelves: HashMap<RewardId, _> = stock.into_iter().map(|stock| (stock.reward, stock.shelf)).collect();
    let reference = Uuid::now_v7();
    let mut lines = Vec::with_capacity(taken.lines.len());
    let mut in_order: Vec<&StockTakeLineIn> = taken.lines.iter().collect();
    // Shelves are locked in one order, so that two stock-takes never wait for each other.
    in_order.sort_by_key(|line| line.reward_id);
    for line in in_order {
        let reward = RewardId(line.reward_id);
        let shelf = shelves.get(&reward).ok_or(Code::StockNotFound)?;
        let reason = line.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let difference = shelf.count(line.counted, reason.is_some())?;
        let moved = Moved {
            shop: shop.id,
            reward,
            quantity: difference,
            reference,
            by: act.caller.account,
            at: act.now,
            reason,
        };
        if !rows::count_stock(tx, moved, line.counted).await? {
            return Err(StoreError::Race("a shelf").into());
        }
        lines.push(StockTakeLineOut {
            reward_id: reward.0,
            expected: shelf.standing(),
            counted: line.counted,
            difference,
        });
    }
    act.audit(tx, "stock.take", ("shop", shop.id.0), &shop.path).await?;
    Ok((shop, StockTakeOut { id: reference, lines }))
}
