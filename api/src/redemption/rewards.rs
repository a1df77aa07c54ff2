//! The catalogue.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{RewardId, ShopId};
use xianfeng_domain::redemption::{RewardKind, RewardState, handed_out_until};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, RewardFilter};

use super::reward_wire::{RewardOut, reward_example};
use super::seen::seen;
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which rewards.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RewardQuery {
    /// To be had in this shop; tells how many are free there, too.
    shop_id: Option<Uuid>,
    /// `draft`, `offered` or `withdrawn`.
    state: Option<String>,
}

impl Check for RewardQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| RewardState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, "draft, offered, withdrawn");
        }
    }
}

/// A page of rewards.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RewardsOut {
    /// The rewards.
    pub items: Vec<RewardOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the catalogue, the newest first.
///
/// For everybody who sees the organizations; drafts for the township's administrators.
#[utoipa::path(
    tag = "redemption",
    params(PageQuery, RewardQuery),
    responses((status = 200, body = RewardsOut, description = "A page",
        example = json!({ "items": [reward_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["shop.not_found", "list.bad_cursor"]))),
)]
#[get("/rewards")]
pub(super) async fn list_rewards(
    app: Data<App>,
    bound: Bound,
    list: ListParams<RewardQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(RewardId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let mut seen = seen(tx, &bound.caller, Right::KeepShop).await?;
        let shop = match list.filter.shop_id {
            None => None,
            Some(id) => Some(rows::seen_shop(tx, &seen, ShopId(id)).await?.ok_or(Code::ShopNotFound)?),
        };
        let mut free = HashMap::new();
        if let Some(shop) = &shop {
            let stock = rows::stock(tx, shop.id).await?;
            free.extend(stock.into_iter().map(|stock| (stock.reward, stock.shelf.free)));
        }
        seen.reach = bound.caller.reach(Right::Administer);
        let filter = RewardFilter {
            state: list.filter.state.as_deref().and_then(RewardState::from_code),
            shop,
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let rewards = rows::rewards(tx, &seen, &filter).await?;
        let left =
            rows::coupons_left(tx, rewards.iter().map(|reward| reward.id), handed_out_until(bound.today())).await?;
        Ok((rewards, free, left))
    };
    let (rewards, free, left) = app.database.read(read).await?;
    let (rewards, next_cursor) = list.page.cut(rewards, |reward| reward.id.0)?;
    let goods_of_shop = list.filter.shop_id.is_some();
    let administers = bound.caller.reach(Right::Administer);
    let items = rewards.iter().map(|reward| {
        let counted = goods_of_shop && reward.kind == RewardKind::Goods;
        let free = counted.then(|| free.get(&reward.id).copied().unwrap_or_default());
        let left = left.get(&reward.id).copied().unwrap_or_default();
        RewardOut { free, ..RewardOut::seen(reward, left, administers.covers(&reward.path)) }
    });
    Ok(HttpResponse::Ok().json(RewardsOut { items: items.collect(), next_cursor }))
}

/// One reward of the catalogue.
///
/// For everybody who sees its organization; a draft for the township's administrators.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The reward")),
    responses((status = 200, body = RewardOut, description = "The reward", example = json!(reward_example()))),
    extensions(("x-error-codes" = json!(["reward.not_found"]))),
)]
#[get("/rewards/{id}")]
pub(super) async fn get_reward(app: Data<App>, bound: Bound, id: PathId<RewardId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let seen = seen(tx, &bound.caller, Right::Administer).await?;
        let reward = rows::seen_reward(tx, &seen, id.0).await?.ok_or(Code::RewardNotFound)?;
        let left = rows::coupons_left(tx, [reward.id], handed_out_until(bound.today())).await?;
        let left = left.get(&reward.id).copied().unwrap_or_default();
        Ok(RewardOut::seen(&reward, left, seen.reach.covers(&reward.path)))
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
